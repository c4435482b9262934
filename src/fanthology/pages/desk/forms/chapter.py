"""The form for a chapter."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.dateparse import parse_datetime

from fanthology.catalogue.models import Rating
from fanthology.catalogue.queries import ratings_offered
from fanthology.core import limits
from fanthology.pages.desk import fields
from fanthology.pages.desk.forms.story import Section
from fanthology.stories.fields import ChapterFields
from fanthology.stories.models import Chapter, Story
from fanthology.text.languages import choices as languages

SECTIONS: tuple[Section, ...] = (
    ("", "", ("title", "text", "markup")),
    (
        "Around the text",
        "Counted apart from it.",
        ("summary", "note_before", "note_after"),
    ),
    ("Where it differs from the story", "", ("rating", "language")),
)


class ChapterForm(forms.Form):
    """What is said in and about a chapter. `said()` gives it as deeds take it."""

    title = fields.OneLine(
        label="Title",
        required=False,
        max_length=limits.TITLE,
        help_text=f"Without one it is called by its number. Up to {limits.TITLE} characters.",
    )
    text = fields.Prose(
        label="Text",
        required=False,
        max_length=limits.CHAPTER_TEXT,
        widget=forms.Textarea(attrs={"rows": 26, "class": "tall", "data-words": ""}),
    )
    markup = fields.markup_field()
    summary = fields.Prose(label="Summary of this chapter", required=False, max_length=limits.SUMMARY, rows=2)
    note_before = fields.Prose(label="Note before the text", required=False, max_length=limits.NOTE, rows=3)
    note_after = fields.Prose(label="Note after the text", required=False, max_length=limits.NOTE, rows=3)
    rating = fields.RatingLevels(
        queryset=Rating.objects.none(), label="Rating of this chapter", required=False, empty_label="The same"
    )
    language = fields.language_field(empty="The same")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, story: Story, chapter: Chapter | None = None) -> None:
        self.chapter = chapter
        initial = self._initial(chapter) if chapter else {"markup": story.markup}
        super().__init__(data, initial=initial)
        rating, language = self.fields["rating"], self.fields["language"]
        assert isinstance(rating, fields.RatingLevels)  # noqa: S101  (told to the type checker)
        assert isinstance(language, forms.ChoiceField)  # noqa: S101
        levels = ratings_offered()
        rating.queryset = levels | Rating.objects.filter(chapters=chapter) if chapter else levels
        rating.empty_label = f"As the story ({story.rating.code})"
        named = dict(languages()).get(story.language, story.language)
        language.choices = [("", f"As the story ({named})"), *languages()]
        fields.keep_language(language, chapter.language if chapter else "")

    def _initial(self, chapter: Chapter) -> dict[str, Any]:
        return {
            "title": chapter.title,
            "markup": chapter.markup,
            "rating": chapter.rating_id,
            "language": chapter.language,
            "seen": chapter.edited.isoformat(),
            **{name: getattr(chapter, f"{name}_source") for name in Chapter.PROSE},
        }

    def clean_seen(self) -> Any:
        """The moment at which the chapter was read, or nothing."""
        given = self.cleaned_data["seen"]
        moment = None
        try:
            moment = parse_datetime(given)
        except ValueError as problem:
            raise ValidationError(
                "This form has been tampered with; please open the chapter again."
            ) from problem
        return moment

    def in_sections(self) -> Iterator[tuple[str, str, list[BoundField]]]:
        """The form's parts: name, sentence, fields."""
        for name, sentence, fields_of_it in SECTIONS:
            yield name, sentence, [self[field] for field in fields_of_it]

    def said(self) -> ChapterFields:
        """What was filled in, as deeds take it."""
        given = self.cleaned_data
        return ChapterFields(
            title=given["title"],
            markup=given["markup"],
            rating=given["rating"],
            language=given["language"],
            **{name: str(given[name] or "") for name in Chapter.PROSE},  # type: ignore[arg-type]  # its texts
        )
