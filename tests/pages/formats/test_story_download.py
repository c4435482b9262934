"""The page that offers a story as files."""

import pytest

from fanthology.formats.exporters import FORMATS
from fanthology.moderation.actions import hide_story
from fanthology.stories.models import Openness
from tests.make import a_chapter, a_moderator, a_story, an_account
from tests.pages.seen import links, queries, tree, words

pytestmark = pytest.mark.django_db


def path(story) -> str:
    return f"/stories/{story.pk}/download/"


def test_each_format_is_a_link_with_what_it_is_good_for(client):
    story = a_story()
    page = client.get(path(story))
    wanted = [f"/stories/{story.pk}/download/{name}" for name in ("epub", "html", "txt", "md")]
    assert links(page, ".downloads a") == wanted
    for each in FORMATS.values():
        assert f"{each.label} {each.good_for}" in words(page)
    for link in links(page, ".downloads a"):
        assert client.get(link).status_code == 200


def test_the_storys_page_leads_here_and_this_page_back(client):
    story = a_story()
    assert path(story) in links(client.get(f"/stories/{story.pk}/"))
    page = client.get(path(story))
    assert f"/stories/{story.pk}/" in links(page)
    assert tree(page).css_first(".tabs a[aria-current]").text() == "Download"
    assert story.title in tree(page).css_first("title").text()


def test_it_is_as_open_as_its_story(client):
    draft, members, hidden = a_story(openness=Openness.DRAFT), a_story(openness=Openness.MEMBERS), a_story()
    hide_story(by=a_moderator(), story=hidden, reason="Copied.")
    answers = [client.get(path(story)) for story in (draft, members, hidden)]
    assert [answer.status_code for answer in answers] == [404, 403, 404]
    assert all(
        story.title not in answer.content.decode()
        for story, answer in zip((draft, members, hidden), answers, strict=True)
    )
    client.force_login(an_account())
    assert client.get(path(members)).status_code == 200
    assert client.get(path(draft)).status_code == 404


def test_authors_are_told_that_their_copy_holds_more(client):
    story = a_story()
    a_chapter(story, publish=False)
    assert "do not see yet" not in words(client.get(path(story)))
    client.force_login(story.authors.get().account)
    assert "do not see yet" in words(client.get(path(story)))


def test_a_story_without_chapters_says_so(client):
    story = a_story(chapters=0, openness=Openness.DRAFT)
    client.force_login(story.authors.get().account)
    page = client.get(path(story))
    assert "no chapter that you can take away yet" in words(page)
    assert links(page, ".downloads a") == []


def test_nothing_can_be_sent_to_it(client):
    assert client.post(path(a_story())).status_code == 405


def test_it_takes_the_same_queries_with_one_and_three_chapters(client):
    assert queries(client, path(a_story(chapters=1))) == queries(client, path(a_story(chapters=3))) <= 8
