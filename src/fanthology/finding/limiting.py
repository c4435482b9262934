"""Ranges of numbers and dates from a search line and an address, brought together: all must hold at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from fanthology.finding.wishes import Period, Span
from fanthology.text import ranges
from fanthology.text.ranges import Dates, Numbers, Unclear

MEASURES: Final = {
    "words": "length",
    "chapters": "chapters",
    "length": "chapter_length",
    "fandoms": "fandoms",
    "relationships": "relationships",
    "hits": "hits",
    "reviews": "reviews",
    "recommended": "recommendations",
}
"""Numbers that a story is chosen by, and what each is called in `Wishes`."""
FARTHEST_PAGE: Final = 100_000
_NAMES: Final = {"recommendations": "recommended"}
_SHOWN: Final = 60


@dataclass(slots=True)
class Limiting:
    """Ranges as they are collected, and what was wrong with some."""

    now: datetime
    numbers: dict[str, Numbers] = field(default_factory=dict)
    dates: dict[str, list[Dates]] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def measure(self, name: str, given: Numbers, param: str) -> None:
        """A story's number must also lie in this range."""
        name = _NAMES.get(name, name)
        known = self.numbers.get(name, Numbers())
        both = Numbers(_larger(known.least, given.least), _smaller(known.most, given.most))
        if both.least is not None and both.most is not None and both.least > both.most:
            self._problem(param, f"No number of {name} can be both; “{given}” is left out.")
        else:
            self.numbers[name] = both

    def date(self, name: str, given: Dates, param: str) -> None:
        """A story's date must also lie in this range."""
        both = _both([*self.dates.get(name, []), given], self.now)
        if both.since and both.before and both.since >= both.before:
            self._problem(param, f"No day can be both for “{name}”; “{given}” is left out.")
        else:
            self.dates.setdefault(name, []).append(given)

    def read_numbers(self, param: str, text: str) -> None:
        """A parameter that is a range of numbers; "yes" is at least one, "no" none."""
        easy = {"yes": Numbers(1, None), "no": Numbers(0, 0)}.get(text.casefold())
        try:
            self.measure(param, easy or ranges.numbers(text), param)
        except Unclear as why:
            self._problem(
                param, f"“{_short(text)}” in “{param}” is left out: {why}. Write for example 5, 5-10 or 5-."
            )

    def read_ends(self, name: str, least: str, most: str) -> None:
        """A range whose ends are two parameters."""
        ends: list[int | None] = []
        for param, text in ((f"{name}_from", least), (f"{name}_to", most)):
            try:
                ends.append(ranges.number(text) if text else None)
            except Unclear as why:
                ends.append(None)
                self._problem(param, f"“{_short(text)}” in “{param}” is left out: {why}.")
        first, last = ends
        if first is not None and last is not None and first > last:
            self._problem(
                f"{name}_from", f"From {first:,} to {last:,} {name} there is nothing; both are left out."
            )
        elif first is not None or last is not None:
            self.measure(name, Numbers(first, last), f"{name}_from")

    def read_dates(self, param: str, text: str) -> None:
        """A parameter that is a range of dates."""
        try:
            self.date(param, ranges.dates(text), param)
        except Unclear as why:
            example = "2011, 2011-04, 2020-01-01..2021-06-30 or last-30-days"
            self._problem(
                param, f"“{_short(text)}” in “{param}” is left out: {why}. Write for example {example}."
            )

    def spans(self) -> dict[str, Span]:
        """The numbers, as `Wishes` has them."""
        return {MEASURES[name]: Span(one.least, one.most) for name, one in self.numbers.items()}

    def periods(self) -> dict[str, Period]:
        """The dates, as `Wishes` has them."""
        return {name: _both(given, self.now) for name, given in self.dates.items()}

    def _problem(self, param: str, sentence: str) -> None:
        self.problems.append((param, sentence))


def number(text: str) -> int | None:
    """A whole number, or nothing."""
    try:
        return ranges.number(text)
    except Unclear:
        return None


def _both(given: list[Dates], now: datetime) -> Period:
    """The time that lies within all of these."""
    since: list[datetime] = []
    before: list[datetime] = []
    for one in given:
        if one.days:
            since.append(now - timedelta(days=one.days))
        if one.since:
            since.append(_midnight(one.since))
        if one.until:
            before.append(_midnight(one.until + timedelta(days=1)))
    return Period(max(since, default=None), min(before, default=None))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _larger(one: int | None, other: int | None) -> int | None:
    return max((end for end in (one, other) if end is not None), default=None)


def _smaller(one: int | None, other: int | None) -> int | None:
    return min((end for end in (one, other) if end is not None), default=None)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
