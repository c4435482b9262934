"""Undoing a step, once its effect was shown."""

import pytest

from fanthology.catalogue.actions import merge_tags, tag_named
from fanthology.catalogue.models import Kind, TagStep
from tests.make import a_story
from tests.pages.seen import queries, words

pytestmark = pytest.mark.django_db


def fandom(name):
    return tag_named(kind=Kind.FANDOM, name=name)


@pytest.fixture
def step(cast):
    return merge_tags(by=cast["mina"], tag=fandom("BtVS"), into=fandom("Buffy"))


def url(step):
    return f"/moderation/tags/log/{step.pk}/undo/"


def test_who_may_open_it(opens, for_moderators, step):
    assert opens(url(step)) == for_moderators


def test_the_effect_is_shown_and_the_step_undone(client, cast, step):
    client.force_login(cast["mina"])
    a_story(tags={Kind.FANDOM: ("BtVS", "Buffy")})
    page = words(client.get(url(step)))
    assert "1 story for members" in page
    assert "1 becomes a crossover" in page
    assert TagStep.objects.count() == 1
    answer = client.post(url(step), follow=True)
    assert "Undone: merged “BtVS” into “Buffy”." in words(answer)
    assert fandom("BtVS").canonical is None


def test_what_stands_in_the_way_is_named(client, cast, step):
    client.force_login(cast["mina"])
    merge_tags(by=cast["olga"], tag=fandom("Buffy"), into=fandom("Slayer"))
    for answer in (client.get(url(step)), client.post(url(step))):
        assert answer.status_code == 200
        assert "A later step stands in the way: Merged “Buffy” into “Slayer”" in words(answer)
    assert client.get("/moderation/tags/log/999/undo/").status_code == 404


def test_its_cost_does_not_grow_with_the_stories(client, cast, step):
    client.force_login(cast["mina"])
    a_story(tags={Kind.FANDOM: ("BtVS", "Buffy")})
    one = queries(client, url(step))
    for _ in range(2):
        a_story(tags={Kind.FANDOM: ("BtVS", "Buffy")})
    assert queries(client, url(step)) == one
