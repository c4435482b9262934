"""One bin: what waits in it, and what is done with many at once."""

import pytest

from fanthology.catalogue.actions import tag_named
from fanthology.catalogue.models import Kind, Tag, TagStep
from tests.make import a_story
from tests.pages.seen import queries, tree, words

pytestmark = pytest.mark.django_db

URL = "/moderation/tags/bins/character/"


def character(name):
    return tag_named(kind=Kind.CHARACTER, name=name)


def names(page):
    return [words(row) for row in tree(page).css("tbody th")]


def test_who_may_open_it(opens, for_moderators):
    assert opens(URL) == for_moderators


def test_no_such_bin(client, cast):
    client.force_login(cast["mina"])
    assert client.get("/moderation/tags/bins/nonsense/").status_code == 404


def test_the_oldest_or_the_most_used_come_first(client, cast):
    client.force_login(cast["mina"])
    character("Mina")
    character("Lucy")
    Tag.objects.filter(name="Lucy").update(member_count=5)
    assert names(client.get(URL)) == ["Mina", "Lucy"]
    assert names(client.get(URL, {"sort": "used"})) == ["Lucy", "Mina"]
    assert names(client.get(URL, {"sort": "nonsense", "page": "9" * 40})) == ["Mina", "Lucy"]


def test_it_is_narrowed_by_name_and_by_fandom(client, cast):
    client.force_login(cast["mina"])
    a_story(tags={Kind.FANDOM: ("Emma",), Kind.CHARACTER: ("Miss Bates",)})
    a_story(tags={Kind.FANDOM: ("Dracula",), Kind.CHARACTER: ("Lucy",)})
    assert names(client.get(URL, {"q": "BATES"})) == ["Miss Bates"]
    assert names(client.get(URL, {"fandom": "dracula"})) == ["Lucy"]
    assert "There is no fandom “Ema”. Did you mean “Emma”?" in words(client.get(URL, {"fandom": "Ema"}))
    assert "None of them is like that." in words(client.get(URL, {"q": "x' OR 1=1 --"}))
    assert client.get(URL, {"q": "\x00", "fandom": "\x00"}).status_code == 200


def test_many_are_found_in_order_at_once(client, cast):
    client.force_login(cast["mina"])
    tags = [character(name).pk for name in ("Mina", "Lucy")]
    answer = client.post(URL, {"tags": [*tags, "x", "9" * 30], "deed": "settle"}, follow=True)
    assert "2 found in order." in words(answer)
    assert names(answer) == []
    assert TagStep.objects.filter(deed="settle").count() == 2
    assert "0 found in order." in words(client.post(URL, {"tags": tags, "deed": "settle"}, follow=True))
    assert "Choose at least one tag." in words(client.post(URL, {"deed": "settle"}, follow=True))


@pytest.mark.parametrize(
    ("deed", "field", "title"),
    [("merge", "into", "Merge"), ("place", "under", "Put under another tag")],
)
def test_merging_and_placing_are_shown_first(deed, field, title, client, cast):
    client.force_login(cast["mina"])
    character("Mina Harker")
    tag_named(kind=Kind.FANDOM, name="Dracula")
    tags = [character(name).pk for name in ("Mina", "Mina H.")]
    name = {"into": "Mina Harker", "under": "Dracula"}[field]
    answer = client.post(URL, {"tags": tags, "deed": deed, field: name}, follow=True)
    assert words(tree(answer).css_first("h1")) == title
    assert "What that does" in words(answer)
    assert not TagStep.objects.exists()


def test_its_cost_does_not_grow(client, cast):
    client.force_login(cast["mina"])
    a_story(tags={Kind.FANDOM: ("Emma",), Kind.CHARACTER: ("Miss Bates",)})
    one = queries(client, URL)
    a_story(tags={Kind.FANDOM: ("Emma",), Kind.CHARACTER: ("Mr Elton", "Harriet")})
    assert queries(client, URL) == one
