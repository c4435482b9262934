"""How many tags wait in which bin."""

import pytest

from fanthology.catalogue.actions import merge_tags, settle_tag, tag_named
from fanthology.catalogue.models import Kind, Tag
from tests.make import a_story
from tests.pages.seen import links, queries, tree, words

pytestmark = pytest.mark.django_db

URL = "/moderation/tags/"


def bins(page):
    return {words(row.css_first("th")): words(row.css_first("td")) for row in tree(page).css("tbody tr")}


def test_who_may_open_it(opens, for_moderators):
    assert opens(URL) == for_moderators


def test_a_tag_leaves_its_bin_when_it_was_looked_at(client, cast):
    client.force_login(cast["mina"])
    one, two, three = (tag_named(kind=Kind.FANDOM, name=name) for name in ("A", "B", "C"))
    assert bins(client.get(URL))["Fandom"] == "3"
    settle_tag(by=cast["mina"], tag=one)
    merge_tags(by=cast["mina"], tag=two, into=three)
    assert bins(client.get(URL))["Fandom"] == "1"


def test_bins_are_told_by_fandom(client, cast):
    client.force_login(cast["mina"])
    a_story(tags={Kind.FANDOM: ("Emma",), Kind.CHARACTER: ("Miss Bates", "Mr Elton")})
    a_story(tags={Kind.FANDOM: ("Dracula",), Kind.CHARACTER: ("Mina", "Mr Elton")})
    page = client.get(URL)
    lists = [words(item) for item in tree(page).css("ul.tags li")]
    assert lists == ["Dracula 2", "Emma 2"]
    assert "/moderation/tags/bins/character/?fandom=Emma" in links(page)


def test_a_tag_is_looked_for_by_name_and_a_mistyped_one_is_offered(client, cast):
    client.force_login(cast["mina"])
    tag = tag_named(kind=Kind.FANDOM, name="Smallville")
    answer = client.get(URL, {"kind": "fandom", "name": " SMALLVILLE "})
    assert answer["Location"] == f"/moderation/tags/{tag.pk}/"
    assert "Did you mean “Smallville”?" in words(client.get(URL, {"kind": "fandom", "name": "Smalville"}))
    for name in ("\x00", "x" * 9000, "…", ""):
        assert client.get(URL, {"kind": "nonsense", "name": name}).status_code == 200


def test_its_cost_does_not_grow(client, cast):
    client.force_login(cast["mina"])
    a_story(tags={Kind.FANDOM: ("Emma",), Kind.CHARACTER: ("Miss Bates",)})
    one = queries(client, URL)
    for number in range(3):
        a_story(tags={Kind.FANDOM: (f"Emma {number}",), Kind.CHARACTER: (f"Miss Bates {number}",)})
    assert queries(client, URL) == one
    assert Tag.objects.filter(kind=Kind.CHARACTER).count() == 4
