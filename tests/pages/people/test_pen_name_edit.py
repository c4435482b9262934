"""What a pen name is called, says of itself, and puts into every new story."""

import pytest
from django.urls import reverse

from fanthology.core import limits
from fanthology.people.actions import add_pen_name
from tests.make import a_moderator, an_account, an_author, an_owner

pytestmark = pytest.mark.django_db

WORDS = {
    "about": "Down *there*.\r\n\r\nUp here.",
    "default_disclaimer": "Not mine.",
    "default_note": "For Dinah.",
}


def address(pen_name) -> str:
    return reverse("pen_name_edit", args=[pen_name.pk])


def test_everything_is_kept_and_shown_again(client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    answer = client.post(address(alice), {"name": "Alice L.", **WORDS}, follow=True)
    page = answer.content.decode()
    assert "Alice L. is saved." in page
    assert "Down *there*.\n\nUp here." in page
    assert f'href="{reverse("author_read", args=["alice-l"])}"' in page
    alice.refresh_from_db()
    assert (alice.name, alice.default_disclaimer, alice.default_note) == (
        "Alice L.",
        "Not mine.",
        "For Dinah.",
    )
    assert alice.about == "<p>Down <em>there</em>.</p>\n<p>Up here.</p>"


@pytest.mark.parametrize(
    ("field", "most"),
    [("about", limits.ABOUT), ("default_disclaimer", limits.FIELD), ("default_note", limits.NOTE)],
)
def test_a_text_at_its_limit_fits_and_one_over_it_is_kept_in_the_form(field, most, client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    just = "ab\r\n" * (most // 3) + "é" * (most % 3)
    assert client.post(address(alice), {"name": "Alice", **WORDS, field: just}).status_code == 302
    over = "z" * (most + 1)
    page = client.post(address(alice), {"name": "Alice", **WORDS, field: over}).content.decode()
    assert f"This has {most + 1} characters; up to {most} fit." in page
    assert over in page
    assert "maxlength" not in page.split("<textarea", 1)[1], "a browser would cut what is pasted"


def test_a_name_that_is_taken_changes_nothing(client):
    an_author("Bob")
    alice = an_author("Alice")
    client.force_login(alice.account)
    page = client.post(address(alice), {"name": "BOB", **WORDS}).content.decode()
    assert "The pen name “BOB” is taken." in page
    assert "<h1><bdi>Alice</bdi></h1>" in page
    alice.refresh_from_db()
    assert alice.about == ""


def test_who_may_edit_which(client):
    alice = an_author("Alice")
    unclaimed = add_pen_name(account=None, name="Old Friend")
    people = {"alice": alice.account, "bob": an_account(), "mina": a_moderator(), "olga": an_owner()}
    for who, hers, nobodys in (
        ("alice", 200, 403),
        ("bob", 403, 403),
        ("mina", 403, 200),
        ("olga", 403, 200),
    ):
        client.force_login(people[who])
        assert client.get(address(alice)).status_code == hers, who
        assert client.get(address(unclaimed)).status_code == nobodys, who
    client.logout()
    assert client.get(address(alice))["Location"].startswith("/accounts/login/")


def test_a_number_that_nobody_has(client):
    client.force_login(an_account())
    assert client.get(f"/desk/pen-names/{10**30}/").status_code == 404


def test_a_text_that_cannot_be_taken_changes_nothing_and_is_kept(client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    page = client.post(
        address(alice), {"name": "Alison", **WORDS, "about": "> " * 3000 + "x"}
    ).content.decode()
    assert "nests more than" in page
    assert 'value="Alison"' in page
    assert "<h1><bdi>Alice</bdi></h1>" in page
    alice.refresh_from_db()
    assert alice.name == "Alice"
