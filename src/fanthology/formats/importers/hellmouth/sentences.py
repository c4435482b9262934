"""The archive's own sentences on a story page: end markers, series, ratings of chapters, furniture."""

import re
from dataclasses import dataclass
from datetime import date

from fanthology.formats.importers.hellmouth.cells import AWARD, plain_spaces
from fanthology.formats.importers.values import day
from fanthology.formats.manuscript import SeriesPlace

_END = re.compile(
    r"You have reached the end of [\"“](?P<title>.{1,300}?)[\"”](?P<so_far>\s*[-–—]\s*so far)?\.?\s*"
    r"(?:This story is (?P<state>complete|incomplete)(?: and the last chapter was posted on (?P<day>[^.]{5,12}))?\.?)?"
)
_SERIES = re.compile(
    r"This story is No\. (?P<number>\d{1,4}) in the series [\"“](?P<title>.{1,300})[\"”]\.(?P<advice>.{0,200})"
)
_CHAPTER_RATED = re.compile(r"NOTE: This chapter is rated (FR(?:7|13|15|18|21))\b.{0,200}")
_STORY = re.compile(
    r"(?:/|^|\b)(?:Story-(?P<id>\d{1,7})(?:-(?P<chapter>\d{1,4}))?(?:[/_ ](?P<name>[^/\s\"'<>?#]{1,200}?)\.html?)?"
    r"|story\.php\?no=(?P<old_id>\d{1,7})(?:&(?:amp;)?chapter=(?P<old_chapter>\d{1,4}))?)"
)
# Lines of the page around the story, as extractors leave them; they say nothing about this story.
_FURNITURE = re.compile(
    r"Large Print ?Handheld ?Audio ?Rating|Twisting The Hellmouth\b.{0,60}|Rules for Challenges|Live on New Server"
    r"|Story ?Reviews ?Statistics ?Related Stories ?Tracking|(?:Large Print|Handheld|Audio)"
    r"|Categories ?Author ?Rating ?Chapters ?Words ?(?:Recs ?Reviews ?Hits ?)?Published ?Updated ?Complete"
    r"|(?:Next|Previous|First|Last) Chapter|(?:Next|Previous) Story(?: in Series)?|Jump to Chapter.{0,20}"
    r"|Site Functions?|Log ?in|Max Rating.{0,40}|(?:All )?[Ss]tor(?:y|ies) (?:are )?(?:copyright|©).{0,120}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class End:
    """The end marker: the title survives in it where everything else lost it."""

    title: str
    complete: bool
    last_posted: date | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """What an address of the archive tells: the story's number, the chapter's, and "Pen+Title"."""

    story: str
    chapter: int
    name: str


def end_marker(line: str) -> End | None:
    """The end marker that a line is, in either form, or None."""
    found = _END.fullmatch(plain_spaces(line)[:600])
    if not found:
        return None
    unfinished = bool(found["so_far"]) or found["state"] == "incomplete"
    return End(found["title"], not unfinished, day(found["day"] or ""))


def series_sentence(line: str) -> SeriesPlace | None:
    """The series that a line names with the story's number in it, or None."""
    found = _SERIES.fullmatch(plain_spaces(line)[:600])
    return SeriesPlace(found["title"], int(found["number"])) if found else None


def chapter_rating(line: str) -> str:
    """The rating of a chapter that differs from its story's, or ""."""
    found = _CHAPTER_RATED.fullmatch(plain_spaces(line)[:300])
    return found[1] if found else ""


def awards(line: str) -> tuple[str, ...]:
    """The awards of a line that holds nothing else."""
    line = plain_spaces(line)
    return (AWARD,) * line.count(AWARD) if line and not line.replace(AWARD, "").strip() else ()


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page around every story."""
    return len(line) <= 200 and _FURNITURE.fullmatch(plain_spaces(line)) is not None


def address(text: str) -> Address | None:
    """The address of a story page inside a text (a link, a file's name), or None."""
    found = _STORY.search(text)
    if not found:
        return None
    number = found["chapter"] or found["old_chapter"]
    return Address(found["id"] or found["old_id"], int(number) if number else 1, found["name"] or "")
