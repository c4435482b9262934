"""The one way by which a page comes to a story."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from fanthology.pages.errors import MembersOnly
from fanthology.people.queries import is_member
from fanthology.stories.models import Openness, Story
from fanthology.stories.queries import shelved, visible_stories

Load = Callable[["QuerySet[Story]"], "QuerySet[Story]"]


def find_story(request: HttpRequest, pk: int, load: Load | None = None) -> Story:
    """The story, if the viewer may open it; `load` says what to fetch with it.

    Raises Http404 for what is not there or not to be known of, and MembersOnly where signing in would open it.
    """
    visible = visible_stories(request.user)
    story = (load(visible) if load else visible).filter(pk=pk).first()
    if story is not None:
        return story
    if not is_member(request.user) and Story.objects.filter(shelved(Openness.MEMBERS), pk=pk).exists():
        raise MembersOnly
    raise Http404
