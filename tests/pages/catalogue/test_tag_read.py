"""Tags of the other kinds."""

import pytest

from fanthology.catalogue.actions import make_synonym, tag_named
from fanthology.catalogue.models import Kind
from fanthology.finding.actions import exclude
from fanthology.finding.wishes import Choice, Field
from fanthology.stories.models import Openness
from tests.make import a_story, an_account, an_author
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db


def test_it_has_its_stories(client):
    a_story(title="One", tags={Kind.CHARACTER: ("Mrs Hudson",)})
    a_story(title="Secret", tags={Kind.CHARACTER: ("Mrs Hudson",)}, openness=Openness.DRAFT)
    a_story(title="Two", tags={Kind.FREEFORM: ("Mrs Hudson",)})
    page = client.get("/tags/character/mrs-hudson/")
    assert titles(page) == ["One"]
    assert tree(page).css_first("title").text() == "Mrs Hudson (character) · Fanthology"


def test_a_synonym_leads_to_its_tag(client):
    make_synonym(tag=tag_named(kind=Kind.GENRE, name="Comedy"), of=tag_named(kind=Kind.GENRE, name="Humour"))
    answer = client.get("/tags/genre/comedy/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tags/genre/humour/")


def test_fandoms_have_pages_of_their_own(client):
    tag_named(kind=Kind.FANDOM, name="Emma")
    assert client.get("/tags/fandom/emma/").headers["Location"] == "/fandoms/emma/"


@pytest.mark.parametrize("path", ["genre/no-such", "nonsense/mystery", "character/%00"])
def test_no_such_tag(client, path):
    assert client.get(f"/tags/{path}/").status_code == 404


def test_nobody_uses_it_yet(client):
    tag_named(kind=Kind.GENRE, name="Idyll")
    assert "No story with this tag is open to you yet." in words(client.get("/tags/genre/idyll/"))


def test_it_takes_the_same_queries_with_one_and_three(client):
    author = an_author()
    a_story(author, tags={Kind.GENRE: ("Idyll",)})
    one = queries(client, "/tags/genre/idyll/")
    for _ in range(2):
        a_story(author, an_author(), tags={Kind.GENRE: ("Idyll",)})
    assert queries(client, "/tags/genre/idyll/") == one <= 8


def test_what_one_never_wishes_to_see_is_left_out_and_said_and_the_finder_goes_on(client):
    reader = an_account()
    a_story(title="Hidden", tags={Kind.GENRE: ("Mystery",), Kind.WARNING: ("Violence",)})
    for title in ("One", "Two"):
        a_story(title=title, tags={Kind.GENRE: ("Mystery",)})
    exclude(by=reader, choice=Choice(Field.WARNING, (tag_named(kind=Kind.WARNING, name="Violence").pk,)))
    client.force_login(reader)
    page = client.get("/tags/genre/mystery/?sort=title")
    assert titles(page) == ["One", "Two"]
    assert "1 story hidden by your standing exclusions: Violence 1." in words(page)
    assert "/stories/?in=genre:Mystery" in links(page)
    assert titles(client.get("/tags/genre/mystery/?sort=title&show=all")) == ["Hidden", "One", "Two"]
