"""The one-time link: whoever opens it becomes the owner, and nobody after them."""

import pytest
from django.urls import reverse

from fanthology.people.actions import owner_token
from fanthology.people.models import Account, Role
from tests.make import PASSWORD, an_account, an_owner

pytestmark = pytest.mark.django_db

FORM = {"email": "Olga@example.org", "pen_name": "Olga", "password": PASSWORD}


@pytest.fixture
def link():
    return reverse("owner_welcome", args=[owner_token()])


def test_the_link_leads_to_an_owned_archive(client, link):
    assert "Welcome to your archive" in client.get(link).content.decode()
    answer = client.post(link, FORM, follow=True)
    assert answer.redirect_chain == [(reverse("owner_steps"), 302)]
    assert "The archive is yours" in answer.content.decode()
    olga = Account.objects.get()
    assert (olga.email, olga.is_owner) == ("olga@example.org", True)
    assert client.session["_auth_user_id"] == str(olga.pk)


def test_it_works_once(client, link):
    an_owner()
    for answer in (client.get(link), client.post(link, FORM)):
        assert answer.status_code == 410
        assert "has done its work" in answer.content.decode()
    assert Account.objects.count() == 1


@pytest.mark.parametrize("token", ["wrong", "ö" * 40, owner_token()[:-1]])
def test_another_link_is_no_link(client, token):
    url = reverse("owner_welcome", args=[token])
    for answer in (client.get(url), client.post(url, FORM)):
        assert answer.status_code == 404
        assert "This is not the link" in answer.content.decode()
    assert not Account.objects.exists()


def test_what_is_wrong_is_said_and_what_is_right_stays(client, link):
    an_account("Alice")
    answer = client.post(link, {"email": "olga@example.org", "pen_name": "alice", "password": "password"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The pen name “alice” is taken." in page
    assert "This password is too common." in page
    assert 'value="olga@example.org"' in page
    taken = client.post(link, {**FORM, "email": Account.objects.get().email})
    assert "An account with this e-mail address exists already." in taken.content.decode()
    assert Account.objects.count() == 1


class Rival:
    """A password validator that is a faster visitor with the same link."""

    def validate(self, password, user=None) -> None:
        Account.objects.get_or_create(email="faster@example.org", role=Role.OWNER)

    def get_help_text(self) -> str:
        return ""


def test_the_slower_of_two_is_told(client, link, settings):
    settings.AUTH_PASSWORD_VALIDATORS = [{"NAME": f"{__name__}.Rival"}]
    answer = client.post(link, FORM)
    assert answer.status_code == 410
    assert "has done its work" in answer.content.decode()
    assert Account.objects.count() == 1
