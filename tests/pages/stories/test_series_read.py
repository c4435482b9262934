"""A series."""

import pytest

from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness
from tests.make import a_story, an_account, an_author
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return an_author("Halcyon")


@pytest.fixture
def series(author):
    return begin_series(
        by=author.account, owner=author, title="The Inn", introduction="Where the *road* turns."
    )


def put(series, *titles, openness=Openness.PUBLIC):
    for title in titles:
        place_in_series(
            by=series.owner.account,
            series=series,
            story=a_story(series.owner, title=title, openness=openness),
        )


def test_it_has_its_introduction_and_its_stories_in_order(client, series):
    put(series, "Zebra", "Apple", "Mole")
    page = client.get(f"/series/{series.pk}/")
    assert titles(page) == ["Zebra", "Apple", "Mole"]
    assert [words(number) for number in tree(page).css(".places .number")] == ["No. 1", "No. 2", "No. 3"]
    assert "Where the road turns." in words(page)
    assert "kept by Halcyon" in words(page)


def test_numbers_stay_where_a_story_is_not_for_the_viewer(client, series):
    put(series, "One")
    put(series, "Secret", openness=Openness.MEMBERS)
    put(series, "Three")
    page = client.get(f"/series/{series.pk}/")
    assert titles(page) == ["One", "Three"]
    assert [words(number) for number in tree(page).css(".places .number")] == ["No. 1", "No. 3"]
    client.force_login(an_account())
    assert titles(client.get(f"/series/{series.pk}/")) == ["One", "Secret", "Three"]


def test_a_series_without_an_open_story_is_its_owners_alone(client, series):
    put(series, "Draft", openness=Openness.DRAFT)
    assert client.get(f"/series/{series.pk}/").status_code == 404
    client.force_login(series.owner.account)
    page = client.get(f"/series/{series.pk}/")
    assert "No story of this series is open to you yet." in words(page)
    assert any(f"/series/{series.pk}/" in link and "/desk/" in link for link in links(page))


def test_only_its_owner_is_offered_to_edit_it(client, series):
    put(series, "One")
    client.force_login(an_account())
    assert "Edit this series" not in words(client.get(f"/series/{series.pk}/"))


def test_it_takes_the_same_queries_with_one_and_three(client, series):
    put(series, "One")
    one = queries(client, f"/series/{series.pk}/")
    put(series, "Two", "Three")
    assert queries(client, f"/series/{series.pk}/") == one <= 6
