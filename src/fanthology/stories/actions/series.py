"""Deeds with series."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max

from fanthology.core import limits
from fanthology.people.models import Account, PenName
from fanthology.people.rules import can_write_as
from fanthology.stories import rules
from fanthology.stories.actions.checks import checked_title, write_prose
from fanthology.stories.models import Series, SeriesPlace, Story
from fanthology.text.markup import Markup


@transaction.atomic
def begin_series(
    *, by: Account, owner: PenName, title: str, introduction: str = "", markup: Markup = "markdown"
) -> Series:
    """Start a series, kept by one of the viewer's pen names."""
    if not can_write_as(by, owner):
        raise PermissionDenied
    series = Series(owner=owner, title=checked_title(title))
    write_prose(series, {"introduction": introduction}, markup)
    series.save()
    return series


@transaction.atomic
def edit_series(
    *, by: Account, series: Series, title: str, introduction: str, markup: Markup, complete: bool
) -> Series:
    """Change what is said about a series."""
    if not rules.can_edit_series(by, series):
        raise PermissionDenied
    series.title, series.complete = checked_title(title), complete
    write_prose(series, {"introduction": introduction}, markup)
    series.save()
    return series


@transaction.atomic
def delete_series(*, by: Account, series: Series) -> None:
    """Take a series apart; its stories stay."""
    if not rules.can_edit_series(by, series):
        raise PermissionDenied
    series.delete()


@transaction.atomic
def place_in_series(*, by: Account, series: Series, story: Story, number: int | None = None) -> SeriesPlace:
    """Put a story into a series, at the end or as `number` (from 1) where that is free."""
    if not rules.can_edit_series(by, series) or not rules.can_edit(by, story):
        raise PermissionDenied
    Series.objects.select_for_update().get(pk=series.pk)  # two at once must not take the same number
    if story.series_places.count() >= limits.SERIES_PER_STORY:
        raise ValidationError(f"A story can belong to up to {limits.SERIES_PER_STORY} series.")
    if series.places.filter(story=story).exists():
        raise ValidationError(f"“{story}” is in this series already.")
    last = series.places.aggregate(last=Max("position"))["last"] or 0
    free = number is not None and 1 <= number <= 10_000 and not series.places.filter(position=number).exists()
    return SeriesPlace.objects.create(
        series=series, story=story, position=number if free and number else last + 1
    )


@transaction.atomic
def take_out_of_series(*, by: Account, place: SeriesPlace) -> None:
    """Take a story out of a series; the keeper of the series may, and the story's authors."""
    if not rules.can_edit_series(by, place.series) and not rules.can_edit(by, place.story):
        raise PermissionDenied
    place.delete()


@transaction.atomic
def move_in_series(*, by: Account, place: SeriesPlace, earlier: bool) -> SeriesPlace:
    """Swap a story with the one before or after it."""
    if not rules.can_edit_series(by, place.series):
        raise PermissionDenied
    places = place.series.places
    other = (
        places.filter(position__lt=place.position).order_by("-position").first()
        if earlier
        else places.filter(position__gt=place.position).order_by("position").first()
    )
    if other is not None:
        mine, theirs = place.position, other.position
        places.filter(pk=other.pk).update(position=F("position") + 1_000_000)
        places.filter(pk=place.pk).update(position=theirs)
        places.filter(pk=other.pk).update(position=mine)
        place.position = theirs
    return place
