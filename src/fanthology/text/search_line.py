"""The search line: `fandom:smallville -"character death" words>10000 complete:yes sort:hits`. Grammar: docs/searching.md.

Any text is read, and nothing is refused: what could not be understood is said in a sentence for each mistake. A line is
gone through once, from left to right, so that the time is in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from fanthology.text import ranges
from fanthology.text.search_clauses import (
    DATED,
    FIELDS,
    MEASURED,
    PARTS,
    PICKED,
    SETTINGS,
    Clause,
    Dated,
    Measured,
    Picked,
    Placed,
    Set,
    Sought,
)

LONGEST: Final = 2_000
"""Characters that are read, unless said otherwise."""
MOST_MISTAKES: Final = 12
SHOWN: Final = 40
"""Characters of a mistaken piece that are quoted."""
LETTERS_BEFORE_STAR: Final = 2
_LONGEST_FIELD: Final = 20

_QUOTES: Final = dict.fromkeys(map(ord, "“”„‟«»＂″"), '"')
_MARKS: Final = ":<>=≤≥"
_UNPRINTED: Final = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake(Placed):
    """What could not be understood, where, and what to write instead."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was understood."""

    clauses: tuple[Clause, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def plain(text: str) -> str:
    """`text` with a space for every character that is not printed; none is added or taken away."""
    return _UNPRINTED.sub(" ", text)


def read(line: str, *, longest: int = LONGEST) -> Line:
    """Read a search line; of one that is longer than `longest` characters the rest is left out, and this is said."""
    return _Reader(line, longest).read()


class _Reader:
    """Goes through a line once."""

    def __init__(self, line: str, longest: int) -> None:
        self.line = plain(line[:longest]).translate(_QUOTES)
        self.at = 0
        self.start = 0
        self.excluded = False
        self.tries = 0
        self.clauses: list[Clause] = []
        self.mistakes: list[Mistake] = []
        if len(line) > longest:
            sentence = f"A search can have up to {longest:,} characters; the rest of yours is left out."
            self.mistakes.append(Mistake(sentence=sentence, start=longest, end=len(line)))

    def read(self) -> Line:
        while self._skip_spaces():
            self.start = self.at
            self.excluded = self.line[self.at] in "-−" and self.line[self.at + 1 : self.at + 2].strip() != ""
            self.at += self.excluded
            if self.line[self.at] == '"':
                self._add_words(self._quoted())
            else:
                self._clause_or_word()
        return Line(tuple(self.clauses), tuple(self.mistakes))

    def _skip_spaces(self) -> bool:
        while self.at < len(self.line) and self.line[self.at] == " ":
            self.at += 1
        return self.at < len(self.line)

    def _run(self, stops: str) -> str:
        """The text from here to the next of `stops`."""
        begun = self.at
        while self.at < len(self.line) and self.line[self.at] not in stops:
            self.at += 1
        return self.line[begun : self.at]

    def _quoted(self) -> str:
        """The text between quotes, of which the first is here; two quotes within stand for one."""
        opened, found, closed = self.at, list[str](), False
        self.at += 1
        while self.at < len(self.line) and not closed:
            found.append(self._run('"'))
            twice = self.line[self.at : self.at + 2] == '""'
            closed = not twice and self.at < len(self.line)
            found.append('"' if twice else "")
            self.at += 1 + twice
        self.at = min(self.at, len(self.line))
        if not closed:
            self._mistake("has no closing quotation mark; all after it is taken as one phrase.", opened)
        return "".join(found).strip()

    def _clause_or_word(self) -> None:
        begun = self.at
        name = self._run(' "' + _MARKS)
        mark = self.line[self.at : self.at + 1]
        key = name.casefold().strip()
        if mark and mark in _MARKS and key in FIELDS and (mark == ":" or key in MEASURED or key in DATED):
            self._clause(key)
            return
        if mark and mark in _MARKS and self._looks_mistyped(name, mark):
            return
        self.at = begun
        text = self._run(' "')
        if text:
            self._add_words(text)

    def _looks_mistyped(self, name: str, mark: str) -> bool:
        """Say what is wrong with a field that does not exist; whether the piece is to be left out."""
        if not name.isalpha() or len(name) > _LONGEST_FIELD or self.tries >= MOST_MISTAKES:
            return False
        self.tries += 1
        after = self.line[self.at + 1 : self.at + 3]
        near = [] if after == "//" else get_close_matches(name.casefold(), FIELDS, n=3, cutoff=0.7)
        if near:
            self.at += 1
            self._value()
            meant = " or ".join(f"“{one}:”" for one in near)
            self._mistake(f"is left out: there is nothing called “{name}”. Did you mean {meant}?")
            return True
        if mark == ":":
            end = min((self.line + " ").index(" ", self.at), len(self.line))
            self._mistake(
                f"is taken as words: “{name}” is no field. To search for words with a colon, put them in quotation marks.",
                end=end,
            )
        return False

    def _value(self) -> list[str]:
        """The value of a field from here on: one item, or several with | between them."""
        if self.line[self.at : self.at + 1] == "(":
            return self._group()
        found = [self._item(' "|')]
        while self.line[self.at : self.at + 1] == "|":
            self.at += 1
            found.append(self._item(' "|'))
        return found

    def _group(self) -> list[str]:
        opened = self.at
        self.at += 1
        found = []
        while self.at < len(self.line):
            self._skip_spaces()
            found.append(self._item('"|)'))
            self._skip_spaces()
            sign = self.line[self.at : self.at + 1]
            self.at += sign in ("|", ")")
            if sign == ")":
                return found
        self._mistake("has no closing “)”; all after it is taken as belonging to it.", opened)
        return found

    def _item(self, stops: str) -> str:
        if self.line[self.at : self.at + 1] == '"':
            return self._quoted()
        return self._run(stops).strip()

    def _clause(self, key: str) -> None:
        mark = self.line[self.at]
        self.at += mark == ":"
        if mark != ":":
            self.at += 1
            if self.line[self.at : self.at + 1] == "=":
                mark, self.at = mark + "=", self.at + 1
        value = [item for item in dict.fromkeys(self._value()) if item]
        if not value:
            self._mistake(
                "is left out: nothing stands after it. Write the value next to it, without a space."
            )
        elif key in PICKED:
            self.clauses.append(
                Picked(
                    field=PICKED[key],
                    names=tuple(value),
                    excluded=self.excluded,
                    start=self.start,
                    end=self.at,
                )
            )
        elif key in PARTS:
            self._words_in(PARTS[key], value)
        elif self.excluded:
            self._mistake("is left out: “-” goes before words and names only.")
        elif len(value) > 1:
            self._mistake("is left out: it can have one value only.")
        else:
            self._one_value(key, value[0], "" if mark == ":" else mark)

    def _words_in(self, part: str, value: list[str]) -> None:
        if len(value) > 1 and not self.excluded:
            self._mistake("is left out: words to look for cannot have “|” between them.")
            return
        for text in value:
            self._add_words(text, part)

    def _one_value(self, key: str, value: str, sign: str) -> None:
        try:
            if key in MEASURED:
                numbers = ranges.numbers(sign + value)
                self.clauses.append(
                    Measured(name=MEASURED[key], numbers=numbers, start=self.start, end=self.at)
                )
            elif key in DATED:
                dates = ranges.dates(sign + value)
                self.clauses.append(Dated(name=DATED[key], dates=dates, start=self.start, end=self.at))
            else:
                self._setting(key, value, SETTINGS[key])
        except ranges.Unclear as why:
            way = f"{key}>1000 or {key}:1000-5000" if key in MEASURED else f"{key}:2011 or {key}:30d"
            self._mistake(f"is left out: {why}. Write for example {way}.")

    def _setting(self, key: str, value: str, known: Mapping[str, str]) -> None:
        meant = known.get(value.casefold())
        if meant is None:
            ways = ", ".join(dict.fromkeys(one for one in known.values() if not one.startswith("-")))
            self._mistake(f"is left out: after “{key}:” there can be {ways}.")
        else:
            self.clauses.append(Set(name=key, value=meant, start=self.start, end=self.at))

    def _add_words(self, text: str, part: str = "") -> None:
        bare = text.rstrip("* ").strip()
        prefix = text.endswith("*") and bare != ""
        if prefix and sum(map(str.isalnum, bare.rpartition(" ")[2])) < LETTERS_BEFORE_STAR:
            prefix = False
            self._mistake("is taken without its “*”, which needs at least two letters before it.")
        if any(map(str.isalnum, bare)):
            self.clauses.append(
                Sought(
                    text=bare, part=part, prefix=prefix, excluded=self.excluded, start=self.start, end=self.at
                )
            )

    def _mistake(self, says: str, start: int | None = None, end: int | None = None) -> None:
        start = self.start if start is None else start
        end = self.at if end is None else end
        if len(self.mistakes) < MOST_MISTAKES:
            piece = self.line[start:end].strip()
            piece = piece if len(piece) <= SHOWN else f"{piece[:SHOWN]}…"
            self.mistakes.append(
                Mistake(sentence=f"At character {start + 1}, “{piece}” {says}", start=start, end=end)
            )
