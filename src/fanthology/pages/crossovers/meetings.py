"""The stories that join two fandoms, as their page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.http import HttpRequest

from fanthology.catalogue.models import Tag
from fanthology.finding.pairs import joining
from fanthology.pages.lists import StoryList, list_stories
from fanthology.people.models import PenName
from fanthology.stories.models import Story

AUTHORS: Final = 12


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two fandoms' stories: a page of them, the first and the latest, and who wrote most of them."""

    stories: StoryList
    total: int
    first: Story | None = None
    latest: Story | None = None
    authors: Iterable[Any] = ()


def meeting(request: HttpRequest, a: Tag, b: Tag) -> Meeting:
    """What joins two fandoms, for whoever asks."""
    stories = joining(request.user, a, b)
    shown = list_stories(request, stories)
    total = shown.slice.total
    if not total:
        return Meeting(shown, 0)
    by_date = stories.only("title", "language", "published").order_by("published", "pk")
    return Meeting(shown, total, by_date.first(), by_date.last(), _authors(stories))


def _authors(stories: QuerySet[Story]) -> QuerySet[PenName]:
    return (
        PenName.objects.filter(stories__in=stories)
        .annotate(number=Count("stories"))
        .order_by("-number", "key")[:AUTHORS]
    )
