"""Form fields of the preview: series and categories by their names, days."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fanthology.catalogue.queries import split_path
from fanthology.core import limits
from fanthology.formats.manuscript import SeriesPlace
from fanthology.pages.desk import fields
from fanthology.pages.fields import LongText
from fanthology.text.names import tidy

_NUMBER = re.compile(r",?\s*no\.?\s*(\d{1,5})$", re.IGNORECASE)


class Places(LongText):
    """Series, one a line: "Title, No. 3"."""

    def prepare_value(self, value: Any) -> Any:
        """Places as lines."""
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{each.title}, No. {each.number}" if each.number else each.title for each in value)

    def clean(self, value: Any) -> Any:
        """The places."""
        lines = [line for line in map(tidy, str(super().clean(value) or "").split("\n")) if line]
        if len(lines) > limits.SERIES_PER_STORY:
            raise ValidationError(f"A story can belong to up to {limits.SERIES_PER_STORY} series.")
        return tuple(self._place(line) for line in lines)

    @staticmethod
    def _place(line: str) -> SeriesPlace:
        number = _NUMBER.search(line)
        title = line[: number.start()].strip() if number else line
        if not title or len(title) > limits.TITLE:
            raise ValidationError(
                f"A series needs a title of up to {limits.TITLE} characters: “{line[:60]}”."
            )
        return SeriesPlace(title, int(number.group(1)) if number and int(number.group(1)) else None)


class Paths(fields.Categories):
    """Full names of categories. Who may grow the tree may write new ones."""

    grows = False

    def prepare_value(self, value: Any) -> Any:
        """The names."""
        return list(value or ())

    def clean(self, value: Any) -> Any:
        """The names, each of them of a category that is there, or may be made."""
        if len(value) > limits.CATEGORIES_PER_STORY:
            raise ValidationError(f"A story can stand in up to {limits.CATEGORIES_PER_STORY} categories.")
        for path in value:
            if self.grows and len(path) <= limits.CATEGORY_PATH and split_path(path):
                continue
            self._found(path)
        return tuple(dict.fromkeys(value))


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **kwargs,
    )
