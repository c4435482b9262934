"""The page about the API."""

from dataclasses import replace

import pytest

from tests.pages.seen import links, queries, words

pytestmark = pytest.mark.django_db


def test_it_gives_addresses_that_answer(client):
    page = client.get("/api/")
    assert "http://testserver/api/v1/stories" in words(page)
    there = [link for link in links(page) if link.startswith("/api/v1/")]
    assert len(there) == 3
    assert [client.get(link).status_code for link in there] == [200, 200, 200]


def test_every_page_leads_to_it(client):
    assert "/api/" in links(client.get("/about/"), "footer a")


def test_it_says_how_often_one_may_ask(client, settings):
    assert "Up to 120 searches a minute" in words(client.get("/api/"))
    settings.CONFIG = replace(settings.CONFIG, api_per_minute=0)
    assert "As often as you like." in words(client.get("/api/"))


def test_it_takes_no_query(client):
    assert queries(client, "/api/") == 0
