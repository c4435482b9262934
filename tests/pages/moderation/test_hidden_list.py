"""All that is hidden, of one kind."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_account, hide_chapter, hide_story
from tests.make import a_story, an_account
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

KINDS = ("stories", "chapters", "accounts")


def hide_one(kind, by, name="") -> None:
    if kind == "stories":
        hide_story(by=by, story=a_story(title=name or "The Grin"), reason="Copied.")
    elif kind == "chapters":
        hide_chapter(by=by, chapter=a_story(title=name or "The Grin").chapters.get(), reason="Copied.")
    else:
        hide_account(by=by, account=an_account(name), reason="Spam.")


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_open_it(kind, opens, for_moderators):
    assert opens(reverse("hidden_list", args=[kind])) == for_moderators


def test_there_are_no_other_kinds(client, cast):
    client.force_login(cast["mina"])
    assert client.get(reverse("hidden_list", args=["drafts"])).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_paged_and_costs_the_same_with_one_and_with_three(kind, client, cast):
    client.force_login(cast["mina"])
    url = reverse("hidden_list", args=[kind])
    assert "None." in client.get(url).content.decode()
    hide_one(kind, cast["mina"], "The first one")
    with count_queries() as with_one:
        assert "The first one" in client.get(url).content.decode()
    hide_one(kind, cast["mina"])
    hide_one(kind, cast["mina"])
    with count_queries() as with_three:
        client.get(url)
    assert len(with_one) == len(with_three)
    for _ in range(20):
        hide_one(kind, cast["mina"])
    assert "The first one" not in client.get(url).content.decode()
    assert "The first one" in client.get(url, {"page": "2"}).content.decode()
