"""A fandom."""

import pytest

from fanthology.catalogue.actions import make_synonym, put_under, tag_named
from fanthology.catalogue.models import Kind
from fanthology.stories.models import Openness
from tests.make import a_moderator, a_story, an_author
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db


def fandom(name):
    return tag_named(kind=Kind.FANDOM, name=name)


def of(*fandoms, **changes):
    return a_story(tags={Kind.FANDOM: fandoms}, **changes)


def sections(page) -> dict[str, list[str]]:
    """What stands under each of the small headings."""
    return {
        words(part.css_first("h2")): [words(link) for link in part.css("li")]
        for part in tree(page).css("section.related")
    }


def test_it_has_its_stories_under_every_name(client):
    make_synonym(tag=fandom("Holmes (ACD)"), of=fandom("Sherlock Holmes"))
    of("Sherlock Holmes", title="One")
    of("Holmes (ACD)", title="Two")
    of("Emma", title="Other")
    page = client.get("/fandoms/sherlock-holmes/")
    assert set(titles(page)) == {"One", "Two"}
    assert "Also filed here: Holmes (ACD)." in words(page)


def test_a_synonym_leads_to_its_fandom(client):
    make_synonym(tag=fandom("Holmes"), of=fandom("Sherlock Holmes"))
    answer = client.get("/fandoms/holmes/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fandoms/sherlock-holmes/")


def test_it_knows_what_it_is_crossed_with_most_first(client):
    make_synonym(tag=fandom("Wonderland"), of=fandom("Alice"))
    of("Sherlock Holmes", "Dracula")
    of("Sherlock Holmes", "Alice")
    of("Sherlock Holmes", "Wonderland")
    of("Sherlock Holmes", "Secret", openness=Openness.DRAFT)
    assert sections(client.get("/fandoms/sherlock-holmes/"))["Crossed with"] == ["Alice 2", "Dracula 1"]


def test_relatives_are_no_crossing(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("Buffy", "Angel"):
            put_under(child=fandom(name), parent=fandom("Buffyverse"))
        make_synonym(tag=fandom("AtS"), of=fandom("Angel"))
        of("Buffy", "AtS", "Buffyverse", "Dracula")
    page = client.get("/fandoms/buffy/")
    assert sections(page)["Crossed with"] == ["Dracula 1"]
    assert words(tree(page).css_first(".trail")) == "FandomsBuffyverse"
    assert sections(client.get("/fandoms/buffyverse/"))["Within it"] == ["Angel 1", "Buffy 1"]


def test_a_franchise_has_the_stories_of_all_within(client):
    put_under(child=fandom("Buffy"), parent=fandom("Buffyverse"))
    of("Buffy", title="One")
    assert titles(client.get("/fandoms/buffyverse/")) == ["One"]


def test_characters_stand_apart_from_fandoms(client, django_capture_on_commit_callbacks):
    put_under(child=tag_named(kind=Kind.CHARACTER, name="Mrs Hudson"), parent=fandom("Sherlock Holmes"))
    put_under(child=tag_named(kind=Kind.CHARACTER, name="Nobody's"), parent=fandom("Sherlock Holmes"))
    with django_capture_on_commit_callbacks(execute=True):
        a_story(tags={Kind.FANDOM: ("Sherlock Holmes",), Kind.CHARACTER: ("Mrs Hudson",)})
    page = client.get("/fandoms/sherlock-holmes/")
    assert sections(page) == {"Characters": ["Mrs Hudson 1"]}
    assert "/tags/character/mrs-hudson/" in links(page)


def test_names_of_any_script_have_an_address(client):
    of("西游记", title="大圣")
    assert titles(client.get("/fandoms/西游记/")) == ["大圣"]


@pytest.mark.parametrize("slug", ["no-such", "%00", "x" * 500, "%0a"])
def test_no_such_fandom(client, slug):
    assert client.get(f"/fandoms/{slug}/").status_code == 404


def test_a_fandom_without_a_story_for_the_viewer_says_so(client):
    of("Emma", openness=Openness.DRAFT)
    assert "No story of this fandom is open to you yet." in words(client.get("/fandoms/emma/"))


def test_sorted_pages_have_titles_of_their_own(client):
    of("Emma")
    title = lambda query: tree(client.get(f"/fandoms/emma/{query}")).css_first("title").text()  # noqa: E731
    assert len({title(""), title("?sort=title"), title("?sort=words")}) == 3


def test_it_takes_the_same_queries_with_one_and_three(client):
    author = an_author()
    put_under(child=fandom("Buffy"), parent=fandom("Buffyverse"))
    a_story(author, tags={Kind.FANDOM: ("Buffy", "Dracula")})
    one = queries(client, "/fandoms/buffy/")
    for name in ("Emma", "Oz"):
        a_story(author, an_author(), tags={Kind.FANDOM: ("Buffy", name, "Carmilla")})
    assert queries(client, "/fandoms/buffy/") == one <= 20
    client.force_login(a_moderator())
    assert client.get("/fandoms/buffy/").status_code == 200
