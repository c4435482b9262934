"""All series that one keeps."""

import pytest
from django.urls import reverse

from fanthology.stories.actions import begin_series
from tests.make import an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def page_of(client, **asked):
    return client.get(reverse("series_own"), asked).content.decode()


def test_all_of_mine_and_none_of_others_a_page_at_a_time(client):
    alice, bob = an_author("Alice"), an_author("Bob")
    begin_series(by=bob.account, owner=bob, title="Bob's own")
    client.force_login(alice.account)
    assert "Stories that belong in an order" in page_of(client)
    for number in range(21):
        begin_series(by=alice.account, owner=alice, title=f"Series {number:02}")
    assert "Series 20" in page_of(client)
    assert "Series 00" in page_of(client, page="2")
    assert "Bob" not in page_of(client)
    desk = client.get(reverse("desk")).content.decode()
    assert "All 21 series" in desk


def test_one_costs_as_many_queries_as_three(client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    begin_series(by=alice.account, owner=alice, title="One")
    page_of(client)
    with count_queries() as one:
        page_of(client)
    for _ in range(2):
        begin_series(by=alice.account, owner=alice, title="More")
    with count_queries() as three:
        page_of(client)
    assert len(one) == len(three)
