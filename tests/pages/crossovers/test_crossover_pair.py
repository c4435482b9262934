"""The stories that join two fandoms."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fanthology.catalogue.actions import make_synonym, put_under
from fanthology.catalogue.models import Kind
from fanthology.stories.models import Openness, Story
from tests.finding.test_pairs import fandom, of
from tests.make import a_story, an_account, an_author
from tests.pages.crossovers.test_crossover_map import drawn
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db
PATH = "/crossovers/dracula/emma/"


def facts(page) -> dict[str, str]:
    return {
        words(part.css_first("dt")): words(part.css_first("dd"))
        for part in tree(page).css(".pair-facts > div")
    }


def test_it_has_their_stories_and_no_others(client):
    of("Emma", "Dracula", title="Both")
    of("Emma", title="One")
    of("Emma", "Dracula", "Oz", title="Three")
    page = client.get(PATH)
    assert set(titles(page)) == {"Both", "Three"}
    assert words(tree(page).css_first("h1")) == "Dracula×Emma"
    assert "2 stories" in words(page)


def test_it_knows_the_first_the_latest_and_who_wrote_most(client):
    alice, bob = an_author("Alice"), an_author("Bob")
    for days, (author, title) in enumerate([(bob, "New"), (alice, "Middle"), (alice, "Old")]):
        story = a_story(author, title=title, tags={Kind.FANDOM: ("Emma", "Dracula")})
        Story.objects.filter(pk=story.pk).update(published=timezone.now() - timedelta(days=days))
    found = facts(client.get(PATH))
    assert found["First"].startswith("Old")
    assert found["Latest"].startswith("New")
    assert found["Written by"] == "Alice 2, Bob"


def test_either_order_and_every_synonym_lead_to_one_address(client):
    make_synonym(tag=fandom("Emma W."), of=fandom("Emma"))
    of("Emma", "Dracula")
    for path in ("/crossovers/emma/dracula/", "/crossovers/dracula/emma-w/"):
        answer = client.get(f"{path}?sort=title")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{PATH}?sort=title")
    assert client.get("/crossovers/emma/emma-w/").headers["Location"] == "/crossovers/emma/"


def test_two_that_never_met_have_met_others(client):
    drawn(("Emma", "Oz"), ("Dracula", "Oz"))
    page = client.get(PATH)
    assert "No story here joins these two yet." in words(page)
    assert "/crossovers/oz/" in links(page)
    assert "/crossovers/-/path/?from=Dracula&to=Emma" in links(page)


def test_relatives_cannot_meet(client):
    put_under(child=fandom("Emma"), parent=fandom("Austen"))
    put_under(child=fandom("Dracula"), parent=fandom("Austen"))
    of("Emma", "Dracula", title="Cousins")
    page = client.get(PATH)
    assert "belong to one franchise" in words(page)
    assert titles(page) == []


@pytest.mark.parametrize("openness", [Openness.DRAFT, Openness.MEMBERS])
def test_a_visitor_sees_no_trace_of_what_is_not_public(client, openness):
    drawn(("Emma", "Dracula"), ("Emma", "Concealed"), ("Dracula", "Concealed"), openness=openness)
    page = client.get(PATH)
    assert "No story here joins these two yet." in words(page)
    assert b"Concealed" not in page.content
    client.force_login(an_account())
    assert len(titles(client.get(PATH))) == (openness == Openness.MEMBERS)


def test_what_a_reader_never_wants_to_see_is_left_out_and_said(client):
    author = an_author("Alice")
    of("Emma", "Dracula", title="Welcome")
    a_story(author, tags={Kind.FANDOM: ("Emma", "Dracula")}, title="Unwelcome")
    client.cookies["never"] = f"a{author.pk}"
    page = client.get(PATH)
    assert titles(page) == ["Welcome"]
    assert "Alice" not in facts(page)["Written by"]
    assert "1 story hidden" in words(page)


def test_it_leads_to_the_finder_and_to_a_feed(client):
    of("Emma", "Dracula")
    of("Emma", "Dracula")
    found = links(client.get(PATH))
    search = "in=fandom:Dracula&in=fandom:Emma&crossover=only"
    assert f"/stories/?{search}" in found
    assert f"/stories/feed.atom?{search}" in found
    assert len(titles(client.get(f"/stories/?{search}"))) == 2


@pytest.mark.parametrize("path", ["no-such/emma", "emma/no-such", "%00/emma", "-/emma"])
def test_no_such_fandom(client, path):
    fandom("Emma")
    assert client.get(f"/crossovers/{path}/").status_code == 404


@pytest.mark.parametrize("nonsense", ["sort=x", "page=99999999999999999999", "per_page=-3", "page=%00"])
def test_nonsense_gives_the_usual_list(client, nonsense):
    of("Emma", "Dracula", title="Both")
    assert titles(client.get(f"{PATH}?{nonsense}")) == ["Both"]


def test_it_takes_the_same_queries_with_one_and_three(client):
    drawn(("Emma", "Dracula"))
    one = queries(client, PATH)
    drawn(("Emma", "Dracula"), ("Emma", "Dracula"))
    assert queries(client, PATH) == one <= 22
