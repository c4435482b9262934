"""What a person typed into a form that could not be taken just now, so that a page can hold it and send it again."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

SHORT: Final = 80
"""Characters up to which a field is shown on one line."""

OF_THE_PAGE: Final = frozenset({"csrfmiddlewaretoken", "again_login", "again_password"})
"""Fields that belong to the page that holds the text, not to the text."""


@dataclass(frozen=True, slots=True)
class KeptField:
    """One field as it was sent; a name that was sent twice makes two of them."""

    name: str
    value: str

    @property
    def label(self) -> str:
        """The field's name in words: `note_before` is "Note before"."""
        return self.name.replace("_", " ").replace("-", " ").strip().capitalize() or "Text"

    @property
    def is_long(self) -> bool:
        """Whether the field is worth a box of its own, to read and to copy."""
        return len(self.value) > SHORT or "\n" in self.value

    @property
    def rows(self) -> int:
        """Lines of that box."""
        return max(3, min(16, len(self.value) // 90 + self.value.count("\n") + 1))


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that was sent, but for passwords and files, which no page may repeat."""

    path: str
    fields: tuple[KeptField, ...]
    files: tuple[str, ...]
    secrets: bool

    @property
    def long(self) -> tuple[KeptField, ...]:
        """The fields with a box of their own."""
        return tuple(field for field in self.fields if field.is_long)

    @property
    def short(self) -> tuple[KeptField, ...]:
        """The others."""
        return tuple(field for field in self.fields if not field.is_long)


def keep(request: HttpRequest) -> Kept:
    """Take what the request sent."""
    fields = [
        KeptField(name, str(value))
        for name, values in request.POST.lists()
        if name not in OF_THE_PAGE
        for value in values
    ]
    files = [upload.name or "a file" for _, uploads in request.FILES.lists() for upload in uploads]
    return Kept(
        path=request.get_full_path(),
        fields=tuple(field for field in fields if not is_secret(field.name)),
        files=tuple(files),
        secrets=any(is_secret(field.name) and field.value for field in fields),
    )


def is_secret(name: str) -> bool:
    """Whether a field of this name holds a password."""
    return "password" in name


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of ours.

    Only then may a page repeat what was sent: another site's form must not be able to put words under our name with a
    button that sends them.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    here = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin is not None and origin != "null":
        return origin == here
    return request.headers.get("Referer", "").startswith(f"{here}/")
