"""Joining: an account with its first pen name."""

import re
from dataclasses import replace

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from fanthology.moderation.actions import write_house_text
from fanthology.people.actions import add_pen_name
from fanthology.people.models import Account, PenName
from tests.make import PASSWORD, an_account, an_owner

pytestmark = pytest.mark.django_db

FORM = {"email": "Alice@example.org", "pen_name": "Alice", "password1": PASSWORD, "homepage": ""}
URL = "/accounts/signup/"


@pytest.fixture
def confirming(settings):
    """An archive that confirms addresses."""
    settings.CONFIG = replace(settings.CONFIG, smtp_host="mail.example")
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_visitor_joins_and_is_at_their_desk(client):
    answer = client.post(URL, FORM)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk"))
    alice = Account.objects.get()
    assert alice.email == "alice@example.org"
    assert alice.check_password(PASSWORD)
    assert [name.name for name in alice.pen_names.all()] == ["Alice"]
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_where_they_were_going_they_go(client):
    page = client.get(URL, {"next": "/stories/7/"})
    assert 'name="next" value="/stories/7/"' in text_of(page)
    assert client.post(URL, {**FORM, "next": "/stories/7/"})["Location"] == "/stories/7/"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "no address"}, "Enter a valid email address."),
        ({"email": "x" * 250 + "@example.org"}, "up to 254 characters"),
        ({"pen_name": "bob"}, "The pen name “bob” is taken."),
        ({"pen_name": "\u200b"}, "A pen name needs at least one letter or digit."),
        ({"pen_name": ""}, "This field is required."),
        ({"password1": "short"}, "This password is too short."),
        ({"password1": "alice@example.org"}, "too similar"),
        ({"homepage": "https://pills.example"}, "leave the field “homepage” empty"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_else_is_lost(given, said, client):
    an_account("Bob")
    answer = client.post(URL, {**FORM, **given})
    assert answer.status_code == 200
    assert said in text_of(answer)
    if "email" not in given:
        assert 'value="Alice@example.org"' in text_of(answer)
    assert Account.objects.count() == 1


class Rival:
    """A password validator that is a faster visitor: it takes the name after it was found to be free."""

    def validate(self, password, user=None) -> None:
        if not PenName.objects.filter(name="Alice").exists():
            add_pen_name(account=None, name="Alice")

    def get_help_text(self) -> str:
        return ""


def test_a_name_that_somebody_takes_meanwhile_is_said(client, settings):
    settings.AUTH_PASSWORD_VALIDATORS = [{"NAME": f"{__name__}.Rival"}]
    answer = client.post(URL, FORM)
    assert answer.status_code == 200
    assert "The pen name “Alice” is taken." in text_of(answer)
    assert not Account.objects.exists(), "and no half an account is left"


def test_the_trap_for_programs_is_hidden_from_people(client):
    assert re.search(r"<p hidden>[^/]*/label> <input[^>]*name=\"homepage\"", text_of(client.get(URL)))


def test_rules_that_the_owner_wrote_are_to_be_kept(client):
    assert "rules of this archive" not in text_of(client.get(URL))
    write_house_text(by=an_owner(), name="rules", body="Be kind.", markup="plain")
    page = text_of(client.get(URL))
    assert "I will keep the rules of this archive" in page
    assert f'href="{reverse("rules")}"' in page
    assert "Please read the rules first" in text_of(client.post(URL, FORM))
    assert client.post(URL, {**FORM, "rules": "on"}).status_code == 302


def test_a_closed_door_says_so(client, settings):
    settings.CONFIG = replace(settings.CONFIG, signup="closed")
    for answer in (client.get(URL), client.post(URL, FORM)):
        assert "takes no new members" in text_of(answer)
    assert not Account.objects.exists()


def test_somebody_signed_in_has_an_account_already(client):
    client.force_login(an_account())
    assert client.get(URL)["Location"] == reverse("desk")


def test_the_link_in_the_letter_confirms_and_signs_in(client, confirming):
    answer = client.post(URL, FORM, follow=True)
    assert "look into your mailbox" in text_of(answer)
    assert "_auth_user_id" not in client.session
    (letter,) = mail.outbox
    assert letter.to == ["alice@example.org"]
    assert letter.alternatives == [], "letters are plain text"
    (link,) = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", letter.body)
    assert "Is this your address?" in text_of(client.get(link))
    assert "_auth_user_id" not in client.session, "a mailbox that opens links by itself confirms nothing"
    assert client.post(link)["Location"] == reverse("desk")
    assert "_auth_user_id" in client.session
    assert "does not work any more" in text_of(client.get(link))


def test_elsewhere_the_link_only_confirms(client, confirming):
    client.post(URL, FORM)
    (link,) = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[0].body)
    client.cookies.clear()
    answer = client.post(link, follow=True)
    assert answer.redirect_chain == [("/accounts/login/", 302)]
    assert "alice@example.org is confirmed." in text_of(answer)
    assert (
        client.post("/accounts/login/", {"login": "alice@example.org", "password": PASSWORD}).status_code
        == 302
    )
    assert "_auth_user_id" in client.session


def test_nobody_learns_who_has_an_account(client, confirming):
    new = client.post(URL, FORM, follow=True)
    client.cookies.clear()
    cache.clear()  # three minutes pass
    taken = client.post(URL, {**FORM, "pen_name": "Alison"}, follow=True)

    def without_token(answer) -> str:
        return re.sub(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", text_of(answer))

    assert new.redirect_chain == taken.redirect_chain
    assert without_token(new) == without_token(taken)
    assert [letter.subject for letter in mail.outbox] == [
        "[Fanthology] Welcome: please confirm your address",
        "[Fanthology] You have an account already",
    ]
    assert Account.objects.count() == PenName.objects.count() == 1


def test_a_mail_server_that_does_not_answer_is_said(client, confirming, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    answer = client.post(URL, FORM, follow=True)
    assert answer.status_code == 200
    assert "The e-mail could not be sent just now" in text_of(answer)
    assert Account.objects.exists()


def test_links_in_letters_lead_to_the_address_that_was_set(client, confirming, settings):
    settings.CONFIG = replace(settings.CONFIG, url="https://moors.example")
    client.post(URL, FORM, headers={"host": "localhost"})
    assert "https://moors.example/accounts/confirm-email/" in mail.outbox[0].body


def test_too_many_from_one_place_must_wait(client):
    for number in range(20):
        assert client.post(URL, {**FORM, "email": "no address"}).status_code == 200, number
    answer = client.post(URL, FORM)
    assert answer.status_code == 429
    assert "Too many tries" in text_of(answer)
