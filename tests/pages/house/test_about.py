"""The page about the archive."""

import pytest

from fanthology.moderation.actions import write_house_text
from tests.make import an_account, an_owner
from tests.pages.seen import links, words

pytestmark = pytest.mark.django_db


def test_it_says_something_before_the_owner_has(client):
    page = client.get("/about/")
    assert "archive of fan fiction" in words(page)
    assert "Fanthology, free software" in words(page)


def test_the_owners_words_take_its_place(client):
    owner = an_owner()
    write_house_text(by=owner, name="about", body="Two worlds, **one** shelf.", markup="markdown")
    page = client.get("/about/")
    assert "Two worlds, one shelf." in words(page)
    assert "archive of fan fiction: stories" not in words(page)


def test_only_the_owner_is_offered_to_change_them(client):
    assert not any("/moderation/" in link for link in links(client.get("/about/")))
    client.force_login(an_account())
    assert not any("/moderation/" in link for link in links(client.get("/about/")))
    client.force_login(an_owner())
    assert any("/moderation/" in link for link in links(client.get("/about/")))
