"""The parts of the sitemap."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from fanthology.moderation.actions import hide_story
from fanthology.pages.house import machines
from fanthology.people.models import PenName
from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness
from tests.make import a_moderator, a_story, an_account, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def places(answer) -> list[str]:
    return [node.text for node in ET.fromstring(answer.content).iter() if node.tag.endswith("}loc")]


def test_only_what_visitors_find_is_in_it_whoever_asks(client):
    shown = a_story()
    a_story(openness=Openness.MEMBERS)
    a_story(openness=Openness.DRAFT)
    hide_story(by=a_moderator(), story=a_story(), reason="Copied.")
    client.force_login(an_account())
    assert places(client.get("/sitemap/stories-1.xml")) == [f"http://testserver/stories/{shown.pk}/"]


def test_every_kind_leads_to_pages_that_are_there(client, django_capture_on_commit_callbacks):
    author = an_author("Łucja")
    with django_capture_on_commit_callbacks(execute=True):
        story = a_story(author, categories=("Baker Street > Alice & Co.",))
    series = begin_series(by=author.account, owner=author, title="The Cases")
    place_in_series(by=author.account, series=series, story=story)
    for kind in machines.PARTS:
        found = places(client.get(f"/sitemap/{kind}-1.xml"))
        assert found, kind
        for place in found:
            assert client.get(place.removeprefix("http://testserver")).status_code == 200, place


def test_stories_say_when_they_changed(client):
    story = a_story()
    assert (
        f"<lastmod>{story.updated:%Y-%m-%d}</lastmod>"
        in client.get("/sitemap/stories-1.xml").content.decode()
    )


@pytest.mark.parametrize(
    "path", ["stories-0", "stories-2", "stories-" + "9" * 30, "accounts-1", "nonsense-1"]
)
def test_there_is_no_part_beyond_the_last(client, path):
    a_story()
    assert client.get(f"/sitemap/{path}.xml").status_code == 404


def test_each_part_is_bounded(client):
    PenName.objects.bulk_create(
        PenName(name=f"A{n}", key=f"a{n}", slug=f"a{n}", public_count=1) for n in range(machines.PER_PART + 1)
    )
    sizes = [len(places(client.get(f"/sitemap/authors-{part}.xml"))) for part in (1, 2)]
    assert sizes == [machines.PER_PART, 1]


def test_it_takes_one_query_however_many_there_are(client):
    for _ in range(3):
        a_story()
    with count_queries() as counted:
        client.get("/sitemap/stories-1.xml")
    assert len(counted) == 1


def test_a_private_archive_has_none(client, settings):
    a_story()
    settings.CONFIG = replace(settings.CONFIG, private=True)
    assert client.get("/sitemap/stories-1.xml").status_code == 404
