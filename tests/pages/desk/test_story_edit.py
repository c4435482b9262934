"""Changing what is said about a story."""

import pytest
from django.urls import reverse

from fanthology.catalogue.actions import use_scheme
from fanthology.catalogue.models import Kind, RatingScheme
from fanthology.stories.actions import edit_story
from fanthology.stories.fields import fields_of, stamp_of
from fanthology.stories.models import Openness, Story
from tests.make import a_moderator, a_story, an_account, an_author, an_owner
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db

GIVEN = {
    "categories": ("Alice > Holmes-Centered", "X-Files, The"),
    "timeline": (("Sherlock Holmes", "after his return"), ("", "1895: wet")),
    "tags": {
        Kind.FANDOM: ("Sherlock Holmes", "X-Files, The"),
        Kind.GENRE: ("Mystery", "Locked room"),
        Kind.WARNING: ("Strong language", "Cats"),
        Kind.FREEFORM: ("Tea & <biscuits>",),
    },
    "summary": "\n  A *smile*.\n\nAnd </textarea> more.",
    "disclaimer": "Not mine.",
    "planned_chapters": 5,
    "language": "tlh",
    "author_rating": "PG",
    "complete": True,
    "markup": "plain",
}


@pytest.fixture
def alice(client):
    author = an_author("Alice")
    client.force_login(author.account)
    return author


def the_form(client, story):
    answer = client.get(reverse("story_edit", args=[story.pk]))
    assert answer.status_code == 200
    return fields_on(answer.content.decode(), "writing")


def send(client, story, fields):
    return client.post(reverse("story_edit", args=[story.pk]), fields)


def test_saving_the_form_as_it_came_changes_nothing(client, alice):
    story = a_story(alice, **GIVEN)
    before = stamp_of(fields_of(story))
    assert send(client, story, the_form(client, story)).status_code == 302
    assert stamp_of(fields_of(Story.objects.get())) == before


def test_every_field_can_be_changed(client, alice):
    story = a_story(alice, **GIVEN)
    fields = the_form(client, story)
    fields.update(
        title="Another",
        fandoms="X-Files, The\nSherlock Holmes",
        genres=["Comedy"],
        more_genres="",
        timeline="",
    )
    fields.pop("complete")
    assert send(client, story, fields)["Location"] == reverse("story_manage", args=[story.pk])
    story = Story.objects.get()
    said = fields_of(story)
    assert (said.title, said.complete, said.timeline) == ("Another", False, ())
    assert said.tags[Kind.FANDOM] == ("X-Files, The", "Sherlock Holmes"), "lines are put in another order"
    assert said.tags[Kind.GENRE] == ("Comedy",)
    assert said.summary == GIVEN["summary"]


def test_one_field_that_will_not_do_keeps_all_others(client, alice):
    story = a_story(alice, **GIVEN)
    fields = the_form(client, story)
    fields.update(title=[""], summary=["Another."])
    answer = send(client, story, fields)
    page = answer.content.decode()
    assert set(errors_on(page)) == {"title"}
    assert fields_on(page, "writing") == fields
    assert Story.objects.get().summary_source == GIVEN["summary"]
    assert f"<bdi>{story.title}</bdi>" in page, "the page is still called by its saved title"


def test_a_rating_of_another_scheme_stays_to_be_chosen(client, alice):
    story = a_story(alice)
    use_scheme(by=an_owner(), scheme=RatingScheme.objects.get(slug="mpaa"))
    page = client.get(reverse("story_edit", args=[story.pk])).content.decode()
    assert "FR13:" in page
    assert "PG-13:" in page
    assert "FR21:" not in page
    assert send(client, story, fields_on(page, "writing")).status_code == 302
    assert Story.objects.get().rating.code == "FR13"


def test_what_another_tab_saved_is_shown_beside_ones_own_and_not_overwritten(client, alice):
    story = a_story(alice, **GIVEN)
    mine = the_form(client, story)
    other = the_form(client, story)
    send(client, story, {**other, "summary": "From the other tab.", "complete": []})
    mine.update(summary=["From this tab."], title=["Mine"])
    page = send(client, story, mine).content.decode()
    assert "Somebody has saved this since you opened it" in page
    for said in (
        "From the other tab.",
        "From this tab.",
        "Summary: saved meanwhile",
        "The story is complete: yours",
    ):
        assert said in page
    assert "Disclaimer: saved meanwhile" not in page, "what is the same is not shown"
    assert Story.objects.get().summary_source == "From the other tab."
    again = fields_on(page, "writing")
    assert {**again, "seen": ""} == {**mine, "seen": ""}
    assert send(client, story, again).status_code == 302
    assert Story.objects.get().summary_source == "From this tab."


def test_saving_the_same_twice_is_no_clash(client, alice):
    story = a_story(alice, **GIVEN)
    fields = the_form(client, story)
    assert send(client, story, fields).status_code == 302
    assert send(client, story, fields).status_code == 302


def test_a_co_author_s_name_stays_and_only_own_names_can_go(client, alice):
    tom = an_author("Tom Quill")
    story = a_story(tom, alice, openness=Openness.DRAFT)
    page = client.get(reverse("story_edit", args=[story.pk])).content.decode()
    assert "Together with Tom Quill." in page
    fields = fields_on(page, "writing")
    assert fields["authors"] == [str(alice.pk)]
    assert send(client, story, fields).status_code == 302
    assert [each.pen_name for each in story.authorships.all()] == [tom, alice]
    assert set(errors_on(send(client, story, {**fields, "authors": []}).content.decode())) == {"authors"}


def test_a_moderator_edits_unclaimed_work_under_its_own_name(client):
    from fanthology.people.actions import add_pen_name
    from fanthology.stories.actions import begin_story
    from tests.make import story_fields

    mina = a_moderator()
    old_friend = add_pen_name(account=None, name="Old Friend")
    story = begin_story(by=mina, fields=story_fields(old_friend))
    client.force_login(mina)
    fields = the_form(client, story)
    assert fields["authors"] == [str(old_friend.pk)]
    assert send(client, story, {**fields, "title": "Mended"}).status_code == 302
    assert Story.objects.get().title == "Mended"


def test_strangers_do_not_come_near(client, alice):
    story = a_story(alice)
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.get(reverse("story_edit", args=[story.pk])).status_code == 403
        assert send(client, story, {"title": "Mine"}).status_code == 403


def test_a_stale_stamp_that_is_made_up_is_a_clash_and_no_error(client, alice):
    story = a_story(alice)
    page = send(client, story, {**the_form(client, story), "seen": "nonsense"}).content.decode()
    assert "The two versions say the same." in page
    edit_story(by=alice.account, story=story, fields=fields_of(story))
