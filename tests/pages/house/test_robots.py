"""What search engines are told."""

from dataclasses import replace

import pytest

pytestmark = pytest.mark.django_db


def test_they_may_read_all_but_desks(client):
    answer = client.get("/robots.txt")
    said = answer.content.decode().splitlines()
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /" not in said
    assert {"Disallow: /desk/", "Disallow: /accounts/", "Disallow: /moderation/"} <= set(said)
    assert "Sitemap: http://testserver/sitemap.xml" in said


def test_a_private_archive_asks_them_to_leave(client, settings):
    settings.CONFIG = replace(settings.CONFIG, private=True)
    assert client.get("/robots.txt").content.decode().split() == ["User-agent:", "*", "Disallow:", "/"]
    assert 'content="noindex, nofollow"' in client.get("/about/").content.decode()


def test_the_archives_own_address_is_told_where_there_is_one(client, settings):
    settings.CONFIG = replace(settings.CONFIG, url="https://archive.example/")
    assert "Sitemap: https://archive.example/sitemap.xml" in client.get("/robots.txt").content.decode()
