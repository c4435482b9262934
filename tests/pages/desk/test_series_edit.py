"""Changing what is said about a series."""

import pytest
from django.urls import reverse

from fanthology.stories.actions import begin_series
from tests.make import a_moderator, a_story, an_author
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client):
    author = an_author("Alice")
    client.force_login(author.account)
    return author


@pytest.fixture
def series(alice):
    return begin_series(by=alice.account, owner=alice, title="Nine", introduction="\n *Wet.*", markup="plain")


def test_as_it_came_changes_nothing_and_changes_are_kept(client, series):
    address = reverse("series_edit", args=[series.pk])
    fields = fields_on(client.get(address).content.decode())
    assert client.post(address, fields).status_code == 302
    series.refresh_from_db()
    assert (series.title, series.introduction_source, series.markup, series.complete) == (
        "Nine",
        "\n *Wet.*",
        "plain",
        False,
    )
    client.post(address, {**fields, "title": "Ten", "complete": "on"})
    series.refresh_from_db()
    assert (series.title, series.complete) == ("Ten", True)


def test_what_will_not_do_is_named_and_the_rest_stays(client, series):
    address = reverse("series_edit", args=[series.pk])
    fields = {**fields_on(client.get(address).content.decode()), "title": [""], "introduction": ["Dry."]}
    page = client.post(address, fields).content.decode()
    assert set(errors_on(page)) == {"title"}
    assert fields_on(page) == fields


def test_strangers_do_not_come_near(client, alice, series):
    series.places.create(story=a_story(alice), position=1)
    address = reverse("series_edit", args=[series.pk])
    for stranger in (an_author("Bob").account, a_moderator()):
        client.force_login(stranger)
        assert client.get(address).status_code == 403
        assert client.post(address, {"title": "Mine"}).status_code == 403
