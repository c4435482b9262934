"""A further pen name."""

import pytest
from django.urls import reverse

from fanthology.core import limits
from fanthology.people.actions import add_pen_name
from tests.make import an_account

pytestmark = pytest.mark.django_db

URL = "/desk/pen-names/add/"


def test_a_name_is_taken_and_can_be_described(client):
    alice = an_account("Alice")
    client.force_login(alice)
    answer = client.post(URL, {"name": " Mock   Turtle "}, follow=True)
    turtle = alice.pen_names.get(slug="mock-turtle")
    assert answer.redirect_chain == [(reverse("pen_name_edit", args=[turtle.pk]), 302)]
    assert "Mock Turtle is yours." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("alice", "The pen name “alice” is taken."),
        ("", "required"),
        ("\u3164", "at least one letter or digit"),
        ("x" * 81, "at most 80 characters"),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_is_said(name, said, client):
    client.force_login(an_account("Alice"))
    answer = client.post(URL, {"name": name})
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_beyond_the_bound_there_is_no_such_page(client):
    alice = an_account()
    for number in range(limits.PEN_NAMES_PER_ACCOUNT - 1):
        add_pen_name(account=alice, name=f"Alice {number}")
    client.force_login(alice)
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"name": "One too many"}).status_code == 403


def test_visitors_sign_in_first(client):
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"
