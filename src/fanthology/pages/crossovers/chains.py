"""How two fandoms are connected: a chain of others, each step with a story that takes it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import tag_called
from fanthology.finding.maps import hidden_fandoms
from fanthology.finding.near import near
from fanthology.finding.pairs import best_joining, chain, fandoms_by_id
from fanthology.finding.wishes import Field, Standing
from fanthology.pages.standing import standing_for
from fanthology.stories.models import Story
from fanthology.text.names import tidy

LONGEST: Final = 150
"""Characters of a name that are looked at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as it was typed, the fandom it means, and, where it means none, some that are like it."""

    param: str
    label: str
    typed: str
    fandom: Tag | None = None
    near: tuple[str, ...] = ()

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
        standing = standing_for(request)
        hidden = hidden_fandoms(standing) - {start.fandom.pk, end.fandom.pk}
        ids = chain(request.user, start.fandom.pk, end.fandom.pk, hidden)
        context |= {
            "answered": True,
            "same": start.fandom == end.fandom,
            "steps": _steps(request, ids or [], standing),
        }
    return render(request, "crossovers/crossover_path.html", context)


def _asked(request: HttpRequest, param: str, label: str) -> Asked:
    typed = tidy(request.GET.get(param, "")[:LONGEST])
    if not typed:
        return Asked(param, label, typed)
    tag = tag_called(Kind.FANDOM, typed)
    if tag is not None:
        return Asked(param, label, typed, tag.canonical or tag)
    names = near(Field.FANDOM, typed, request.user)
    return Asked(param, label, typed, near=tuple(one.name for one in names))


def _steps(request: HttpRequest, ids: list[int], standing: Standing) -> list[Step]:
    """The chain with its stories."""
    fandoms = fandoms_by_id(ids)
    line = [fandoms[one] for one in ids if one in fandoms]
    return [
        Step(one, other, best_joining(request.user, one, other, standing)) for one, other in pairwise(line)
    ]
