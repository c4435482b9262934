"""What is the viewer's own: every view of the desk fetches its row here, so that none forgets to ask."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from fanthology.people.models import Account
from fanthology.stories import rules
from fanthology.stories.models import Chapter, Series, SeriesPlace, Story
from fanthology.stories.queries import visible_series, visible_stories


def own_story(account: Account, pk: int) -> Story:
    """The story, to be changed. Missing for who may not even read it, forbidden for other readers."""
    story = get_object_or_404(
        visible_stories(account).select_related("rating", "banner", "provenance"), pk=pk
    )
    if not rules.can_edit(account, story):
        raise PermissionDenied
    return story


def own_chapter(account: Account, pk: int) -> Chapter:
    """The chapter, to be changed; the same as for its story."""
    readable = Chapter.objects.filter(story__in=visible_stories(account))
    chapter = get_object_or_404(readable.select_related("story__rating", "rating"), pk=pk)
    if not rules.can_edit_chapter(account, chapter):
        raise PermissionDenied
    return chapter


def own_series(account: Account, pk: int) -> Series:
    """The series, to be changed."""
    series = get_object_or_404(visible_series(account).select_related("owner"), pk=pk)
    if not rules.can_edit_series(account, series):
        raise PermissionDenied
    return series


def own_place(account: Account, pk: int) -> SeriesPlace:
    """A story's place in a series, where the viewer looks after one of the two."""
    place = get_object_or_404(SeriesPlace.objects.select_related("series__owner", "story"), pk=pk)
    if not rules.can_edit_series(account, place.series) and not rules.can_edit(account, place.story):
        raise PermissionDenied
    return place
