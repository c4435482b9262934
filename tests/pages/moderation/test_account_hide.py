"""Hide an account with its pen names."""

import pytest
from django.urls import reverse

from fanthology.people.actions import add_pen_name
from tests.make import a_story, an_account, an_owner

pytestmark = pytest.mark.django_db


def test_who_may_open_it(opens, for_moderators):
    assert opens(reverse("account_hide", args=[an_account().pk])) == for_moderators


def test_pen_names_and_stories_go(client, cast):
    alice = cast["alice"]
    story = a_story(alice.pen_names.get())
    add_pen_name(account=alice, name="Alison")
    client.force_login(cast["mina"])
    url = reverse("account_hide", args=[alice.pk])
    assert "Alice, Alison" in client.get(url).content.decode()
    answer = client.post(url, {"reason": "Spam."}, follow=True)
    assert "Alice, Alison is hidden" in answer.content.decode()
    client.logout()
    assert client.get(reverse("author_read", args=["alison"])).status_code == 404
    assert client.get(reverse("story_read", args=[story.pk])).status_code == 404
    client.force_login(alice)
    assert client.get(reverse("story_read", args=[story.pk])).status_code == 200


def test_nobody_hides_those_above_them(client, cast):
    client.force_login(cast["mina"])
    for who in ("mina", "olga"):
        assert client.post(reverse("account_hide", args=[cast[who].pk]), {"reason": "Ha!"}).status_code == 403
    client.force_login(cast["olga"])
    assert client.get(reverse("account_hide", args=[an_owner().pk])).status_code == 403
    assert (
        client.post(reverse("account_hide", args=[cast["mina"].pk]), {"reason": "Quarrels."}).status_code
        == 302
    )
    client.force_login(cast["mina"])
    assert client.get(reverse("moderation")).status_code == 403
    assert client.get(reverse("account_hide", args=[999999])).status_code == 403
