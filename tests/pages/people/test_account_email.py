"""The address one signs in with."""

import re
from dataclasses import replace

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from fanthology.people.models import Account
from tests.make import PASSWORD, an_account

pytestmark = pytest.mark.django_db

URL = "/accounts/email/"
FORM = {"email": "New@example.org", "password": PASSWORD}


@pytest.fixture
def alice(client):
    account = an_account("Alice")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client.force_login(account)
    return account


@pytest.fixture
def confirming(settings):
    settings.CONFIG = replace(settings.CONFIG, smtp_host="mail.example")
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True


def link_in(letter) -> str:
    return re.findall(r"http://testserver(/accounts/confirm-email/\S+)", letter.body)[0]


def test_without_confirming_it_changes_at_once(client, alice):
    answer = client.post(URL, FORM, follow=True)
    assert "You sign in with new@example.org from now on." in answer.content.decode()
    alice.refresh_from_db()
    assert alice.email == "new@example.org"
    client.logout()
    assert client.login(email="new@example.org", password=PASSWORD)


def test_with_confirming_it_changes_when_the_link_is_opened(client, alice, confirming):
    old = alice.email
    page = client.post(URL, FORM, follow=True).content.decode()
    assert "changing to new@example.org" in page
    alice.refresh_from_db()
    assert alice.email == old
    client.post(link_in(mail.outbox[0]))
    alice.refresh_from_db()
    assert alice.email == "new@example.org"
    assert EmailAddress.objects.get(user=alice).verified
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["new@example.org"], "[Fanthology] Please confirm your address"),
        ([old], "[Fanthology] Your address has been changed"),
    ]


def test_a_change_can_be_taken_back(client, alice, confirming):
    client.post(URL, FORM)
    assert "You asked to change to" in client.get(URL).content.decode()
    page = client.post(URL, {"cancel": "yes"}, follow=True).content.decode()
    assert f"Your address stays {alice.email}." in page
    assert "You asked to change to" not in page
    assert "does not work any more" in client.get(link_in(mail.outbox[0])).content.decode()


def test_the_link_is_sent_again_but_not_at_once(client, alice, confirming):
    client.post(URL, FORM)
    page = client.post(URL, {"resend": "yes"}, follow=True).content.decode()
    assert "Please wait three minutes." in page
    assert len(mail.outbox) == 1


def test_an_address_that_was_never_confirmed_can_be(client, alice, confirming):
    EmailAddress.objects.filter(user=alice).update(verified=False)
    assert "not confirmed yet" in client.get(URL).content.decode()
    client.post(URL, {"resend": "yes"})
    client.post(link_in(mail.outbox[0]))
    assert EmailAddress.objects.get(user=alice).verified
    page = client.post(URL, {"resend": "yes"}, follow=True).content.decode()
    assert "is confirmed already" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "no address"}, "valid email address"),
        ({"email": ""}, "required"),
        ({"password": "wrong"}, "That is not your password."),
        ({"password": ""}, "required"),
    ],
)
def test_what_cannot_be_is_said(given, said, client, alice):
    old = alice.email
    assert said in client.post(URL, {**FORM, **given}).content.decode()
    assert (
        "That is your address already." in client.post(URL, {**FORM, "email": old.upper()}).content.decode()
    )
    alice.refresh_from_db()
    assert alice.email == old


def test_somebody_elses_address_is_refused_where_it_would_change_at_once(client, alice):
    bob = an_account()
    page = client.post(URL, {**FORM, "email": bob.email}).content.decode()
    assert "An account with this e-mail address exists already." in page
    assert f"You sign in with <b>{alice.email}</b>" in page


def test_somebody_elses_address_is_told_only_to_their_mailbox(client, alice, confirming):
    bob = an_account()
    page = client.post(URL, {**FORM, "email": bob.email}, follow=True).content.decode()
    assert f"We have sent a link to {bob.email}." in page
    page = client.post(link_in(mail.outbox[0]), follow=True).content.decode()
    assert "An account with this e-mail address exists already." in page
    alice.refresh_from_db()
    assert alice.email != bob.email
    assert Account.objects.filter(email=bob.email).count() == 1


def test_wrong_passwords_are_counted(client, alice):
    for _ in range(5):
        client.post(URL, {**FORM, "password": "wrong"})
    page = client.post(URL, FORM).content.decode()
    assert "Too many tries with a wrong password." in page


def test_visitors_sign_in_first(client):
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"
