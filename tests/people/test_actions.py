"""Accounts and pen names: every deed, and each refusal."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError

from fanthology.core import limits
from fanthology.moderation.actions import hide_account
from fanthology.people.actions import (
    add_pen_name,
    ask_for_email,
    change_email,
    check_pen_name,
    edit_pen_name,
    forget_email_wish,
    make_owner,
    open_account,
    owner_link,
    owner_token,
    password_link,
    sign_up,
)
from fanthology.people.models import Account, PenName, Role
from tests.make import PASSWORD, a_moderator, an_account, an_author, an_owner

pytestmark = pytest.mark.django_db


def refused(deed, **given) -> dict[str, list[str]]:
    """What the deed refuses, by field."""
    with pytest.raises(ValidationError) as caught:
        deed(**given)
    return caught.value.message_dict


def test_the_link_makes_the_owner_once():
    link = owner_link("http://archive.example/")
    assert link == f"http://archive.example/welcome/{owner_token()}/"
    olga = make_owner(token=owner_token(), email="Olga@Example.org", password=PASSWORD, pen_name="Olga")
    assert olga.role == Role.OWNER
    assert olga.email == "olga@example.org"
    assert olga.check_password(PASSWORD)
    assert olga.pen_names.get().name == "Olga"
    assert EmailAddress.objects.get(user=olga).verified, "no mail server can lock the owner out"
    assert owner_link("http://archive.example/") is None
    with pytest.raises(PermissionDenied):
        make_owner(token=owner_token(), email="x@example.org", password=PASSWORD, pen_name="Xaver")
    assert Account.objects.count() == 1


@pytest.mark.parametrize("token", ["", "wrong", "ö", "x" * 5000])
def test_a_wrong_token_makes_nobody_the_owner(token):
    with pytest.raises(PermissionDenied):
        make_owner(token=token, email="olga@example.org", password=PASSWORD, pen_name="Olga")
    assert not Account.objects.exists()


def test_an_owner_without_a_name_is_no_owner_at_all():
    problem = refused(
        make_owner, token=owner_token(), email="olga@example.org", password=PASSWORD, pen_name="…"
    )
    assert list(problem) == ["name"]
    assert not Account.objects.exists()
    assert owner_link("") is not None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": ""}, "email"),
        ({"email": f"{'x' * 60}@{'y' * 60}.{'z' * 60}.{'w' * 60}.{'v' * 20}.org"}, "email"),
        ({"email": "ALICE@example.ORG"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "password1"}, "password"),
        ({"password": "1029384756102"}, "password"),
        ({"password": "bob.brown@example.org"}, "password"),
        ({"pen_name": " "}, "name"),
        ({"pen_name": "alice"}, "name"),
    ],
)
def test_an_account_that_cannot_be_is_refused_whole(given, field):
    sign_up(email="alice@example.org", password=PASSWORD, pen_name="Alice")
    fields = {"email": "bob.brown@example.org", "password": PASSWORD, "pen_name": "Bob", **given}
    problem = refused(sign_up, **fields)
    assert list(problem) == [field]
    assert Account.objects.count() == PenName.objects.count() == 1


def test_an_address_is_one_whatever_its_case():
    assert open_account(email="  Alice.B@Example.ORG ", password=PASSWORD).email == "alice.b@example.org"


def test_an_address_that_somebody_takes_at_the_same_moment_is_said(monkeypatch):
    """Between the question whether it is free and the writing, another transaction may have taken it."""
    alice = an_account()
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)
    problem = refused(open_account, email=alice.email, password=PASSWORD)
    assert problem == {"email": ["An account with this e-mail address exists already."]}


def test_an_address_changes_at_once_where_none_is_confirmed():
    alice, bob = an_account(), an_account()
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    change_email(account=alice, email="New@example.org")
    alice.refresh_from_db()
    assert alice.email == "new@example.org"
    kept = EmailAddress.objects.get(user=alice)
    assert (kept.email, kept.primary, kept.verified) == ("new@example.org", True, False)
    assert list(refused(change_email, account=alice, email=bob.email)) == ["email"]


def test_a_wished_address_waits_and_can_be_forgotten():
    alice, bob = an_account(), an_account()
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=False)
    ask_for_email(account=alice, email="first@example.org")
    ask_for_email(account=alice, email=bob.email)  # whether it is taken, only its mailbox learns
    addresses = EmailAddress.objects.filter(user=alice)
    assert set(addresses.values_list("email", flat=True)) == {alice.email, bob.email}
    forget_email_wish(account=alice)
    assert addresses.get().email == alice.email


def test_a_password_link_works_once(client):
    alice = an_account()
    link = password_link(base_url="http://testserver/", account=alice)
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    answer = client.post(
        page.redirect_chain[-1][0], {"password1": "four loud lanterns", "password2": "four loud lanterns"}
    )
    assert answer.status_code == 302
    alice.refresh_from_db()
    assert alice.check_password("four loud lanterns")
    client.logout()
    again = client.get(link.removeprefix("http://testserver"))
    assert "does not work any more" in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Alice   Liddell ", "Alice Liddell"),
        ("Al\u202eice", "Alice"),
        ("Al\u200bice\u0000", "Alice"),
        ("夏目漱石", "夏目漱石"),
        ("שהרזאד", "שהרזאד"),
        ("7", "7"),
        ("x" * limits.PEN_NAME, "x" * limits.PEN_NAME),
    ],
)
def test_a_pen_name_is_kept_tidily(typed, kept):
    assert add_pen_name(account=None, name=typed).name == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\u200b",
        "\u2800",
        "\u3164",
        "\u115f\u1160",
        "…",
        "💀",
        "\u202e",
        "\u0301",
        "x" * 81,
        "ﷺ" * 80,
    ],
)
def test_a_pen_name_that_nobody_can_read_is_refused(typed):
    assert list(refused(add_pen_name, account=None, name=typed)) == ["name"]
    assert not PenName.objects.exists()


@pytest.mark.parametrize("rival", ["alice liddell", "ALICE  LIDDELL", "Alicé Liddell", "Ａlice Liddell"])
def test_two_spellings_of_one_name_are_one_name(rival):
    alice = an_author("Alice Liddell")
    assert refused(add_pen_name, account=an_account(), name=rival)["name"][0].endswith("is taken.")
    assert check_pen_name(rival, but=alice)


def test_a_name_that_somebody_takes_at_the_same_moment_is_said(monkeypatch):
    an_author("Alice")
    monkeypatch.setattr("django.db.models.query.QuerySet.first", lambda self: None)
    assert list(refused(add_pen_name, account=None, name="Alice")) == ["name"]


def test_pen_names_have_a_bound():
    alice = an_account()
    for number in range(limits.PEN_NAMES_PER_ACCOUNT - 1):
        add_pen_name(account=alice, name=f"Alice {number}")
    with pytest.raises(PermissionDenied):
        add_pen_name(account=alice, name="One too many")


def test_a_pen_name_tells_of_itself():
    alice = an_author("Alice")
    address = alice.slug
    words = {"about": "Down *there*.", "default_disclaimer": "Not mine.", "default_note": "For Dinah."}
    edit_pen_name(by=alice.account, pen_name=alice, name="ALICE", words=words)
    alice.refresh_from_db()
    assert alice.name == "ALICE"
    assert alice.slug == address, "the address stays while the name is the same name"
    assert alice.about == "<p>Down <em>there</em>.</p>"
    assert (alice.default_disclaimer, alice.default_note) == ("Not mine.", "For Dinah.")
    edit_pen_name(by=alice.account, pen_name=alice, name="Dinah", words={})
    alice.refresh_from_db()
    assert alice.slug == "dinah"
    assert alice.about_source == "Down *there*."


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "Bob"}, "name"),
        ({"name": ""}, "name"),
        ({"words": {"about": "x" * (limits.ABOUT + 1)}}, "about"),
        ({"words": {"default_disclaimer": "x" * (limits.FIELD + 1)}}, "default_disclaimer"),
        ({"words": {"default_note": "x" * (limits.NOTE + 1)}}, "default_note"),
    ],
)
def test_what_a_pen_name_cannot_say_is_refused(given, field):
    an_author("Bob")
    alice = an_author("Alice")
    problem = refused(
        edit_pen_name, by=alice.account, pen_name=alice, **{"name": "Alice", "words": {}, **given}
    )
    assert list(problem) == [field]
    alice.refresh_from_db()
    assert alice.name == "Alice"


def test_pen_names_are_edited_by_those_who_may():
    alice = an_author("Alice")
    unclaimed = add_pen_name(account=None, name="Old Friend")
    for who in (an_account(), a_moderator(), an_owner()):
        with pytest.raises(PermissionDenied):
            edit_pen_name(by=who, pen_name=alice, name="Mine", words={})
    with pytest.raises(PermissionDenied):
        edit_pen_name(by=alice.account, pen_name=unclaimed, name="Mine", words={})
    assert edit_pen_name(by=a_moderator(), pen_name=unclaimed, name="Older Friend", words={})


def test_a_hidden_member_takes_no_further_name():
    alice = an_author("Alice")
    hide_account(by=an_owner(), account=alice.account, reason="Spam.")
    alice.account.refresh_from_db()
    with pytest.raises(PermissionDenied):
        add_pen_name(account=alice.account, name="Alison")
    with pytest.raises(PermissionDenied):
        edit_pen_name(by=alice.account, pen_name=alice, name="Alison", words={})
