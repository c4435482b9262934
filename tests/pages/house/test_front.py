"""The front page."""

import pytest

from fanthology.catalogue.models import Kind
from fanthology.moderation.actions import hide_story, write_house_text
from fanthology.stories.models import Openness
from tests.make import a_moderator, a_story, an_account, an_author, an_owner
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db


def test_a_new_archive_says_what_it_is_and_what_to_do(client):
    page = client.get("/")
    assert "archive for fan fiction" in words(page)
    assert "no owner yet" in words(page)
    assert "/accounts/signup/" in links(page)


def test_its_owner_finds_the_next_steps(client):
    client.force_login(an_owner())
    page = client.get("/")
    assert "Before you let readers in" in words(page)
    assert "no owner yet" not in words(page)
    assert "/desk/stories/begin/" in links(page) or any("/desk/" in link for link in links(page))


def test_with_an_owner_visitors_are_not_told_to_take_it_over(client):
    an_owner()
    assert "no owner yet" not in words(client.get("/"))


def test_new_stories_come_first_and_each_story_once(client):
    old, new = a_story(title="Old"), a_story(title="New")
    page = client.get("/")
    assert titles(page) == ["New", "Old"]
    assert f"/stories/{old.pk}/" in links(page)
    assert f"/stories/{new.pk}/" in links(page)


def test_more_stories_than_fit_go_on_under_updated(client):
    for number in range(8):
        a_story(title=f"Story {number}")
    found = titles(client.get("/"))
    assert len(found) == len(set(found)) == 8
    assert found[0] == "Story 7"


def test_the_newest_crossover_that_is_not_shown_already_stands_aside(client):
    a_story(title="Two worlds")
    for number in range(12):
        a_story(title=f"One world {number}", tags={Kind.FANDOM: ("Emma",)})
    side = tree(client.get("/")).css_first(".crossed")
    assert "Two worlds" in words(side)
    assert "×" in words(side)


def test_what_is_not_for_this_viewer_is_not_there(client):
    a_story(title="Draft", openness=Openness.DRAFT)
    a_story(title="Members", openness=Openness.MEMBERS)
    hide_story(by=a_moderator(), story=a_story(title="Hidden"), reason="Copied.")
    a_story(title="Open")
    assert titles(client.get("/")) == ["Open"]
    client.force_login(an_account())
    assert set(titles(client.get("/"))) == {"Open", "Members"}


def test_the_owners_words_of_welcome_stand_on_top(client):
    write_house_text(by=an_owner(), name="welcome", body="Come in, *quietly*.", markup="markdown")
    page = client.get("/")
    assert "<em>quietly</em>" in page.content.decode()


def test_fandoms_and_categories_are_counted_for_whoever_looks(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_story(categories=("Baker Street > Alice-Centered",))
        a_story(categories=("Baker Street",), openness=Openness.MEMBERS)
    assert "Baker Street1" in words(client.get("/"))
    client.force_login(an_account())
    assert "Baker Street2" in words(client.get("/"))


def test_it_takes_few_queries_however_much_there_is(client, django_capture_on_commit_callbacks):
    author = an_author()
    with django_capture_on_commit_callbacks(execute=True):
        a_story(author, categories=("Baker Street",))
    one = queries(client, "/")
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(11):
            a_story(
                author,
                an_author(),
                categories=(f"Baker Street {number}",),
                tags={Kind.FANDOM: (f"F {number}", "G")},
            )
    assert queries(client, "/") <= 14
    assert queries(client, "/") - one <= 1  # the list of updates appears
