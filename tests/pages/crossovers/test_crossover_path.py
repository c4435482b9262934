"""How two fandoms are connected."""

import pytest

from fanthology.catalogue.actions import make_synonym
from fanthology.catalogue.models import Kind
from fanthology.stories.models import Openness, Story
from tests.finding.test_pairs import fandom, of
from tests.make import a_story, an_account, an_author
from tests.pages.crossovers.test_crossover_map import drawn
from tests.pages.seen import links, queries, tree, words

pytestmark = pytest.mark.django_db
PATH = "/crossovers/-/path/"


def steps(page) -> list[str]:
    return [words(step) for step in tree(page).css(".chain li h2")]


def test_it_asks_for_two_names(client):
    page = client.get(PATH)
    assert [field.attributes["name"] for field in tree(page).css("main input")] == ["from", "to"]
    assert {field.attributes["data-names"] for field in tree(page).css("main input")} == {"fandom"}


def test_each_step_has_a_story(client):
    of("Emma", "Dracula", title="First Step")
    of("Dracula", "Oz", title="Second Step")
    drawn()
    page = client.get(f"{PATH}?from=Emma&to=Oz")
    assert steps(page) == ["First Step", "Second Step"]
    assert "In two steps:" in words(page)
    assert "/crossovers/dracula/oz/" in links(page)


def test_names_are_known_whatever_their_case_and_under_every_synonym(client):
    make_synonym(tag=fandom("Emma Woodhouse"), of=fandom("Emma"))
    of("Emma", "Dracula", title="The Step")
    drawn()
    assert steps(client.get(f"{PATH}?from=EMMA%20woodhouse&to=dracula")) == ["The Step"]


def test_a_mistake_gets_near_names(client, after):
    after(of, "Sherlock Holmes", "Emma")
    page = client.get(f"{PATH}?from=Sherlok+Holms&to=Emma")
    assert "No fandom here is called “Sherlok Holms”. Do you mean Sherlock Holmes?" in words(page)
    assert f"{PATH}?from=Sherlock+Holmes&to=Emma".removeprefix(PATH) in links(page)


def test_two_that_nothing_connects(client):
    drawn(("Emma", "Dracula"), ("Oz", "Narnia"))
    assert "No way leads from Emma to Oz yet" in words(client.get(f"{PATH}?from=Emma&to=Oz"))
    assert "That is one fandom" in words(client.get(f"{PATH}?from=Emma&to=emma"))


@pytest.mark.parametrize("openness", [Openness.DRAFT, Openness.MEMBERS])
def test_a_visitor_goes_no_way_that_is_not_public(client, openness):
    of("Emma", "Dracula", title="Concealed Step", openness=openness)
    drawn(("Dracula", "Oz"))
    page = client.get(f"{PATH}?from=Emma&to=Oz")
    assert "No way leads" in words(page)
    assert b"Concealed" not in page.content
    client.force_login(an_account())
    assert bool(steps(client.get(f"{PATH}?from=Emma&to=Oz"))) == (openness == Openness.MEMBERS)


def test_nor_a_near_name_that_only_a_draft_has(client, after):
    after(of, "Concealed Fandom", openness=Openness.DRAFT)
    assert b"Concealed Fandom" not in client.get(f"{PATH}?from=Concealed&to=Emma").content


def test_what_a_reader_never_wants_to_see_is_no_step(client):
    drawn(("Emma", "Dracula"), ("Dracula", "Oz"))
    client.cookies["never"] = f"f{fandom('Dracula').pk}"
    assert "No way leads" in words(client.get(f"{PATH}?from=Emma&to=Oz"))


def test_nor_is_its_story_the_one_of_a_step(client):
    author = an_author()
    story = a_story(author, tags={Kind.FANDOM: ("Emma", "Dracula")}, title="Unwelcome")
    Story.objects.filter(pk=story.pk).update(hits=900)
    of("Emma", "Dracula", title="Welcome")
    drawn()
    assert steps(client.get(f"{PATH}?from=Emma&to=Dracula")) == ["Unwelcome"]
    client.cookies["never"] = f"a{author.pk}"
    assert steps(client.get(f"{PATH}?from=Emma&to=Dracula")) == ["Welcome"]


@pytest.mark.parametrize(
    "nonsense", ["%00", "%25", "…", "(.*)+", "x" * 9_000, "' OR 1=1 --", "%E2%80%8B", "🦄"]
)
def test_nonsense_is_no_fandom(client, nonsense):
    assert client.get(f"{PATH}?from={nonsense}&to=Emma").status_code == 200


def test_it_takes_the_same_queries_with_one_pair_and_three(client):
    drawn(("Emma", "Dracula"))
    one = queries(client, f"{PATH}?from=Emma&to=Dracula")
    drawn(("Emma", "Oz"), ("Narnia", "Dracula"))
    assert queries(client, f"{PATH}?from=Emma&to=Dracula") == one <= 20
