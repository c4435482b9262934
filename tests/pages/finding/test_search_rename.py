"""Renaming a saved search."""

import pytest

from fanthology.finding.actions import save_search
from tests.make import an_account
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db


def test_it_gets_another_name_and_keeps_its_feed(client):
    alice = an_account()
    search = save_search(by=alice, name="Old", address="")
    save_search(by=alice, name="Taken", address="")
    client.force_login(alice)
    url = f"/searches/{search.pk}/rename/"
    assert fields_on(client.get(url).content.decode())["name"] == ["Old"]
    assert "already" in errors_on(client.post(url, {"name": "taken"}).content.decode())["name"]
    token = search.token
    assert client.post(url, {"name": "New"})["Location"] == "/searches/"
    search.refresh_from_db()
    assert (search.name, search.token) == ("New", token)


def test_that_of_somebody_else_is_not_even_there(client):
    search = save_search(by=an_account(), name="Mine", address="")
    client.force_login(an_account())
    assert client.get(f"/searches/{search.pk}/rename/").status_code == 404
    assert client.post(f"/searches/{search.pk}/rename/", {"name": "Yours"}).status_code == 404
