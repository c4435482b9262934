"""Who is here."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_account
from tests.make import an_account
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

URL = "/moderation/accounts/"


def test_who_may_open_it(opens, for_moderators):
    assert opens(URL) == for_moderators


def test_addresses_and_roles_are_the_owners(client, cast):
    alice = cast["alice"]
    links = {name: f'href="{reverse(name, args=[alice.pk])}"' for name in ("role_edit", "account_hide")}
    client.force_login(cast["mina"])
    page = client.get(URL).content.decode()
    assert "Alice" in page
    assert alice.email not in page
    assert links["account_hide"] in page
    assert links["role_edit"] not in page
    client.force_login(cast["olga"])
    page = client.get(URL).content.decode()
    assert alice.email in page
    assert all(link in page for link in links.values())


def test_somebody_is_looked_for(client, cast):
    client.force_login(cast["olga"])
    page = client.get(URL, {"q": cast["bob"].email}).content.decode()
    assert ">Bob<" in page
    assert ">Alice<" not in page
    assert "Nobody is called that." in client.get(URL, {"q": "nobody" * 100}).content.decode()
    assert "Nobody is called that." in client.get(URL, {"q": "nob\x00ody"}).content.decode()
    assert ">Alice<" in client.get(URL, {"q": "\x00 \u200b"}).content.decode(), "that is to look for nobody"


def test_hidden_ones_are_marked_and_can_be_shown_again(client, cast):
    hide_account(by=cast["mina"], account=cast["alice"], reason="Spam.")
    client.force_login(cast["mina"])
    page = client.get(URL).content.decode()
    assert '<span class="badge warn">hidden</span>' in page
    assert f'href="{reverse("account_restore", args=[cast["alice"].pk])}"' in page


def test_it_is_paged_and_its_cost_does_not_grow(client, cast):
    client.force_login(cast["olga"])
    client.get(URL)
    with count_queries() as with_few:
        client.get(URL)
    for _ in range(3):
        an_account()
    with count_queries() as with_more:
        client.get(URL)
    assert len(with_few) == len(with_more)
    for _ in range(20):
        an_account()
    assert ">Alice<" not in client.get(URL).content.decode()
    assert ">Alice<" in client.get(URL, {"page": "2"}).content.decode()
