"""The timeline as a person types it: "Fandom: point", one line for each fandom."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError

from fanthology.catalogue.models import Kind, Tag
from fanthology.core import limits
from fanthology.text.names import fold, tidy

Point = tuple[str, str]
"""A fandom's name (empty: the story as a whole) and the canon point."""

MOST_LINES = limits.TAGS_PER_STORY


def points_as_text(points: Iterable[Point]) -> str:
    """The points as lines."""
    return "\n".join(f"{fandom}: {point}" if fandom else point for fandom, point in points)


def read_points(text: str, fandoms: Iterable[str]) -> tuple[Point, ...]:
    """The points of a text.

    What stands before a colon is a fandom only if the story has it among `fandoms`, or the archive knows it; else the colon
    belongs to the point. Fandoms may have colons themselves ("Star Trek: Voyager: after Endgame"): the longest known name
    counts.
    """
    lines = [line for line in map(tidy, text.split("\n")) if line]
    if len(lines) > MOST_LINES:
        raise ValidationError(f"There are {len(lines):,} lines; up to {MOST_LINES} fit.")
    known = {fold(name): name for name in fandoms}
    asked = {fold(head) for line in lines for head, _ in _splits(line)} - set(known)
    if asked:
        rows = Tag.objects.filter(kind=Kind.FANDOM, key__in=asked).values_list("key", "name")
        known = {**dict(rows), **known}
    points = tuple(_read(line, known) for line in lines)
    _check(points)
    return points


def _splits(line: str) -> Iterator[Point]:
    """Every way to cut the line at a colon, the longest head first; heads that are too long for a name are left out."""
    for at in reversed([at for at, sign in enumerate(line) if sign in ":："]):  # also the Chinese colon
        if 0 < at <= limits.TAG:
            yield line[:at].strip(), line[at + 1 :].strip()


def _read(line: str, known: dict[str, str]) -> Point:
    for head, point in _splits(line):
        if point and fold(head) in known:
            return known[fold(head)], point
    return "", line


def _check(points: Iterable[Point]) -> None:
    seen: dict[str, str] = {}
    for fandom, point in points:
        if len(point) > limits.CANON_POINT:
            raise ValidationError(
                f"A line can have up to {limits.CANON_POINT} characters; this has {len(point)}: “{point[:60]}…”"
            )
        if fold(fandom) in seen and not fandom:
            raise ValidationError(
                f"Only one line can speak for the whole story. Begin “{point[:60]}” with the name of one of the fandoms "
                "above and a colon."
            )
        if fold(fandom) in seen:
            raise ValidationError(f"There is more than one line for “{fandom}”.")
        seen[fold(fandom)] = point
