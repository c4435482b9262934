"""The category tree."""

import pytest

from fanthology.catalogue.actions import category_named
from fanthology.catalogue.models import Category
from fanthology.pages.catalogue.categories import NODES, ROOTS
from fanthology.stories.models import Openness
from tests.make import a_story, an_account
from tests.pages.seen import links, queries, tree, words
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def branches(node):
    """The tree as names within names."""
    found = {}
    for item in node.iter():
        if item.tag != "li":
            continue
        name = words(item.css_first("a"))
        below = item.css_first("ul")
        found[name] = branches(below) if below else {}
    return found


def test_it_stands_as_it_was_planted(client):
    for path in (
        "Buffy > Xander-Centered > Pairing: Willow",
        "Buffy > General",
        "Dracula",
        "X-Files, The > Theme: 50/50",
    ):
        category_named(path=path)
    page = client.get("/categories/")
    assert branches(tree(page).css_first("ul.tree")) == {
        "Buffy": {"General": {}, "Xander-Centered": {"Pairing: Willow": {}}},
        "Dracula": {},
        "X-Files, The": {"Theme: 50/50": {}},
    }
    for link in links(page, ".tree a"):
        assert client.get(link).status_code == 200


def test_counts_include_what_stands_below(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_story(categories=("Buffy > General",))
        a_story(categories=("Buffy",), openness=Openness.MEMBERS)
    assert words(tree(client.get("/categories/")).css_first(".node")) == "Buffy1"
    client.force_login(an_account())
    assert words(tree(client.get("/categories/")).css_first(".node")) == "Buffy2"


def test_a_small_tree_stands_open_and_a_large_one_folded(client):
    category_named(path="Buffy > General")
    assert "open" in tree(client.get("/categories/")).css_first("details").attributes
    for number in range(70):
        category_named(path=f"Buffy > Theme: {number}")
    assert "open" not in tree(client.get("/categories/")).css_first("details").attributes


def test_it_is_bounded_and_says_so(client):
    root = category_named(path="Buffy")
    plant(root, NODES + 1)
    with count_queries() as counted:
        page = client.get("/categories/")
    assert all("LIMIT" in sql for sql in counted.sql if "parent_id" in sql and "COUNT" not in sql)
    assert len(tree(page).css(".tree ul li")) == NODES
    assert "more below than fits" in words(page)


def test_many_roots_come_a_page_at_a_time(client):
    plant(None, ROOTS + 1)
    assert len(tree(client.get("/categories/")).css(".tree > li")) == ROOTS
    assert len(tree(client.get("/categories/?page=2")).css(".tree > li")) == 1


def plant(parent, number):
    made = Category.objects.bulk_create(
        Category(
            parent=parent, name=f"C {n:05}", key=f"c {n:05}", slug=f"c-{n}", path=f"{parent or ''}{n}", lineage=f"/{n}/"
        )
        for n in range(number)
    )  # fmt: skip
    assert len(made) == number


def test_a_new_archive_has_none(client):
    assert "No categories yet." in words(client.get("/categories/"))


def test_it_takes_the_same_queries_with_one_and_three(client):
    category_named(path="A > B")
    one = queries(client, "/categories/")
    for path in ("C > D", "E > F", "A > G"):
        category_named(path=path)
    assert queries(client, "/categories/") == one <= 6
