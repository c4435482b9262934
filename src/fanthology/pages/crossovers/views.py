"""Which fandoms meet: the map, the map around one fandom, and the stories of a pair."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fanthology.catalogue.models import Kind, Tag
from fanthology.core.paging import page_of
from fanthology.finding.maps import Map, hidden_fandoms, map_around, map_for, map_key
from fanthology.finding.pairs import (
    are_related,
    fandoms_by_id,
    number_column,
    partners_of,
    shared_partners,
    shown_pairs,
)
from fanthology.pages.crossovers.chains import nothing_asked
from fanthology.pages.crossovers.meetings import meeting, search_for
from fanthology.pages.crossovers.pictures import Pictures
from fanthology.pages.standing import standing_for

PER_PAGE: Final = 50
SHARED: Final = 12
BY_NAME: Final = "name"


def crossover_map(request: HttpRequest) -> HttpResponse:
    """The map of all, and the table of its pairs."""
    hidden = hidden_fandoms(standing_for(request))
    column = number_column(request.user)
    by_name = request.GET.get("sort") == BY_NAME
    order = ("a__key", "b__key", "pk") if by_name else (f"-{column}", "pk")
    pairs = shown_pairs(request.user, hidden).select_related("a", "b").order_by(*order)
    context = {
        "pictures": Pictures(lambda: _map(request, hidden)),
        "kept_as": "" if hidden else map_key(request.user),
        "slice": page_of(pairs, request.GET.get("page", 1)),
        "by_name": by_name,
        "hidden": bool(hidden),
        "asked": nothing_asked(),
    }
    return render(request, "crossovers/crossover_map.html", context)


def _map(request: HttpRequest, hidden: set[int]) -> Map | None:
    found = map_for(request.user)
    return found.without(hidden) if found and hidden else found


def crossover_around(request: HttpRequest, slug: str) -> HttpResponse:
    """One fandom and all it is crossed with."""
    fandom = _fandom(slug)
    if fandom.canonical is not None:
        return redirect("crossover_around", fandom.canonical.slug)
    hidden = hidden_fandoms(standing_for(request)) - {fandom.pk}
    by_name = request.GET.get("sort") == BY_NAME
    order = ("key", "pk") if by_name else ("-number", "pk")
    partners = partners_of(request.user, fandom, hidden).order_by(*order)
    context = {
        "fandom": fandom,
        "pictures": Pictures(lambda: map_around(request.user, fandom, hidden)),
        "slice": page_of(partners, request.GET.get("page", 1), per_page=PER_PAGE),
        "by_name": by_name,
        "hidden": bool(hidden),
    }
    return render(request, "crossovers/crossover_around.html", context)


def crossover_pair(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """The stories that join two fandoms; where there can be none, what is nearest."""
    given = (_fandom(first), _fandom(second))
    a, b = sorted((tag.canonical or tag for tag in given), key=lambda tag: (tag.key, tag.pk))
    if a.pk == b.pk:
        return redirect("crossover_around", a.slug)
    if (a.slug, b.slug) != (first, second):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{_address(a, b)}{query}")
    context: dict[str, object] = {"a": a, "b": b, "fandoms": [a, b], "related": are_related(a, b)}
    if not context["related"]:
        context["meeting"] = found = meeting(request, a, b)
        context["search"] = search_for(a, b).address
        if found.never:
            context["shared"] = _shared(request, a, b)
    return render(request, "crossovers/crossover_pair.html", context)


def _shared(request: HttpRequest, a: Tag, b: Tag) -> list[Tag]:
    """The fandoms that have met both, but for those that the reader never wants to see."""
    hidden = hidden_fandoms(standing_for(request))
    ids = [one for one in shared_partners(request.user, a, b, SHARED) if one not in hidden]
    found = fandoms_by_id(ids)
    return [found[one] for one in ids if one in found]


def _address(a: Tag, b: Tag) -> str:
    return reverse("crossover_pair", args=[a.slug, b.slug])


def _fandom(slug: str) -> Tag:
    return get_object_or_404(Tag.objects.select_related("canonical"), kind=Kind.FANDOM, slug=slug)
