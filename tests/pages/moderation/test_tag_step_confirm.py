"""What a step would do is shown, then done."""

import pytest

from fanthology.catalogue.actions import merge_tags, place_tag, settle_tag, tag_named
from fanthology.catalogue.models import Kind, Tag, TagParent, TagStep
from tests.make import a_story, an_author
from tests.pages.forms import errors_on, fields_on
from tests.pages.seen import queries, tree, words

pytestmark = pytest.mark.django_db

URL = "/moderation/tags/step/"


def fandom(name):
    return tag_named(kind=Kind.FANDOM, name=name)


def asked(deed, *tags, **more):
    return {"deed": deed, "tags": [tag.pk for tag in tags], **more}


def go_on(client, page):
    """Press the button of the page that shows the effect."""
    return client.post(URL, fields_on(page.content.decode()), follow=True)


def test_who_may_open_it(opens, for_moderators):
    tag, _ = fandom("BtVS"), fandom("Buffy")
    assert opens(f"{URL}?deed=merge&tags={tag.pk}&name=Buffy") == for_moderators


@pytest.mark.parametrize(
    "query", ["", "?deed=merge", "?deed=settle&tags=1", "?deed=merge&tags=x", "?tags=999"]
)
def test_what_makes_no_sense_is_not_there(query, client, cast):
    client.force_login(cast["mina"])
    assert client.get(URL + query).status_code == 404


def test_the_effect_is_shown_and_nothing_is_done_yet(client, cast):
    client.force_login(cast["mina"])
    a_story(tags={Kind.FANDOM: ("Buffy", "BtVS")}, title="Twice the same")
    a_story(tags={Kind.FANDOM: ("BtVS",)}, openness="members")
    a_story(tags={Kind.FANDOM: ("Buffy",)})
    page = client.get(URL, asked("merge", fandom("BtVS"), name="buffy"))
    text = words(page)
    assert "2 stories for members, 1 of them for everyone, stand elsewhere afterwards." in text
    assert "0 become a crossover, 1 ceases to be one." in text
    assert "Under Buffy members find 3 (0 now), everyone 2 (0 now)." in text
    assert "Twice the same" in text
    assert not TagStep.objects.exists()
    assert fandom("BtVS").canonical is None
    done = go_on(client, page)
    assert "Merged: “BtVS” into “Buffy”. It is in the log, and can be undone." in words(done)
    assert fandom("BtVS").canonical == fandom("Buffy")


def test_drafts_of_others_are_no_example(client, cast):
    client.force_login(cast["mina"])
    a_story(an_author(), tags={Kind.FANDOM: ("BtVS",)}, openness="draft", title="Not yours to see")
    fandom("Buffy")
    text = words(client.get(URL, asked("merge", fandom("BtVS"), name="Buffy")))
    assert "Not yours to see" not in text
    assert "No story that readers find stands elsewhere afterwards." in text


def test_each_deed_is_done(client, cast):
    client.force_login(cast["olga"])
    buffy, short, other = fandom("Buffy"), fandom("BtVS"), fandom("Slayer")
    fandom("Buffyverse")
    willow = tag_named(kind=Kind.CHARACTER, name="Willow")
    go_on(client, client.get(URL, asked("place", buffy, kind_above="fandom", name="Buffyverse")))
    assert TagParent.objects.get().child == buffy
    page = client.get(URL, asked("place", willow, kind_above="fandom", name="Buffy"))
    assert "it counts for names, lists and suggestions" in words(page)
    go_on(client, page)
    go_on(client, client.get(URL, asked("remove", buffy, parent=fandom("Buffyverse").pk)))
    assert TagParent.objects.get().child == willow
    go_on(client, client.get(URL, asked("merge", short, other, name="Buffy")))
    assert Tag.objects.filter(canonical=buffy).count() == 2
    go_on(client, client.get(URL, asked("split", fandom("BtVS"), along=[other.pk])))
    assert fandom("Slayer").canonical == fandom("BtVS")
    go_on(client, client.get(URL, asked("rename", buffy, name="Buffy Summers’ Show")))
    assert fandom("Buffy").canonical.name == "Buffy Summers’ Show"


def test_an_unknown_name_gets_a_sentence_and_near_names(client, cast):
    client.force_login(cast["mina"])
    fandom("Smallville")
    page = client.get(URL, asked("merge", fandom("SV"), name="Smalville")).content.decode()
    assert errors_on(page)["name"] == "Into: There is no fandom “Smalville”. Did you mean “Smallville”?"
    assert 'data-names="fandom"' in page
    for name in ("", "x" * 9000, "\x00", "…"):
        assert client.get(URL, asked("merge", fandom("SV"), name=name)).status_code == 200


def test_what_a_deed_refuses_is_said(client, cast):
    client.force_login(cast["mina"])
    place_tag(by=cast["mina"], tag=fandom("A"), under=fandom("B"))
    page = client.get(URL, asked("place", fandom("B"), kind_above="fandom", name="A")).content.decode()
    assert "“A” stands under “B” already." in errors_on(page)[""]
    page = client.get(URL, asked("rename", fandom("A"), name="Another")).content.decode()
    assert "Only an owner gives a tag another name" in errors_on(page)["name"]


def test_two_wranglers_at_once(client, cast):
    client.force_login(cast["mina"])
    short = fandom("BtVS")
    fandom("Buffy")
    page = client.get(URL, asked("merge", short, name="Buffy"))
    settle_tag(by=cast["olga"], tag=short)
    again = go_on(client, page)
    assert "Somebody has wrangled here since you opened the page." in words(again)
    assert fandom("BtVS").canonical is None
    go_on(client, again)
    assert fandom("BtVS").canonical == fandom("Buffy")
    page = client.get(URL, asked("merge", fandom("Slayer"), name="Buffy"))
    merge_tags(by=cast["olga"], tag=fandom("Slayer"), into=fandom("Buffy"))
    answer = go_on(client, page)
    assert answer.status_code == 200
    assert "is a synonym of “Buffy” already" in words(answer)


def test_its_cost_does_not_grow_with_the_stories(client, cast):
    client.force_login(cast["mina"])
    author = an_author()
    fandom("Buffy")
    a_story(author, tags={Kind.FANDOM: ("BtVS",)})
    path = f"{URL}?deed=merge&tags={fandom('BtVS').pk}&name=Buffy"
    one = queries(client, path)
    for _ in range(2):
        a_story(author, tags={Kind.FANDOM: ("BtVS", "Buffy")})
    assert queries(client, path) == one
    assert len(tree(client.get(path)).css("main ul.rows")) == 2
