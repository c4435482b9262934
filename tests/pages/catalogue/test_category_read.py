"""A category."""

import pytest

from fanthology.catalogue.actions import category_named
from fanthology.stories.models import Openness
from tests.make import a_story, an_account, an_author
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db


def at(category) -> str:
    return f"/categories/{category.pk}-{category.slug}/"


def test_it_has_the_stories_here_and_below(client):
    a_story(title="Above", categories=("Buffy",))
    a_story(title="Here", categories=("Buffy > General",))
    a_story(title="Below", categories=("Buffy > General > Theme: Fog",))
    a_story(title="Beside", categories=("Buffy > Action",))
    a_story(title="Secret", categories=("Buffy > General",), openness=Openness.MEMBERS)
    page = client.get(at(category_named(path="Buffy > General")))
    assert set(titles(page)) == {"Here", "Below"}
    assert words(tree(page).css_first("h1")) == "General"
    assert words(tree(page).css_first(".trail")) == "CategoriesBuffy"
    assert [words(link) for link in tree(page).css(".related li a")] == ["Theme: Fog"]
    client.force_login(an_account())
    assert "Secret" in titles(client.get(at(category_named(path="Buffy > General"))))


def test_two_of_one_name_have_titles_of_their_own(client):
    titles_ = {
        tree(client.get(at(category_named(path=path)))).css_first("title").text()
        for path in ("Buffy > General", "Angel > General")
    }
    assert titles_ == {"Buffy > General · Fanthology", "Angel > General · Fanthology"}


def test_an_address_with_an_old_name_leads_to_the_new_one(client):
    category = category_named(path="Buffy")
    answer = client.get(f"/categories/{category.pk}-buffy-the-slayer/")
    assert (answer.status_code, answer.headers["Location"]) == (301, at(category))


def test_what_is_said_about_it_is_shown_and_not_run(client):
    category = category_named(path="Buffy")
    category.about = "Set in Sunnydale.\n<b>Nowhere</b> else."
    category.save()
    page = client.get(at(category)).content.decode()
    assert "Set in Sunnydale.<br>&lt;b&gt;Nowhere" in page


@pytest.mark.parametrize("path", ["0-x", "99999999999999999999999-x", "1-%00"])
def test_no_such_category(client, path):
    assert client.get(f"/categories/{path}/").status_code == 404


def test_links_lead_somewhere(client):
    a_story(categories=("Buffy > General > Theme: Fog",))
    for link in links(client.get(at(category_named(path="Buffy > General")))):
        assert link.startswith("?") or client.get(link).status_code == 200, link


def test_it_takes_the_same_queries_with_one_and_three(client):
    author = an_author()
    a_story(author, categories=("Buffy > General",))
    path = at(category_named(path="Buffy"))
    one = queries(client, path)
    for name in ("Action", "Theme: Fog"):
        a_story(author, an_author(), categories=(f"Buffy > {name}",))
    assert queries(client, path) == one <= 8
