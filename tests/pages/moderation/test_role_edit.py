"""Make a member a moderator, and back."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_account
from fanthology.moderation.models import Decision
from fanthology.people.models import Role
from tests.make import an_account

pytestmark = pytest.mark.django_db


def address(account) -> str:
    return reverse("role_edit", args=[account.pk])


def test_who_may_open_it(opens, for_owners):
    assert opens(address(an_account())) == for_owners


def test_a_member_becomes_a_moderator_and_a_member_again(client, cast):
    alice = cast["alice"]
    client.force_login(cast["olga"])
    answer = client.post(address(alice), {"role": "moderator", "note": "She asked."}, follow=True)
    assert "Alice: moderator from now on." in answer.content.decode()
    client.force_login(alice)
    assert client.get("/moderation/").status_code == 200
    client.force_login(cast["olga"])
    client.post(address(alice), {"role": "member"})
    client.force_login(alice)
    assert client.get("/moderation/").status_code == 403
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "said"), [("member", "That is the role already"), ("king", "not one"), ("", "required")]
)
def test_what_cannot_be_is_said(role, said, client, cast):
    client.force_login(cast["olga"])
    assert said in client.post(address(cast["alice"]), {"role": role}).content.decode()
    cast["alice"].refresh_from_db()
    assert cast["alice"].role == Role.MEMBER


def test_nobody_changes_their_own_role_or_that_of_somebody_hidden(client, cast):
    client.force_login(cast["olga"])
    assert client.post(address(cast["olga"]), {"role": "member"}).status_code == 403
    hide_account(by=cast["olga"], account=cast["alice"], reason="Spam.")
    assert client.get(address(cast["alice"])).status_code == 403
