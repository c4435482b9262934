"""The sitemap's index."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from fanthology.pages.house.machines import PER_PART
from fanthology.people.models import PenName
from tests.make import a_story

pytestmark = pytest.mark.django_db


def places(answer) -> list[str]:
    return [node.text for node in ET.fromstring(answer.content).iter() if node.tag.endswith("}loc")]


def test_an_empty_archive_has_an_empty_one(client):
    answer = client.get("/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    assert places(answer) == []


def test_it_names_a_part_for_every_kind_that_has_something(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_story()
    assert places(client.get("/sitemap.xml")) == [
        f"http://testserver/sitemap/{kind}-1.xml" for kind in ("stories", "fandoms", "authors")
    ]


def test_more_than_fit_in_one_part_make_two(client):
    many_authors(PER_PART + 1)
    assert places(client.get("/sitemap.xml")) == [
        f"http://testserver/sitemap/authors-{part}.xml" for part in (1, 2)
    ]


def many_authors(number):
    PenName.objects.bulk_create(
        PenName(name=f"A{n}", key=f"a{n}", slug=f"a{n}", public_count=1) for n in range(number)
    )


def test_a_private_archive_has_none(client, settings):
    settings.CONFIG = replace(settings.CONFIG, private=True)
    assert client.get("/sitemap.xml").status_code == 404
