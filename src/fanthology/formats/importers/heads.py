"""Where a story begins, and what stands above it: header lines and notes."""

from collections.abc import Sequence

from fanthology.formats.importers.draft import Draft
from fanthology.formats.importers.passages import Passage, ordinary_gap
from fanthology.text.headers import Header, read_header
from fanthology.text.words import count_words

# A head is short beside its story, and stands near the top.
_MOST_PASSAGES = 60
_MOST_WORDS = 1_500
_UNLABELLED_WORDS = 250


def header_of(passage: Passage) -> Header | None:
    """The header that a passage's first line is."""
    return read_header(passage.text) if passage.text else None


def is_labelled(passage: Passage) -> bool:
    """Whether a passage begins with a label that we know."""
    header = header_of(passage)
    return header is not None and bool(header.fields)


def head_length(passages: Sequence[Passage], total_words: int) -> int:
    """How many passages stand above the story; 0 when it begins at once.

    The story begins after the widest gap, when what stands above looks like a head: it is labelled,
    or short. Without such a gap it begins after the last label near the top.
    """
    near = passages[:_MOST_PASSAGES]
    gaps = [passage.gap for passage in near[1:]]
    widest = max(gaps, default=0)
    if widest > ordinary_gap(passages) and gaps.count(widest) == 1:
        cut = gaps.index(widest) + 1
        if _is_head(near[:cut], total_words):
            return _with_labels_below(near, cut)
    return _with_labels_below(near, 0)


def _is_head(passages: Sequence[Passage], total_words: int) -> bool:
    words = sum(count_words(passage.text) for passage in passages)
    if any(passage.is_break for passage in passages):
        return False
    if any(is_labelled(passage) for passage in passages):
        return words <= max(_MOST_WORDS, total_words // 3)
    return words <= min(_UNLABELLED_WORDS, total_words // 5)


def _with_labels_below(passages: Sequence[Passage], start: int) -> int:
    """The head's end when labelled passages follow below `start`, with no more than two others between."""
    end = start
    words = 0
    for number, passage in enumerate(passages[start:], start + 1):
        words += count_words(passage.text)
        if number - end > 3 or words > _MOST_WORDS or passage.is_break:
            break
        if is_labelled(passage):
            end = number
    return end


def take_head(draft: Draft, passages: Sequence[Passage]) -> None:
    """Take a head's passages into the draft: labelled lines into fields, the rest into the note."""
    kept: list[str] = []
    unknown: list[str] = []
    unlabelled: list[str] = []
    for passage in passages:
        for whole, header in _groups(passage):
            if header is None:
                draft.keep(whole)
                unlabelled.append(whole.text)
            elif not header.fields:
                draft.keep(whole)
                unknown.append(header.label)
            else:
                if header.fields == ("kept",):
                    kept.append(header.label)
                draft.take(header, _value(whole, header), whole)
    _say(draft, kept, unknown, unlabelled)


def _groups(passage: Passage) -> list[tuple[Passage, Header | None]]:
    """A passage's headers; a line without a label goes on with the header above it."""
    starts: list[int] = []
    place = 0
    for line in passage.lines():
        header = read_header(line.text)
        if header is not None and (header.fields or not starts or _many_labels(passage)):
            starts.append(place)
        place += len(line.text) + 1
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    if passage.block is not None and passage.block.children:
        return [(passage, None)]
    ends = [*(start - 1 for start in starts[1:]), len(passage.text)]
    parts = [passage.cut(start, end) for start, end in zip(starts, ends, strict=True)]
    return [(part, read_header(part.text)) for part in parts if part.text.strip()]


def _many_labels(passage: Passage) -> bool:
    """Whether this is a list of labelled lines, so that an unknown label is a label too."""
    lines = passage.text.split("\n")
    return sum(bool(header and header.fields) for header in map(read_header, lines)) * 2 >= len(lines)


def _value(whole: Passage, header: Header) -> Passage:
    """The passage without its label; its end is where the header's value ends."""
    end = len(whole.text.rstrip())
    return whole.cut(end - len(header.value), end)


def _say(draft: Draft, kept: list[str], unknown: list[str], unlabelled: list[str]) -> None:
    """Name what stays in the author's note because it has no field of its own."""
    if kept:
        names = ", ".join(f"“{label}”" for label in dict.fromkeys(kept))
        draft.tell("author_note", f"{names}: kept in the author's note, since there is no field for it.")
    if unknown:
        names = ", ".join(f"“{label}”" for label in dict.fromkeys(unknown))
        draft.ask(
            "author_note",
            f"The meaning of {names} is not known: kept in the author's note. Does it belong elsewhere?",
        )
    if unlabelled:
        start = " ".join(unlabelled[0].split()[:6])
        more = f" and {len(unlabelled) - 1} more" if len(unlabelled) > 1 else ""
        draft.tell(
            "author_note",
            f"“{start} …”{more} stands above the story without a label: taken as the author's note.",
        )
