"""Deeds of those who look after the archive: each of them, and each refusal."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from fanthology.core import limits
from fanthology.moderation import actions
from fanthology.moderation.models import Decision, Deed, HouseText
from fanthology.moderation.queries import (
    accounts_called,
    decisions,
    hidden_accounts,
    hidden_chapters,
    hidden_stories,
    house_text,
)
from fanthology.people.actions import add_pen_name, open_account
from fanthology.people.models import PenName, Role
from fanthology.people.queries import keeper
from fanthology.stories.models import Authorship
from tests.make import PASSWORD, a_moderator, a_story, an_account, an_author, an_owner
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

KINDS = ("story", "chapter", "account")


def a_subject(kind):
    """Something of a member's that can be hidden."""
    story = a_story(chapters=2)
    if kind == "story":
        return story
    return story.chapters.get(position=2) if kind == "chapter" else story.authors.get().account


def hide(kind, **given):
    return getattr(actions, f"hide_{kind}")(**{kind: given.pop("subject"), **given})


def restore(kind, **given):
    return getattr(actions, f"restore_{kind}")(**{kind: given.pop("subject"), **given})


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hidden_says_why_and_comes_back(kind):
    mina, subject = a_moderator(), a_subject(kind)
    decision = hide(kind, by=mina, subject=subject, reason="  Copied from elsewhere. ")
    subject.refresh_from_db()
    assert subject.hidden_at is not None
    assert subject.hidden_reason == "Copied from elsewhere."
    assert (decision.deed, decision.by, decision.reason) == (Deed.HIDE, mina, "Copied from elsewhere.")
    assert getattr(decision, kind) == subject
    restore(kind, by=mina, subject=subject, reason="The author wrote it after all.")
    subject.refresh_from_db()
    assert (subject.hidden_at, subject.hidden_reason) == (None, "")
    assert [row.deed for row in decisions()] == [Deed.RESTORE, Deed.HIDE]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reason", ["", "  \n ", "x" * (limits.REASON + 1)])
def test_nothing_is_hidden_or_shown_again_without_a_reason_that_can_be_read(kind, reason):
    mina, subject = a_moderator(), a_subject(kind)
    with pytest.raises(ValidationError, match="reason"):
        hide(kind, by=mina, subject=subject, reason=reason)
    hide(kind, by=mina, subject=subject, reason="Copied.")
    with pytest.raises(ValidationError, match="reason"):
        restore(kind, by=mina, subject=subject, reason=reason)
    assert subject.hidden_at is not None, "the row in hand is as it was"
    subject.refresh_from_db()
    assert subject.hidden_at is not None
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_hidden_cannot_be_shown_again(kind):
    with pytest.raises(ValidationError, match="not hidden"):
        restore(kind, by=a_moderator(), subject=a_subject(kind), reason="Sorry.")
    assert not Decision.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["author", "member", "hidden moderator"])
def test_only_moderators_hide_and_restore(kind, who):
    subject = a_subject(kind)
    if who == "author":
        by = PenName.objects.get(stories__isnull=False).account
    elif who == "member":
        by = an_account()
    else:
        by = a_moderator()
        actions.hide_account(by=an_owner(), account=by, reason="Quarrels.")
        by.refresh_from_db()
    with pytest.raises(PermissionDenied):
        hide(kind, by=by, subject=subject, reason="Because.")
    with pytest.raises(PermissionDenied):
        restore(kind, by=by, subject=subject, reason="Because.")
    subject.refresh_from_db()
    assert subject.hidden_at is None


def test_a_hidden_chapter_is_not_counted():
    story = a_story(chapters=2)
    words = story.words
    actions.hide_chapter(by=a_moderator(), chapter=story.chapters.get(position=2), reason="Copied.")
    story.refresh_from_db()
    assert (story.chapter_count, story.words) == (1, words / 2)


def test_shelves_count_what_readers_find(after):
    story = after(a_story)
    alice = story.authors.get()
    assert alice.public_count == 1
    after(actions.hide_account, by=a_moderator(), account=alice.account, reason="Spam.")
    alice.refresh_from_db()
    assert alice.public_count == 0


def test_a_story_of_two_loses_only_the_hidden_one():
    alice, tom = an_author(), an_author()
    mina = a_moderator()
    together, alone = a_story(alice, tom), a_story(alice)
    actions.hide_account(by=mina, account=alice.account, reason="Spam.")
    together.refresh_from_db()
    alone.refresh_from_db()
    assert (together.authors_hidden, alone.authors_hidden) == (False, True)
    actions.hide_account(by=mina, account=tom.account, reason="Spam.")
    together.refresh_from_db()
    assert together.authors_hidden
    actions.restore_account(by=mina, account=tom.account, reason="Sorry.")
    together.refresh_from_db()
    assert not together.authors_hidden


def test_a_story_with_an_unclaimed_author_stays():
    alice = an_author()
    story = a_story(alice)
    Authorship.objects.create(story=story, pen_name=add_pen_name(account=None, name="Old Friend"), position=2)
    actions.hide_account(by=a_moderator(), account=alice.account, reason="Spam.")
    story.refresh_from_db()
    assert not story.authors_hidden


def test_the_keeper_of_the_machine_decides_without_an_account():
    decision = actions.hide_story(by=keeper(), story=a_story(), reason="A letter from a lawyer.")
    assert decision.by is None


def test_the_log_keeps_the_name_of_what_is_gone():
    story = a_story(title="The Grin")
    actions.hide_story(by=a_moderator(), story=story, reason="Copied.")
    story.delete()
    assert decisions().get().named == "The Grin"
    assert decisions().get().story is None


def test_the_log_names_an_account_by_its_pen_names_as_far_as_they_fit():
    alice = an_account("Alice")
    for number in range(10):
        add_pen_name(account=alice, name=f"{'Liddell' * 10} {number}")
    decision = actions.hide_account(by=a_moderator(), account=alice, reason="Spam.")
    assert decision.named.startswith("Alice, Liddell")
    assert len(decision.named) == actions.NAMED
    assert decision.named.endswith("…")


def test_roles_are_given_and_logged():
    olga, alice = an_owner(), an_account("Alice")
    decision = actions.change_role(by=olga, account=alice, role=Role.MODERATOR, note="She asked.")
    alice.refresh_from_db()
    assert alice.is_moderator
    assert (decision.deed, decision.account, decision.named) == (Deed.ROLE, alice, "Alice")
    assert decision.reason == "Member until now, moderator from now on. She asked."
    actions.change_role(by=olga, account=alice, role=Role.OWNER)
    actions.change_role(by=alice, account=olga, role=Role.MEMBER)
    olga.refresh_from_db()
    assert not olga.is_moderator
    with pytest.raises(PermissionDenied):
        actions.change_role(by=olga, account=alice, role=Role.MEMBER)


def test_the_role_that_somebody_has_is_no_new_one():
    with pytest.raises(ValidationError, match="already"):
        actions.change_role(by=an_owner(), account=an_account(), role=Role.MEMBER)
    assert not Decision.objects.exists()


def test_house_texts_are_cleaned_and_replaced():
    olga = an_owner()
    write = partial(actions.write_house_text, by=olga, name="rules", markup="markdown")
    write(body="Be **kind**.<script>alert(1)</script>")
    write(body="Be *kind*.")
    assert HouseText.objects.get().body_source == "Be *kind*."
    assert house_text("rules").body == "<p>Be <em>kind</em>.</p>"
    write(body="")
    assert house_text("rules") is None
    with pytest.raises(ValidationError, match="characters"):
        write(body="x" * (limits.HOUSE_TEXT + 1))


@pytest.mark.parametrize("kind", ["member", "moderator"])
def test_house_texts_are_the_owners(kind):
    by = an_account() if kind == "member" else a_moderator()
    with pytest.raises(PermissionDenied):
        actions.write_house_text(by=by, name="about", body="Mine.", markup="plain")


def test_accounts_are_found_by_pen_name_and_for_owners_by_address():
    alice, bob, mina, olga = an_account("Alicé Liddell"), an_account("Bob"), a_moderator(), an_owner()
    add_pen_name(account=None, name="Alice the Unclaimed")
    assert list(accounts_called("alice", mina)) == [alice]
    assert list(accounts_called(f" {bob.email.upper()} ", olga)) == [bob]
    assert list(accounts_called(bob.email, mina)) == []
    nameless = open_account(email="nameless@example.org", password=PASSWORD)
    assert set(accounts_called("", mina)) == {alice, bob, mina, olga, nameless}
    assert list(accounts_called("%", olga)) == []


def test_lists_cost_the_same_with_one_and_with_three():
    mina = a_moderator()

    def cost() -> dict[str, int]:
        shown = {
            "stories": lambda: [story.title for story in hidden_stories()],
            "chapters": lambda: [(str(chapter), chapter.story.title) for chapter in hidden_chapters()],
            "accounts": lambda: [list(account.pen_names.all()) for account in hidden_accounts()],
            "log": lambda: [
                (
                    row.story,
                    row.chapter,
                    row.chapter and row.chapter.story,
                    row.account,
                    *row.by.pen_names.all(),
                )
                for row in decisions()
            ],
            "called": lambda: [
                list(account.pen_names.all()) for account in accounts_called("somebody", mina)
            ],
        }
        found = {}
        for name, show in shown.items():
            with count_queries() as counted:
                assert show()
            found[name] = len(counted)
        return found

    def one_more() -> None:
        for kind in KINDS:
            hide(kind, by=mina, subject=a_subject(kind), reason="Copied.")

    one_more()
    with_one = cost()
    one_more()
    one_more()
    assert cost() == with_one
