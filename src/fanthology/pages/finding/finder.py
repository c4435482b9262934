"""The finder: one page that answers any wish, and whose address is the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from random import randrange
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fanthology.core.paging import PER_PAGE_CHOICES
from fanthology.finding.asking import Asked
from fanthology.finding.found import Found
from fanthology.finding.queries import TooLong, find
from fanthology.finding.reading import Problem, Reading, read
from fanthology.finding.wishes import Field, Sort
from fanthology.pages.finding.advanced import FilterForm
from fanthology.pages.finding.chips import chips_of, ways_out
from fanthology.pages.finding.facets import TITLES, Looked, facets_of, look_inside
from fanthology.pages.finding.places import Places
from fanthology.pages.lists import hidden_reasons, slice_of
from fanthology.pages.standing import shows_all, standing_for

SORT_NAMES: Final = {
    Sort.RELEVANCE: "Most fitting",
    Sort.UPDATED: "Updated last",
    Sort.PUBLISHED: "Newest",
    Sort.WORDS: "Longest",
    Sort.HITS: "Most hits",
    Sort.REVIEWS: "Most reviews",
    Sort.RECOMMENDATIONS: "Most recommended",
    Sort.TITLE: "Title",
    Sort.AUTHOR: "Author",
    Sort.RANDOM: "By chance",
}
TURNED_NAMES: Final = {
    Sort.UPDATED: "Updated longest ago",
    Sort.PUBLISHED: "Oldest",
    Sort.WORDS: "Shortest",
    Sort.HITS: "Fewest hits",
    Sort.REVIEWS: "Fewest reviews",
    Sort.RECOMMENDATIONS: "Least recommended",
    Sort.TITLE: "Title, from Z",
    Sort.AUTHOR: "Author, from Z",
}
"""The orders that can be turned round, as they are called then."""
SEEDS: Final = 9_999
NAMED_IN_HEADING: Final = 4


def story_list(request: HttpRequest) -> HttpResponse:
    """The stories that fit what is asked for, how they can be narrowed, and what was understood."""
    asked = Asked.read(request.GET)
    reading = read(asked, request.user, timezone.now())
    places = Places(asked, reverse("story_list"), everything=shows_all(request))
    if reading.wishes.sort == Sort.RANDOM and not reading.wishes.seed:
        return HttpResponseRedirect(places.to(asked.with_(sort="random", seed=_seed())))
    standing = standing_for(request)
    too_long = False
    try:
        found = find(reading.wishes, request.user, standing=standing)
    except TooLong:
        found, too_long = Found(reading.wishes), True
    looked = _looked(request, reading)
    chips = chips_of(places, reading)
    context: dict[str, Any] = {
        "asked": asked,
        "found": found,
        "too_long": too_long,
        "understood": reading.understood,
        "problems": list(_problems(places, reading.problems)),
        "slice": slice_of(found),
        "fandoms": [one.name for one in found.wishes.include if one.field == Field.FANDOM][:NAMED_IN_HEADING],
        "chips": chips,
        "facets": facets_of(places, reading.wishes, found, looked),
        **_forms(places, found),
        "hidden": hidden_reasons(found, request.user),
        "shows_all": places.everything,
        "show_anyway": places.to(asked, everything=True),
        "as_usual": places.to(asked, everything=False),
        "afresh": places.path,
        "here": places.to(asked),
        "narrowing": looked is not None,
        **_orders(places, found),
        "feed": places.elsewhere("story_feed"),
        "saving": places.elsewhere("search_save") if request.user.is_authenticated else "",
    }
    if not found.count and not too_long and not found.stale:
        context["ways"] = ways_out(places, chips, request.user, standing)
    return render(request, "finding/story_list.html", context)


def _forms(places: Places, found: Found) -> dict[str, Any]:
    """The filters, and what each of the page's forms must send along for the rest of the search to stay."""
    return {
        "form": FilterForm.showing(places.asked, found),
        "kept_by_form": places.kept(but=tuple(FilterForm.base_fields)),
        "kept_by_line": places.kept(but=("q",)),
        "kept": places.kept(),
    }


def _seed() -> int:
    return randrange(1, SEEDS)  # noqa: S311 - no secret


def _looked(request: HttpRequest, reading: Reading) -> Looked | None:
    """What the address looks for inside one facet (`?look=character&look_for=wat`)."""
    field, text = request.GET.get("look", ""), request.GET.get("look_for", "")
    if field not in TITLES:
        return None
    try:
        return look_inside(reading.wishes, request.user, Field(field), text, standing=standing_for(request))
    except TooLong:
        return None


def _problems(places: Places, problems: tuple[Problem, ...]) -> Iterator[dict[str, Any]]:
    """Each problem with the names that may have been meant, as links that put one in the place of what was written."""
    for problem in problems:
        near = [(one.name, places.instead(problem, one)) for one in problem.near]
        yield {"sentence": problem.sentence, "near": near}


def _orders(places: Places, found: Found) -> dict[str, Any]:
    """The orders and sizes to choose from, and the ones in use."""
    wishes = found.wishes
    asked = places.asked
    wordless = all(one.excluded for one in wishes.words)
    sorts = [
        (name, places.to(asked.with_(sort=sort, seed="")), sort == wishes.sort and not wishes.backwards)
        for sort, name in SORT_NAMES.items()
        if sort != Sort.RELEVANCE or not wordless
    ]
    if turned := TURNED_NAMES.get(wishes.sort):
        sorts.append((turned, places.to(asked.with_(sort=f"-{wishes.sort}", seed="")), wishes.backwards))
    here = next((name for name, _, chosen in sorts if chosen), "")
    sizes = [
        (size, places.to(asked.with_(per_page=size)), size == wishes.per_page) for size in PER_PAGE_CHOICES
    ]
    return {"sorts": sorts, "sorted": here, "sizes": sizes}
