"""What waits for one's eye."""

import pytest
from django.urls import reverse

from tests.make import an_author
from tests.pages.formats.test_arrival_edit import waiting
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def page_of(client, **asked):
    answer = client.get(reverse("arrival_list"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_mine_are_listed_a_page_at_a_time(client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    assert "Nothing waits." in page_of(client)
    rows = [waiting(alice.account) for _ in range(21)]
    assert reverse("arrival_edit", args=[rows[-1].pk]) in page_of(client)
    assert reverse("arrival_edit", args=[rows[0].pk]) in page_of(client, page="2")
    assert "3 chapters" in page_of(client)


def test_one_costs_as_many_queries_as_three(client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    waiting(alice.account)
    page_of(client)
    with count_queries() as one:
        page_of(client)
    waiting(alice.account)
    waiting(alice.account)
    with count_queries() as three:
        page_of(client)
    assert len(one) == len(three)
