"""Saving a search."""

import pytest

from fanthology.core import limits
from fanthology.finding.models import SavedSearch
from tests.make import a_story, an_account
from tests.pages.forms import errors_on, fields_on
from tests.pages.seen import words

pytestmark = pytest.mark.django_db

URL = "/searches/save/"


@pytest.mark.parametrize(
    "query",
    [
        "in=fandom:Sherlock+Holmes&words_from=1000&page=3",
        "address=in%3Dfandom:Sherlock%2BHolmes%26words_from%3D1000",
    ],
)
def test_it_says_what_was_understood_and_keeps_it_under_a_name(client, query):
    a_story()
    client.force_login(an_account())
    page = client.get(f"{URL}?{query}")
    assert "in Sherlock Holmes" in words(page)
    fields = fields_on(page.content.decode())
    assert client.post(URL, {**fields, "name": "Long ones"})["Location"] == "/searches/"
    search = SavedSearch.objects.get()
    assert search.name == "Long ones"
    answer = client.get("/searches/")
    assert "“Long ones” is saved." in words(answer)
    assert set(search.address.split("&")) == {"in=fandom%3ASherlock+Holmes", "words_from=1000"}


def test_a_refused_name_stays_with_the_search(client):
    client.force_login(an_account())
    client.post(URL, {"name": "Mine", "address": "words_from=5"})
    for name in ("", "mine", "x" * (limits.SEARCH_NAME + 1)):
        page = client.post(URL, {"name": name, "address": "words_from=7"}).content.decode()
        assert "name" in errors_on(page)
        assert fields_on(page)["address"] == ["words_from=7"]
    assert SavedSearch.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["", "%%%", "q=%00", "in=nonsense:x&in=fandom:Nothing", "a" * 20_000, "page=9&<script>=1"]
)
def test_nonsense_is_never_an_error_of_ours(client, address):
    client.force_login(an_account())
    assert client.get(URL, {"address": address}).status_code == 200
    assert client.post(URL, {"address": address, "name": "Odd"}).status_code == 302


def test_visitors_sign_in_first_and_keep_the_search(client):
    assert client.get(f"{URL}?in=fandom:Dracula")["Location"].startswith(
        "/accounts/login/?next=/searches/save/%3Fin"
    )
