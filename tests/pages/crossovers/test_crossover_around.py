"""One fandom and all it is crossed with."""

import pytest

from fanthology.catalogue.actions import make_synonym
from fanthology.stories.models import Openness
from tests.finding.test_pairs import fandom, of
from tests.make import an_account
from tests.pages.crossovers.test_crossover_map import drawn, nodes, rows
from tests.pages.seen import links, queries, words

pytestmark = pytest.mark.django_db


def test_it_stands_in_the_middle_of_those_it_meets(client):
    drawn(("Emma", "Dracula"), ("Emma", "Dracula"), ("Emma", "Oz"), ("Oz", "Narnia"))
    page = client.get("/crossovers/emma/")
    assert nodes(page) == {"Emma", "Dracula", "Oz"}
    assert rows(page) == ["Dracula 2", "Oz 1"]
    assert {"/fandoms/emma/", "/crossovers/dracula/"} <= set(links(page))
    assert rows(client.get("/crossovers/dracula/")) == ["Emma 2"]


def test_it_sorts_by_name(client):
    drawn(("Emma", "Oz"), ("Emma", "Oz"), ("Emma", "Dracula"))
    assert rows(client.get("/crossovers/emma/?sort=name")) == ["Dracula 1", "Oz 2"]


def test_a_synonym_leads_to_its_fandom(client):
    make_synonym(tag=fandom("Emma W."), of=fandom("Emma"))
    answer = client.get("/crossovers/emma-w/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/crossovers/emma/")


@pytest.mark.parametrize("openness", [Openness.DRAFT, Openness.MEMBERS])
def test_a_visitor_sees_no_trace_of_what_is_not_public(client, openness):
    drawn(("Emma", "Concealed"), openness=openness)
    page = client.get("/crossovers/emma/")
    assert "No story here joins Emma with another world yet." in words(page)
    assert b"Concealed" not in page.content
    client.force_login(an_account())
    assert (b"Concealed" in client.get("/crossovers/emma/").content) == (openness == Openness.MEMBERS)


def test_what_a_reader_never_wants_to_see_is_not_there(client):
    drawn(("Emma", "Dracula"), ("Emma", "Oz"))
    client.cookies["never"] = f"f{fandom('Oz').pk}.f{fandom('Emma').pk}"
    page = client.get("/crossovers/emma/")
    assert nodes(page) == {"Emma", "Dracula"}
    assert rows(page) == ["Dracula 1"]


def test_a_fandom_called_path_has_a_map_too(client):
    drawn(("Path", "Emma"))
    assert rows(client.get("/crossovers/path/")) == ["Emma 1"]


@pytest.mark.parametrize("slug", ["no-such", "-", "%00"])
def test_no_such_fandom(client, slug):
    assert client.get(f"/crossovers/{slug}/").status_code == 404


def test_it_takes_the_same_queries_with_one_and_three(client):
    drawn(("Emma", "Dracula"))
    one = queries(client, "/crossovers/emma/")
    of("Emma", "Narnia")
    drawn(("Emma", "Oz"))
    assert queries(client, "/crossovers/emma/") == one <= 7
