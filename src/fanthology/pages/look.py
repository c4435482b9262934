"""How a reader wishes to see the archive: kept in one cookie, applied as attributes of `<html>`.

The server writes the attributes, so that nothing flashes and a page can be cached by the cookie's value; without the
cookie the page follows the reader's system. The style sheets know the same names (`static/reading.css`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from django.utils.safestring import SafeString, mark_safe

COOKIE: Final = "look"
YEAR: Final = 60 * 60 * 24 * 365
"""How long the cookie is kept, in seconds."""

CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "theme": {
        "": "As my device says",
        "paper": "Paper",
        "white": "White",
        "sepia": "Sepia",
        "dusk": "Dusk",
        "black": "Black",
    },
    "font": {
        "": "Literata",
        "source-serif": "Source Serif",
        "alegreya": "Alegreya",
        "garamond": "EB Garamond",
        "gentium": "Gentium Book Plus",
        "atkinson": "Atkinson Hyperlegible",
        "lexend": "Lexend",
        "opendyslexic": "OpenDyslexic",
        "system": "My device’s own",
    },
    "size": {
        "1": "Tiny",
        "2": "Smaller",
        "3": "Small",
        "": "Normal",
        "5": "Large",
        "6": "Larger",
        "7": "Very large",
        "8": "Huge",
    },
    "measure": {"narrow": "Narrow", "": "Normal", "wide": "Wide"},
    "leading": {"tight": "Tight", "": "Normal", "loose": "Loose"},
    "align": {"": "Ragged edge", "justified": "Justified"},
    "paragraphs": {"": "Indented", "gap": "With a gap between"},
    "numbers": {"": "Shown", "hidden": "Hide hits, reviews and sums"},
}
"""Every setting with its values and their names; the empty value is the default and is never written down."""

LABELS: Final[Mapping[str, str]] = {
    "theme": "Colours",
    "font": "Font",
    "size": "Size",
    "measure": "Line length",
    "leading": "Line spacing",
    "align": "Edges of the text",
    "paragraphs": "Paragraphs",
    "numbers": "Counts",
}

IN_EVERY_PAGE: Final = frozenset({"", "atkinson", "system"})
"""Fonts that need no style sheet of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One reader's wishes. Each field is a key of `CHOICES` and holds one of its values."""

    theme: str = ""
    font: str = ""
    size: str = ""
    measure: str = ""
    leading: str = ""
    align: str = ""
    paragraphs: str = ""
    numbers: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """What differs from the default."""
        values = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        return {name: value for name, value in values.items() if value}

    @property
    def attributes(self) -> SafeString:
        """For the `<html>` tag. Every name and value comes from `CHOICES`."""
        return mark_safe("".join(f' data-{name}="{value}"' for name, value in self.chosen.items()))  # noqa: S308

    @property
    def cookie(self) -> str:
        """The cookie's value: the same for the same wishes, empty for none."""
        return ".".join(f"{name}:{value}" for name, value in self.chosen.items())

    @property
    def preloads(self) -> bool:
        """Whether the page will need Literata's roman at once."""
        return self.font == ""

    @property
    def has_chosen_face(self) -> bool:
        """Whether the page needs the style sheet of fonts that are not on every page."""
        return self.font not in IN_EVERY_PAGE


def look_of(values: Mapping[str, str]) -> Look:
    """The wishes among `values` (a form's); what is not known counts as the default."""
    return Look(**{name: value for name in CHOICES if (value := values.get(name, "")) in CHOICES[name]})


def read_cookie(text: str) -> Look:
    """The wishes in a cookie's value. What was tampered with or is out of date counts as the default."""
    pairs = (pair.partition(":") for pair in text[:300].split("."))
    return look_of({name: value for name, _, value in pairs})


def settings_of(chosen: Look) -> list[dict[str, object]]:
    """Every setting with its choices and the one in use, for a form."""
    return [
        {"name": name, "label": LABELS[name], "choices": list(values.items()), "value": getattr(chosen, name)}
        for name, values in CHOICES.items()
    ]
