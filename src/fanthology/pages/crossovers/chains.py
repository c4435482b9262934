"""How two fandoms are connected: a chain of others, each step with a story that takes it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import canonical_tags, tag_called
from fanthology.finding.maps import hidden_fandoms
from fanthology.finding.pairs import best_joining, chain, fandoms_by_id
from fanthology.pages.standing import standing_for
from fanthology.pages.tags import count_column
from fanthology.stories.models import Story
from fanthology.text.names import fold, tidy

NEAR: Final = 5
LONGEST: Final = 150
"""Characters of a name that are looked at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as it was typed, the fandom it means, and, where it means none, some that are like it."""

    param: str
    label: str
    typed: str
    fandom: Tag | None = None
    near: tuple[Tag, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether something was typed that means no fandom."""
        return bool(self.typed) and self.fandom is None


@dataclass(frozen=True, slots=True)
class Step:
    """From one fandom to the next, with a story that joins them."""

    fandom: Tag
    to: Tag
    story: Story | None


def nothing_asked() -> list[Asked]:
    """The two fields, still empty."""
    return [Asked("from", "From", ""), Asked("to", "To", "")]


def crossover_path(request: HttpRequest) -> HttpResponse:
    """The shortest chain of crossovers from one fandom to another."""
    start, end = _asked(request, "from", "From"), _asked(request, "to", "To")
    context: dict[str, object] = {"asked": [start, end], "from": start, "to": end}
    if start.fandom and end.fandom:
        hidden = hidden_fandoms(standing_for(request)) - {start.fandom.pk, end.fandom.pk}
        ids = chain(request.user, start.fandom.pk, end.fandom.pk, hidden)
        context |= {"answered": True, "same": start.fandom == end.fandom, "steps": _steps(request, ids or [])}
    return render(request, "crossovers/crossover_path.html", context)


def _asked(request: HttpRequest, param: str, label: str) -> Asked:
    typed = tidy(request.GET.get(param, "")[:LONGEST])
    if not fold(typed):
        return Asked(param, label, typed)
    tag = tag_called(Kind.FANDOM, typed)
    if tag is not None:
        return Asked(param, label, typed, tag.canonical or tag)
    return Asked(param, label, typed, near=_near(request, typed))


def _near(request: HttpRequest, typed: str) -> tuple[Tag, ...]:
    """Fandoms that have this name's first word in theirs, the largest first."""
    column = count_column(request.user)
    word = max(fold(typed).split(), key=len)
    found = canonical_tags(Kind.FANDOM).filter(key__contains=word, **{f"{column}__gt": 0})
    return tuple(found.order_by(f"-{column}", "key")[:NEAR])


def _steps(request: HttpRequest, ids: list[int]) -> list[Step]:
    """The chain with its stories."""
    fandoms = fandoms_by_id(ids)
    line = [fandoms[one] for one in ids if one in fandoms]
    return [
        Step(one, other, best_joining(request.user, one, other))
        for one, other in pairwise(line)
    ]
