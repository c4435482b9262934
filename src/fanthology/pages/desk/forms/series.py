"""Forms for series, and for a story's places in them."""

from typing import Any

from django import forms

from fanthology.core import limits
from fanthology.pages.desk import fields
from fanthology.people.models import Account, PenName
from fanthology.stories.models import Series, Story
from fanthology.stories.queries import series_kept_by


class SeriesForm(forms.Form):
    """What is said about a series."""

    title = fields.OneLine(label="Title", max_length=limits.TITLE)
    introduction = fields.Prose(
        label="Introduction",
        required=False,
        max_length=limits.INTRODUCTION,
        rows=8,
        help_text="What a reader should know before the first story.",
    )
    complete = forms.BooleanField(label="The series is complete", required=False)
    markup = fields.markup_field()

    def __init__(self, data: Any = None, *, series: Series | None = None) -> None:
        initial = {
            "title": series.title,
            "introduction": series.introduction_source,
            "complete": series.complete,
            "markup": series.markup,
        } if series else {}  # fmt: skip
        super().__init__(data, initial=initial)


class NewSeriesForm(SeriesForm):
    """The same for a new series, with the pen name that keeps it."""

    owner = fields.RowChoice(queryset=PenName.objects.none(), label="Kept by", empty_label=None)
    field_order = ("title", "owner", "introduction", "markup")

    def __init__(self, data: Any = None, *, by: Account) -> None:
        super().__init__(data)
        del self.fields["complete"]
        owner = self.fields["owner"]
        assert isinstance(owner, fields.RowChoice)  # noqa: S101  (told to the type checker)
        owner.queryset = by.pen_names.order_by("key")
        owner.initial = by.pen_names.order_by("key").first()


class PlaceForm(forms.Form):
    """A story's place in one of one's series."""

    series = fields.RowChoice(queryset=Series.objects.none(), label="Series", empty_label="Choose…")
    number = forms.IntegerField(
        label="Number", required=False, min_value=1, max_value=10_000, help_text="Empty: at the end."
    )

    def __init__(self, data: Any = None, *, by: Account, story: Story) -> None:
        super().__init__(data, auto_id="place_%s")
        series = self.fields["series"]
        assert isinstance(series, fields.RowChoice)  # noqa: S101  (told to the type checker)
        series.queryset = series_kept_by(by).exclude(places__story=story)
