"""The archive's rules."""

import pytest

from fanthology.moderation.actions import write_house_text
from tests.make import an_owner
from tests.pages.seen import words

pytestmark = pytest.mark.django_db


def test_without_rules_of_its_own_the_page_says_so(client):
    assert "No rules of its own" in words(client.get("/rules/"))


def test_the_owners_rules_stand_with_their_date(client):
    write_house_text(by=an_owner(), name="rules", body="Be kind.\n\nWarn honestly.", markup="plain")
    page = words(client.get("/rules/"))
    assert "Be kind." in page
    assert "Last changed on" in page
    assert "No rules of its own" not in page
