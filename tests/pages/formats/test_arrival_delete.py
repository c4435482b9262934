"""Dropping an arrival."""

import pytest
from django.urls import reverse

from fanthology.formats.models import Arrival
from tests.make import an_author
from tests.pages.formats.test_arrival_edit import waiting

pytestmark = pytest.mark.django_db


def test_it_asks_once_more_and_then_it_is_gone(client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    one, two = waiting(alice.account), waiting(alice.account)
    assert "The Mantelpiece" in client.get(reverse("arrival_delete", args=[one.pk])).content.decode()
    assert Arrival.objects.count() == 2
    assert client.post(reverse("arrival_delete", args=[one.pk]))["Location"] == reverse("arrival_list")
    assert client.post(reverse("arrival_delete", args=[two.pk]))["Location"] == reverse("desk")
    assert not Arrival.objects.exists()
