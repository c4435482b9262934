"""Lists of stories that are about nothing in particular."""

from random import randrange

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from fanthology.finding.queries import NoIndex, TooLong, search
from fanthology.finding.wishes import Sort, Wishes
from fanthology.pages.lists import find_stories
from fanthology.pages.standing import standing_for
from fanthology.stories.queries import random_story

SEEDS = 10_000


def story_latest(request: HttpRequest) -> HttpResponse:
    """Every story, the one updated last first, or as the reader wishes."""
    stories = find_stories(request)
    return render(request, "stories/story_latest.html", {"stories": stories})


@never_cache
def story_random(request: HttpRequest) -> HttpResponse:
    """Off to any story."""
    pk = _any_story(request)
    if pk is None:
        return render(request, "stories/story_random.html")
    return redirect("story_read", pk)


def _any_story(request: HttpRequest) -> int | None:
    """Any story that lists show the reader, and that they have not asked never to see."""
    if standing := standing_for(request):
        wishes = Wishes(sort=Sort.RANDOM, seed=randrange(1, SEEDS))  # noqa: S311 - no secret
        try:
            return next(iter(search(wishes, request.user, standing=standing, facets=False).ids), None)
        except (NoIndex, TooLong):
            return None
    story = random_story(request.user)
    return story.pk if story else None
