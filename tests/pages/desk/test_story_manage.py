"""One story at the desk: everything about it on one page, for those whose it is."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_chapter, hide_story
from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness, Provenance
from tests.make import a_chapter, a_moderator, a_story, an_account, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def manage(client, account, story, **asked):
    client.force_login(account)
    return client.get(reverse("story_manage", args=[story.pk]), asked)


def page_of(client, story, **asked):
    answer = manage(client, story.authors.first().account, story, **asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_chapters_states_and_buttons(client):
    story = a_story(chapters=2)
    draft = a_chapter(story, title="Not yet", publish=False)
    first, last = story.chapters.first(), draft
    page = page_of(client, story)
    for chapter in story.chapters.all():
        assert reverse("chapter_edit", args=[chapter.pk]) in page
        assert reverse("chapter_delete", args=[chapter.pk]) in page
    assert reverse("chapter_publish", args=[draft.pk]) in page
    assert reverse("chapter_withdraw", args=[first.pk]) in page
    up = f'formaction="{reverse("chapter_move", args=[first.pk])}" name="to" value="0"'
    assert up not in page, "the first goes no further up"
    assert f'formaction="{reverse("chapter_move", args=[first.pk])}" name="to" value="2"' in page
    assert f'formaction="{reverse("chapter_move", args=[last.pk])}" name="to" value="2"' in page
    assert f'formaction="{reverse("chapter_move", args=[last.pk])}" name="to" value="4"' not in page
    assert "the chapter that is still a draft" in page


def test_hidden_work_says_why(client):
    story = a_story(chapters=2)
    mina = a_moderator()
    hide_story(by=mina, story=story, reason="The ending is copied.")
    hide_chapter(by=mina, chapter=story.chapters.first(), reason="So is the beginning.")
    page = page_of(client, story)
    assert "The ending is copied." in page
    assert "So is the beginning." in page


def test_series_banner_and_origin_are_shown(client):
    alice = an_author("Alice")
    story = a_story(alice)
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    begin_series(by=alice.account, owner=alice, title="Ten Days of Sun")
    place_in_series(by=alice.account, series=series, story=story, number=7)
    Provenance.objects.create(
        story=story,
        archive="The Old Shelf",
        file_name="page.html",
        hits=1372,
        questions=[{"field": "rating", "text": "No rating was found.", "choices": [], "kind": "ask"}],
        gaps=[{"chapter": 0, "after_paragraph": 2, "before_words": "Both, said Holmes"}],
    )
    page = page_of(client, story)
    assert "No. 7 of" in page
    assert "Ten Days of Sun" in page, "the other series is offered"
    for said in ("The Old Shelf", "page.html", "1,372", "No rating was found.", "Both, said Holmes"):
        assert said in page
    assert "Hang one" in page


@pytest.mark.parametrize(
    ("openness", "stranger"), [(Openness.PUBLIC, 403), (Openness.MEMBERS, 403), (Openness.DRAFT, 404)]
)
def test_strangers_do_not_come_near(openness, stranger, client):
    story = a_story(openness=openness)
    assert manage(client, an_account("Bob"), story).status_code == stranger
    assert manage(client, a_moderator(), story).status_code == stranger
    client.logout()
    assert client.get(reverse("story_manage", args=[story.pk])).status_code == 302


def test_a_co_author_manages_it_too(client):
    tom = an_author("Tom Quill")
    story = a_story(an_author("Alice"), tom, openness=Openness.DRAFT)
    assert manage(client, tom.account, story).status_code == 200


def test_one_chapter_costs_as_many_queries_as_three(client):
    story = a_story()
    page_of(client, story)
    with count_queries() as one:
        page_of(client, story)
    for _ in range(2):
        a_chapter(story)
    with count_queries() as three:
        page_of(client, story)
    assert len(one) == len(three)


def test_many_chapters_have_pages(client):
    story = a_story(chapters=1)
    row = story.chapters.get()
    for number in range(2, 103):
        row.pk, row.position, row.title = None, number, f"Chapter the {number}th"
        row.save(force_insert=True)
    assert "Chapter the 102th" not in page_of(client, story)
    assert "Chapter the 102th" in page_of(client, story, page="2")
