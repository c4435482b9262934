"""All series."""

import pytest

from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness
from tests.make import a_story, an_author
from tests.pages.seen import queries, tree, words

pytestmark = pytest.mark.django_db


def a_series(title, *opennesses):
    author = an_author()
    series = begin_series(by=author.account, owner=author, title=title, introduction="")
    for openness in opennesses:
        place_in_series(by=author.account, series=series, story=a_story(author, openness=openness))
    return series


def test_it_counts_the_stories_that_the_viewer_can_find(client):
    a_series("The Inn", Openness.PUBLIC, Openness.PUBLIC, Openness.DRAFT)
    a_series("Secret", Openness.DRAFT)
    a_series("Empty")
    page = client.get("/series/")
    assert [words(link) for link in tree(page).css("main h2 a")] == ["The Inn"]
    assert "2 stories" in words(page)
    assert "1 series" in words(page)


def test_a_new_archive_has_none(client):
    assert "No series yet." in words(client.get("/series/"))


def test_it_takes_the_same_queries_with_one_and_three(client):
    a_series("One", Openness.PUBLIC)
    one = queries(client, "/series/")
    a_series("Two", Openness.PUBLIC, Openness.PUBLIC)
    a_series("Three", Openness.PUBLIC)
    assert queries(client, "/series/") == one <= 2
