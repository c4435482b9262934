"""From files to manuscripts: which kind a file is, and the importer for it.

`read()` answers with manuscripts or raises `Refused` with one kind sentence; it never fails otherwise.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from selectolax.lexbor import LexborHTMLParser

from fanthology.formats.importers import hellmouth, html, markdown, plain
from fanthology.formats.importers.decode import MAX_BYTES, UNDERSTOOD, text_of
from fanthology.formats.importers.hellmouth.names import franchises
from fanthology.formats.importers.identity import fingerprint, merge
from fanthology.formats.importers.walls import wall
from fanthology.formats.manuscript import Manuscript, Question, Refused
from fanthology.text.clean import MAX_CHARS, TextRefused
from fanthology.text.words import count_words

__all__ = [
    "IMPORTERS",
    "MAX_BYTES",
    "UNDERSTOOD",
    "Importer",
    "Refused",
    "fingerprint",
    "franchises",
    "merge",
    "read",
    "read_many",
]

MAX_CHAPTERS = 5_000
"""More than the longest serials have; a file with more headings than that is something else."""


@dataclass(frozen=True)
class File:
    """A file's name and text, and what was found out about it; parsed once, when somebody asks."""

    name: str
    text: str

    @cached_property
    def is_html(self) -> bool:
        """Whether it is a page or a piece of one."""
        return html.is_html(self.name, self.text)

    @cached_property
    def slim(self) -> str:
        """The page without programs, styles and embedded pictures."""
        return html.slim(self.text)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page as a tree."""
        return html.parsed(self.slim)


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of file: whether a file is of it, and how it is read."""

    kind: str
    recognises: Callable[[File], bool]
    read: Callable[[File], Manuscript]


def _our_page(file: File) -> bool:
    return (
        file.is_html and 'id="fanthology"' in file.slim and html.read_ours(file.name, file.tree) is not None
    )


def _read_our_page(file: File) -> Manuscript:
    found = html.read_ours(file.name, file.tree)
    assert found is not None  # noqa: S101  (it was recognised)
    return found


# Asked in this order; the last takes everything.
IMPORTERS = (
    Importer("a story page of Fanthology", _our_page, _read_our_page),
    Importer(
        "a saved page of Twisting the Hellmouth",
        lambda file: file.is_html and hellmouth.is_page(file.tree),
        lambda file: hellmouth.read_page(file.name, file.slim, file.tree),
    ),
    Importer(
        "a page of Twisting the Hellmouth without its own elements",
        lambda file: file.is_html and hellmouth.is_loose_page(file.slim),
        lambda file: hellmouth.read_loose_page(file.name, file.slim),
    ),
    Importer("an HTML page", lambda file: file.is_html, lambda file: html.read_html(file.name, file.tree)),
    Importer(
        "the text of a page of Twisting the Hellmouth",
        lambda file: hellmouth.is_text(file.text),
        lambda file: hellmouth.read_text(file.name, file.text),
    ),
    Importer(
        "Markdown",
        lambda file: markdown.is_markdown(file.name, file.text),
        lambda file: markdown.read_markdown(file.name, file.text),
    ),
    Importer("plain text", lambda _file: True, lambda file: plain.read_plain(file.text)),
)


def read(name: str, data: bytes) -> tuple[Manuscript, ...]:
    """The manuscripts in a file. Raises `Refused`, and nothing else, when there are none to be had."""
    file = File(PurePath(name).name or name, text_of(name, data))
    try:
        manuscript = _read(file)
    except TextRefused as problem:
        raise Refused(name, str(problem)) from None
    except Refused as problem:
        raise Refused(name, problem.reason) from None
    _require_story(name, manuscript)
    return (_titled(file.name, manuscript),)


def _read(file: File) -> Manuscript:
    if not file.is_html and max(map(len, file.text.split("\n"))) > MAX_CHARS:
        text = f"A line in this file has more than {MAX_CHARS:,} characters; please part it into paragraphs."
        raise Refused(file.name, text)
    importer = next(each for each in IMPORTERS if each.recognises(file))
    why = "" if file.is_html else wall(file.text, asks_for_password=False)
    if why:
        raise Refused(file.name, why)
    return importer.read(file)


def _titled(name: str, manuscript: Manuscript) -> Manuscript:
    """The manuscript with a title: without any trace of one, the file's name is the best there is."""
    if manuscript.title.strip():
        return manuscript
    title = re.sub(r"[_+\s]+", " ", PurePath(name).stem).strip() or "Untitled"
    title = title[:1].upper() + title[1:]
    question = Question("title", "The file does not give the story's title; its name was taken.", (title,))
    return replace(manuscript, title=title, questions=(question, *manuscript.questions))


def _require_story(name: str, manuscript: Manuscript) -> None:
    """Refuse what has no words, and chapters that no page could show."""
    if not any(count_words(chapter.source) for chapter in manuscript.chapters):
        raise Refused(name, "No story text was found in this file.")
    if len(manuscript.chapters) > MAX_CHAPTERS:
        raise Refused(
            name, f"This file has more than {MAX_CHAPTERS:,} chapters; please bring it in as several files."
        )
    if any(len(chapter.source) > MAX_CHARS for chapter in manuscript.chapters):
        text = f"A chapter in this file has more than {MAX_CHARS:,} characters; please bring it in as several chapters."
        raise Refused(name, text)


def read_many(files: Iterable[tuple[str, bytes]]) -> tuple[list[tuple[Manuscript, str]], list[Refused]]:
    """The stories in several files, pages of one story joined, each with the name of the files it came from.

    A bad file never stops the others.
    """
    found: list[Manuscript] = []
    refused: list[Refused] = []
    source: dict[int, str] = {}
    for name, data in files:
        try:
            manuscripts = read(name, data)
        except Refused as problem:
            refused.append(problem)
            continue
        found += manuscripts
        source.update({id(chapter): name for each in manuscripts for chapter in each.chapters})
    named = []
    for manuscript in merge(found):  # keeps the chapters themselves, so that they still tell their files
        names = list(dict.fromkeys(source[id(chapter)] for chapter in manuscript.chapters))
        others = f" and {len(names) - 1} more" if len(names) > 1 else ""
        named.append((manuscript, f"{names[0]}{others}"))
    return named, refused
