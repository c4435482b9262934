"""Forms for what a reader never wants to see."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fanthology.catalogue.queries import ratings_offered
from fanthology.core import limits
from fanthology.finding.named import called, named
from fanthology.finding.near import near
from fanthology.finding.standing import OLDEST, field_called, is_key
from fanthology.finding.wishes import Choice, Field
from fanthology.pages.fields import LongText
from fanthology.people.queries import Viewer, as_account
from fanthology.text.languages import choices as languages

KINDS = {
    Field.FANDOM: "Fandom",
    Field.CHARACTER: "Character",
    Field.RELATIONSHIP: "Relationship",
    Field.GENRE: "Genre",
    Field.WARNING: "Warning",
    Field.FREEFORM: "Tag",
    Field.CATEGORY: "Category",
    Field.AUTHOR: "Author",
    Field.SERIES: "Series",
    Field.STORY: "Story",
    Field.LANGUAGE: "Language",
}
"""What can be left out for good, as pages call it. Ratings are limited instead."""
PLURALS = {
    Field.FANDOM: "Fandoms",
    Field.CHARACTER: "Characters",
    Field.RELATIONSHIP: "Relationships",
    Field.GENRE: "Genres",
    Field.WARNING: "Warnings",
    Field.FREEFORM: "Tags",
    Field.CATEGORY: "Categories",
    Field.AUTHOR: "Authors",
    Field.SERIES: "Series",
    Field.STORY: "Stories",
    Field.LANGUAGE: "Languages",
}
TYPED = [(kind.value, name) for kind, name in KINDS.items() if kind != Field.LANGUAGE]
LIST_LENGTH = 120_000
"""Characters of a list brought in: room for every line with its reason."""


def choice_of(kind: str, key: str, viewer: Viewer) -> Choice | None:
    """The choice that an address or a button names by its kind and key, with its name; nothing for what is not there."""
    field = field_called(kind)
    if field is None or not is_key(field, key):
        return None
    if field == Field.RATING:
        return Choice(field, (int(key),), f"stories rated above {key} years")
    choice = Choice(field, (key if field == Field.LANGUAGE else int(key),))
    (found,) = named([choice], viewer)
    return found if found.name else None


class ExclusionForm(forms.Form):
    """A kind and a name, or, from a button, a kind and a key. Once valid, `choice` is what is meant.

    Where a name fits nothing, or several things, `near` are those that may have been meant, for buttons.
    """

    kind = forms.ChoiceField(label="What it is", choices=TYPED)
    name = forms.CharField(
        label="Its name",
        max_length=limits.CATEGORY_PATH,
        help_text="As it stands on its page.",
        widget=forms.TextInput(attrs={"data-names": Field.FANDOM.value, "data-kind": "id_kind"}),
        error_messages={"required": "Please type a name.", "max_length": "No name is as long as this."},
    )
    key = forms.CharField(required=False, max_length=35, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=limits.EXCLUSION_REASON,
        help_text="Only you will ever see it.",
        error_messages={"max_length": "A reason can have up to %(limit_value)s characters."},
    )

    def __init__(self, data: Any = None, *, viewer: Viewer, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.viewer = viewer
        self.choice: Choice | None = None
        self.near: tuple[Choice, ...] = ()
        self.fields["name"].required = not (data and data.get("key"))
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
        if as_account(viewer) is None:
            del self.fields["reason"]  # a cookie has no room for it

    def clean(self) -> dict[str, Any]:
        """Find what is meant."""
        given = super().clean() or {}
        if "kind" not in given or "name" not in given or "key" not in given:
            return given
        field = Field(given["kind"])
        if given["key"]:
            self.choice = choice_of(field, given["key"], self.viewer)
            if self.choice is None:
                self.add_error("name", "There is nothing of that name here that you can see.")
        else:
            self._find(field, given["name"])
        return given

    def _find(self, field: Field, name: str) -> None:
        found = called(field, name, self.viewer)
        if len(found) == 1:
            self.choice = found[0]
            return
        self.near = found or near_names(field, name, self.viewer)
        kind = KINDS[field].lower()
        if found:
            said = f"More than one {kind} is called so. Please choose one below."
        elif self.near:
            said = f"No {kind} here is called “{name}”. Perhaps you mean one of those below."
        else:
            said = f"No {kind} here is called “{name}”."
        self.add_error("name", said)


def near_names(field: Field, name: str, viewer: Viewer) -> tuple[Choice, ...]:
    """What is called nearly so."""
    return tuple(Choice(field, (one.id,), one.name) for one in near(field, name, viewer))


class LanguageForm(forms.Form):
    """A language to leave out."""

    kind = forms.CharField(widget=forms.HiddenInput, initial=Field.LANGUAGE.value)
    key = forms.ChoiceField(label="A language", choices=[("", "Choose…"), *languages()])

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="language_%s")


class RatingLimitForm(forms.Form):
    """The highest rating to be shown, by age in years; empty is no limit."""

    use_required_attribute = False  # the first choice, every rating, is empty
    kind = forms.CharField(widget=forms.HiddenInput, initial=Field.RATING.value)
    key = forms.ChoiceField(label="Show stories up to")

    def __init__(self, data: Any = None, *, now: int | None = None) -> None:
        super().__init__(data, auto_id="rating_%s", initial={"key": "" if now is None else str(now)})
        by_age: dict[int, str] = {}
        for rating in ratings_offered():
            by_age[rating.age] = f"{rating} ({rating.meaning})"
        if now is not None:
            by_age.setdefault(now, f"{now} years")
        levels = [(str(age), label) for age, label in sorted(by_age.items())]
        self.fields["key"].choices = [("", "Every rating"), *levels]  # type: ignore[attr-defined]


class ListForm(forms.Form):
    """A list that was taken along, as text."""

    lines = LongText(label="The list", max_length=LIST_LENGTH, rows=12)


def age_in(text: str) -> int | None:
    """An age as a form sends it, None for no limit. Raises ValidationError for nonsense."""
    if not text:
        return None
    if not is_key(Field.RATING, text):
        raise ValidationError(f"Please choose an age from 0 to {OLDEST}.")
    return int(text)
