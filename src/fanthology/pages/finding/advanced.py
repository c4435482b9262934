"""Everything that a search can ask for beside names, as one form. It sends what an address has, and needs no script."""

from __future__ import annotations

from typing import Any, Final, Self

from django import forms

from fanthology.catalogue.queries import ratings_offered
from fanthology.finding.asking import Asked
from fanthology.finding.found import Found
from fanthology.finding.wishes import Field
from fanthology.text.languages import LANGUAGES

ANY: Final = ("", "Any")
RANGE: Final = "5, 2-10, >3"
SOME: Final = "yes, no, 5-20"
DAYS: Final = "2024, 2020-01..2021-06, last 30 days"
LONGEST: Final = 60


def _text(label: str, hint: str, *, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"placeholder": hint, "maxlength": LONGEST, "autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


def _number(label: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": LONGEST, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, widget=widget)


def _select(label: str, *choices: tuple[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=(ANY, *choices))


def _checks(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class FilterForm(forms.Form):
    """The filters. `finding.reading` reads what it sends, like any other address, so nothing is checked here."""

    words_from = _number("Words, from")
    words_to = _number("Words, to")
    chapters = _text("Chapters", RANGE)
    length = _text("Words a chapter", "1k-5k")
    complete = _select(
        "Progress", ("yes", "Complete"), ("no", "Unfinished"), ("one-shot", "Complete in one chapter")
    )
    published = _text("Published", DAYS)
    updated = _text("Updated", DAYS)
    crossover = _select("Crossovers", ("only", "Only crossovers"), ("none", "No crossovers"))
    fandoms = _text("Number of fandoms", RANGE)
    relationships = _text("Number of relationships", RANGE)
    hits = _text("Hits", ">100")
    reviews = _text("Reviews", SOME)
    recommended = _text("Recommendations", SOME)
    only = forms.BooleanField(
        label="The chosen fandoms and nothing else",
        required=False,
        widget=forms.CheckboxInput(attrs={"value": "yes"}),
    )
    rating = _checks("Ratings")
    language = _checks("Languages")

    @classmethod
    def showing(cls, asked: Asked, found: Found) -> Self:
        """The form with what is asked for now."""
        initial: dict[str, Any] = {
            name: "".join(asked.values(name))
            for name in cls.base_fields
            if name not in ("rating", "language", "only")
        }
        initial["only"] = asked.only.casefold() in ("yes", "true", "1", "on", "only")
        initial["rating"], initial["language"] = list(asked.rating), list(asked.language)
        form = cls(initial=initial, auto_id="filter_%s")
        codes = list(ratings_offered().values_list("code", flat=True))
        _offer(form, "rating", [(code, code) for code in dict.fromkeys([*codes, *asked.rating])])
        spoken = [str(value.choice.keys[0]) for value in found.facets.get(Field.LANGUAGE, ())]
        languages = dict.fromkeys([*spoken, *asked.language])
        _offer(
            form,
            "language",
            [(code, LANGUAGES[code].english if code in LANGUAGES else code) for code in languages],
        )
        return form


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.MultipleChoiceField):
        field.choices = choices
