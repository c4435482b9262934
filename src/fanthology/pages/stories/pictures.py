"""Banners, for those who may open their story."""

from django.http import Http404, HttpRequest, HttpResponse

from fanthology.core import limits
from fanthology.pages.stories.found import find_story
from fanthology.stories.actions.banners import banner_path
from fanthology.stories.models import Openness

DAY = 60 * 60 * 24


def story_banner(request: HttpRequest, pk: int, width: int) -> HttpResponse:
    """The banner of a story in one of its widths (`core.limits.BANNER_WIDTHS`)."""
    if width not in limits.BANNER_WIDTHS:
        raise Http404
    story = find_story(request, pk, lambda stories: stories.select_related("banner"))
    if not hasattr(story, "banner"):
        raise Http404
    path = banner_path(story.banner.name, width)
    try:
        picture = path.read_bytes()
    except FileNotFoundError as lost:
        raise Http404 from lost
    response = HttpResponse(picture, content_type="image/webp")
    # Pages ask for it with the picture's own name in the address, so that a new picture is a new address.
    is_open = story.openness == Openness.PUBLIC and not story.is_hidden
    response["Cache-Control"] = f"public, max-age={DAY}" if is_open else "private, no-store"
    return response
