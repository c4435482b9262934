"""A story page of the archive as an extractor left it: text, with the borders of the row's cells lost."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from fanthology.formats.importers.heads import head_length, is_labelled
from fanthology.formats.importers.hellmouth import names, sentences
from fanthology.formats.importers.hellmouth.cells import Counts, Row, plain_spaces, rows
from fanthology.formats.importers.hellmouth.furniture import read_line
from fanthology.formats.importers.hellmouth.listing import NO_ROW, Listing, manuscript
from fanthology.formats.importers.hellmouth.rank import Evidence, Ranked, read_row
from fanthology.formats.importers.passages import Passage, html_passages, text_passages
from fanthology.formats.importers.stories import html_source, plain_source
from fanthology.formats.manuscript import Gap, Manuscript, ManuscriptChapter
from fanthology.text.names import fold
from fanthology.text.words import count_words

# The row stands near the top of a page; a look at more lines would only slow the sniffing down.
_NEAR = 80
_MOST_CATEGORIES = 8
_LOST = "A page's text has no italics, bold or pictures any more: what they marked cannot be restored from this file."
_WORD_LOST = "some extractors lose lines of one word, so one may be missing there."
_TRACES = re.compile(r"You have reached the end of|Twisting The Hellmouth|FR(?:7|13|15|18|21)[\d,<]")
_ENDS_ROW = re.compile(r"\d\d ?(?:Yes|No)(?: ?CoA Winner)*\s*$")


def is_text(text: str) -> bool:
    """Whether a text is a story page of the archive: its row, or its end marker, or its name on top."""
    lines = text[:60_000].split("\n", _NEAR)[:_NEAR]
    if _row_place(lines) is not None:
        return True
    tail = text[-3_000:].split("\n")
    signed = len(lines) > 1 and lines[1].startswith(
        "by "
    )  # a text file of ours: it ends as the archive's pages do
    if not signed and any(sentences.end_marker(line) for line in tail):
        return True
    top = [plain_spaces(line) for line in lines[:12]]
    titled = any(line.startswith(("Twisting The Hellmouth", "Large PrintHandheld")) for line in top)
    return titled and any(line.startswith("Summary:") for line in top)


def read_text(name: str, text: str) -> Manuscript:
    """The manuscript of such a page. `name` is the file's name, in which the pen name may stand."""
    listing = Listing()
    lines = _without_end(text.split("\n"), listing)
    row_at = _row_place(lines[:_NEAR])
    below = row_at + 1 if row_at is not None else _end_of_top(lines)
    passages = text_passages("\n".join(lines[below:]))
    listing.tell("chapters", _LOST)
    return _read(name, text, lines[:below], row_at, passages, listing)


def is_loose_page(html: str) -> bool:
    """Whether a page is the archive's after all, though its own elements are gone (a reader's view)."""
    if not _TRACES.search(html):
        return False
    return is_text("\n".join(passage.text for passage in html_passages(html)))


def read_loose_page(name: str, html: str) -> Manuscript:
    """The manuscript of such a page: the row's borders are lost, but not the text's italics."""
    listing = Listing()
    passages = html_passages(html)
    ends = (at for at in range(len(passages) - 1, -1, -1) if sentences.end_marker(passages[at].text))
    end = next(ends, len(passages))
    _without_end([line for passage in passages[end:] for line in passage.text.split("\n")], listing)
    passages = passages[:end]
    tops = [passage.text.split("\n") for passage in passages[:_NEAR]]
    at = next((number for number, lines in enumerate(tops) if _row_place(lines[:_NEAR]) is not None), None)
    row_at = _row_place(tops[at]) if at is not None else None
    if at is None or row_at is None:
        below = next((number for number, lines in enumerate(tops, 1) if lines[0].startswith("Summary:")), 0)
        return _read(name, html, _lines(tops[:below]), None, passages[below:], listing)
    rest = len("\n".join(tops[at][row_at + 1 :]))
    whole = passages[at]
    below_row = [whole.cut(len(whole.text) - rest, len(whole.text))] if rest else []
    top = _lines([*tops[:at], tops[at][: row_at + 1]])
    return _read(name, html, top, len(top) - 1, [*below_row, *passages[at + 1 :]], listing)


def _lines(passages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of passages, with an empty line between two."""
    return [line for lines in passages for line in ("", *lines)]


def _read(
    name: str, text: str, top: Sequence[str], row_at: int | None, passages: list[Passage], listing: Listing
) -> Manuscript:
    """The manuscript from the lines of a page's top (its row is the last of them) and what stands below."""
    passages = _below_row(passages, listing)
    if row_at is not None:
        first = _first_category(top, row_at)
        _read_top(top[:first], listing)
        listing.row = "\n".join(line.strip() for line in top[first : row_at + 1])
        _read_row(top, first, row_at, listing, _evidence(name, text, passages))
    else:
        _read_top(top, listing)
        listing.ask("provenance", NO_ROW)
    _read_address(name, text, listing)
    passages = _below_row(_without_titles(passages, listing), listing)
    head = head_length(passages, sum(count_words(each.text) for each in passages))
    source, gaps = _source(passages[head:])
    if gaps:
        count = "One scene break was" if len(gaps) == 1 else f"{len(gaps)} scene breaks were"
        listing.ask("gaps", f"{count} made where lines are empty: {_WORD_LOST}")
    return manuscript(listing, passages[:head], source, gaps)


def _source(passages: list[Passage]) -> tuple[ManuscriptChapter, tuple[Gap, ...]]:
    if any(passage.block is not None for passage in passages):
        return ManuscriptChapter(source=html_source(passages), markup="html"), ()
    source, gaps = plain_source(passages)
    return ManuscriptChapter(source=source), gaps


def _row_place(lines: Sequence[str]) -> int | None:
    """The number of the line that is a listing row."""
    return next(
        (at for at, line in enumerate(lines) if _ENDS_ROW.search(line[-80:]) and next(rows(line), None)), None
    )


def _first_category(lines: Sequence[str], row_at: int) -> int:
    """Where the row begins: further categories stand one a line above its last one."""
    first = row_at
    while first > 0 and row_at - first < _MOST_CATEGORIES:
        above = plain_spaces(lines[first - 1])
        if not above or sentences.is_furniture(above) or sentences.awards(above) or len(above) > 150:
            break
        if " > " not in above and above not in names.vocabulary()["umbrellas"]:
            break
        first -= 1
    return first


def _without_end(lines: list[str], listing: Listing) -> list[str]:
    """The lines above the end marker; what follows it belongs to the page or is named."""
    for at in range(len(lines) - 1, max(len(lines) - 60, -1), -1):
        listing.end = sentences.end_marker(lines[at])
        if listing.end:
            after = (line.strip() for line in lines[at + 1 :])
            listing.unknown += [line for line in after if line and not sentences.is_furniture(line)]
            return lines[:at]
    return lines


def _read_top(lines: Sequence[str], listing: Listing) -> None:
    """What stands above the row: the page's furniture, title, series, summary."""
    for passage in text_passages("\n".join(lines)):
        if passage.text.lstrip().startswith("Summary:"):
            listing.summary = passage.text.strip().removeprefix("Summary:").strip()
            continue
        for line in passage.text.split("\n"):
            read_line(line.strip(), listing)


def _end_of_top(lines: Sequence[str]) -> int:
    """Where the top ends on a page without its row: below the summary, or below the page's furniture."""
    for at, line in enumerate(lines[:_NEAR]):
        if line.startswith("Summary:"):
            return next((below for below in range(at, len(lines)) if not lines[below].strip()), len(lines))
    at = 0
    while at < min(len(lines), _NEAR) and (not lines[at].strip() or sentences.is_furniture(lines[at])):
        at += 1
    return at


def _below_row(passages: list[Passage], listing: Listing) -> list[Passage]:
    """The passages below the row without awards, furniture and the note on the chapter's rating on top."""
    for at, passage in enumerate(passages):
        lines = passage.text.split("\n")
        taken = 0
        while taken < len(lines) and _read_below_line(lines[taken].strip(), listing):
            taken += 1
        if taken < len(lines):
            return [_without_lines(passage, taken), *passages[at + 1 :]]
    return []


def _without_lines(passage: Passage, count: int) -> Passage:
    """The passage without its first lines."""
    start = sum(len(line) + 1 for line in passage.text.split("\n")[:count])
    return passage.cut(start, len(passage.text)) if count else passage


def _read_below_line(line: str, listing: Listing) -> bool:
    """Take the page's own lines between the row and the text."""
    if sentences.awards(line):
        listing.awards += sentences.awards(line)
        return True
    if sentences.chapter_rating(line):
        listing.chapter_rating = sentences.chapter_rating(line)
        return True
    return sentences.is_furniture(line)


def _evidence(name: str, text: str, passages: Sequence[Passage]) -> Evidence:
    """What the file says beside its row."""
    words = sum(count_words(passage.text) for passage in passages)
    place = sentences.address(text[:20_000]) or sentences.address(name)
    hints = [place.name] if place and place.name else []
    hints.append(PurePath(name).stem)
    for passage in passages[:15]:
        for line in passage.text.split("\n")[:30]:
            label, _, value = line.partition(":")
            if label.strip().casefold() in ("by", "author", "written by", "pen name"):
                hints.append(value.strip())
            elif line.casefold().startswith("by ") and len(line) < 60:
                hints.append(line[3:].strip())
    return Evidence(body_words=words, hints=tuple(hints))


def _read_row(lines: Sequence[str], first: int, row_at: int, listing: Listing, evidence: Evidence) -> None:
    ranked = read_row(lines[row_at], evidence)
    if ranked is None:  # `_row_place` saw a reading; this only tells the type checker so
        return
    row, counts = ranked.row, ranked.counts
    above = [plain_spaces(line) for line in lines[first:row_at]]
    listing.categories = [_category(each) for each in (*above, ranked.border.category)]
    listing.author, listing.badges = ranked.border.author, ranked.border.badges
    listing.awards += row.awards + ranked.border.awards
    listing.rating, listing.complete = row.rating, row.complete
    for field in ("chapters", "words", "recs", "reviews", "hits", "published", "updated"):
        setattr(listing, field, getattr(counts, field))
    # Cells that were given are certain; cells that were cut out of a line never quite.
    listing.confidence = round(min(ranked.confidence, 0.99), 2)
    if counts.chapters == 1:
        listing.chapter = 1
    _ask_about_row(ranked, row, listing)


def _category(written: str) -> str:
    return " > ".join(names.path(written))


def _ask_about_row(ranked: Ranked, row: Row, listing: Listing) -> None:
    """Name the near rivals of the reading that was taken."""
    if ranked.borders:
        authors = (ranked.border.author, *(each.author for each in ranked.borders))
        listing.ask("authors", "The cells of the row have run together: who is the author?", authors)
    if ranked.other_counts:
        numbers = tuple(_told(each) for each in (ranked.counts, *ranked.other_counts))
        listing.ask("provenance", "The cells of the row have run together: which are its numbers?", numbers)
    if listing.published and listing.updated and listing.published > listing.updated:
        listing.ask(
            "published", f"The row ({row.rating} …) says that the story was updated before it was published."
        )


def _told(counts: Counts) -> str:
    """A reading of the counts, for a person to choose."""
    told = [f"{counts.chapters:,} chapters", f"{counts.words:,} words"]
    if counts.hits is not None:
        told += [f"{counts.recs:,} recs", f"{counts.reviews:,} reviews", f"{counts.hits:,} hits"]
    return ", ".join([*told, f"published {counts.published}"])


def _read_address(name: str, text: str, listing: Listing) -> None:
    """The story's number and the chapter's, from the file's name or an address in the page."""
    place = sentences.address(name) or sentences.address(text[:5_000])
    if place:
        listing.story_id = place.story
        if listing.chapter is None:
            listing.chapter = place.chapter


def _without_titles(passages: list[Passage], listing: Listing) -> list[Passage]:
    """The passages without the lines on top that repeat the title or name the chapter."""
    if not passages:
        return passages
    first, *others = passages[0].text.split("\n")
    title = listing.end.title if listing.end else listing.title
    several = listing.chapters is None or listing.chapters > 1
    if title and fold(first) == fold(title):
        listing.chapter_title = first.strip() if several else ""
    elif several and listing.chapters and _looks_like_a_title(first, alone=not others):
        listing.chapter_title = first.strip()
    else:
        return passages
    if others:
        return [_without_lines(passages[0], 1), *passages[1:]]
    return passages[1:]


def _looks_like_a_title(line: str, *, alone: bool) -> bool:
    words = line.split()
    return (
        1 <= len(words) <= 12
        and len(line) <= 100
        and (alone or len(words) <= 8)
        and not line.rstrip().endswith((".", ",", ";", "…", "*"))
        and not is_labelled(Passage(line))
        and not Passage(line).is_break
    )
