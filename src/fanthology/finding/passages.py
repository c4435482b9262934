"""Passages of the texts in which words were found, with the words marked: from the database, not from the index."""

from collections.abc import Mapping, Sequence

from fanthology.finding.wishes import Part, Words
from fanthology.stories.models import Chapter, Story
from fanthology.text.blocks import texts
from fanthology.text.reading import read
from fanthology.text.searching import passage

Pieces = tuple[tuple[str, bool], ...]
CHAPTERS = 30
"""Chapters of one story that are looked into."""
CHARACTERS = 2_000_000
"""Characters of chapters that are read for one page of results."""
IN_CHAPTERS = {Part.ANY, Part.TEXT}


def snippets(stories: Sequence[int], words: tuple[Words, ...]) -> Mapping[int, Pieces]:
    """For each of these stories the first passage with one of the words: in the summary, which the card shows, or a chapter.

    At most two queries, bounded. The stories are those the viewer may see; of their chapters only those that readers see
    are read.
    """
    wanted = {part: _phrases(words, part) for part in (Part.ABOUT, Part.TEXT)}
    found: dict[int, Pieces] = {}
    if stories and wanted[Part.TEXT]:
        for story, text in _chapter_texts(set(stories)):
            if story not in found and (pieces := passage(_plain(text), wanted[Part.TEXT])):
                found[story] = pieces
    left = set(stories) - found.keys() if wanted[Part.ABOUT] else set()
    for story, text in Story.objects.filter(pk__in=left).values_list("pk", "summary") if left else ():
        if pieces := passage(_plain(text), wanted[Part.ABOUT]):
            found[story] = pieces
    return found


def _phrases(words: tuple[Words, ...], part: Part) -> list[list[str]]:
    return [
        [*asked.terms[:-1], asked.terms[-1] + ("*" if asked.prefix else "")]
        for asked in words
        if asked.terms and not asked.excluded and asked.part in {Part.ANY, part}
    ]


def _chapter_texts(stories: set[int]) -> list[tuple[int, str]]:
    rows = (
        Chapter.objects.filter(
            story__in=stories,
            published__isnull=False,
            hidden_at__isnull=True,
            position__lte=CHAPTERS,
        )
        .exclude(text="")
        .order_by("position", "story")
        .values_list("story_id", "text")
    )
    found: list[tuple[int, str]] = []
    room = CHARACTERS
    for story, text in rows.iterator(chunk_size=20) if stories else ():
        room -= len(text)
        if room < 0:
            break
        found.append((story, text))
    return found


def _plain(html: str) -> str:
    return "\n".join(texts(read(html))) if html else ""
