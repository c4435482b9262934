"""What a form says kindly, said here too: text over a limit is refused, never cut."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from fanthology.core import limits
from fanthology.core.prose import Prose
from fanthology.text.clean import TextRefused
from fanthology.text.languages import is_code
from fanthology.text.markup import Markup, to_html
from fanthology.text.names import tidy

LENGTHS = {
    "title": limits.TITLE,
    "summary": limits.SUMMARY,
    "author_note": limits.NOTE,
    "note_before": limits.NOTE,
    "note_after": limits.NOTE,
    "disclaimer": limits.FIELD,
    "credits": limits.FIELD,
    "introduction": limits.INTRODUCTION,
    "text": limits.CHAPTER_TEXT,
}


class Overtaken(Exception):
    """Somebody has saved the row since the writer read it; nothing was written."""


def check_lengths(words: Mapping[str, str]) -> None:
    """Raise ValidationError that names every field of `words` that is too long, and by how much."""
    problems = {
        name: f"This has {len(text):,} characters; up to {LENGTHS[name]:,} fit."
        for name, text in words.items()
        if len(text) > LENGTHS[name]
    }
    if problems:
        raise ValidationError(problems)


def write_prose(row: Prose, words: Mapping[str, str], markup: Markup) -> None:
    """Put `words` into the row, cleaned. Raises ValidationError where a text is too long or cannot be taken."""
    check_lengths(words)
    try:
        row.write(words, markup=markup)
    except TextRefused as problem:
        name = next((name for name in words if _refused(words[name], markup)), "__all__")
        raise ValidationError({name: str(problem)}) from problem


def _refused(text: str, markup: Markup) -> bool:
    try:
        to_html(text, markup)
    except TextRefused:
        return True
    return False


def checked_title(title: str, *, needed: bool = True) -> str:
    """A title as it is kept. Raises ValidationError where it is empty though it is needed, or too long."""
    tidied = tidy(title)
    if needed and not tidied:
        raise ValidationError({"title": "Please give it a title; “Untitled” will do."})
    check_lengths({"title": tidied})
    return tidied


def checked_language(code: str) -> str:
    """A language tag (BCP 47) as it is kept, or ValidationError."""
    if code and not is_code(code):
        raise ValidationError({"language": f"“{code}” is not a language code, like “en” or “pt-BR”."})
    return code
