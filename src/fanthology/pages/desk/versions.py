"""Two versions of one form: what was saved meanwhile, and what this person typed."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict

from fanthology.pages.desk.fields import text_of

LONG = 80
"""Characters from which a field is shown in a box."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose two versions are not the same."""

    name: str
    label: str
    saved: str
    yours: str

    @property
    def is_long(self) -> bool:
        """Whether the versions need boxes."""
        return any(len(text) > LONG or "\n" in text for text in (self.saved, self.yours))


def differences(saved: forms.Form, yours: forms.Form) -> list[Difference]:
    """The visible fields in which a fresh form of what is saved differs from the form that was sent."""
    found = []
    for field in yours.visible_fields():
        now, typed = _shown(saved, field.name), _shown(yours, field.name)
        if now != typed:
            found.append(Difference(field.name, str(field.label), now, typed))
    return found


def go_on_from(yours: forms.Form, saved: forms.Form) -> None:
    """Let the form that was sent be sent again over what is saved now, which its writer has seen."""
    data = cast(QueryDict, yours.data).copy()
    data["seen"] = str(saved["seen"].value())
    yours.data = data


def _shown(form: forms.Form, name: str) -> str:
    """The field's value as a person reads it: choices by their names."""
    field, value = form.fields[name], form[name].value()
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        names = {
            str(key): str(label)
            for key, label in cast(Any, field.choices)
            if not isinstance(label, list | tuple)
        }
        values = value if isinstance(value, list | tuple) else [value]
        return "\n".join(names.get(str(each), str(each)) for each in values if each not in (None, ""))
    return text_of(value)
