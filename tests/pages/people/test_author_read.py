"""An author's page."""

import pytest

from fanthology.moderation.actions import hide_account
from fanthology.people.actions import add_pen_name, edit_pen_name
from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness
from tests.make import a_moderator, a_story, an_account, an_author
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db


def test_it_has_what_they_say_their_stories_and_their_series(client):
    ann = an_author("Ann")
    edit_pen_name(by=ann.account, pen_name=ann, name="Ann", words={"about": "Keeps *bees*."})
    together = a_story(ann, an_author("Ben"), title="Together")
    a_story(title="Another's")
    series = begin_series(by=ann.account, owner=ann, title="The Inn", introduction="")
    place_in_series(by=ann.account, series=series, story=together)
    page = client.get("/authors/ann/")
    assert titles(page) == ["Together"]
    assert "Keeps bees." in words(page)
    assert "The Inn1 story" in words(page)
    assert "Unclaimed" not in words(page)


def test_what_is_not_for_the_viewer_is_not_there(client):
    ann = an_author("Ann")
    for openness in Openness:
        a_story(ann, title=openness.name, openness=openness)
    assert titles(client.get("/authors/ann/")) == ["PUBLIC"]
    client.force_login(an_account())
    assert set(titles(client.get("/authors/ann/"))) == {"PUBLIC", "MEMBERS"}


def test_an_unclaimed_name_says_so(client):
    add_pen_name(account=None, name="SlayerFest")
    assert "Unclaimed Nobody signs in under this name here" in words(client.get("/authors/slayerfest/"))


def test_names_of_any_script_have_an_address(client):
    add_pen_name(account=None, name="青灯客")
    add_pen_name(account=None, name="ابنة الورّاق")
    assert client.get("/authors/青灯客/").status_code == 200
    assert client.get("/authors/ابنة-الورّاق/").status_code == 200


def test_a_hidden_author_is_gone_for_readers(client):
    ann = an_author("Ann")
    hide_account(by=a_moderator(), account=ann.account, reason="Spam.")
    assert client.get("/authors/ann/").status_code == 404
    client.force_login(ann.account)
    assert client.get("/authors/ann/").status_code == 200


def test_only_they_are_offered_to_edit_it(client):
    ann = an_author("Ann")
    path = f"/desk/pen-names/{ann.pk}/"
    client.force_login(an_account())
    assert path not in links(client.get("/authors/ann/"))
    client.force_login(ann.account)
    assert path in links(client.get("/authors/ann/"))


def test_the_account_behind_a_name_is_nobodys_business(client):
    ann = an_author("Ann")
    add_pen_name(account=ann.account, name="Secret Face")
    a_story(ann)
    page = client.get("/authors/ann/").content.decode()
    assert "Secret Face" not in page
    assert ann.account.email not in page


@pytest.mark.parametrize("slug", ["no-such", "%00", "x" * 300])
def test_no_such_author(client, slug):
    assert client.get(f"/authors/{slug}/").status_code == 404


def test_it_takes_the_same_queries_with_one_and_three(client):
    ann = an_author("Ann")

    def more(title):
        series = begin_series(by=ann.account, owner=ann, title=title, introduction="")
        place_in_series(by=ann.account, series=series, story=a_story(ann, an_author()))

    more("One")
    one = queries(client, "/authors/ann/")
    more("Two")
    more("Three")
    assert queries(client, "/authors/ann/") == one <= 7
    assert len(tree(client.get("/authors/ann/")).css(".related li")) == 3
