"""Forms of those who look after the archive."""

from typing import Any

from django import forms

from fanthology.catalogue.models import RatingScheme
from fanthology.catalogue.queries import schemes
from fanthology.core import limits
from fanthology.core.prose import MARKUPS
from fanthology.pages.fields import LongText
from fanthology.people.models import Role


class ReasonForm(forms.Form):
    """Why something is hidden, or shown again."""

    reason = LongText(label="Reason", max_length=limits.REASON, rows=5)

    def __init__(self, *args: Any, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = help_text


class RoleForm(forms.Form):
    """What somebody may do."""

    role = forms.ChoiceField(label="Role", choices=Role.choices, widget=forms.RadioSelect)
    note = LongText(
        label="Why",
        required=False,
        max_length=limits.REASON - 100,
        rows=3,
        help_text="For the log; moderators read it.",
    )


class HouseTextForm(forms.Form):
    """A text of the house."""

    body = LongText(label="Text", required=False, max_length=limits.HOUSE_TEXT, rows=18)
    markup = forms.ChoiceField(label="Written as", choices=MARKUPS, initial="markdown")


class CategoryAddForm(forms.Form):
    """A further category, named with all that stands above it."""

    path = forms.CharField(
        label="Name",
        max_length=limits.CATEGORY_PATH,
        help_text="“Fandom > Focus > Theme”: what does not exist yet is made.",
    )


class CategoryEditForm(forms.Form):
    """A category's own name and description."""

    name = forms.CharField(label="Name", max_length=limits.CATEGORY)
    about = LongText(
        label="Description",
        required=False,
        max_length=limits.FIELD,
        rows=4,
        help_text="One or two sentences above its stories.",
    )


class SchemeForm(forms.Form):
    """Which ratings new stories are given."""

    scheme = forms.ModelChoiceField(
        RatingScheme.objects.none(),
        label="Ratings for new stories",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = schemes()  # type: ignore[attr-defined]  # a ModelChoiceField, as said above
