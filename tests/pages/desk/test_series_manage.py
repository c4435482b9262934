"""A series at the desk: its stories in their order."""

import pytest
from django.urls import reverse

from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness
from tests.make import a_moderator, a_story, an_account, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client):
    author = an_author("Alice")
    client.force_login(author.account)
    return author


def a_series(alice, *titles):
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain", introduction="*Wet.*")
    for title in titles:
        place_in_series(by=alice.account, series=series, story=a_story(alice, title=title))
    return series


def page_of(client, series):
    answer = client.get(reverse("series_manage", args=[series.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_stories_stand_in_their_order_with_buttons(client, alice):
    series = a_series(alice, "First case", "Second case")
    place_in_series(
        by=alice.account, series=series, story=a_story(alice, title="Unpublished", openness=Openness.DRAFT)
    )
    page = page_of(client, series)
    assert page.index("First case") < page.index("Second case") < page.index("Unpublished")
    assert "<em>Wet.</em>" in page
    assert 'value="earlier">Up<span class="unseen"> “First case”' not in page
    assert 'value="later">Down<span class="unseen"> “Unpublished”' not in page
    assert 'value="earlier">Up<span class="unseen"> “Second case”' in page


def test_an_empty_series_says_what_to_do(client, alice):
    assert "No story yet." in page_of(client, a_series(alice))


def test_strangers_do_not_come_near(client, alice):
    empty, full = a_series(alice), a_series(alice, "First case")
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.get(reverse("series_manage", args=[full.pk])).status_code == 403
        assert client.get(reverse("series_manage", args=[empty.pk])).status_code == 404


def test_one_story_costs_as_many_queries_as_three(client, alice):
    one, three = a_series(alice, "A"), a_series(alice, "B", "C", "D")
    page_of(client, one)
    with count_queries() as few:
        page_of(client, one)
    with count_queries() as many:
        page_of(client, three)
    assert len(few) == len(many)
