"""The front page, and what the house says of itself."""

from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fanthology.catalogue.models import Category, Kind
from fanthology.catalogue.queries import canonical_tags, ratings_offered
from fanthology.moderation.queries import house_text
from fanthology.pages.lists import SORT_NAMES
from fanthology.pages.paths import address
from fanthology.pages.tags import WORDS_A_MINUTE, count_column
from fanthology.people.queries import has_owner
from fanthology.stories.models import Story
from fanthology.stories.queries import (
    authors_in_order,
    card_columns,
    listed_stories,
    sorted_by,
    tags_in_order,
)

NEWEST = 5
UPDATED = 5
FANDOMS = 12
CATEGORIES = 10


def front(request: HttpRequest) -> HttpResponse:
    """What is new, and where to go from here."""
    stories = card_columns(listed_stories(request.user))
    newest = list(sorted_by(stories, "published")[:NEWEST])
    seen = [story.pk for story in newest]
    updated = list(sorted_by(stories, "updated").exclude(pk__in=seen)[:UPDATED]) if newest else []
    crossover = _newest_crossover(request, [*newest, *updated]) if newest else None
    cards: list[Story] = [*newest, *updated, *([crossover] if crossover else [])]
    prefetch_related_objects(cards, authors_in_order(), tags_in_order())
    column = count_column(request.user)
    context: dict[str, Any] = {
        "welcome": house_text("welcome"),
        "newest": newest,
        "updated": updated,
        "crossover": crossover,
        "fandoms": canonical_tags(Kind.FANDOM)
        .filter(**{f"{column}__gt": 0})
        .order_by(f"-{column}", "key")[:FANDOMS],
        "categories": Category.objects.filter(parent=None, **{f"{column}__gt": 0}).order_by(
            f"-{column}", "path"
        )[:CATEGORIES],
    }
    if not newest:
        context["has_owner"] = has_owner()
    return render(request, "house/front.html", context)


def _newest_crossover(request: HttpRequest, shown: list[Story]) -> Story | None:
    """The newest crossover; one that the page does not show already, where there is one."""
    crossovers = sorted_by(card_columns(listed_stories(request.user)), "published").filter(crossover=True)
    return crossovers.exclude(pk__in=[story.pk for story in shown]).first()


def about(request: HttpRequest) -> HttpResponse:
    """What this archive is, in its owner's words, and the software behind it."""
    return render(request, "house/about.html", {"text": house_text("about")})


def rules(request: HttpRequest) -> HttpResponse:
    """The archive's rules, in its owner's words."""
    return render(request, "house/rules.html", {"text": house_text("rules")})


def help(request: HttpRequest) -> HttpResponse:  # noqa: A001 - the page's one name (docs/architecture.md)
    """How to read, to find and to write here."""
    context = {"ratings": ratings_offered(), "words_a_minute": WORDS_A_MINUTE, "sorts": SORT_NAMES.values()}
    return render(request, "house/help.html", context)


def api_help(request: HttpRequest) -> HttpResponse:
    """What programs can ask of this archive, for the people who write them."""
    context = {"base": address(request, "/api/v1"), "per_minute": settings.CONFIG.api_per_minute}
    return render(request, "house/api_help.html", context)
