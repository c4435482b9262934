"""All authors."""

import pytest

from fanthology.moderation.actions import hide_account
from fanthology.people.models import PenName
from fanthology.stories.models import Openness
from tests.make import a_moderator, a_story, an_account, an_author
from tests.pages.seen import queries, tree, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def writes(django_capture_on_commit_callbacks):
    """Somebody writes a number of stories."""

    def write(name, stories=1, openness=Openness.PUBLIC):
        author = an_author(name)
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(stories):
                a_story(author, openness=openness)
        return author

    return write


def names(page) -> list[str]:
    return [words(link) for link in tree(page).css(".names li > a")]


def test_by_name_or_by_the_number_of_their_stories(client, writes):
    writes("zoë", 2)
    writes("Ann")
    assert names(client.get("/authors/")) == ["Ann", "zoë"]
    page = client.get("/authors/?sort=size")
    assert names(page) == ["zoë", "Ann"]
    assert [words(number) for number in tree(page).css(".names .n")] == ["2", "1"]
    assert names(client.get("/authors/?letter=z")) == ["zoë"]


def test_only_those_with_a_story_for_this_viewer(client, writes):
    an_author("Reader")
    writes("Quiet", openness=Openness.MEMBERS)
    assert "No authors yet." in words(client.get("/authors/"))
    client.force_login(an_account())
    assert names(client.get("/authors/")) == ["Quiet"]


def test_a_hidden_author_is_not_there(client, writes, django_capture_on_commit_callbacks):
    author = writes("Ann")
    with django_capture_on_commit_callbacks(execute=True):
        hide_account(by=a_moderator(), account=author.account, reason="Spam.")
    assert names(client.get("/authors/")) == []


def test_it_is_bounded(client):
    PenName.objects.bulk_create(
        PenName(name=f"A{n:03}", key=f"a{n:03}", slug=f"a{n:03}", public_count=1) for n in range(101)
    )
    assert len(names(client.get("/authors/"))) == 100
    assert names(client.get("/authors/?page=2")) == ["A100"]


def test_it_takes_the_same_queries_with_one_and_three(client, writes):
    writes("Ann")
    one = queries(client, "/authors/")
    writes("Ben")
    writes("Cee")
    assert queries(client, "/authors/") == one <= 2
