"""Lists of stories that are about nothing in particular."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from fanthology.pages.lists import find_stories
from fanthology.stories.queries import random_story


def story_latest(request: HttpRequest) -> HttpResponse:
    """Every story, the one updated last first, or as the reader wishes."""
    stories = find_stories(request)
    return render(request, "stories/story_latest.html", {"stories": stories})


@never_cache
def story_random(request: HttpRequest) -> HttpResponse:
    """Off to any story."""
    story = random_story(request.user)
    if story is None:
        return render(request, "stories/story_random.html")
    return redirect("story_read", story.pk)
