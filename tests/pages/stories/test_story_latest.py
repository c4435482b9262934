"""The list of all stories."""

import pytest

from fanthology.stories.models import Openness, Story
from tests.make import a_story, an_account, an_author
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db


def test_the_last_updated_stands_first(client):
    first, second = a_story(title="First"), a_story(title="Second")
    Story.objects.filter(pk=first.pk).update(updated="2027-01-01T00:00Z")
    assert titles(client.get("/latest/")) == ["First", "Second"]
    assert second.pk


def test_it_sorts_as_asked_says_so_and_goes_back(client):
    a_story(title="Bee", chapters=2)
    a_story(title="Ant", chapters=1)
    a_story(title="Éclair", chapters=3)
    assert titles(client.get("/latest/?sort=title")) == ["Ant", "Bee", "Éclair"]
    page = client.get("/latest/?sort=words")
    assert titles(page) == ["Éclair", "Bee", "Ant"]
    assert words(tree(page).css_first(".bar [aria-current]")) == "Longest"
    assert "Back to the usual order" in words(page)
    assert "/latest/" in links(page)
    assert titles(client.get("/latest/?sort=published")) == ["Éclair", "Ant", "Bee"]
    assert "Back to the usual order" not in words(client.get("/latest/"))


@pytest.mark.parametrize(
    "nonsense",
    ["sort=; drop", "page=x", "page=-1", "page=99999999999999999999", "per_page=7", "per_page=", "sort=%00"],
)
def test_nonsense_in_the_address_gives_the_usual_list(client, nonsense):
    a_story(title="Only")
    a_story(title="Other")
    page = client.get(f"/latest/?{nonsense}")
    assert titles(page) == ["Other", "Only"]
    assert words(tree(page).css_first(".bar [aria-current]")) == "Updated last"


def test_pages_keep_the_order_and_are_bounded(client):
    author = an_author()
    for number in range(21):
        a_story(author, title=f"Story {number:02}")
    first = client.get("/latest/?sort=title")
    assert titles(first) == [f"Story {number:02}" for number in range(20)]
    (following,) = links(first, "a[rel=next]")
    second = client.get(f"/latest/{following}")
    assert titles(second) == ["Story 20"]
    assert links(second, "a[rel=prev]")
    assert len(titles(client.get("/latest/?per_page=50"))) == 21
    assert len(titles(client.get("/latest/?per_page=100000"))) == 20


def test_each_reader_finds_what_is_theirs_to_find(client):
    author = an_author()
    a_story(author, title="Draft", openness=Openness.DRAFT)
    a_story(author, title="Members", openness=Openness.MEMBERS)
    a_story(author, title="Open")
    assert titles(client.get("/latest/")) == ["Open"]
    client.force_login(an_account())
    assert set(titles(client.get("/latest/"))) == {"Open", "Members"}
    client.force_login(author.account)
    assert set(titles(client.get("/latest/"))) == {"Open", "Members"}, "drafts are at the desk"


def test_a_card_says_what_a_reader_needs_to_choose(client):
    a_story(an_author("Ann"), an_author("Ben"), title="A Case", chapters=1, planned_chapters=5)
    card = tree(client.get("/latest/")).css_first(".card")
    said = words(card)
    assert "Sherlock Holmes×Alice in Wonderland" in said
    assert "by Ann and Ben" in said
    assert "A client brings nothing to Baker Street but a smile." in said
    assert "John Watson" in said
    assert "FR13" in said
    assert "1 of 5 chapters" in said
    assert "words, 1 min" in said
    assert "unfinished" in said
    assert len(card.css(".spine i")) == 2, "a crossover has two inks"


def test_titles_of_another_script_say_so(client):
    a_story(title="الليلة", language="ar")
    link = tree(client.get("/latest/")).css_first(".card h2 a")
    assert (link.attributes["lang"], link.attributes["dir"]) == ("ar", "rtl")


def test_what_people_typed_is_shown_and_not_run(client):
    a_story(an_author("<b>Ann"), title="<script>alert(1)</script>")
    page = client.get("/latest/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;Ann" in page


def test_an_empty_archive_says_so(client):
    assert "Nothing has been published here yet" in words(client.get("/latest/"))


def test_it_takes_the_same_queries_with_one_and_three(client):
    a_story(an_author())
    one = queries(client, "/latest/")
    for _ in range(2):
        a_story(an_author(), an_author())
    assert queries(client, "/latest/") == one <= 5
