"""Rows that hold what people wrote: the words as written, beside the cleaned HTML that pages show."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from fanthology.text.clean import SANITISER
from fanthology.text.markup import Markup, to_html

MARKUPS: tuple[tuple[Markup, str], ...] = (
    ("markdown", "Simple marks: *italics*, **bold**, an empty line between paragraphs"),
    ("plain", "Plain text, exactly as typed"),
    ("html", "HTML"),
)


def current_sanitiser() -> int:
    """What a new row is clean by: it holds nothing yet."""
    return SANITISER


class Prose(models.Model):
    """A row with rich text.

    Each name in `PROSE` stands for two columns: `<name>_source`, as the person wrote it in `markup`, and `<name>`, the
    cleaned HTML made of it by sanitiser version `cleaned_with`. Only `write` and `reclean` set them, so that nothing
    reaches a page uncleaned and no author's words are lost to a stricter sanitiser.
    """

    PROSE: ClassVar[tuple[str, ...]] = ()

    markup = models.CharField(max_length=8, choices=MARKUPS, default="markdown")
    cleaned_with = models.PositiveSmallIntegerField(default=current_sanitiser, db_index=True)

    class Meta:
        abstract = True

    def write(self, words: Mapping[str, str], *, markup: Markup | None = None) -> None:
        """Take `words` (prose name → source). A changed `markup` is applied to every prose of the row.

        Raises `text.clean.TextRefused` with a kind sentence before anything is changed.
        """
        unknown = set(words) - set(self.PROSE)
        if unknown:
            raise KeyError(", ".join(sorted(unknown)))
        chosen: Markup = markup or self.markup  # type: ignore[assignment]  # a choice field is a plain str
        changed = dict(words)
        if chosen != self.markup or self.cleaned_with != SANITISER:
            changed = {name: words.get(name, getattr(self, f"{name}_source")) for name in self.PROSE}
        cleaned = {name: to_html(source, chosen) for name, source in changed.items()}
        self.markup = chosen
        self.cleaned_with = SANITISER
        for name, html in cleaned.items():
            setattr(self, f"{name}_source", changed[name])
            setattr(self, name, html)

    def reclean(self) -> list[str]:
        """Clean every prose again from its source; return the names of the columns to save."""
        self.cleaned_with = 0
        self.write({})
        return ["cleaned_with", *self.PROSE]


def prose_models(app_models: list[Any]) -> list[type[Prose]]:
    """Those of `app_models` that hold prose, for commands that walk over all of it."""
    return [model for model in app_models if issubclass(model, Prose)]
