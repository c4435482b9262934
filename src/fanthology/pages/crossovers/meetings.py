"""The stories that join two fandoms, as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from fanthology.catalogue.models import Tag
from fanthology.core.paging import clipped, size_of
from fanthology.finding.asking import Asked
from fanthology.finding.found import Found
from fanthology.finding.pairs import joined
from fanthology.finding.queries import TooLong, find, search
from fanthology.finding.wishes import Field, Sort, Standing, Wishes
from fanthology.pages.lists import SORT_NAMES, StoryList, hidden_reasons, slice_of
from fanthology.pages.standing import shows_all, standing_for
from fanthology.people.models import PenName
from fanthology.people.queries import visible_pen_names
from fanthology.stories.models import Story
from fanthology.stories.queries import listed_stories

AUTHORS: Final = 12


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two fandoms' stories: a page of them, the first and the latest, and who wrote most of them."""

    stories: StoryList
    first: Story | None = None
    latest: Story | None = None
    authors: tuple[tuple[PenName, int], ...] = ()

    @property
    def total(self) -> int:
        """How many there are, without what is hidden."""
        return self.stories.slice.total

    @property
    def never(self) -> bool:
        """Whether the two have not met, as far as anybody can say."""
        told = self.stories
        return not (self.total or told.hidden or told.stale or told.too_long)


def meeting(request: HttpRequest, a: Tag, b: Tag) -> Meeting:
    """What joins two fandoms, for whoever asks, without what they never want to see."""
    standing = standing_for(request)
    sort = request.GET.get("sort", "")
    wishes = joined(a, b).but(
        sort=Sort(sort) if sort in SORT_NAMES else Sort.UPDATED,
        page=clipped(request.GET.get("page", 1)),
        per_page=size_of(request.GET.get("per_page", "")),
    )
    try:
        found = find(wishes, request.user, standing=standing)
        first, latest = _ends(request, wishes, standing) if found.count else (None, None)
    except TooLong:
        return Meeting(StoryList(slice_of(Found(wishes)), wishes.sort, too_long=True))
    stories = StoryList(
        slice_of(found),
        wishes.sort,
        hidden=found.hidden,
        reasons=hidden_reasons(found, request.user),
        shows_all=shows_all(request),
        finder=f"{reverse('story_list')}?{search_for(a, b).address}",
        stale=found.stale,
    )
    return Meeting(stories, first, latest, _authors(request, found))


def search_for(a: Tag, b: Tag) -> Asked:
    """The same stories as the finder and feeds name them."""
    asked = Asked().with_(crossover="only")
    return asked.including(Field.FANDOM, a.name).including(Field.FANDOM, b.name)


def _ends(request: HttpRequest, wishes: Wishes, standing: Standing) -> tuple[Story | None, Story | None]:
    """The story that was published first, and the one that was published last."""
    by_date = wishes.but(sort=Sort.PUBLISHED, page=1, per_page=1)
    ids = [
        search(by_date.but(backwards=backwards), request.user, standing=standing, facets=False).ids
        for backwards in (True, False)
    ]
    stories = listed_stories(request.user).only("title", "language", "published")
    rows = stories.in_bulk([pk for found in ids for pk in found])
    first, latest = (next((rows[pk] for pk in found if pk in rows), None) for found in ids)
    return first, latest


def _authors(request: HttpRequest, found: Found) -> tuple[tuple[PenName, int], ...]:
    """Who wrote most of them, with how many."""
    values = found.facets.get(Field.AUTHOR, ())[:AUTHORS]
    rows = visible_pen_names(request.user).in_bulk([int(value.choice.keys[0]) for value in values])
    numbers = {int(value.choice.keys[0]): value.count for value in values}
    return tuple((rows[pk], number) for pk, number in numbers.items() if pk in rows)
