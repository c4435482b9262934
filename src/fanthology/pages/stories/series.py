"""Series."""

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fanthology.core.paging import page_of
from fanthology.stories.queries import (
    authors_in_order,
    card_columns,
    listed_series,
    listed_stories,
    tags_in_order,
    visible_series,
)
from fanthology.stories.rules import can_edit_series

PER_PAGE = 50


def series_list(request: HttpRequest) -> HttpResponse:
    """All series with a story that the viewer can find."""
    listed = listed_stories(request.user).order_by().values("pk")
    rows = (
        listed_series(request.user)
        .select_related("owner")
        .annotate(number=Count("places", filter=Q(places__story__in=listed)))
        .order_by("title", "pk")
    )
    slice_ = page_of(rows, request.GET.get("page", 1), per_page=PER_PAGE)
    return render(request, "stories/series_list.html", {"slice": slice_})


def series_read(request: HttpRequest, pk: int) -> HttpResponse:
    """A series: its introduction, and its stories in their order."""
    series = get_object_or_404(visible_series(request.user).select_related("owner"), pk=pk)
    stories = card_columns(listed_stories(request.user)).prefetch_related(authors_in_order(), tags_in_order())
    places = (
        series.places.filter(story__in=listed_stories(request.user).order_by())
        .prefetch_related(Prefetch("story", stories))
        .order_by("position")
    )
    context = {
        "series": series,
        "slice": page_of(places, request.GET.get("page", 1), per_page=PER_PAGE),
        "can_edit": can_edit_series(request.user, series),
    }
    return render(request, "stories/series_read.html", context)
