"""Writing the next chapter."""

import pytest
from django.urls import reverse

from fanthology.catalogue.queries import rating_coded
from fanthology.core import limits
from fanthology.stories.models import Chapter, Openness
from tests.make import a_moderator, a_story, an_account
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "title": "The Grin",
    "text": "   It had rained.\r\n\r\n***\r\n\r\nStill.",
    "markup": "plain",
    "summary": "Rain.",
    "note_before": "For you.",
    "note_after": "Thank you.",
    "language": "de",
    "seen": "",
}


@pytest.fixture
def story(client):
    made = a_story(openness=Openness.DRAFT, markup="html")
    client.force_login(made.authors.get().account)
    return made


def send(client, story, **given):
    return client.post(reverse("chapter_add", args=[story.pk]), {**EVERYTHING, **given})


@pytest.mark.parametrize(("then", "published"), [("save", False), ("publish", True), ("stay", False)])
def test_everything_that_was_typed_is_kept(then, published, client, story):
    answer = send(client, story, then=then, rating=rating_coded("FR18").pk)
    chapter = Chapter.objects.get(position=2)
    assert (chapter.title, chapter.markup, chapter.language, chapter.rating.code) == (
        "The Grin",
        "plain",
        "de",
        "FR18",
    )
    assert chapter.text_source == "   It had rained.\n\n***\n\nStill."
    assert (chapter.summary_source, chapter.note_before_source, chapter.note_after_source) == (
        "Rain.", "For you.", "Thank you.",
    )  # fmt: skip
    assert bool(chapter.published) is published
    where = (
        reverse("chapter_edit", args=[chapter.pk])
        if then == "stay"
        else reverse("story_manage", args=[story.pk])
    )
    assert answer["Location"].startswith(where)


def test_the_form_starts_with_the_story_s_way_of_writing(client, story):
    page = client.get(reverse("chapter_add", args=[story.pk])).content.decode()
    assert fields_on(page, "writing")["markup"] == ["html"]
    assert "As the story (FR13)" in page
    assert "As the story (English)" in page


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": "x" * (limits.TITLE + 1)}),
        ("text", {"text": "", "then": "publish"}),
        ("text", {"text": "x" * (limits.CHAPTER_TEXT + 1)}),
        ("text", {"text": "<div>" * 300, "markup": "html"}),
        ("note_after", {"note_after": "x" * (limits.NOTE + 1)}),
        ("language", {"language": "nope"}),
        ("rating", {"rating": "0"}),
        ("seen", {"seen": "9999-99-99T00:00"}),
    ],
)
def test_one_field_that_will_not_do_is_named_and_keeps_all_others(field, change, client, story):
    answer = send(client, story, **change)
    page = answer.content.decode()
    assert answer.status_code == 200
    found = errors_on(page)
    assert set(found) in ({field}, {""})
    kept = fields_on(page, "writing")
    for name, value in {**EVERYTHING, **change}.items():
        if name not in {field, "then"}:
            assert kept[name] == [value.replace("\r\n", "\n")], name
    assert story.chapters.count() == 1


def test_strangers_do_not_come_near(client, story):
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.get(reverse("chapter_add", args=[story.pk])).status_code == 404, (
            "a draft is not there for them"
        )
        assert send(client, story).status_code == 404
    assert story.chapters.count() == 1
