"""The whole story on one page, or on as few as hold it."""

import pytest

from fanthology.moderation.actions import hide_chapter
from fanthology.pages.stories.reading import PART_CHARACTERS
from fanthology.stories.models import Chapter, Openness
from tests.make import a_chapter, a_moderator, a_story
from tests.pages.seen import links, queries, tree, words

pytestmark = pytest.mark.django_db


def headings(page):
    return [words(heading) for heading in tree(page).css(".passage > h2")]


def test_every_chapter_is_there_in_order_with_the_end_at_the_end(client):
    story = a_story(chapters=3, complete=True)
    page = client.get(f"/stories/{story.pk}/whole/")
    assert headings(page) == ["Part 1", "Part 2", "Part 3"]
    assert words(page).endswith(
        f"You have reached the end of “{story.title}”. This story is complete. Take it with you: EPUB HTML Plain text Markdown"
    )
    assert tree(page).css_first("title").text() == f"{story.title}, the whole story · Fanthology"


def test_what_readers_may_not_see_is_not_there(client):
    story = a_story(chapters=3)
    a_chapter(story, title="Draft", publish=False)
    hide_chapter(by=a_moderator(), chapter=story.chapters.get(position=2), reason="Too much.")
    assert headings(client.get(f"/stories/{story.pk}/whole/")) == ["Part 1", "Part 3"]
    client.force_login(story.authors.get().account)
    assert headings(client.get(f"/stories/{story.pk}/whole/")) == ["Part 1", "Part 2", "Part 3", "Draft"]


def test_a_very_long_story_comes_in_parts(client):
    story = a_story(chapters=5)
    Chapter.objects.filter(story=story).update(text="<p>" + "x" * (PART_CHARACTERS // 2 - 10) + "</p>")
    Chapter.objects.filter(story=story, position=5).update(text="<p>" + "x" * (PART_CHARACTERS * 2) + "</p>")
    path = f"/stories/{story.pk}/whole/"
    pages = [client.get(f"{path}?part={part}") for part in (1, 2, 3)]
    assert [headings(page) for page in pages] == [["Part 1", "Part 2"], ["Part 3", "Part 4"], ["Part 5"]]
    assert "comes in three parts" in words(pages[0])
    assert links(pages[0], ".pages a") == ["?part=1", "?part=2", "?part=3"] * 2
    assert ["You have reached the end" in words(page) for page in pages] == [False, False, True]
    assert all(len(page.content) < PART_CHARACTERS * 1.2 for page in pages[:2])


@pytest.mark.parametrize("part", ["0", "2", "99999999999999", "x", "", "-1", "²"])
def test_nonsense_for_a_part_is_the_nearest(client, part):
    story = a_story(chapters=2)
    assert headings(client.get(f"/stories/{story.pk}/whole/?part={part}")) == ["Part 1", "Part 2"]


def test_a_story_without_chapters_is_kind_to_its_author(client):
    story = a_story(chapters=0, openness=Openness.DRAFT)
    assert client.get(f"/stories/{story.pk}/whole/").status_code == 404
    client.force_login(story.authors.get().account)
    assert "no chapter that you can read yet" in words(client.get(f"/stories/{story.pk}/whole/"))


def test_it_takes_the_same_queries_with_one_and_nine_chapters(client):
    one, nine = a_story(chapters=1), a_story(chapters=9)
    assert queries(client, f"/stories/{one.pk}/whole/") == queries(client, f"/stories/{nine.pk}/whole/") <= 7
