"""The table of contents."""

import pytest

from fanthology.catalogue.queries import rating_coded
from fanthology.stories.models import Chapter, Openness
from tests.make import a_chapter, a_story
from tests.pages.seen import links, queries, tree, words

pytestmark = pytest.mark.django_db


def test_each_chapter_has_its_words_and_its_date(client):
    story = a_story(chapters=2)
    Chapter.objects.filter(story=story, position=2).update(words=1121, published="2026-06-21T12:00Z")
    page = client.get(f"/stories/{story.pk}/chapters/")
    rows = [[words(cell) for cell in line.css("td")] for line in tree(page).css("tbody tr")]
    assert rows[1] == ["Part 2", "1,121", "21 Jun 2026"]
    assert links(page, "tbody a") == [f"/stories/{story.pk}/#text", f"/stories/{story.pk}/2/"]


def test_ratings_and_drafts_are_marked(client):
    story = a_story(chapters=1)
    a_chapter(story, title="Grim", rating=rating_coded("FR18"))
    a_chapter(story, title="Later", publish=False)
    path = f"/stories/{story.pk}/chapters/"
    assert "Grim FR18" in words(client.get(path))
    assert "Later" not in words(client.get(path))
    client.force_login(story.authors.get().account)
    assert "Later Draft" in words(client.get(path))


def test_a_long_story_has_several_pages_of_contents(client):
    story = a_story(chapters=1)
    Chapter.objects.bulk_create(
        Chapter(story=story, position=n, title=f"C{n}", text="<p>x</p>", published=story.published)
        for n in range(2, 103)
    )
    assert len(tree(client.get(f"/stories/{story.pk}/chapters/")).css("tbody tr")) == 100
    assert len(tree(client.get(f"/stories/{story.pk}/chapters/?page=2")).css("tbody tr")) == 2


def test_a_draft_has_contents_for_its_author_only(client):
    story = a_story(openness=Openness.DRAFT)
    assert client.get(f"/stories/{story.pk}/chapters/").status_code == 404
    client.force_login(story.authors.get().account)
    assert client.get(f"/stories/{story.pk}/chapters/").status_code == 200


def test_it_takes_the_same_queries_with_one_and_nine_chapters(client):
    one, nine = a_story(chapters=1), a_story(chapters=9)
    assert (
        queries(client, f"/stories/{one.pk}/chapters/")
        == queries(client, f"/stories/{nine.pk}/chapters/")
        <= 6
    )
