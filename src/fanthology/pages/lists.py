"""Lists of stories as pages show them: sorted as asked, a page at a time."""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest

from fanthology.core.paging import PER_PAGE_CHOICES, Slice, page_of
from fanthology.stories.models import Story
from fanthology.stories.queries import SORTS, sorted_by, with_cards

SORT_NAMES: Final = {
    "updated": "Updated last",
    "published": "Newest",
    "title": "Title",
    "words": "Longest",
}


@dataclass(frozen=True, slots=True)
class StoryList:
    """One page of stories, and how they are sorted."""

    slice: Slice[Story]
    sort: str

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """The orders to choose from: value for the address (empty for the usual one) and name."""
        usual = next(iter(SORTS))
        return [("" if name == usual else name, SORT_NAMES[name]) for name in SORTS]

    @property
    def chosen(self) -> str:
        """The order in use, as `sorts` writes it."""
        return "" if self.sort == next(iter(SORTS)) else self.sort

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many stories a page may hold."""
        return PER_PAGE_CHOICES


def list_stories(request: HttpRequest, stories: "QuerySet[Story]") -> StoryList:
    """The page of `stories` that the address asks for (`?sort=`, `?page=`, `?per_page=`); nonsense is the usual."""
    asked = request.GET.get("sort", "")
    sort = asked if asked in SORTS else next(iter(SORTS))
    rows = with_cards(sorted_by(stories, sort))
    size = request.GET.get("per_page", "")
    found = page_of(rows, request.GET.get("page", 1), per_page=size or PER_PAGE_CHOICES[0])
    return StoryList(found, sort)
