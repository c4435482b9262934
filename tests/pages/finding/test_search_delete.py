"""Forgetting a saved search."""

import pytest

from fanthology.finding.actions import save_search
from fanthology.finding.models import SavedSearch
from tests.make import an_account

pytestmark = pytest.mark.django_db


def test_it_asks_once_more(client):
    search = save_search(by=an_account(), name="Mine", address="")
    url = f"/searches/{search.pk}/forget/"
    client.force_login(an_account())
    assert client.post(url).status_code == 404
    client.force_login(search.account)
    assert "Its feed ends with it." in client.get(url).content.decode()
    assert SavedSearch.objects.exists()
    assert client.post(url)["Location"] == "/searches/"
    assert not SavedSearch.objects.exists()
