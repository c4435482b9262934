"""From the strings of an address to wishes with the names looked up, and in words what was understood and what not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from fanthology.catalogue.queries import unrelated
from fanthology.core import limits
from fanthology.core.paging import PER_PAGE, PER_PAGE_CHOICES
from fanthology.finding.asking import REPEATED, Asked, field_and_name, split
from fanthology.finding.found import Suggestion
from fanthology.finding.limiting import FARTHEST_PAGE, MEASURES, Limiting, number
from fanthology.finding.lookup import Name, Named, look_up
from fanthology.finding.near import near
from fanthology.finding.saying import said
from fanthology.finding.wishes import Choice, Crossover, Field, Part, Sort, State, Wishes, Words
from fanthology.people.queries import Viewer
from fanthology.text import search_line
from fanthology.text.search_clauses import SETTINGS, Dated, Measured, Picked, Set, Sought
from fanthology.text.searching import terms

MOST_SUGGESTED: Final = 5
"""Unknown names for which near ones are looked for."""
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read: of which parameter, in a sentence, and names that may have been meant instead of `name`."""

    param: str
    sentence: str
    near: tuple[Suggestion, ...] = ()
    name: str = ""

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """What an address wishes for. What is in `problems` was left out; `understood` says in words what is left.

    `written` tells how each choice was called in the address, where a synonym or a category's last name stood for it.
    """

    wishes: Wishes
    problems: tuple[Problem, ...] = ()
    understood: tuple[str, ...] = ()
    written: tuple[tuple[str, Choice], ...] = ()

    def names_of(self, choice: Choice) -> tuple[str, ...]:
        """Everything that the address calls a choice: `Asked.without` takes each of them away."""
        same = (choice.field, choice.keys)
        return tuple(name for name, one in self.written if (one.field, one.keys) == same)


@dataclass(slots=True)
class _Ask:
    """Names of which any will do: where they were written, and what is to be done with them."""

    param: str
    way: str
    names: list[Name]


@dataclass(slots=True)
class _Reader:
    """Reads one address; what it leaves out it says."""

    asked: Asked
    viewer: Viewer
    now: datetime
    problems: list[Problem] = field(default_factory=list)
    asks: list[_Ask] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    groups: list[tuple[Choice, ...]] = field(default_factory=list)
    called: dict[Name, Choice] = field(default_factory=dict)

    def read(self) -> Reading:
        for name in self.asked.cut:
            self._problem(
                name, f"There was more in “{name}” than a search can hold; the rest of it is left out."
            )
        limiting = Limiting(self.now)
        self._read_line(limiting)
        self._read_names()
        self._read_limits(limiting)
        chosen = self._choices()
        self.problems += [Problem(param, sentence) for param, sentence in limiting.problems]
        nothing_else = self._one_of("only") == "yes"
        fandoms = [choice.keys[0] for choice in chosen["in"] if choice.field == Field.FANDOM]
        sort, backwards = self._sort()
        page = self._page()
        wishes = Wishes(
            words=tuple(self.words),
            include=tuple(chosen["in"]),
            exclude=tuple(chosen["out"]),
            any_of=tuple(dict.fromkeys(self.groups)),
            ratings=tuple(chosen["rating"]),
            languages=tuple(chosen["language"]),
            nothing_else=nothing_else and bool(fandoms),
            worlds=unrelated(dict.fromkeys(map(int, fandoms))) if nothing_else and fandoms else 0,
            crossover=Crossover(self._one_of("crossover")),
            state=State(self._one_of("complete")),
            sort=sort,
            backwards=backwards,
            seed=self._whole("seed", 0, 9_999, 0),
            page=page,
            per_page=self._per_page(),
        ).but(**limiting.spans(), **limiting.periods())
        if nothing_else and not fandoms:
            self._problem("only", "“And nothing else” needs a fandom to begin with; it is left out.")
        written = tuple((name, choice) for (_, name), choice in self.called.items())
        return Reading(wishes, tuple(self.problems), said(wishes, limiting), written)

    def _problem(self, param: str, sentence: str, meant: tuple[Suggestion, ...] = (), name: str = "") -> None:
        self.problems.append(Problem(param, sentence, meant, name))

    def _read_line(self, limiting: Limiting) -> None:
        """The search line's clauses, each to where it belongs, and its mistakes."""
        line = search_line.read(self.asked.q, longest=limits.SEARCH_LINE)
        for mistake in line.mistakes:
            self._problem("q", mistake.sentence)
        room = limits.SEARCH_WORDS
        for clause in line.clauses:
            if isinstance(clause, Sought):
                room = self._read_words(clause, room)
            elif isinstance(clause, Picked):
                names = [(Field(clause.field), name) for name in clause.names]
                self._ask("q", "out" if clause.excluded else "in", names)
            elif isinstance(clause, Measured):
                limiting.measure(clause.name, clause.numbers, "q")
            elif isinstance(clause, Dated):
                limiting.date(clause.name, clause.dates, "q")
            elif isinstance(clause, Set):
                self.settings[clause.name] = clause.value
        if room < 0:
            sentence = (
                f"A search can have up to {limits.SEARCH_WORDS} words to look for; the rest is left out."
            )
            self._problem("q", sentence)

    def _read_words(self, clause: Sought, room: int) -> int:
        """One word or phrase; how many words there is room for after it, below 0 when it was left out."""
        found = tuple(terms(clause.text))
        if len(found) > max(room, 0):
            return -1
        if found:
            self.words.append(Words(found, clause.prefix, clause.excluded, Part(clause.part)))
        return room - len(found)

    def _ask(self, param: str, way: str, names: list[Name]) -> None:
        """Names from the line: several of a field that is excluded are each excluded."""
        one = names[0][0]
        if way == "out":
            self.asks += [_Ask(param, way, [name]) for name in names]
        elif one in (Field.RATING, Field.LANGUAGE):
            self.asks += [_Ask(param, one.value, [name]) for name in names]
        else:
            self.asks.append(_Ask(param, way if len(names) == 1 else "any", names))

    def _read_names(self) -> None:
        """The parameters that hold names."""
        for param in REPEATED:
            for value in self.asked.values(param):
                if param in ("rating", "language"):
                    self.asks.append(_Ask(param, param, [(Field(param), value)]))
                    continue
                names = [
                    (part, field_and_name(part)) for part in (split(value) if param == "any" else [value])
                ]
                for part, name in names:
                    if name is None:
                        self._problem(
                            param,
                            f"“{_short(part)}” is left out: write what it is before it, as in “fandom:Smallville”.",
                        )
                known = [name for _, name in names if name]
                if not known:
                    continue
                alone = known[0][0].value if len(known) == 1 and param != "out" else ""
                way = alone if alone in ("rating", "language") else param
                self.asks.append(_Ask(param, "in" if way == "any" and len(known) == 1 else way, known))

    def _choices(self) -> dict[str, list[Choice]]:
        """All names looked up, those that are unknown said."""
        room, kept = limits.SEARCH_CHOICES, list[_Ask]()
        for ask in self.asks:
            room -= len(ask.names)
            if room >= 0:
                kept.append(ask)
        if room < 0:
            self._problem(
                "in", f"A search can have up to {limits.SEARCH_CHOICES} names; the rest is left out."
            )
        named = look_up((name for ask in kept for name in ask.names), self.viewer)
        self.called = named.choices
        chosen: dict[str, list[Choice]] = {"in": [], "out": [], "rating": [], "language": []}
        suggested = 0
        for ask in kept:
            found = [named.choices[name] for name in ask.names if name in named.choices]
            for name in ask.names:
                if name not in named.choices:
                    suggested += 1
                    self._unknown(ask, name, named, suggest=suggested <= MOST_SUGGESTED)
            if ask.way == "any":
                self.groups += [tuple(dict.fromkeys(found))] if found else []
            else:
                chosen[ask.way] += [one for one in found if one not in chosen[ask.way]]
        return chosen

    def _unknown(self, ask: _Ask, name: Name, named: Named, *, suggest: bool) -> None:
        one, written = name
        shown = _short(written)
        if name in named.several:
            meant = tuple(Suggestion(one, 0, path, "", 0) for path in named.several[name])
            self._problem(
                ask.param,
                f"There is more than one category “{shown}”; please write its full name.",
                meant,
                written,
            )
            return
        meant = near(one, written[: limits.TAG], self.viewer)[:MOST_SUGGESTED] if suggest else ()
        what = {Field.FREEFORM: "tag", Field.STORY: "story number"}.get(one, one.value)
        self._problem(
            ask.param, f"There is no {what} “{shown}” here; it is left out of the search.", meant, written
        )

    def _read_limits(self, limiting: Limiting) -> None:
        asked = self.asked
        if asked.words_from or asked.words_to:
            limiting.read_ends("words", asked.words_from, asked.words_to)
        for param in MEASURES:
            if param != "words" and (value := getattr(asked, param)):
                limiting.read_numbers(param, value)
        for param in ("published", "updated"):
            if value := getattr(asked, param):
                limiting.read_dates(param, value)

    def _one_of(self, name: str) -> str:
        """The value of a setting, the search line's before the address's; empty for any."""
        written = self.settings.get(name) or getattr(self.asked, name).casefold()
        value = SETTINGS[name].get(written)
        if written and value is None:
            ways = ", ".join(dict.fromkeys(SETTINGS[name].values()))
            self._problem(name, f"“{_short(written)}” is left out of “{name}”: it can be {ways}.")
        return "" if value in (None, "any") else value or ""

    def _sort(self) -> tuple[Sort, bool]:
        """The order; without a word of it, the most fitting first where there are words, else the latest."""
        written = self.settings.get("sort") or self.asked.sort.casefold()
        value = SETTINGS["sort"].get(written, "")
        if written and not value:
            ways = ", ".join(sort.value for sort in Sort)
            self._problem("sort", f"There is no order “{_short(written)}”; there are {ways}.")
        words = any(not one.excluded for one in self.words)
        sort = Sort(value.lstrip("-")) if value else Sort.RELEVANCE if words else Sort.UPDATED
        if sort == Sort.RELEVANCE and not words:
            self._problem(
                "sort", "Only words to look for can be more or less fitting; the latest come first."
            )
            sort = Sort.UPDATED
        return sort, value.startswith("-")

    def _page(self) -> int:
        return self._whole("page", 1, FARTHEST_PAGE, 1)

    def _per_page(self) -> int:
        size = self._whole("per_page", 1, 10**6, PER_PAGE)
        if size in PER_PAGE_CHOICES:
            return size
        ways = ", ".join(map(str, PER_PAGE_CHOICES))
        self._problem("per_page", f"A page can have {ways} stories; yours has {PER_PAGE}.")
        return PER_PAGE

    def _whole(self, param: str, least: int, most: int, usual: int) -> int:
        written = getattr(self.asked, param)
        if not written:
            return usual
        found = number(written)
        if found is not None and least <= found <= most:
            return found
        self._problem(
            param,
            f"“{_short(written)}” is no {param.replace('_', ' ')} there can be; {usual} is taken instead.",
        )
        return usual


def read(asked: Asked, viewer: Viewer, now: datetime) -> Reading:
    """Read what an address asks for, as `viewer` may know names; `now` is where "the last 30 days" end."""
    return _Reader(asked, viewer, now).read()


def suggestions(problems: Iterable[Problem]) -> tuple[Suggestion, ...]:
    """All names that may have been meant, each once."""
    return tuple(dict.fromkeys(one for problem in problems for one in problem.near))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
