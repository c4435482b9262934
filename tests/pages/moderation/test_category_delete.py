"""Delete an empty category."""

import pytest
from django.urls import reverse

from fanthology.catalogue.actions import category_named
from fanthology.catalogue.models import Category
from tests.make import a_story

pytestmark = pytest.mark.django_db


def address(category) -> str:
    return reverse("category_delete", args=[category.pk])


def test_who_may_open_it(opens, for_moderators):
    assert opens(address(category_named(path="Baker Street"))) == for_moderators


def test_an_empty_one_goes_once_asked(client, cast):
    category = category_named(path="Baker Street > Tea")
    client.force_login(cast["mina"])
    client.get(address(category))
    assert Category.objects.count() == 2
    answer = client.post(address(category), follow=True)
    assert answer.redirect_chain == [(f"{reverse('category_manage')}?under={category.parent_id}", 302)]
    assert "“Baker Street &gt; Tea” is deleted." in answer.content.decode()
    assert Category.objects.count() == 1


def test_one_that_holds_something_stays(client, cast):
    a_story(categories=("Baker Street > Tea",))
    client.force_login(cast["mina"])
    for category in Category.objects.all():
        assert "still holds stories or categories" in client.post(address(category)).content.decode()
    assert Category.objects.count() == 2
