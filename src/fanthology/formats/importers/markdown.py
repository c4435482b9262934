"""Markdown: front matter into fields, `#` is the title, `##` are the chapters; our own files without a loss."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from fanthology.formats import frontmatter
from fanthology.formats.importers.chapters import unnumbered
from fanthology.formats.importers.draft import Draft
from fanthology.formats.importers.foreign import take_foreign
from fanthology.formats.importers.heads import head_length, take_head
from fanthology.formats.importers.passages import blank_parted
from fanthology.formats.importers.plain import BYLINE
from fanthology.formats.importers.yamlish import read_yamlish
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter, Misshapen, Refused
from fanthology.text.names import fold
from fanthology.text.words import count_words

CHAPTER, TEXT, END = "<!-- chapter -->", "<!-- text -->", "<!-- end of text -->"

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.{0,300}?)[ \t#]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_EXTENSIONS = (".md", ".markdown", ".mdown", ".mkd")


def is_markdown(name: str, text: str) -> bool:
    """Whether a text says that it is Markdown: by its file's name, or by front matter on top."""
    return name.lower().endswith(_EXTENSIONS) or _front(text)[0] is not None


def read_markdown(name: str, text: str) -> Manuscript:
    """The manuscript of a Markdown file. Raises Refused when a head of ours is damaged."""
    front, body = _front(text)
    ours = front is not None and "fanthology" in front
    if ours and front is not None:
        try:
            head = frontmatter.from_head(front)
        except Misshapen as problem:
            raise Refused(name, f"The head of this story file cannot be read: {problem}") from None
        return replace(head, chapters=_our_chapters(head.chapters, body))
    draft = Draft("markdown")
    if front is not None:
        take_foreign(draft, front)
    lines = body.split("\n")
    marks = _headings(lines)
    above, pieces = _pieces(lines, marks, draft)
    chapters = [ManuscriptChapter(title=title, source=part, markup="markdown") for title, part in pieces]
    top = blank_parted("\n".join(above))
    if top and not draft.authors and (found := BYLINE.fullmatch(top[0].text.strip().strip("*_"))):
        draft.authors.append(found["author"].strip())
        top = top[1:]
    words = sum(count_words(chapter.source) for chapter in chapters)
    cut = head_length(top, words + sum(count_words(each.text) for each in top))
    if cut < len(top):
        rest = "\n\n".join(each.text for each in top[cut:])
        chapters.insert(0, ManuscriptChapter(source=rest, markup="markdown"))
    take_head(draft, top[:cut])
    return draft.manuscript(chapters)


def _front(text: str) -> tuple[dict[str, Any] | None, str]:
    """Front matter as plain data, and the text below it; None when there is none that can be read."""
    fence = text[:3]
    if fence not in ("+++", "---") or text[3:4] != "\n":
        return None, text
    end = text.find(f"\n{fence}\n", 3)
    if end < 0 and text.endswith(f"\n{fence}"):
        end = len(text) - 4
    if not 0 <= end <= 1_000_000:
        return None, text
    inside, below = text[4 : end + 1], text[end + 5 :]
    try:
        read = frontmatter.from_toml(inside) if fence == "+++" else read_yamlish(inside)
    except Misshapen:
        return None, text
    return (read, below) if read else (None, text)


def _our_chapters(heads: Sequence[ManuscriptChapter], body: str) -> tuple[ManuscriptChapter, ...]:
    """The chapters of a file of ours: their text from between the marks, the rest from its head."""
    segments = _split_at(body, CHAPTER)[1:]
    if not segments:
        lines = body.split("\n")
        marks = [mark for mark in _headings(lines) if mark[1] == 2]
        edges = [*(at for at, _, _ in marks), len(lines)]
        segments = ["\n".join(lines[at:end]) for at, end in pairwise(edges)] or _whole(body, heads)
    found = []
    for number, segment in enumerate(segments):
        title, text = _our_text(segment)
        head = heads[number] if number < len(heads) else ManuscriptChapter(title=title)
        found.append(replace(head, source=text, markup="markdown"))
    return tuple(found) + tuple(heads[len(segments) :])


def _whole(body: str, heads: Sequence[ManuscriptChapter]) -> list[str]:
    """The body as the only chapter; below a title of ours there is none, unless the head says so."""
    return [body] if heads or (body.strip() and not re.match(r"\s*#(?:\s|$)", body)) else []


def _our_text(segment: str) -> tuple[str, str]:
    """A chapter's heading as written, and its text without the lines that are for people."""
    lines = segment.strip("\n").split("\n")
    heading = _ATX.fullmatch(lines[0])
    title = heading.group(2) if heading else ""
    marked = _split_at(segment, TEXT)
    if len(marked) > 1:
        text = _split_at("\n".join(marked[1:]), END)[0]
    else:
        text = "\n".join(lines[1:] if heading else lines)
    return title, text.strip("\n")


def _split_at(text: str, mark: str) -> list[str]:
    """The parts of a text between lines that are exactly this mark."""
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip() == mark:
            parts.append([])
        else:
            parts[-1].append(line)
    return ["\n".join(part) for part in parts]


def _headings(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """(line, level, title) of the headings outside of code."""
    found: list[tuple[int, int, str]] = []
    fence = ""
    for at, line in enumerate(lines):
        opening = _FENCE.match(line[:200])
        if opening:
            sign = opening.group(1)
            fence = "" if fence and sign.startswith(fence) else fence or sign[:3]
        if fence or len(line) > 320:
            continue
        if atx := _ATX.fullmatch(line):
            found.append((at, len(atx.group(1)), atx.group(2)))
        elif at and re.fullmatch(r" {0,3}(?:={3,}|-{3,})\s*", line) and _is_lone(lines, at - 1):
            found.append((at - 1, 1 if "=" in line else 2, lines[at - 1].strip()))
    return found


def _is_lone(lines: Sequence[str], at: int) -> bool:
    """Whether a line of words stands under an empty one: underlined, it is a heading."""
    return bool(lines[at].strip()) and len(lines[at]) <= 200 and (at == 0 or not lines[at - 1].strip())


def _pieces(
    lines: Sequence[str], marks: Sequence[tuple[int, int, str]], draft: Draft
) -> tuple[list[str], list[tuple[str, str]]]:
    """The lines above the first chapter, and each chapter's title and text.

    One `#` is the title and `##` are chapters; several `#` are chapters themselves.
    """
    tops = [mark for mark in marks if mark[1] == 1]
    single = len(tops) == 1 and not any(mark[0] < tops[0][0] for mark in marks)
    if single:
        _take_heading(tops[0][2], draft)
    level = 2 if single or not tops else 1
    starts = [mark for mark in marks if mark[1] == level]
    begin = _below(lines, tops[0]) if single else 0
    if not starts:
        return list(lines[begin:]), []
    ends = [*(at for at, _, _ in starts[1:]), len(lines)]
    pieces = [
        (unnumbered(mark[2]), "\n".join(lines[_below(lines, mark) : end]).strip("\n"))
        for mark, end in zip(starts, ends, strict=True)
    ]
    return list(lines[begin : starts[0][0]]), pieces


def _take_heading(heading: str, draft: Draft) -> None:
    """The heading on top as the title; front matter that says otherwise goes first, and is asked about."""
    if draft.title and fold(draft.title) != fold(heading):
        draft.ask("title", "The file's head and its heading give different titles.", (draft.title, heading))
    draft.title = draft.title or heading


def _below(lines: Sequence[str], mark: tuple[int, int, str]) -> int:
    """The first line below a heading, which may be underlined."""
    at = mark[0]
    return at + 1 if _ATX.fullmatch(lines[at]) else at + 2
