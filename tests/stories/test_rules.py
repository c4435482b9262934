"""Who may see and do what: every state of a story against everyone who may come by."""

import pytest
from django.contrib.auth.models import AnonymousUser

from fanthology.moderation.actions import hide_account, hide_chapter, hide_story
from fanthology.people.actions import add_pen_name
from fanthology.people.models import Role
from fanthology.people.queries import keeper
from fanthology.stories import queries, rules
from fanthology.stories.actions import begin_series, withdraw_chapter
from fanthology.stories.models import Authorship, Openness, Story
from tests.make import a_chapter, a_moderator, a_story, an_account, an_author, an_owner

pytestmark = pytest.mark.django_db

VIEWERS = ("visitor", "member", "author", "co-author", "moderator", "owner", "keeper")

# state: who may open it, who finds it in lists
STATES = {
    "draft": ("author co-author", ""),
    "members": (
        "member author co-author moderator owner keeper",
        "member author co-author moderator owner keeper",
    ),
    "public": (" ".join(VIEWERS), " ".join(VIEWERS)),
    "hidden": ("author co-author moderator owner keeper", ""),
    "hidden draft": ("author co-author", ""),
    "author hidden": ("author co-author moderator owner keeper", ""),
    "no chapter left": ("author co-author moderator owner keeper", ""),
    "chapter hidden": ("author co-author moderator owner keeper", ""),
}


@pytest.fixture
def cast():
    writer, other = an_author("Alice"), an_author("Tom Quill")
    return {
        "visitor": AnonymousUser(),
        "member": an_account("Bob"),
        "author": writer.account,
        "co-author": other.account,
        "moderator": a_moderator(),
        "owner": an_owner(),
        "keeper": keeper(),
    }


def story_in_state(state, cast):
    names = [cast[who].pen_names.get() for who in ("author", "co-author")]
    openness = {"draft": Openness.DRAFT, "hidden draft": Openness.DRAFT, "members": Openness.MEMBERS}.get(
        state, Openness.PUBLIC
    )
    story = a_story(*names, openness=openness)
    if state in {"hidden", "hidden draft"}:
        hide_story(by=cast["moderator"], story=story, reason="Copied from elsewhere.")
    if state == "author hidden":
        for who in ("author", "co-author"):
            hide_account(by=cast["moderator"], account=cast[who], reason="Spam.")
            cast[who].refresh_from_db()
    if state == "no chapter left":
        withdraw_chapter(by=cast["author"], chapter=story.chapters.get())
    if state == "chapter hidden":
        hide_chapter(by=cast["moderator"], chapter=story.chapters.get(), reason="Copied.")
    story.refresh_from_db()
    return story


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_open_to_exactly_those_who_may_see_it(state, cast):
    story = story_in_state(state, cast)
    may_open, finds = STATES[state]
    assert {who for who in VIEWERS if rules.can_read(cast[who], story)} == set(may_open.split())
    listed = {who for who in VIEWERS if queries.listed_stories(cast[who]).contains(story)}
    assert listed == set(finds.split())


def test_a_story_of_two_stays_on_the_shelf_while_one_of_them_is_welcome(cast):
    story = a_story(cast["author"].pen_names.get(), cast["co-author"].pen_names.get())
    hide_account(by=cast["moderator"], account=cast["author"], reason="Spam.")
    assert rules.can_read(cast["visitor"], story)


@pytest.mark.parametrize(
    ("who", "edits_claimed", "edits_unclaimed"),
    [
        ("visitor", False, False),
        ("member", False, False),
        ("author", True, False),
        ("co-author", True, False),
        ("moderator", False, True),
        ("owner", False, True),
        ("keeper", False, True),
    ],
)
def test_a_story_is_its_authors_and_moderators_look_after_unclaimed_work(
    who, edits_claimed, edits_unclaimed, cast
):
    claimed = story_in_state("public", cast)
    unclaimed = a_story(cast["author"].pen_names.get(), openness=Openness.DRAFT)
    Authorship.objects.filter(story=unclaimed).update(pen_name=add_pen_name(account=None, name="Old Friend"))
    assert rules.can_edit(cast[who], claimed) is edits_claimed
    assert rules.can_edit(cast[who], unclaimed) is edits_unclaimed
    assert rules.can_read(cast[who], unclaimed) is edits_unclaimed
    assert rules.can_edit_chapter(cast[who], unclaimed.chapters.get()) is edits_unclaimed
    assert queries.visible_chapters(cast[who], unclaimed).count() == 1


def test_a_hidden_member_sees_their_work_but_changes_nothing(cast):
    story = story_in_state("author hidden", cast)
    assert rules.can_read(cast["author"], story)
    assert rules.is_author(cast["author"], story)
    assert not rules.can_edit(cast["author"], story)


# chapter: who sees it in a public story
CHAPTERS = {
    "draft": "author co-author",
    "published": " ".join(VIEWERS),
    "hidden": "author co-author moderator owner keeper",
    "hidden draft": "author co-author",
}


@pytest.mark.parametrize("state", CHAPTERS)
def test_a_chapter_is_seen_by_exactly_those_who_may(state, cast):
    story = story_in_state("public", cast)
    chapter = a_chapter(story, publish=state in {"published", "hidden"})
    if "hidden" in state:
        hide_chapter(by=cast["moderator"], chapter=chapter, reason="Copied.")
    seen = {who for who in VIEWERS if queries.visible_chapters(cast[who], story).contains(chapter)}
    assert seen == set(CHAPTERS[state].split())


def test_a_series_is_kept_by_its_owner_or_where_that_is_unclaimed_by_moderators(cast):
    series = begin_series(by=cast["author"], owner=cast["author"].pen_names.get(), title="Nine Days of Rain")
    assert {who for who in VIEWERS if rules.can_edit_series(cast[who], series)} == {"author"}
    series.owner = add_pen_name(account=None, name="Old Friend")
    series.save()
    assert {who for who in VIEWERS if rules.can_edit_series(cast[who], series)} == {
        "moderator",
        "owner",
        "keeper",
    }


def test_a_series_is_listed_once_it_holds_something_to_read(cast):
    author = cast["author"]
    series = begin_series(by=author, owner=author.pen_names.get(), title="Nine Days of Rain")
    assert not queries.visible_series(cast["visitor"]).contains(series)
    assert queries.visible_series(author).contains(series)
    story = a_story(author.pen_names.get(), openness=Openness.MEMBERS)
    series.places.create(story=story, position=1)
    assert not queries.visible_series(cast["visitor"]).contains(series)
    assert queries.listed_series(cast["member"]).contains(series)


def test_an_inactive_account_is_no_member():
    account = an_account(role=Role.MODERATOR)
    story = a_story(openness=Openness.MEMBERS)
    account.is_active = False
    account.save()
    assert not rules.can_read(account, story)
    assert Story.objects.count() == 1
