"""The page where everything about one's account starts."""

import pytest
from django.urls import reverse

from fanthology.people.actions import add_pen_name
from tests.make import a_moderator, an_account
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

URL = "/desk/account/"


def test_it_says_what_there_is_and_leads_to_the_changing_of_it(client):
    alice = an_account("Alice <Liddell>")
    client.force_login(alice)
    page = client.get(URL).content.decode()
    assert alice.email in page
    assert "Alice &lt;Liddell&gt;" in page
    for name in ("account_email", "account_change_password", "pen_name_list", "account_logout"):
        assert f'href="{reverse(name)}"' in page, name
    assert reverse("moderation") not in page


def test_moderators_find_their_desk(client):
    client.force_login(a_moderator())
    assert f'href="{reverse("moderation")}"' in client.get(URL).content.decode()


def test_visitors_sign_in_first(client):
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"


def test_its_cost_does_not_grow_with_pen_names(client):
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
