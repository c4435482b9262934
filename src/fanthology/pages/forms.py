"""What every form of ours does alike."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError


def show_problem(form: forms.Form, problem: ValidationError, names: Mapping[str, str] | None = None) -> None:
    """Put what a deed refused beside the fields it is about.

    `names` says which field of the form holds what the deed calls so: `show_problem(form, problem, {"name": "pen_name"})`.
    What fits no field stands above them all.
    """
    found = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for key, sentences in found.items():
        name = (names or {}).get(key, key)
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
