"""Plain text: title and header lines on top, chapters by their headings, paragraphs however they are parted."""

import re
from collections.abc import Sequence

from fanthology.formats.importers.chapters import Heading, headings
from fanthology.formats.importers.draft import Draft
from fanthology.formats.importers.heads import head_length, header_of, is_labelled, take_head
from fanthology.formats.importers.hellmouth.sentences import end_marker
from fanthology.formats.importers.passages import Passage, text_passages
from fanthology.formats.importers.stories import plain_source
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter
from fanthology.text.words import count_words

_BY = re.compile(r"(?P<title>.{1,150}?),?\s+by\s+(?P<author>[^\W\d_a-z].{0,60})", re.DOTALL)
BYLINE = re.compile(r"(?:written |story )?by:?\s+(?P<author>\S.{0,60})", re.IGNORECASE)
_HEAD_WORDS = 400


def read_plain(text: str) -> Manuscript:
    """The manuscript of a plain text."""
    draft = Draft()
    passages = without_end(text_passages(text), draft)
    passages = without_title(passages, draft)
    found = headings(passages)
    above, pieces = _pieces(passages, found)
    take_head(draft, above)
    chapters: list[ManuscriptChapter] = []
    breaks = 0
    for title, part in pieces:
        chapter, made = _chapter(title, part)
        chapters.append(chapter)
        breaks += made
    if breaks:
        draft.tell(
            "chapters", f"Where more lines than usual are empty, a scene break was made: {breaks} in all."
        )
    return draft.manuscript(chapters)


def without_end(passages: list[Passage], draft: Draft) -> list[Passage]:
    """The passages before an end marker like that of our own files, which says whether the story is complete."""
    for at in range(len(passages) - 1, max(-1, len(passages) - 6), -1):
        marker = end_marker(passages[at].text)
        if marker is not None:
            draft.complete = marker.complete
            return passages[:at]
    return passages


def without_title(passages: list[Passage], draft: Draft) -> list[Passage]:
    """The passages without a title and byline on top, which go into the draft."""
    if not passages:
        return passages
    lines = [line.strip() for line in passages[0].text.strip().split("\n")]
    used = _take_title_lines(lines, draft, alone=len(passages) > 1)
    if used == 0:
        return passages
    rest = passages[1:]
    if used < len(lines):
        below = passages[0].text.strip().split("\n")[used:]
        return [Passage("\n".join(below), passages[0].gap), *rest]
    if rest and not draft.authors and (found := BYLINE.fullmatch(rest[0].text.strip())):
        draft.authors.append(found["author"].strip())
        rest = rest[1:]
    return rest


def _take_title_lines(lines: Sequence[str], draft: Draft, *, alone: bool) -> int:
    """How many lines of the first passage are title and byline: "# Title", "Title by Author", two lines."""
    first = lines[0]
    marked = re.fullmatch(r"#\s+(\S.{0,198}?)\s*#*", first)
    if marked:
        first = marked.group(1)
    elif not _may_be_title(first) or not alone:
        return 0
    found = _BY.fullmatch(first)
    if found and len(found["author"].split()) <= 5:
        draft.title = found["title"].strip(' "“”*_')
        draft.authors.append(found["author"].strip(" *_"))
        return 1
    byline = BYLINE.fullmatch(lines[1]) if len(lines) > 1 else None
    if len(lines) > 1 and not byline and not marked and not _all_labelled(lines[1:]):
        return 0
    draft.title = first.strip(' "“”*_')
    if byline:
        draft.authors.append(byline["author"].strip())
        return 2
    return 1


def _all_labelled(lines: Sequence[str]) -> bool:
    return all(is_labelled(Passage(line)) for line in lines)


def _may_be_title(line: str) -> bool:
    """A short line that is no sentence, label, heading of a chapter or break."""
    passage = Passage(line)
    return (
        1 <= len(line.split()) <= 14
        and len(line) <= 120
        and not line.endswith((".", ",", ";", ":", "…", "”", '"', "’", "-", "—"))
        and not passage.is_break
        and header_of(passage) is None
        and not headings([passage])
        and re.search(r"\w", line) is not None
    )


def _pieces(
    passages: list[Passage], found: Sequence[Heading]
) -> tuple[list[Passage], list[tuple[str, list[Passage]]]]:
    """The head above the story, and the chapters: title and passages of each."""
    if not found:
        cut = head_length(passages, _words(passages))
        return passages[:cut], [("", passages[cut:])]
    above = passages[: found[0].place]
    pieces = []
    ends = [*(heading.place for heading in found[1:]), len(passages)]
    for heading, end in zip(found, ends, strict=True):
        pieces.append((_title(heading, found), passages[heading.place + 1 : end]))
    cut = head_length(above, _words(passages))
    if cut < len(above) and _words(above[cut:]) <= _HEAD_WORDS and not any(each.is_break for each in above):
        cut = len(above)
    if cut < len(above):
        pieces.insert(0, ("", above[cut:]))
    return above[:cut], pieces


def _title(heading: Heading, found: Sequence[Heading]) -> str:
    """A chapter's title; a number that does not count from 1 is part of it."""
    numbered = [each for each in found if each.number]
    counts = [each.number for each in numbered] == list(range(1, len(numbered) + 1))
    if heading.title or heading.number is None or counts:
        return heading.title
    return f"{heading.family.capitalize() if heading.family != 'bare' else 'Chapter'} {heading.number}"


def _words(passages: Sequence[Passage]) -> int:
    return sum(count_words(passage.text) for passage in passages)


def _chapter(title: str, passages: list[Passage]) -> tuple[ManuscriptChapter, int]:
    """One chapter and how many breaks were made in it; a labelled author's note stands apart from its text."""
    before = after = ""
    if len(passages) > 2 and _is_note(passages[0]):
        before, passages = passages[0].text, passages[1:]
    if len(passages) > 2 and _is_note(passages[-1]):
        after, passages = passages[-1].text, passages[:-1]
    source, gaps = plain_source(passages)
    return ManuscriptChapter(title=title, source=source, note_before=before, note_after=after), len(gaps)


def _is_note(passage: Passage) -> bool:
    header = header_of(passage)
    return header is not None and header.fields == ("author_note",)
