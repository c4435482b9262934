"""A chapter after the first."""

import pytest

from fanthology.moderation.actions import hide_chapter
from fanthology.stories.models import Openness
from tests.make import a_chapter, a_moderator, a_story, an_account
from tests.pages.seen import links, queries, tree, words

pytestmark = pytest.mark.django_db


def test_it_has_the_chapter_and_the_way_on_and_back(client):
    story = a_story(chapters=3)
    page = client.get(f"/stories/{story.pk}/2/")
    assert words(tree(page).css_first("h1")) == story.title
    assert words(tree(page).css_first(".passage h2")) == "Part 2"
    turn = tree(page).css_first(".turn")
    assert [words(link) for link in turn.css("a")] == ["Previous chapter Part 1", "Next chapter Part 3"]
    assert [link.attributes["href"] for link in turn.css("a")] == [
        f"/stories/{story.pk}/#text",
        f"/stories/{story.pk}/3/",
    ]
    assert tree(page).css_first("title").text() == f"Part 2 · {story.title} · Fanthology"
    assert "You have reached the end" not in words(page)


def test_the_last_one_says_that_it_is(client):
    story = a_story(chapters=3, complete=True)
    page = client.get(f"/stories/{story.pk}/3/")
    assert [words(link) for link in tree(page).css(".turn a")] == ["Previous chapter Part 2"]
    assert f"You have reached the end of “{story.title}”. This story is complete." in words(page)
    assert not links(page, ".turn a[rel=next]")


def test_the_first_chapter_stands_on_the_storys_own_page(client):
    story = a_story(chapters=2)
    answer = client.get(f"/stories/{story.pk}/1/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/stories/{story.pk}/")


def test_where_the_first_is_hidden_the_second_stands_there(client):
    story = a_story(chapters=3)
    hide_chapter(by=a_moderator(), chapter=story.chapters.first(), reason="Too much.")
    for number in (1, 2):
        assert client.get(f"/stories/{story.pk}/{number}/").headers["Location"] == f"/stories/{story.pk}/"
    page = client.get(f"/stories/{story.pk}/3/")
    assert [words(link) for link in tree(page).css(".turn a")] == ["Previous chapter Part 2"]


def test_notes_stand_before_and_after_the_text(client):
    story = a_story()
    a_chapter(story, title="Two", summary="A hand of cards.", note_before="Thank you.", note_after="Sorry.")
    page = words(client.get(f"/stories/{story.pk}/2/"))
    assert "In this chapterA hand of cards." in page
    assert page.index("Thank you.") < page.index("It had rained") < page.index("Sorry.")


def test_a_chapter_without_a_title_has_a_number(client):
    story = a_story()
    a_chapter(story)
    page = client.get(f"/stories/{story.pk}/2/")
    assert words(tree(page).css_first(".passage h2")) == "Chapter 2"
    assert tree(page).css_first("title").text().startswith("Chapter 2 · ")


def test_what_readers_do_not_see_is_marked_for_its_author(client):
    story = a_story()
    a_chapter(story, title="Two", publish=False)
    assert client.get(f"/stories/{story.pk}/2/").status_code == 404
    client.force_login(story.authors.get().account)
    assert "Readers do not see this chapter yet." in words(client.get(f"/stories/{story.pk}/2/"))


@pytest.mark.parametrize("number", ["0", "3", "9" * 30])
def test_no_such_chapter(client, number):
    assert client.get(f"/stories/{a_story(chapters=2).pk}/{number}/").status_code == 404


def test_a_members_chapter_tells_a_visitor_nothing(client):
    story = a_story(chapters=2, openness=Openness.MEMBERS, title="Secret")
    answer = client.get(f"/stories/{story.pk}/2/")
    assert answer.status_code == 403
    assert "Secret" not in answer.content.decode()
    client.force_login(an_account())
    assert client.get(f"/stories/{story.pk}/2/").status_code == 200


def test_moderators_can_hide_just_this_chapter(client):
    story = a_story(chapters=2)
    path = f"/stories/{story.pk}/2/"
    assert "Hide this chapter" not in words(client.get(path))
    client.force_login(a_moderator())
    assert "Hide this chapter" in words(client.get(path))


def test_it_takes_the_same_queries_in_a_story_of_three_and_of_nine(client):
    three, nine = a_story(chapters=3), a_story(chapters=9)
    assert queries(client, f"/stories/{three.pk}/2/") == queries(client, f"/stories/{nine.pk}/2/") <= 6
