"""The moderators' first page."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_account, hide_chapter, hide_story
from fanthology.pages.moderation.overview import SHOWN
from tests.make import a_story, an_account
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

URL = "/moderation/"


def test_who_may_open_it(opens, for_moderators):
    assert opens(URL) == for_moderators


def test_it_leads_to_everything_that_is_the_viewers(client, cast):
    for who, owners_links in (("mina", False), ("olga", True)):
        client.force_login(cast[who])
        page = client.get(URL).content.decode()
        for name in ("account_list", "category_manage", "decision_list"):
            assert (f'href="{reverse(name)}"' in page) or name == "decision_list"
        for url in (
            reverse("rating_scheme_choose"),
            reverse("house_text_edit", args=["about"]),
            reverse("owner_steps"),
        ):
            assert (f'href="{url}"' in page) is owners_links, (who, url)


def hide_one_of_each(by) -> None:
    hide_story(by=by, story=a_story(), reason="Copied & pasted.")
    hide_chapter(by=by, chapter=a_story().chapters.get(), reason="Copied.")
    hide_account(by=by, account=an_account(), reason="Spam.")


def test_it_shows_what_is_hidden_and_the_last_decisions(client, cast):
    client.force_login(cast["mina"])
    assert client.get(URL).content.decode().count("None.") == 3
    story = a_story(title="The Grin <of> it")
    hide_story(by=cast["mina"], story=story, reason="Copied & pasted.")
    page = client.get(URL).content.decode()
    assert page.count("The Grin &lt;of&gt; it</bdi>") == 2
    assert "Copied &amp; pasted." in page
    assert f'href="{reverse("story_restore", args=[story.pk])}"' in page
    assert "Mina" in page


def test_of_many_it_shows_the_latest_and_leads_to_the_rest(client, cast):
    client.force_login(cast["mina"])
    for number in range(SHOWN + 1):
        hide_story(by=cast["mina"], story=a_story(title=f"Story {number}."), reason="Copied.")
    page = client.get(URL).content.decode()
    shelf = page.partition("Hidden chapters")[0]
    assert f"Story {SHOWN}." in shelf
    assert "Story 0." not in shelf
    assert f'href="{reverse("hidden_list", args=["stories"])}"' in page


def test_its_cost_does_not_grow(client, cast):
    client.force_login(cast["mina"])
    hide_one_of_each(cast["mina"])
    client.get(URL)
    with count_queries() as with_one:
        client.get(URL)
    hide_one_of_each(cast["mina"])
    hide_one_of_each(cast["mina"])
    with count_queries() as with_three:
        client.get(URL)
    assert len(with_one) == len(with_three)
