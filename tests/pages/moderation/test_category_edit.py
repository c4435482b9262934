"""Rename or describe a category."""

import pytest
from django.urls import reverse

from fanthology.catalogue.actions import category_named
from fanthology.catalogue.models import Category
from fanthology.core import limits

pytestmark = pytest.mark.django_db


def address(category) -> str:
    return reverse("category_edit", args=[category.pk])


def test_who_may_open_it(opens, for_moderators):
    assert opens(address(category_named(path="Baker Street"))) == for_moderators


def test_a_new_name_reaches_all_below(client, cast):
    below = category_named(path="Baker Street > Tea")
    client.force_login(cast["mina"])
    answer = client.post(
        address(below.parent), {"name": "221B", "about": "All that happens there."}, follow=True
    )
    assert "“221B” is saved." in answer.content.decode()
    below.refresh_from_db()
    assert below.path == "221B > Tea"
    assert below.parent.about == "All that happens there."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "TEA"}, "already"),
        ({"name": ""}, "required"),
        ({"name": "\u200b"}, "needs a name"),
        ({"name": "x" * (limits.CATEGORY + 1)}, f"at most {limits.CATEGORY} characters"),
        ({"about": "x" * (limits.FIELD + 1)}, f"up to {limits.FIELD} fit"),
    ],
)
def test_what_cannot_be_is_said(given, said, client, cast):
    category_named(path="Tea")
    category = category_named(path="Cakes")
    client.force_login(cast["mina"])
    answer = client.post(address(category), {"name": "Cakes", "about": "", **given})
    assert said in answer.content.decode()
    assert Category.objects.get(pk=category.pk).name == "Cakes"
