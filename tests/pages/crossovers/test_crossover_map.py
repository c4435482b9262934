"""The map of all crossovers, and its table."""

import pytest

from fanthology.finding.jobs import refresh_pairs
from fanthology.stories.models import Openness
from fanthology.text.inks import ink
from tests.finding.test_pairs import fandom, meet, of
from tests.make import an_account
from tests.pages.seen import links, queries, tree, words

pytestmark = pytest.mark.django_db


def drawn(*stories, **changes) -> None:
    """Put up a story for each group of fandoms, and count who meets."""
    for fandoms in stories:
        of(*fandoms, **changes)
    refresh_pairs(hurry=True)


def rows(page) -> list[str]:
    """Each row of the table: the names, and the number."""
    return [
        " ".join(words(cell) for cell in row.css(".fandom, .cross, .score"))
        for row in tree(page).css("table.pairs tbody tr")
    ]


def nodes(page) -> set[str]:
    return {node.attributes["aria-label"] for node in tree(page).css("svg .node")}


def test_it_draws_and_tells_who_meets_the_most_stories_first(client):
    drawn(("Emma", "Dracula"), ("Emma", "Dracula"), ("Emma", "Oz"))
    page = client.get("/crossovers/")
    assert nodes(page) == {"Emma", "Dracula", "Oz"}
    assert rows(page) == ["Emma × Dracula 2", "Emma × Oz 1"]
    assert "2 pairs of fandoms" in words(page)
    assert {"/crossovers/emma/", "/crossovers/emma/dracula/"} <= set(links(page))


def test_lines_lead_to_their_stories_and_stand_in_two_inks(client):
    drawn(("Emma", "Sherlock Holmes"))
    edge = tree(client.get("/crossovers/")).css_first(".map-room.wide .edge")
    assert edge.attributes["href"] in {
        "/crossovers/emma/sherlock-holmes/",
        "/crossovers/sherlock-holmes/emma/",
    }
    assert "1 story" in edge.text()
    inks = [path.attributes["class"] for path in edge.css("path")]
    assert set(inks) == {"hit", f"ink-{ink('Emma'):02}", f"ink-{ink('Sherlock Holmes'):02}"}
    assert len(inks) == len(set(inks)) == 3


def test_it_sorts_by_name(client):
    drawn(("Oz", "Narnia"), ("Oz", "Narnia"), ("Emma", "Dracula"))
    assert rows(client.get("/crossovers/?sort=name"))[0].startswith("Emma")
    assert rows(client.get("/crossovers/?sort=nonsense"))[0].startswith("Oz")


def test_an_archive_where_nobody_meets_says_so(client):
    drawn(("Emma",))
    page = client.get("/crossovers/")
    assert "No two fandoms meet here yet." in words(page)
    assert tree(page).css_first("svg.map") is None


@pytest.mark.parametrize("openness", [Openness.DRAFT, Openness.MEMBERS])
def test_a_visitor_sees_no_trace_of_what_is_not_public(client, openness):
    drawn(("Emma", "Dracula"))
    of("Emma", "Dracula", openness=openness)
    drawn(("Emma", "Concealed"), openness=openness)
    page = client.get("/crossovers/")
    assert b"Concealed" not in page.content
    assert b"concealed" not in page.content
    assert rows(page) == ["Emma × Dracula 1"]
    client.force_login(an_account())
    assert ("Concealed" in nodes(client.get("/crossovers/"))) == (openness == Openness.MEMBERS)


def test_what_a_reader_never_wants_to_see_is_not_on_it(client):
    drawn(("Emma", "Dracula"), ("Emma", "Oz"))
    client.cookies["never"] = f"f{fandom('Oz').pk}"
    page = client.get("/crossovers/")
    assert nodes(page) == {"Emma", "Dracula"}
    assert rows(page) == ["Emma × Dracula 1"]
    assert "Fandoms that you never want to see are left out." in words(page)
    assert nodes(client.get("/crossovers/?show=all")) == {"Emma", "Dracula", "Oz"}


def test_names_are_escaped(client):
    drawn(("<b>Bold</b> & Co", "Emma"))
    page = client.get("/crossovers/").content
    assert b"<b>Bold" not in page
    assert b"&lt;b&gt;Bold&lt;/b&gt; &amp; Co" in page


def test_it_is_paged(client):
    for number in range(21):
        meet("Emma", f"Fandom {number}")
    assert len(rows(client.get("/crossovers/"))) == 20
    assert len(rows(client.get("/crossovers/?page=2"))) == 1
    assert client.get("/crossovers/?page=x").status_code == 200


def test_it_takes_the_same_queries_with_one_and_three(client):
    drawn(("Emma", "Dracula"))
    one = queries(client, "/crossovers/")
    drawn(("Emma", "Oz"), ("Narnia", "Dracula"))
    assert queries(client, "/crossovers/") == one <= 6
