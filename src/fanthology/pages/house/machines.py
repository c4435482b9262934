"""What machines ask of the house: whether it stands, what they may read, and where everything is."""

from collections.abc import Callable
from math import ceil
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.catalogue.queries import canonical_tags
from fanthology.pages.paths import address
from fanthology.people.models import PenName
from fanthology.people.queries import visible_pen_names
from fanthology.stories.models import Series, Story
from fanthology.stories.queries import listed_series, listed_stories

PER_PART: Final = 5_000
"""Addresses in one part of the sitemap; the protocol allows ten times as many."""


def health(request: HttpRequest) -> HttpResponse:
    """`ok` when the database answers, for whoever watches over the machine."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return _said({"status": "the database does not answer"}, 503)
    return _said({"status": "ok"}, 200)


def _said(facts: dict[str, str], status: int) -> HttpResponse:
    response = JsonResponse(facts, status=status)
    response["Cache-Control"] = "no-store"
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: all that visitors see, or nothing if the owner said so."""
    context = {"sitemap": address(request, reverse("sitemap"))}
    return render(request, "house/robots.txt", context, content_type="text/plain; charset=utf-8")


def _stories() -> "QuerySet[Story]":
    return listed_stories(AnonymousUser()).only("pk", "updated").order_by("pk")


def _fandoms() -> "QuerySet[Tag]":
    return canonical_tags(Kind.FANDOM).filter(public_count__gt=0).only("slug").order_by("pk")


def _authors() -> "QuerySet[PenName]":
    return visible_pen_names(AnonymousUser()).filter(public_count__gt=0).only("slug").order_by("pk")


def _series() -> "QuerySet[Series]":
    return listed_series(AnonymousUser()).only("pk").order_by("pk")


def _categories() -> "QuerySet[Category]":
    return Category.objects.filter(public_count__gt=0).only("slug").order_by("pk")


PARTS: Final[dict[str, tuple[Callable[[], "QuerySet[Any]"], Callable[[Any], str]]]] = {
    "stories": (_stories, lambda story: reverse("story_read", args=[story.pk])),
    "fandoms": (_fandoms, lambda fandom: reverse("fandom_read", args=[fandom.slug])),
    "authors": (_authors, lambda author: reverse("author_read", args=[author.slug])),
    "series": (_series, lambda series: reverse("series_read", args=[series.pk])),
    "categories": (_categories, lambda category: reverse("category_read", args=[category.pk, category.slug])),
}


def sitemap(request: HttpRequest) -> HttpResponse:
    """The parts of the sitemap. Everything in them is open to visitors."""
    _unless_private()
    parts = [
        address(request, reverse("sitemap_part", args=[kind, number]))
        for kind, (rows, _) in PARTS.items()
        for number in range(1, ceil(rows().count() / PER_PART) + 1)
    ]
    return render(request, "house/sitemap.xml", {"parts": parts}, content_type="application/xml")


def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One part: up to `PER_PART` addresses of one kind of page."""
    _unless_private()
    if kind not in PARTS or not 1 <= number <= 10_000:
        raise Http404
    rows, where = PARTS[kind]
    found: list[Model] = list(rows()[(number - 1) * PER_PART : number * PER_PART])
    if not found:
        raise Http404
    places = [(address(request, where(row)), getattr(row, "updated", None)) for row in found]
    return render(request, "house/sitemap_part.xml", {"places": places}, content_type="application/xml")


def _unless_private() -> None:
    if settings.CONFIG.private:
        raise Http404
