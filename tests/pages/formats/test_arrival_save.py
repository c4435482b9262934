"""From the preview to a story: a draft or published, with everything corrected."""

from dataclasses import replace

import pytest
from django.urls import reverse

from fanthology.catalogue.models import Category
from fanthology.formats.manuscript import ManuscriptChapter
from fanthology.formats.models import Arrival
from fanthology.moderation.actions import hide_account
from fanthology.people.models import PenName
from fanthology.stories.models import Openness, Story
from tests.make import a_moderator, an_author
from tests.pages.formats.test_arrival_edit import FULL, waiting
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client):
    author = an_author("Alice")
    client.force_login(author.account)
    return author


def save(client, arrival, openness="draft", **changes):
    fields = fields_on(client.get(reverse("arrival_edit", args=[arrival.pk])).content.decode(), "writing")
    return client.post(
        reverse("arrival_save", args=[arrival.pk]), {**fields, **changes, "openness": openness}
    )


@pytest.mark.parametrize("openness", ["draft", "members", "public"])
def test_it_becomes_a_story_with_what_was_corrected(openness, client, alice):
    arrival = waiting(alice.account)
    answer = save(client, arrival, openness, title="Corrected", chapter_title="Eins")
    story = Story.objects.get()
    assert answer["Location"] == reverse("story_manage", args=[story.pk])
    assert (story.title, story.openness, story.authors.get()) == ("Corrected", Openness(openness), alice)
    assert [str(chapter) for chapter in story.chapters.all()] == ["Eins", "Two", "Three"]
    assert story.provenance.hits == 902
    assert story.provenance.file_name == "page.html"
    assert {each["text"] for each in story.provenance.questions} >= {"Who is the author?"}
    assert sorted(story.series.values_list("title", flat=True)) == ["Nine, or Ten", "Rain"]
    if openness != "draft":
        assert story.published.date().isoformat() == "2011-04-06"
    assert not Arrival.objects.exists()


def test_a_moderator_posts_it_as_the_document_says_and_the_tree_grows(client):
    mina = a_moderator()
    client.force_login(mina)
    save(client, waiting(mina), "public")
    story = Story.objects.get()
    assert [each.pen_name.name for each in story.authorships.select_related("pen_name")] == [
        "Old Friend",
        "Tom Quill",
    ]
    assert PenName.objects.get(name="Old Friend").account is None
    assert Category.objects.filter(path="Unheard > Of").exists()


def test_a_member_s_name_is_not_written_under_for_them(client):
    an_author("Old Friend")
    mina = a_moderator()
    client.force_login(mina)
    arrival = waiting(mina)
    answer = save(client, arrival, summary="Changed.")
    page = answer.content.decode()
    assert "is a member here" in errors_on(page)["authors"]
    assert not Story.objects.exists()
    arrival.refresh_from_db()
    assert arrival.manuscript["summary"] == "Changed.", "what was corrected is kept"


def test_the_same_words_again_lead_to_the_story_that_is_here(client, alice):
    save(client, waiting(alice.account), "public")
    again = waiting(alice.account)
    answer = save(client, again, "public")
    assert answer["Location"] == reverse("story_read", args=[Story.objects.get().pk])
    assert not Arrival.objects.exists()


def test_what_stands_wrong_in_another_chapter_is_said_with_its_number(client, alice):
    long = replace(FULL, chapters=(*FULL.chapters, ManuscriptChapter("x" * 300, "Words.", "plain")))
    page = save(client, waiting(alice.account, long)).content.decode()
    assert "Chapter 4:" in errors_on(page)[""]
    assert not Story.objects.exists()
    assert Arrival.objects.exists()


def test_a_hidden_member_saves_nothing(client, alice):
    arrival = waiting(alice.account)
    fields = fields_on(client.get(reverse("arrival_edit", args=[arrival.pk])).content.decode(), "writing")
    hide_account(by=a_moderator(), account=alice.account, reason="Spam.")
    assert client.post(reverse("arrival_save", args=[arrival.pk]), fields).status_code == 403
    assert not Story.objects.exists()


def test_only_by_a_form(client, alice):
    assert client.get(reverse("arrival_save", args=[waiting(alice.account).pk])).status_code == 405
