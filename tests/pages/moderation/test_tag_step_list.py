"""The wranglers' log."""

import pytest

from fanthology.catalogue.actions import merge_tags, settle_tag, tag_named, undo_step
from fanthology.catalogue.models import Kind
from fanthology.stories.jobs import carry_on_tag_steps
from tests.make import a_story
from tests.pages.seen import links, queries, words

pytestmark = pytest.mark.django_db

URL = "/moderation/tags/log/"


def fandom(name):
    return tag_named(kind=Kind.FANDOM, name=name)


def test_who_may_open_it(opens, for_moderators):
    assert opens(URL) == for_moderators


def test_it_says_who_did_what_and_how_far_the_stories_have_followed(client, cast):
    client.force_login(cast["mina"])
    assert "Nothing yet." in words(client.get(URL))
    for _ in range(3):
        a_story(tags={Kind.FANDOM: ("BtVS",)})
    step = merge_tags(by=cast["olga"], tag=fandom("BtVS"), into=fandom("Buffy"), note="<b>Short</b>")
    carry_on_tag_steps(limit=2)
    page = client.get(URL)
    text = words(page)
    assert "Merged: “BtVS” into “Buffy”" in text
    assert "by Olga" in text
    assert "<b>Short</b>" in text
    assert "2 of 3 stories have followed. Look again" in text
    assert f"{URL}{step.pk}/undo/" in links(page)
    carry_on_tag_steps()
    assert "3 stories followed" in words(client.get(URL))
    undo_step(by=cast["mina"], step=step)
    page = client.get(URL)
    assert "Undone: merged “BtVS” into “Buffy”" in words(page)
    assert f"{URL}{step.pk}/undo/" not in links(page)


def test_it_is_paged_and_its_cost_does_not_grow(client, cast):
    client.force_login(cast["mina"])
    tag = fandom("Emma")
    settle_tag(by=cast["mina"], tag=tag)
    one = queries(client, URL)
    for _ in range(2):
        settle_tag(by=cast["mina"], tag=tag)
    assert queries(client, URL) == one
    for _ in range(20):
        settle_tag(by=cast["mina"], tag=tag)
    assert "Page 1 of 2" in words(client.get(URL))
