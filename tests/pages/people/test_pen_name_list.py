"""One's pen names."""

import pytest
from django.urls import reverse

from fanthology.core import limits
from fanthology.moderation.actions import hide_account
from fanthology.people.actions import add_pen_name
from tests.make import a_moderator, an_account, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

URL = "/desk/pen-names/"


def test_ones_own_are_listed_with_their_pages_and_nobody_elses(client):
    alice, bob = an_author("Alice"), an_author("Bob")
    client.force_login(alice.account)
    page = client.get(URL).content.decode()
    assert f'href="{reverse("author_read", args=[alice.slug])}"' in page
    assert f'href="{reverse("pen_name_edit", args=[alice.pk])}"' in page
    assert bob.name not in page


def test_the_bound_is_said_when_it_is_reached(client):
    alice = an_account()
    for number in range(limits.PEN_NAMES_PER_ACCOUNT - 1):
        add_pen_name(account=alice, name=f"Alice {number}")
    client.force_login(alice)
    page = client.get(URL).content.decode()
    assert f"You have {limits.PEN_NAMES_PER_ACCOUNT} pen names" in page
    assert reverse("pen_name_add") not in page


def test_a_hidden_member_sees_them_but_is_offered_nothing(client):
    alice = an_author("Alice")
    hide_account(by=a_moderator(), account=alice.account, reason="Spam, <b>lots</b>.")
    client.force_login(alice.account)
    page = client.get(URL).content.decode()
    assert "Alice" in page
    assert "Spam, &lt;b&gt;lots&lt;/b&gt;." in page
    assert reverse("pen_name_add") not in page
    assert reverse("pen_name_edit", args=[alice.pk]) not in page


def test_visitors_sign_in_first(client):
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"


def test_its_cost_does_not_grow(client):
    alice = an_account()
    client.force_login(alice)
    client.get(URL)
    with count_queries() as with_one:
        client.get(URL)
    for number in range(2):
        add_pen_name(account=alice, name=f"Alice {number}")
    with count_queries() as with_three:
        client.get(URL)
    assert len(with_one) == len(with_three)
