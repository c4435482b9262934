"""Who looks after the archive, and how far: everyone against everyone."""

import pytest
from django.contrib.auth.models import AnonymousUser

from fanthology.moderation import rules
from fanthology.moderation.actions import hide_account
from fanthology.people.models import Role
from fanthology.people.queries import keeper
from tests.make import an_account

pytestmark = pytest.mark.django_db

# who: whom they may hide (and restore), whom they may give another role
POWERS = {
    "visitor": ("", ""),
    "member": ("", ""),
    "hidden-moderator": ("", ""),
    "moderator": ("member other-member", ""),
    "owner": (
        "member other-member moderator hidden-moderator",
        "member other-member moderator other-owner",
    ),
    "keeper": (
        "member other-member moderator hidden-moderator",
        "member other-member moderator owner other-owner",
    ),
}


@pytest.fixture
def cast():
    people = {
        "visitor": AnonymousUser(),
        "member": an_account("Alice"),
        "other-member": an_account("Bob"),
        "moderator": an_account("Mina", Role.MODERATOR),
        "hidden-moderator": an_account("Hugo", Role.MODERATOR),
        "owner": an_account("Olga", Role.OWNER),
        "other-owner": an_account("Otto", Role.OWNER),
        "keeper": keeper(),
    }
    hide_account(by=people["owner"], account=people["hidden-moderator"], reason="Quarrels.")
    return people


@pytest.mark.parametrize("who", POWERS)
def test_everybody_has_power_over_exactly_these(who, cast):
    accounts = {name: account for name, account in cast.items() if name not in {"visitor", "keeper"}}
    hides = {name for name, account in accounts.items() if rules.can_hide_account(cast[who], account)}
    promotes = {name for name, account in accounts.items() if rules.can_change_role(cast[who], account)}
    assert (hides, promotes) == tuple(set(names.split()) for names in POWERS[who])


@pytest.mark.parametrize(
    ("rule", "yes"),
    [
        (rules.can_moderate, "moderator owner other-owner keeper"),
        (rules.can_edit_house, "owner other-owner keeper"),
    ],
)
def test_the_moderators_desk_and_the_house(rule, yes, cast):
    assert {who for who, viewer in cast.items() if rule(viewer)} == set(yes.split())
