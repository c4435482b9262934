"""A browser's list goes onto an account's."""

import pytest

from tests.make import an_account
from tests.pages.finding.never import remember, remembered
from tests.pages.seen import words

pytestmark = pytest.mark.django_db

URL = "/never/take-over/"


def test_it_is_taken_over_on_request_and_forgotten_here(client):
    bob = an_account("Bob")
    client.force_login(bob)
    remember(client, "lde.r13")
    client.post(URL)
    assert list(bob.exclusions.values_list("kind", "key")) == [("language", "de"), ("rating", "13")]
    assert remembered(client) == ""
    assert "2 things came over" in words(client.get("/never/"))


def test_or_it_is_let_go(client):
    bob = an_account("Bob")
    client.force_login(bob)
    remember(client, "lde.r13")
    client.post(URL, {"forget": "1"})
    assert not bob.exclusions.exists()
    assert remembered(client) == ""


def test_a_visitor_keeps_it(client):
    remember(client, "lde")
    client.post(URL)
    assert remembered(client) == "lde"
    assert client.get(URL).status_code == 405
