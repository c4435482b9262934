"""Searches as feeds: any search for everybody, and a saved one at an address that only its owner knows."""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fanthology.feeds.atom import answer, feed_of
from fanthology.finding.asking import Asked
from fanthology.finding.models import SavedSearch
from fanthology.finding.queries import TooLong, find
from fanthology.finding.reading import read
from fanthology.finding.standing import standing_of
from fanthology.finding.wishes import Sort, Standing

STORIES: Final = 25
"""Entries of a feed."""
LONGEST_QUERY: Final = 16_000
"""Characters of a query string."""
NEWEST: Final = (Sort.UPDATED, Sort.PUBLISHED)
"""Orders that a feed can have; others would never show its reader what is new."""


@require_safe
def story_feed(request: HttpRequest) -> HttpResponse:
    """What visitors find by the finder's parameters, the last updated first."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return _said(f"The query is longer than {LONGEST_QUERY:,} characters.", 400)
    asked = Asked.read(request.GET).with_()
    path = reverse("story_feed") + (f"?{asked.address}" if asked.address else "")
    return _feed(request, asked, path)


@require_safe
def search_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What visitors find by a saved search, without what its owner never wants to see."""
    searches = SavedSearch.objects.select_related("account")
    search = searches.filter(token=token, account__is_active=True, account__hidden_at=None).first()
    if search is None:
        raise Http404
    asked = Asked.read(QueryDict(search.address)).with_()
    path = reverse("search_feed", args=[token])
    return _feed(request, asked, path, name=search.name, standing=standing_of(search.account))


def _feed(
    request: HttpRequest, asked: Asked, path: str, *, name: str = "", standing: Standing | None = None
) -> HttpResponse:
    visitor = AnonymousUser()
    reading = read(asked, visitor, timezone.now())
    if reading.problems:
        return _said("\n".join(problem.sentence for problem in reading.problems), 400)
    wishes = reading.wishes
    if wishes.sort not in NEWEST:
        wishes = wishes.but(sort=Sort.UPDATED)
    wishes = wishes.but(backwards=False, page=1, per_page=STORIES)
    try:
        found = find(wishes, visitor, standing=standing or Standing(), facets=False)
    except TooLong:
        return _said("This search took too long. Please make it narrower.", 503)
    if found.stale and not found.stories:
        return _said("The archive is taking stock just now. Please come back in some minutes.", 503)
    about = "; ".join(reading.understood) or "All stories"
    page = reverse("story_list") + (f"?{asked.address}" if asked.address else "")
    title = f"{name or about} · {settings.CONFIG.name}"
    body = feed_of(request, found.stories, title=title, about=about, page=page, path=path)
    return answer(request, body, found.stories, private=standing is not None)


def _said(sentence: str, status: int) -> HttpResponse:
    """A refusal in words."""
    response = HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = "300"
    return response
