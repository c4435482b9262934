"""The beacon that counts a visit."""

from dataclasses import replace

import pytest
from django.test import Client

from fanthology.stories.models import Hit, Openness
from tests.make import a_story, an_account

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def reader():
    """A browser that is strict about forged requests, as the real ones are."""
    return Client(headers={"User-Agent": FIREFOX}, enforce_csrf_checks=True)


def hits(story) -> int:
    story.refresh_from_db()
    return story.hits


def visit(reader, story, **headers):
    answer = reader.post(f"/stories/{story.pk}/seen/", headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_reader_counts_once_a_day(reader):
    story, other = a_story(), a_story()
    visit(reader, story)
    visit(reader, story)
    visit(reader, other)
    assert (hits(story), hits(other)) == (1, 1)
    Hit.objects.update(day="2020-01-01")
    visit(reader, story)
    assert hits(story) == 2


def test_another_browser_or_account_is_another_reader(reader):
    story = a_story()
    visit(reader, story)
    visit(reader, story, **{"User-Agent": FIREFOX.replace("140", "141")})
    reader.force_login(an_account())
    visit(reader, story)
    visit(reader, story, **{"User-Agent": FIREFOX.replace("140", "142")})
    assert hits(story) == 3


def test_authors_do_not_count(reader):
    story = a_story()
    reader.force_login(story.authors.get().account)
    visit(reader, story)
    assert hits(story) == 0


@pytest.mark.parametrize(
    "agent",
    [
        "Googlebot/2.1",
        "curl/8.0",
        "python-requests/2",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "HeadlessChrome/156",
        "",
    ],
)
def test_machines_do_not_count(reader, agent):
    story = a_story()
    visit(reader, story, **{"User-Agent": agent})
    assert hits(story) == 0


@pytest.mark.parametrize("where", ["cross-site", "same-site", "none"])
def test_another_site_cannot_make_visits(reader, where):
    story = a_story()
    visit(reader, story, **{"Sec-Fetch-Site": where})
    assert hits(story) == 0
    visit(reader, story, **{"Sec-Fetch-Site": "same-origin"})
    assert hits(story) == 1


def test_behind_a_web_server_readers_are_told_apart_by_the_address_it_adds(reader, settings):
    story = a_story()
    settings.CONFIG = replace(settings.CONFIG, trust_proxy=True)
    for forwarded in ("10.0.0.1", "10.0.0.2", "1.1.1.1, 10.0.0.2"):
        visit(reader, story, **{"X-Forwarded-For": forwarded})
    assert hits(story) == 2, "what a browser claims before it does not make another reader"


def test_without_one_what_a_browser_claims_does_not_count(reader):
    story = a_story()
    for forwarded in ("10.0.0.1", "10.0.0.2"):
        visit(reader, story, **{"X-Forwarded-For": forwarded})
    assert hits(story) == 1


def test_no_address_is_kept(reader):
    visit(reader, a_story())
    assert "127.0.0.1" not in str(Hit.objects.values_list().get())


def test_looking_is_not_counting(reader):
    story = a_story()
    assert reader.get(f"/stories/{story.pk}/seen/").status_code == 405
    reader.get(f"/stories/{story.pk}/")
    assert hits(story) == 0


def test_what_one_may_not_open_one_cannot_count(reader):
    draft, members = a_story(openness=Openness.DRAFT), a_story(openness=Openness.MEMBERS)
    assert reader.post(f"/stories/{draft.pk}/seen/").status_code == 404
    assert reader.post(f"/stories/{members.pk}/seen/").status_code == 403
    assert (hits(draft), hits(members)) == (0, 0)
