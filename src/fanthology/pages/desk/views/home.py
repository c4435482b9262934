"""The desk itself: everything that is one's own."""

from typing import Final

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from fanthology.core.paging import page_of
from fanthology.formats.queries import arrivals_of
from fanthology.pages.signed_in import MemberRequest, signed_in
from fanthology.people.rules import can_write
from fanthology.stories.models import Openness, Story
from fanthology.stories.queries import series_kept_by, unclaimed, written_by

SERIES_SHOWN = 10

SHOWN: Final[dict[str, tuple[str, Q]]] = {
    "": ("All", Q()),
    "drafts": ("Drafts", Q(openness=Openness.DRAFT)),
    "open": ("Published", ~Q(openness=Openness.DRAFT)),
    "hidden": ("Hidden", Q(hidden_at__isnull=False)),
}
"""What the list of stories can be narrowed to: the word in the address, its name, and which stories."""


@signed_in
def desk(request: MemberRequest) -> HttpResponse:
    """My stories and series, and the ways to begin something."""
    asked = request.GET.get("show", "")
    mine = Story.objects.filter(written_by(request.user))
    strays = Story.objects.filter(unclaimed()) if request.user.is_moderator else Story.objects.none()
    counts = mine.aggregate(**{word or "all": Count("pk", filter=rule) for word, (_, rule) in SHOWN.items()})
    tabs = [
        (word, name, counts[word or "all"])
        for word, (name, _) in SHOWN.items()
        if counts[word or "all"] or not word
    ]
    if request.user.is_moderator:
        tabs.append(("unclaimed", "Unclaimed", strays.count()))
    shown = strays if asked == "unclaimed" else mine.filter(SHOWN.get(asked, SHOWN[""])[1])
    series = series_kept_by(request.user).annotate(number=Count("places")).order_by("-created", "-pk")
    facts = {
        "slice": page_of(at_the_desk(shown), request.GET.get("page", 1)),
        "tabs": tabs,
        "asked": asked,
        "series": series[:SERIES_SHOWN],
        "series_total": series.count(),
        "pen_names": request.user.pen_names.count(),
        "arrivals": arrivals_of(request.user).count(),
        "can_write": can_write(request.user),
    }
    return render(request, "desk/desk.html", facts)


def at_the_desk(stories: "QuerySet[Story]") -> "QuerySet[Story]":
    """Stories as the desk lists them, last changed first, with the number of their draft chapters."""
    drafts = Count("chapters", filter=Q(chapters__published__isnull=True))
    heavy = [f"{name}{suffix}" for name in Story.PROSE for suffix in ("", "_source")]
    return stories.defer(*heavy).select_related("rating").annotate(drafts=drafts).order_by("-updated", "-pk")


@signed_in
def series_own(request: MemberRequest) -> HttpResponse:
    """All series that one keeps."""
    series = series_kept_by(request.user).annotate(number=Count("places")).order_by("-created", "-pk")
    return render(request, "desk/series_own.html", {"slice": page_of(series, request.GET.get("page", 1))})
