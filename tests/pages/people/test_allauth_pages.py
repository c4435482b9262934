"""Every page that allauth brings along is in our dress, and none is a dead end."""

from dataclasses import replace
from pathlib import Path

import allauth.account
import pytest
from allauth.account.urls import urlpatterns
from django.conf import settings as real_settings
from django.core import mail
from django.core.checks import run_checks
from django.template.loader import get_template
from django.urls import reverse

from fanthology.people.actions import password_link
from tests.make import PASSWORD, an_account

pytestmark = pytest.mark.django_db

OURS = Path(real_settings.TEMPLATES[0]["DIRS"][0])

# Pages of allauth that nothing here leads to: codes instead of links, phones, passkeys, and what replaces our e-mail page.
UNUSED = {
    "base_confirm_code.html",
    "base_entrance.html",
    "base_manage.html",
    "base_manage_email.html",
    "base_manage_password.html",
    "base_manage_phone.html",
    "base_reauthenticate.html",
    "confirm_email_verification_code.html",
    "confirm_login_code.html",
    "confirm_password_reset_code.html",
    "confirm_phone_verification_code.html",
    "email_change.html",
    "phone_change.html",
    "request_login_code.html",
    "signup_by_passkey.html",
    "verified_email_required.html",
}
UNUSED_LETTERS = ("login_code", "password_reset_code", "email_confirm_", "email_deleted")

# route: words of the page for a visitor, words for somebody signed in, or where it leads instead
PAGES = {
    "account_login": ("Sign in", "/desk/"),
    "account_logout": ("/", "Sign out?"),
    "account_inactive": ("This account is closed", "This account is closed"),
    "account_signup": ("Join", "/desk/"),
    "account_reauthenticate": ("/accounts/login/", "Your password, please"),
    "account_email": ("/accounts/login/", "Your e-mail address"),
    "account_email_verification_sent": ("look into your mailbox", "look into your mailbox"),
    "account_change_password": ("/accounts/login/", "Change your password"),
    "account_set_password": ("/accounts/login/", "/accounts/password/change/"),
    "account_reset_password": ("This archive sends no e-mail", "This archive sends no e-mail"),
    "account_reset_password_done": ("Look into your mailbox", "Look into your mailbox"),
    "account_reset_password_from_key": ("does not work any more", "does not work any more"),
    "account_reset_password_from_key_done": ("Your password is changed", "Your password is changed"),
    "account_confirm_email": ("does not work any more", "does not work any more"),
    "account_confirm_login_code": ("/accounts/login/", "/desk/"),
}
ARGUMENTS = {"account_reset_password_from_key": ["1", "x-y"], "account_confirm_email": ["nothing"]}


def test_every_route_is_known():
    assert {pattern.name for pattern in urlpatterns} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_ours_or_leads_to_one(name, client):
    for expected in PAGES[name]:
        answer = client.get(reverse(name, args=ARGUMENTS.get(name)))
        if expected.startswith("/"):
            assert answer.status_code == 302
            assert answer["Location"].partition("?")[0] == expected
        else:
            assert answer.status_code == 200
            page = answer.content.decode()
            assert expected in page
            assert 'class="mast"' in page
            assert "placeholder=" not in page
        client.force_login(an_account())


def test_the_folder_itself_leads_somewhere(client):
    assert client.get("/accounts/")["Location"] == "/accounts/login/"
    client.force_login(an_account())
    assert client.get("/accounts/")["Location"] == "/accounts/email/"


def test_every_template_that_can_be_reached_is_ours():
    theirs = Path(allauth.account.__file__).parents[1] / "templates" / "account"
    pages = {path.name for path in theirs.glob("*.html")} - UNUSED
    letters = {
        f"email/{path.name}"
        for path in (theirs / "email").iterdir()
        if not path.name.startswith(UNUSED_LETTERS)
    }
    letters |= {"email/email_confirmation_message.txt", "email/email_confirmation_subject.txt"}
    assert len(pages) > 10
    assert len(letters) > 10
    lost = [
        name
        for name in pages | letters
        if not Path(get_template(f"account/{name}").origin.name).is_relative_to(OURS)
    ]
    assert lost == []


def test_asked_for_as_json_they_stay_pages(client):
    for headers in ({"accept": "application/json"}, {"x-requested-with": "XMLHttpRequest"}):
        answer = client.post("/accounts/login/", {"login": "x@example.org"}, headers=headers)
        assert answer["Content-Type"].startswith("text/html")


def test_no_setting_is_a_deprecated_one():
    assert [problem for problem in run_checks() if not problem.is_silenced()] == []


def test_signing_in_and_out(client):
    alice = an_account()
    answer = client.post(
        "/accounts/login/", {"login": alice.email.upper(), "password": PASSWORD, "remember": "on"}
    )
    assert answer["Location"] == "/desk/"
    assert client.session.get_expiry_age() > 80 * 24 * 3600
    assert client.post("/accounts/logout/", follow=True).redirect_chain == [("/", 302)]
    client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    assert client.session.get_expire_at_browser_close(), "not remembered means until the window closes"


def test_one_comes_back_to_where_one_was_going_but_not_elsewhere(client):
    alice = an_account()
    form = {"login": alice.email, "password": PASSWORD}
    assert client.post("/accounts/login/?next=/stories/7/", form)["Location"] == "/stories/7/"
    client.logout()
    assert client.post("/accounts/login/?next=//evil.example/", form)["Location"] == "/desk/"


def test_a_wrong_password_tells_nothing_of_the_account(client):
    alice = an_account()
    pages = [
        client.post("/accounts/login/", {"login": email, "password": "wrong"}).content.decode()
        for email in (alice.email, "nobody@example.org")
    ]
    for page in pages:
        assert "This e-mail address and this password do not belong together." in page


def test_wrong_passwords_are_counted_for_an_account_from_wherever(client):
    alice = an_account()
    for number in range(5):
        client.post(
            "/accounts/login/", {"login": alice.email, "password": "wrong"}, REMOTE_ADDR=f"192.0.2.{number}"
        )
    answer = client.post(
        "/accounts/login/", {"login": alice.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.9"
    )
    assert "Too many tries with a wrong password." in answer.content.decode()


@pytest.mark.parametrize(("proxies", "told_apart"), [(0, False), (1, True)])
def test_a_proxy_is_believed_only_where_that_was_set(proxies, told_apart, client, settings):
    """Behind a proxy of ours, readers are told apart; without one, nobody gets further tries by telling a tale."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answers = [
        client.post(
            "/accounts/login/",
            {"login": f"nobody{number}@example.org", "password": "wrong"},
            headers={"x-forwarded-for": f"203.0.113.9, 192.0.2.{number}"},
        )
        for number in range(12)
    ]
    refused = ["Too many tries" in answer.content.decode() for answer in answers]
    assert refused[:10] == [False] * 10
    assert refused[10:] == [not told_apart] * 2
    missing = client.post("/accounts/login/", {"login": "x@example.org", "password": "wrong"})
    assert missing.status_code == 200


def test_a_member_without_the_header_of_the_proxy_is_no_error(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    alice = an_account()
    assert client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD}).status_code == 302


def test_a_password_is_changed_and_this_browser_stays_signed_in(client):
    alice = an_account()
    client.force_login(alice)
    form = {"oldpassword": PASSWORD, "password1": "four loud lanterns", "password2": "four loud lanterns"}
    wrong = client.post("/accounts/password/change/", {**form, "oldpassword": "wrong"}).content.decode()
    assert "That is not your password." in wrong
    answer = client.post("/accounts/password/change/", form, follow=True)
    assert answer.redirect_chain == [("/desk/account/", 302)]
    assert "Your password is changed." in answer.content.decode()
    alice.refresh_from_db()
    assert alice.check_password("four loud lanterns")


def test_an_account_without_password_chooses_one(client):
    alice = an_account()
    alice.set_unusable_password()
    alice.save()
    client.force_login(alice)
    assert client.get("/accounts/password/change/")["Location"] == "/accounts/password/set/"
    assert "Choose a password" in client.get("/accounts/password/set/").content.decode()
    client.post("/accounts/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_a_closed_account_says_so(client):
    alice = an_account()
    alice.is_active = False
    alice.save()
    answer = client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD}, follow=True)
    assert "This account is closed" in answer.content.decode()


def test_without_a_mail_server_no_letter_is_promised(client):
    answer = client.post("/accounts/password/reset/", {"email": an_account().email})
    assert answer.status_code == 200
    assert "This archive sends no e-mail" in answer.content.decode()
    assert mail.outbox == []


def test_a_forgotten_password_is_replaced_by_letter(client, settings):
    settings.CONFIG = replace(settings.CONFIG, smtp_host="mail.example", url="https://moors.example")
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    alice = an_account()
    answer = client.post("/accounts/password/reset/", {"email": alice.email.upper()}, follow=True)
    assert "Look into your mailbox" in answer.content.decode()
    stranger = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert stranger.content == answer.content, "nobody learns who has an account"
    first, second = mail.outbox
    assert (first.to, second.to) == ([alice.email], ["nobody@example.org"])
    assert first.alternatives == second.alternatives == []
    assert "there is no account with it here" in second.body
    link = next(word for word in first.body.split() if "/password/reset/key/" in word)
    assert link.startswith("https://moors.example/")
    form = client.get(link.removeprefix("https://moors.example"), follow=True)
    assert "Choose a new password" in form.content.decode()
    new = {"password1": "four loud lanterns", "password2": "four loud lanterns"}
    differing = client.post(form.redirect_chain[-1][0], {**new, "password2": "other"})
    assert "You must type the same password each time." in differing.content.decode()
    assert client.post(form.redirect_chain[-1][0], new)["Location"] == "/desk/"
    assert client.session["_auth_user_id"] == str(alice.pk)
    assert mail.outbox[2].subject == "[Fanthology] Your password has been changed"


def test_a_new_password_ends_the_wait_after_wrong_ones(client):
    alice = an_account()
    for _ in range(5):
        client.post("/accounts/login/", {"login": alice.email, "password": "wrong"})
    link = password_link(base_url="", account=alice)
    form = client.get(link, follow=True)
    new = {"password1": "four loud lanterns", "password2": "four loud lanterns"}
    client.post(form.redirect_chain[-1][0], new)
    client.logout()
    assert (
        client.post("/accounts/login/", {"login": alice.email, "password": new["password1"]}).status_code
        == 302
    )
