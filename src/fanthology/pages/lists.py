"""Lists of stories as pages show them: found, sorted as asked, a page at a time, without what the reader never wants to see."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from fanthology.core.paging import PER_PAGE_CHOICES, Slice, clipped, size_of
from fanthology.finding.found import DEPTH, Found
from fanthology.finding.named import named
from fanthology.finding.queries import TooLong, find
from fanthology.finding.wishes import Choice, Sort, Wishes
from fanthology.pages.finding.places import finder_address
from fanthology.pages.standing import shows_all, standing_for
from fanthology.people.queries import Viewer
from fanthology.stories.models import Story

SORT_NAMES: Final = {
    Sort.UPDATED: "Updated last",
    Sort.PUBLISHED: "Newest",
    Sort.TITLE: "Title",
    Sort.WORDS: "Longest",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What a reader never wants to see, and how many stories of a list that takes away. `kind` is empty for a limit."""

    kind: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class StoryList:
    """One page of stories: how they are sorted, what is hidden from it and why, and where the finder goes on with them.

    `stale` says that nothing could be looked up just now, `too_long` that it took longer than a search may.
    """

    slice: Slice[Story]
    sort: str
    hidden: int = 0
    reasons: tuple[Reason, ...] = ()
    shows_all: bool = False
    finder: str = ""
    stale: bool = False
    too_long: bool = False

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """The orders to choose from: value for the address (empty for the usual one) and name."""
        return [("" if sort == Sort.UPDATED else sort.value, name) for sort, name in SORT_NAMES.items()]

    @property
    def chosen(self) -> str:
        """The order in use, as `sorts` writes it."""
        return "" if self.sort == Sort.UPDATED else self.sort

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many stories a page may hold."""
        return PER_PAGE_CHOICES


def find_stories(request: HttpRequest, *about: Choice) -> StoryList:
    """The stories under all of `about`, or all there are: the page that the address asks for; nonsense is the usual.

    `?sort=`, `?page=`, `?per_page=`. What the reader never wants to see is left out, and said.
    """
    wishes = _asked(request).but(include=about)
    too_long = False
    try:
        found = find(wishes, request.user, standing=standing_for(request), facets=False)
    except TooLong:
        found, too_long = Found(wishes), True
    return StoryList(
        slice_of(found),
        wishes.sort,
        hidden=found.hidden,
        reasons=hidden_reasons(found, request.user),
        shows_all=shows_all(request),
        finder=finder_address(*about),
        stale=found.stale,
        too_long=too_long,
    )


def _asked(request: HttpRequest) -> Wishes:
    sort = request.GET.get("sort", "")
    return Wishes(
        sort=Sort(sort) if sort in SORT_NAMES else Sort.UPDATED,
        page=clipped(request.GET.get("page", 1)),
        per_page=size_of(request.GET.get("per_page", "")),
    )


def slice_of(found: Found) -> Slice[Story]:
    """What was found as the links to other pages need it."""
    paginator: Paginator[Any] = Paginator(range(min(found.count, DEPTH)), found.wishes.per_page)
    number = paginator.get_page(found.wishes.page).number
    return Slice(page=Page(list(found.stories), number, paginator), total=found.count)


def hidden_reasons(found: Found, viewer: Viewer) -> tuple[Reason, ...]:
    """Why stories are hidden from what was found, with names."""
    names = iter(named([by.choice for by in found.hidden_by if by.choice], viewer))
    rows = []
    for by in found.hidden_by:
        choice = next(names) if by.choice else None
        if choice is None:
            rows.append(Reason("", "", by.count))
        elif choice.name:
            rows.append(Reason(choice.field.value, choice.name, by.count))
    return tuple(rows)
