"""Beginning a story: every field, in one go or as a draft, and nothing typed is ever lost."""

import pytest
from django.urls import reverse

from fanthology.catalogue.actions import category_named, tag_named
from fanthology.catalogue.models import Category, Kind
from fanthology.catalogue.queries import rating_coded
from fanthology.core import limits
from fanthology.moderation.actions import hide_account
from fanthology.pages.desk.fields import TREE_SHOWN
from fanthology.people.actions import add_pen_name, edit_pen_name
from fanthology.stories.models import Openness, Story
from tests.make import a_moderator, an_account, an_author
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client):
    author = an_author("Alice")
    client.force_login(author.account)
    return author


def everything(author, **changes):
    """A form filled in to the last field."""
    category_named(path="Alice > Holmes-Centered")
    category_named(path="X-Files, The")
    return {
        "title": "The Mantelpiece & Co",
        "authors": [str(author.pk)],
        "summary": "A client brings <nothing> but a *smile*.",
        "language": "en-GB",
        "rating": str(rating_coded("FR15").pk),
        "author_rating": "PG",
        "fandoms": "Sherlock Holmes\r\nX-Files, The\r\n\r\n  Alice  in Wonderland ",
        "characters": "Holmes, Sherlock\r\nAlice",
        "relationships": "Irene Adler/Sherlock Holmes",
        "categories": ["X-Files, The", "", "Alice > Holmes-Centered"],
        "genres": ["Comedy", "Mystery"],
        "more_genres": "Locked room",
        "warnings": ["Strong language"],
        "more_warnings": "Cats",
        "freeforms": "Tea",
        "timeline": "Sherlock Holmes: after his return\r\n1895: a wet year",
        "author_note": "  For Dinah.\r\n\r\n    Indented.",
        "disclaimer": "They belong to everyone.",
        "credits": "Drawn by Tom Quill.",
        "complete": "on",
        "planned_chapters": "5",
        "chapter_title": "One",
        "chapter_text": "It had rained for nine days.\r\n\r\n***\r\n\r\nStill.",
        "markup": "markdown",
        "seen": "",
        **changes,
    }


def send(client, fields, openness="draft"):
    return client.post(reverse("story_begin"), {**fields, "openness": openness})


def test_everything_that_was_typed_is_kept(client, alice):
    answer = send(client, everything(alice))
    story = Story.objects.get()
    assert answer["Location"] == reverse("story_manage", args=[story.pk])
    tags = {}
    for link in story.tag_links.select_related("tag"):
        tags.setdefault(link.tag.kind, []).append(link.tag.name)
    assert tags == {
        "fandom": ["Sherlock Holmes", "X-Files, The", "Alice in Wonderland"],
        "character": ["Holmes, Sherlock", "Alice"],
        "relationship": ["Irene Adler/Sherlock Holmes"],
        "genre": ["Comedy", "Mystery", "Locked room"],
        "warning": ["Strong language", "Cats"],
        "freeform": ["Tea"],
    }
    assert [link.category.path for link in story.category_links.all()] == [
        "X-Files, The",
        "Alice > Holmes-Centered",
    ]
    assert [(str(point.fandom), point.point) for point in story.timeline.all()] == [
        ("Sherlock Holmes", "after his return"),
        ("None", "1895: a wet year"),
    ]
    assert (story.title, story.language, story.rating.code, story.author_rating) == (
        "The Mantelpiece & Co", "en-GB", "FR15", "PG",
    )  # fmt: skip
    assert (story.complete, story.planned_chapters, story.openness) == (True, 5, Openness.DRAFT)
    assert story.author_note_source == "  For Dinah.\n\n    Indented."
    assert story.summary_source == "A client brings <nothing> but a *smile*."
    chapter = story.chapters.get()
    assert (chapter.title, chapter.published) == ("One", None)
    assert chapter.text_source == "It had rained for nine days.\n\n***\n\nStill."
    assert "<hr>" in chapter.text


@pytest.mark.parametrize(("button", "openness"), [("public", Openness.PUBLIC), ("members", Openness.MEMBERS)])
def test_a_story_can_be_published_in_one_go(button, openness, client, alice):
    send(client, everything(alice), button)
    story = Story.objects.get()
    assert (story.openness, story.chapter_count) == (openness, 1)


def test_a_title_a_name_and_a_rating_are_enough(client, alice):
    page = client.get(reverse("story_begin")).content.decode()
    fields = fields_on(page, "writing")
    assert fields["authors"] == [str(alice.pk)]
    assert fields["rating"] == [str(rating_coded("FR13").pk)]
    fields["title"] = ["Untitled"]
    assert send(client, fields).status_code == 302
    story = Story.objects.get()
    assert story.chapters.count() == story.tag_links.count() == 0


WRONG = [
    ("title", {"title": " "}),
    ("title", {"title": "x" * (limits.TITLE + 1)}),
    ("authors", {"authors": []}),
    ("authors", {"authors": ["999999"]}),
    ("summary", {"summary": "é" * (limits.SUMMARY + 1)}),
    ("language", {"language": "tlh-nope"}),
    ("rating", {"rating": ""}),
    ("author_rating", {"author_rating": "x" * (limits.AUTHOR_RATING + 1)}),
    ("fandoms", {"fandoms": "Emma\n" + "x" * (limits.TAG + 1)}),
    ("fandoms", {"fandoms": "\ufdfa" * 20, "timeline": ""}),
    ("characters", {"characters": "\n".join(f"Person {n}" for n in range(limits.TAGS_PER_STORY + 1))}),
    ("", {"freeforms": "\n".join(f"Tag {n}" for n in range(limits.TAGS_PER_STORY))}),
    ("categories", {"categories": ["Emma > Nobody-Centered"]}),
    ("categories", {"categories": ["X-Files, The"] * 13}),
    ("timeline", {"timeline": "Sherlock Holmes: one\nSherlock Holmes: two"}),
    ("timeline", {"timeline": "one\ntwo"}),
    ("timeline", {"timeline": "Sherlock Holmes: " + "x" * (limits.CANON_POINT + 1)}),
    ("author_note", {"author_note": "x" * (limits.NOTE + 1)}),
    ("disclaimer", {"disclaimer": "x" * (limits.FIELD + 1)}),
    ("credits", {"credits": "a\x00b"}),
    ("planned_chapters", {"planned_chapters": "0"}),
    ("planned_chapters", {"planned_chapters": "99999999999999999999"}),
    ("chapter_title", {"chapter_title": "x" * (limits.TITLE + 1)}),
    ("chapter_text", {"chapter_text": "x" * (limits.CHAPTER_TEXT + 1)}),
    ("markup", {"markup": "bbcode"}),
]


@pytest.mark.parametrize(("field", "change"), WRONG)
def test_one_field_that_will_not_do_is_named_and_keeps_all_others(field, change, client, alice):
    given = everything(alice, **change)
    answer = send(client, given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert set(errors_on(page)) == {field}
    assert not Story.objects.exists()
    kept = fields_on(page, "writing")
    for name, value in given.items():
        wanted = value if isinstance(value, list) else [value]
        if change.get(name) is not None and name in {"authors", "rating", "language", "markup"}:
            continue  # a choice that is none cannot be shown as chosen
        assert [v for v in kept.get(name, []) if v] == [
            v.replace("\r\n", "\n").replace("\x00", "\ufffd") for v in wanted if v
        ] or name in {"authors"}, name


def test_a_missing_title_is_asked_for_kindly(client, alice):
    page = send(client, everything(alice, title="")).content.decode()
    assert errors_on(page)["title"] == "Title: Please fill this in; “Untitled” will do."


def test_publishing_without_a_text_says_so_and_keeps_the_rest(client, alice):
    answer = send(client, everything(alice, chapter_text="  "), "public")
    page = answer.content.decode()
    assert set(errors_on(page)) == {"chapter_text"} or "at least one published chapter" in page
    assert "The Mantelpiece &amp; Co" in page
    assert not Story.objects.exists()
    page = send(client, everything(alice, chapter_text="", chapter_title=""), "public").content.decode()
    assert "at least one published chapter" in errors_on(page)[""]
    assert not Story.objects.exists()


def test_known_names_on_one_line_are_taken_apart_and_others_are_not(client, alice):
    for name in ("Emma", "Persuasion", "X-Files, The", "X-Files", "The"):
        tag_named(kind=Kind.FANDOM, name=name)
    send(client, everything(alice, fandoms="Emma, persuasion\nX-Files, The\nEmma, and others", timeline=""))
    names = Story.objects.get().tag_links.filter(tag__kind="fandom").values_list("tag__name", flat=True)
    assert list(names) == ["Emma", "Persuasion", "X-Files, The", "Emma, and others"]


def test_each_pen_name_brings_its_own_notes(client, alice):
    second = add_pen_name(account=alice.account, name="Marginalia")
    edit_pen_name(
        by=alice.account, pen_name=second, name="Marginalia",
        words={"default_disclaimer": "Not mine.", "default_note": "Be kind."},
    )  # fmt: skip
    page = client.get(reverse("story_begin")).content.decode()
    assert f"?as={second.pk}" in page
    assert fields_on(page, "writing")["disclaimer"] == [""]
    fields = fields_on(client.get(reverse("story_begin"), {"as": second.pk}).content.decode(), "writing")
    assert (fields["authors"], fields["disclaimer"], fields["author_note"]) == (
        [str(second.pk)], ["Not mine."], ["Be kind."],
    )  # fmt: skip
    assert client.get(reverse("story_begin"), {"as": "nonsense"}).status_code == 200


def test_nobody_else_s_name_is_offered_or_taken(client, alice):
    bob = an_author("Bob")
    page = client.get(reverse("story_begin")).content.decode()
    assert "Bob" not in page
    page = send(client, everything(alice, authors=[str(alice.pk), str(bob.pk)])).content.decode()
    assert set(errors_on(page)) == {"authors"}


def test_limits_and_meanings_are_shown_before_they_are_met(client, alice):
    page = client.get(reverse("story_begin")).content.decode()
    assert "Up to 255 characters." in page
    assert "Up to 5,000 characters." in page
    assert "Up to 1,000,000 characters." in page
    assert rating_coded("FR15").meaning in page
    assert "maxlength" not in page


def test_used_names_are_suggested_and_categories_can_be_chosen(client, alice):
    category_named(path="Alice > Holmes-Centered")
    tag_named(kind=Kind.FANDOM, name="Emma")
    page = client.get(reverse("story_begin")).content.decode()
    assert '<option value="Emma"></option>' in page
    assert '<option value="Alice &gt; Holmes-Centered">Alice &gt; Holmes-Centered</option>' in page


def test_a_large_tree_is_typed_with_suggestions(client, alice):
    category_named(path="Emma")
    Category.objects.bulk_create(
        Category(
            name=f"Shelf {n}", key=f"shelf {n}", slug=f"shelf-{n}", path=f"Shelf {n}", lineage=f"/{n + 9}/"
        )
        for n in range(TREE_SHOWN)
    )
    page = client.get(reverse("story_begin")).content.decode()
    assert 'list="known-categories"' in page
    assert page.count("Shelf ") <= 2 * TREE_SHOWN
    send(client, everything(alice, categories=["emma", ""]))
    assert [link.category.path for link in Story.objects.get().category_links.all()] == ["Emma"]


def test_who_has_no_pen_name_gets_one_first(client):
    account = an_account("Alice")
    account.pen_names.all().delete()
    client.force_login(account)
    assert client.get(reverse("story_begin"))["Location"] == reverse("pen_name_add")


def test_a_hidden_member_writes_nothing(client, alice):
    hide_account(by=a_moderator(), account=alice.account, reason="Spam.")
    assert client.get(reverse("story_begin")).status_code == 403
    answer = send(client, everything(alice))
    assert answer.status_code == 403
    assert "It had rained for nine days." in answer.content.decode()
    assert not Story.objects.exists()


def test_a_visitor_s_words_survive_the_sign_in(client):
    answer = client.post(
        reverse("story_begin"), {"title": "The Mantelpiece", "chapter_text": "It had rained."}
    )
    assert answer.status_code == 403
    assert "It had rained." in answer.content.decode()
