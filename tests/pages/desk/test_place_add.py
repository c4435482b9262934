"""Putting a story into a series."""

import pytest
from django.urls import reverse

from fanthology.stories.actions import begin_series
from tests.make import a_moderator, a_story, an_account, an_author

pytestmark = pytest.mark.django_db


def send(client, story, **given):
    return client.post(reverse("place_add", args=[story.pk]), given, follow=True)


def test_at_the_end_at_a_number_or_at_the_next_free_one(client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    one, two, three = a_story(alice), a_story(alice), a_story(alice)
    assert "It is No. 1 of" in send(client, one, series=series.pk, number="").content.decode()
    assert "It is No. 5 of" in send(client, two, series=series.pk, number="5").content.decode()
    assert "No. 5 was taken." in send(client, three, series=series.pk, number="5").content.decode()
    assert list(series.places.values_list("position", flat=True)) == [1, 5, 6]


def test_what_will_not_do_is_said(client):
    alice, bob = an_author("Alice"), an_author("Bob")
    client.force_login(alice.account)
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    theirs = begin_series(by=bob.account, owner=bob, title="Bob's")
    story = a_story(alice)
    for given in (
        {}, {"series": "0"}, {"series": theirs.pk}, {"series": series.pk, "number": "0"},
        {"series": series.pk, "number": "x"}, {"series": series.pk, "number": "10001"},
    ):  # fmt: skip
        assert "Please choose a series" in send(client, story, **given).content.decode()
    send(client, story, series=series.pk)
    assert "Please choose a series" in send(client, story, series=series.pk).content.decode(), (
        "it is in it already"
    )
    assert series.places.count() == 1


def test_strangers_do_not_come_near(client):
    story = a_story()
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert send(client, story, series="1").status_code == 403
