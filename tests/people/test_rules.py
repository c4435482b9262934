"""What people may do with accounts and pen names, and whose pages are seen: everyone against every state."""

import pytest
from django.contrib.auth.models import AnonymousUser

from fanthology.moderation.actions import hide_account
from fanthology.people import queries, rules
from fanthology.people.actions import add_pen_name
from fanthology.people.models import PenName, Role
from fanthology.people.queries import keeper
from tests.make import an_account

pytestmark = pytest.mark.django_db

PEOPLE = ("visitor", "member", "hidden-member", "closed", "moderator", "hidden-moderator", "owner", "keeper")

# question: who is answered yes
QUESTIONS = {
    "is_member": "member moderator owner keeper",
    "is_moderator": "moderator owner keeper",
    "can_write": "member moderator owner keeper",
    "edits own name": "member moderator owner",
    "edits another's name": "",
    "edits an unclaimed name": "moderator owner keeper",
    "takes a further name": "member moderator owner",
    "sees a member's page": " ".join(PEOPLE),
    "sees a hidden member's page": "hidden-member moderator owner keeper",
    "sees an unclaimed page": " ".join(PEOPLE),
}


@pytest.fixture
def cast():
    people = {
        "visitor": AnonymousUser(),
        "member": an_account("Alice"),
        "hidden-member": an_account("Heidi"),
        "closed": an_account("Claude"),
        "moderator": an_account("Mina", Role.MODERATOR),
        "hidden-moderator": an_account("Hugo", Role.MODERATOR),
        "owner": an_account("Olga", Role.OWNER),
        "keeper": keeper(),
    }
    for who in ("hidden-member", "hidden-moderator"):
        hide_account(by=people["owner"], account=people[who], reason="Spam.")
    people["closed"].is_active = False
    people["closed"].save()
    add_pen_name(account=None, name="Old Friend")
    an_account("Bob")
    return people


def asked(question, viewer) -> bool:
    names = {name: PenName.objects.get(name=name) for name in ("Alice", "Heidi", "Bob", "Old Friend")}
    own = PenName.objects.filter(account=viewer.pk or None, account__isnull=False).first()
    return {
        "is_member": lambda: queries.is_member(viewer),
        "is_moderator": lambda: queries.is_moderator(viewer),
        "can_write": lambda: rules.can_write(viewer),
        "edits own name": lambda: own is not None and rules.can_edit_pen_name(viewer, own),
        "edits another's name": lambda: rules.can_edit_pen_name(viewer, names["Bob"]),
        "edits an unclaimed name": lambda: rules.can_write_as(viewer, names["Old Friend"]),
        "takes a further name": lambda: bool(viewer.pk) and rules.can_add_pen_name(viewer),
        "sees a member's page": lambda: queries.visible_pen_names(viewer).contains(names["Alice"]),
        "sees a hidden member's page": lambda: queries.visible_pen_names(viewer).contains(names["Heidi"]),
        "sees an unclaimed page": lambda: queries.visible_pen_names(viewer).contains(names["Old Friend"]),
    }[question]()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered_alike_for_all_who_may(question, cast):
    assert {who for who in PEOPLE if asked(question, cast[who])} == set(QUESTIONS[question].split())


def test_an_archive_can_be_taken_over_until_it_has_an_owner():
    assert rules.can_become_owner()
    an_account("Mina", Role.MODERATOR)
    assert rules.can_become_owner()
    an_account("Olga", Role.OWNER)
    assert not rules.can_become_owner()
