"""The promises that the database keeps, whoever writes to it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fanthology.catalogue.actions import category_named, tag_named
from fanthology.catalogue.models import Kind
from fanthology.stories.models import (
    Authorship,
    Banner,
    CanonPoint,
    Chapter,
    Hit,
    Provenance,
    Series,
    SeriesPlace,
    Story,
    StoryCategory,
    StoryTag,
)
from tests.make import a_story, an_author

pytestmark = pytest.mark.django_db


def refused(model, **given):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**given)


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"openness": "secret"},
        {"published": None},
        {"hidden_at": timezone.now()},
        {"crossover": True, "fandom_count": 1},
    ],
)
def test_a_story_cannot_be(change):
    story = a_story()
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(**change)


def test_what_stands_once_stands_once():
    alice = an_author()
    story = a_story(alice, categories=("Alice",))
    refused(Authorship, story=story, pen_name=alice, position=2)
    refused(StoryTag, story=story, tag=tag_named(kind=Kind.FANDOM, name="Sherlock Holmes"))
    refused(StoryCategory, story=story, category=category_named(path="Alice"))
    CanonPoint.objects.create(story=story, point="1895")
    refused(CanonPoint, story=story, point="1896")
    refused(CanonPoint, story=story, fandom=tag_named(kind=Kind.FANDOM, name="Emma"), point="")
    refused(Chapter, story=story, position=1)
    refused(Chapter, story=story, position=0)
    refused(Chapter, story=story, position=2, hidden_at=timezone.now())
    day = timezone.now().date()
    Hit.objects.create(story=story, day=day, reader="a")
    refused(Hit, story=story, day=day, reader="a")


def test_a_series_and_its_places():
    alice = an_author()
    one, two = a_story(alice), a_story(alice)
    refused(Series, owner=alice, title="")
    series = Series.objects.create(owner=alice, title="Nine Days of Rain")
    SeriesPlace.objects.create(series=series, story=one, position=1)
    refused(SeriesPlace, series=series, story=one, position=2)
    refused(SeriesPlace, series=series, story=two, position=1)
    refused(SeriesPlace, series=series, story=two, position=0)


def test_a_banner_says_what_it_shows():
    story = a_story()
    refused(Banner, story=story, name="a", width=1, height=1, alt="")
    refused(Banner, story=story, name="a", width=0, height=1, alt="A grin")
    Banner.objects.create(story=story, name="a", width=1, height=1, alt="A grin")
    refused(Banner, story=a_story(), name="a", width=1, height=1, alt="A grin")


def test_what_another_archive_said_of_a_story_once():
    story = a_story()
    refused(Provenance, story=story, confidence=1.5)
    refused(Provenance, story=story, confidence=-0.1)
    Provenance.objects.create(story=story, confidence=0.5)
    refused(Provenance, story=story)
