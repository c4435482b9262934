"""Ranges as people type them: of numbers ("10k-50k", ">1,000") and of dates ("2011-04", "last 30 days")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

LARGEST: Final = 999_999_999
LONGEST: Final = 60
"""Characters of a range that are looked at."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
MOST_DAYS: Final = 36_525

_NUMBER: Final = re.compile(r"([0-9][0-9,_]*)(\.[0-9]+)?([km]?)", re.ASCII)
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", re.ASCII)
_AGO: Final = re.compile(r"(?:last[ -])?([0-9]{0,6})[ -]?(d|w|m|y|days?|weeks?|months?|years?)", re.ASCII)
_TIMES: Final = {"": 1, "k": 1_000, "m": 1_000_000}
_DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}
_COMPARISONS: Final = (">=", "<=", "≥", "≤", ">", "<", "=")


class Unclear(ValueError):
    """A range that cannot be read; its text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A range of numbers, both ends included; None is open."""

    least: int | None = None
    most: int | None = None

    def __str__(self) -> str:
        if self.least == self.most:
            return str(self.least)
        return f"{_end(self.least)}-{_end(self.most)}"


@dataclass(frozen=True, slots=True)
class Dates:
    """A range of days, both included; None is open. Or the last `days` days."""

    since: date | None = None
    until: date | None = None
    days: int = 0

    def __str__(self) -> str:
        if self.days:
            return f"last-{self.days}-days"
        if self.since == self.until and self.since:
            return self.since.isoformat()
        return f"{self.since or ''}..{self.until or ''}"


def _end(number: int | None) -> str:
    return "" if number is None else str(number)


def comparison(text: str) -> tuple[str, str]:
    """The sign of comparison that `text` begins with, if any, and the rest."""
    for sign in _COMPARISONS:
        if text.startswith(sign):
            return {"≥": ">=", "≤": "<="}.get(sign, sign), text[len(sign) :].strip()
    return "", text


def numbers(text: str) -> Numbers:
    """Read "5", "1000-5000", "1000..5000", "1000-", "-5000", ">1k", "<= 2.5m". Raises `Unclear`."""
    sign, rest = comparison(_tidied(text))
    if sign:
        number = _number(rest)
        if sign == ">" and number == LARGEST:
            raise Unclear("the number is larger than any that stories have")
        least, most = {
            ">": (number + 1, None),
            ">=": (number, None),
            "<": (None, number - 1),
            "<=": (None, number),
            "=": (number, number),
        }[sign]
        if most is not None and most < 0:
            raise Unclear("nothing is less than 0")
        return Numbers(least, most)
    first, dash, last = rest.partition(".." if ".." in rest else "-")
    if not dash:
        return Numbers(_number(first), _number(first))
    if not first.strip() and not last.strip():
        raise Unclear("there is no number in it")
    found = Numbers(*(_number(end.strip()) if end.strip() else None for end in (first, last)))
    if found.least is not None and found.most is not None and found.least > found.most:
        raise Unclear(f"{found.least:,} is more than {found.most:,}")
    return found


def number(text: str) -> int:
    """Read one number: "10000", "10,000", "10k", "1.5m". Raises `Unclear`."""
    return _number(_tidied(text))


def _number(text: str) -> int:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Unclear(f"“{text[:LONGEST]}” is no number" if text else "there is no number in it")
    digits = match[1].replace(",", "").replace("_", "")
    if len(digits.lstrip("0")) > len(str(LARGEST)):
        raise Unclear("the number is larger than any that stories have")
    whole = int(digits) * _TIMES[match[3]]
    part = int(float(match[2] or 0) * _TIMES[match[3]] + 0.5) if match[3] else 0
    if match[2] and not match[3]:
        raise Unclear(f"“{text}” is no whole number")
    if whole + part > LARGEST:
        raise Unclear("the number is larger than any that stories have")
    return whole + part


def dates(text: str) -> Dates:
    """Read "2011", "2011-04", "2020-01-01..2021-06-30", "2011..", "last 30 days", "30d", ">2020". Raises `Unclear`."""
    sign, rest = comparison(_tidied(text))
    if not sign and (ago := _AGO.fullmatch(rest)):
        days = int(ago[1] or 1) * _DAYS[ago[2][0]]
        if not 1 <= days <= MOST_DAYS:
            raise Unclear("that many days there have not been")
        return Dates(days=days)
    if sign:
        first, last = _days(rest)
        return {
            ">": Dates(since=_within(last + timedelta(days=1))),
            ">=": Dates(since=first),
            "<": Dates(until=_within(first - timedelta(days=1))),
            "<=": Dates(until=last),
            "=": Dates(first, last),
        }[sign]
    start, dots, end = rest.partition("..")
    if not dots:
        return Dates(*_days(rest))
    if not start.strip() and not end.strip():
        raise Unclear("there is no date in it")
    since = _days(start.strip())[0] if start.strip() else None
    until = _days(end.strip())[1] if end.strip() else None
    if since and until and since > until:
        raise Unclear(f"{since} is after {until}")
    return Dates(since, until)


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise Unclear(f"“{text[:LONGEST]}” is no date" if text else "there is no date in it")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = _within(date(year or 1, month if match[2] else 1, day if match[3] else 1))
    except Unclear:
        raise
    except ValueError:
        raise Unclear(f"there is no day “{text}”") from None
    if match[3]:
        return first, first
    if not match[2]:
        return first, date(year, 12, 31)
    return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _within(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unclear(f"the year has to be from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _tidied(text: str) -> str:
    if len(text) > LONGEST:
        raise Unclear("it is too long")
    return text.strip().lower().replace("–", "-").replace("—", "-")
