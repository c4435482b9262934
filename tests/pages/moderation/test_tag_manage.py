"""One tag, and what can be done with it."""

import pytest

from fanthology.catalogue.actions import merge_tags, place_tag, tag_named
from fanthology.catalogue.models import Kind, TagStep
from tests.make import a_story
from tests.pages.seen import links, queries, tree, words

pytestmark = pytest.mark.django_db


def fandom(name):
    return tag_named(kind=Kind.FANDOM, name=name)


def url(tag):
    return f"/moderation/tags/{tag.pk}/"


def headings(page):
    return [words(heading) for heading in tree(page).css("main h2")]


def test_who_may_open_it(opens, for_moderators):
    assert opens(url(fandom("Emma"))) == for_moderators


def test_no_such_tag(client, cast):
    client.force_login(cast["mina"])
    assert client.get("/moderation/tags/999999/").status_code == 404


def test_it_shows_what_surrounds_a_tag_and_what_was_done(client, cast):
    mina = cast["mina"]
    client.force_login(mina)
    a_story(tags={Kind.FANDOM: ("Buffy",)})
    buffy = fandom("Buffy")
    merge_tags(by=mina, tag=fandom("BtVS"), into=buffy, note="Short for it.")
    place_tag(by=mina, tag=buffy, under=fandom("Buffyverse"))
    place_tag(by=mina, tag=tag_named(kind=Kind.CHARACTER, name="Willow"), under=buffy)
    tag_named(kind=Kind.CHARACTER, name="Buffy")
    page = client.get(url(buffy))
    text = words(page)
    for part in (
        "as written on 1 story",
        "BtVS",
        "Buffyverse",
        "Willow character",
        "Short for it.",
        "The same name is also a character.",
    ):
        assert part in text
    assert headings(page) == [
        "What surrounds it",
        "Merge",
        "Put under another tag",
        "Rename",
        "What was done with it",
    ]
    synonym = client.get(url(fandom("BtVS")))
    assert "synonym of Buffy" in words(synonym)
    assert headings(synonym)[1:3] == ["Split off", "Merge"]


def test_it_is_found_in_order_once(client, cast):
    client.force_login(cast["mina"])
    tag = fandom("Emma")
    answer = client.post(url(tag), follow=True)
    assert "“Emma” is found in order." in words(answer)
    assert "Find it in order" not in words(answer)
    assert TagStep.objects.get().tag == tag


def test_moderators_are_led_here_from_the_tags_own_page(client, cast):
    tag, genre = fandom("Emma"), tag_named(kind=Kind.GENRE, name="Mystery")
    for who, there in (("bob", False), ("mina", True)):
        client.force_login(cast[who])
        for path, of in (("/fandoms/emma/", tag), ("/tags/genre/mystery/", genre)):
            assert (url(of) in links(client.get(path))) is there


def test_its_cost_does_not_grow(client, cast):
    mina = cast["mina"]
    client.force_login(mina)
    tag = fandom("Buffy")
    merge_tags(by=mina, tag=fandom("B 1"), into=tag)
    place_tag(by=mina, tag=tag, under=fandom("P 1"))
    one = queries(client, url(tag))
    for number in (2, 3):
        merge_tags(by=mina, tag=fandom(f"B {number}"), into=tag)
        place_tag(by=mina, tag=tag, under=fandom(f"P {number}"))
    assert queries(client, url(tag)) == one
