"""A form that had grown old is held and can be sent again; a form of another site's is not repeated."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from fanthology.people.models import PenName
from tests.make import an_account

pytestmark = pytest.mark.django_db

URL = "/desk/pen-names/add/"
HERE = "http://testserver"


@pytest.fixture
def hers():
    """Alice's, which has been given a token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(an_account("Alice"))
    client.get(URL)
    return client


@pytest.mark.parametrize(
    ("headers", "held"),
    [
        ({"origin": HERE}, True),
        ({"referer": f"{HERE}{URL}"}, True),
        ({"origin": HERE, "sec-fetch-site": "same-origin"}, True),
        ({"origin": HERE, "sec-fetch-site": "cross-site"}, False),
        ({"origin": HERE, "sec-fetch-site": "same-site"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://testserver.evil.example"}, False),
        ({"origin": "https://testserver"}, False),
        ({"origin": "http://testserver:81"}, False),
        ({"origin": "null"}, False),
        ({"origin": "null", "referer": f"{HERE}/"}, True),
        ({"origin": "http://evil.example", "referer": f"{HERE}/"}, False),
        ({"referer": "http://evil.example/?http://testserver/"}, False),
        ({"referer": "http://testserver.evil.example/"}, False),
        ({}, False),
    ],
)
def test_only_what_came_from_our_own_pages_is_repeated(headers, held, hers):
    answer = hers.post(URL, {"name": "Mock Turtle"}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert ("Mock Turtle" in page) is held
    assert ("Once more, please" in page) is held
    assert ("This form is not ours" in page) is not held


def test_sent_again_it_is_taken(hers):
    page = hers.post(URL, {"name": "Mock Turtle", "csrfmiddlewaretoken": "old"}, headers={"origin": HERE})
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    hers.post(URL, {"name": "Mock Turtle", "csrfmiddlewaretoken": token}, headers={"origin": HERE})
    assert PenName.objects.filter(name="Mock Turtle").exists()


def test_a_browser_that_lost_its_cookie_gets_another(hers):
    del hers.cookies["csrftoken"]
    answer = hers.post(URL, {"name": "Mock Turtle"}, headers={"origin": HERE})
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())[1]
    again = hers.post(URL, {"name": "Mock Turtle", "csrfmiddlewaretoken": token}, headers={"origin": HERE})
    assert again.status_code == 302


def test_passwords_are_not_repeated():
    hers = Client(enforce_csrf_checks=True)
    form = {"login": "alice@example.org", "password": "three quiet lanterns"}
    page = hers.post("/accounts/login/", form, headers={"origin": HERE}).content.decode()
    assert "alice@example.org" in page
    assert "three quiet lanterns" not in page
    assert "Passwords are not repeated on any page" in page


def test_behind_a_proxy_that_speaks_https_our_pages_are_known_too(hers, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    headers = {"host": "testserver", "origin": "https://testserver", "x-forwarded-proto": "https"}
    assert "Mock Turtle" in hers.post(URL, {"name": "Mock Turtle"}, headers=headers).content.decode()


def test_the_address_with_its_question_is_kept(hers):
    page = hers.post(f"{reverse('category_manage')}?under=3", {"path": "A > B"}, headers={"origin": HERE})
    assert f'action="{reverse("category_manage")}?under=3"' in page.content.decode()
