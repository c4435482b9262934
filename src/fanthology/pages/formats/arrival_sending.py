"""The form for sending stories in: files, or text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from fanthology.core import limits
from fanthology.pages.desk import fields


class ManyFiles(forms.FileInput):
    """A field for several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files, up to a bound. Gives a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files that were sent."""
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if len(sent) > limits.FILES_PER_UPLOAD:
            raise ValidationError(
                f"You sent {len(sent)} files; up to {limits.FILES_PER_UPLOAD} can come at once."
            )
        return list(sent)


class ArrivalBeginForm(forms.Form):
    """Files, or text, or both."""

    uploads = Files(
        label="Files",
        required=False,
        help_text=(
            "Plain text, Markdown or HTML; also saved pages of other archives. Several chapters of one story may come "
            f"together, and several stories. Up to {limits.FILES_PER_UPLOAD} files."
        ),
    )
    text = fields.Prose(
        label="Or paste it here",
        required=False,
        max_length=limits.CHAPTER_TEXT * 5,
        widget=forms.Textarea(attrs={"rows": 14, "class": "tall", "data-words": ""}),
    )
    name = fields.OneLine(
        label="Title of what you paste",
        required=False,
        max_length=limits.TITLE,
        help_text="In case the text does not say it.",
    )

    def clean(self) -> dict[str, Any]:
        """Something must have come."""
        given = self.cleaned_data
        if not self.errors and not given["uploads"] and not given["text"].strip():
            raise ValidationError("Please choose a file, or paste the text of a story.")
        return given

    def sent(self) -> list[tuple[str, bytes]]:
        """Names and bytes of everything that was sent."""
        given = self.cleaned_data
        uploads: list[UploadedFile[Any]] = given["uploads"]
        found = [(upload.name or "a file without a name", upload.read()) for upload in uploads]
        if given["text"].strip():
            found.append((given["name"] or "Pasted text", given["text"].encode()))
        return found
