"""One level of the category tree, and a form that adds to it."""

import pytest
from django.urls import reverse

from fanthology.catalogue.actions import category_named
from fanthology.catalogue.models import Category
from fanthology.core import limits
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

URL = "/moderation/categories/"


def test_who_may_open_it(opens, for_moderators):
    assert opens(URL) == for_moderators


def test_a_path_is_made_down_from_the_root(client, cast):
    client.force_login(cast["mina"])
    answer = client.post(URL, {"path": "Baker Street > Looking-Glass > Tea"}, follow=True)
    middle = Category.objects.get(name="Looking-Glass")
    assert answer.redirect_chain == [(f"{URL}?under={middle.pk}", 302)]
    page = answer.content.decode()
    assert "There is a category “Baker Street &gt; Looking-Glass &gt; Tea”." in page
    assert 'value="Baker Street &gt; Looking-Glass &gt; "' in page
    assert "Baker Street" in client.get(URL).content.decode()
    client.post(f"{URL}?under={middle.pk}", {"path": "baker street > LOOKING-GLASS > Cakes"})
    assert middle.children.count() == 2


@pytest.mark.parametrize(
    "path",
    [
        "",
        " > ",
        "\u200b",
        "x" * (limits.CATEGORY + 1),
        " > ".join("abcdefghijkl"),
        "x" * (limits.CATEGORY_PATH + 1),
    ],
)
def test_what_cannot_be_is_said_and_kept(path, client, cast):
    client.force_login(cast["mina"])
    answer = client.post(URL, {"path": path})
    assert answer.status_code == 200
    assert 'class="errors"' in answer.content.decode()
    assert not Category.objects.filter(parent__isnull=False).exists(), "half a path is not made either"


@pytest.mark.parametrize("under", ["", "x", "-1", "9" * 40, "9" * 5000, "٣", "1.5"])
def test_a_place_that_is_none_is_the_root(under, client, cast):
    client.force_login(cast["mina"])
    assert "<h1>Categories</h1>" in client.get(URL, {"under": under}).content.decode()


def test_a_level_is_paged_and_its_cost_does_not_grow(client, cast):
    client.force_login(cast["mina"])
    category_named(path="A 1")
    client.get(URL)
    with count_queries() as with_one:
        client.get(URL)
    category_named(path="A 2")
    category_named(path="A 3")
    with count_queries() as with_three:
        client.get(URL)
    assert len(with_one) == len(with_three)
    for number in range(98):
        category_named(path=f"B {number}")
    page = client.get(URL).content.decode()
    assert page.count(">Edit<") == 100
    last = Category.objects.order_by("path").last()
    assert reverse("category_edit", args=[last.pk]) not in page
