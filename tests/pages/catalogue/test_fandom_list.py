"""All fandoms."""

import pytest

from fanthology.catalogue.actions import make_synonym, tag_named
from fanthology.catalogue.models import Kind, Tag
from fanthology.stories.models import Openness
from tests.make import a_story, an_account, an_author
from tests.pages.seen import queries, tree, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelve(django_capture_on_commit_callbacks):
    """Put up a story of some fandoms, with what follows from it."""
    author = an_author()

    def put(*fandoms, openness=Openness.PUBLIC):
        with django_capture_on_commit_callbacks(execute=True):
            return a_story(author, tags={Kind.FANDOM: fandoms}, openness=openness)

    return put


def names(page) -> list[str]:
    return [words(link) for link in tree(page).css(".names li > a")]


def test_the_biggest_stands_first_and_is_counted(client, shelve):
    shelve("Emma", "Dracula")
    shelve("Dracula")
    page = client.get("/fandoms/")
    assert names(page) == ["Dracula", "Emma"]
    assert [words(number) for number in tree(page).css(".names .n")] == ["2", "1"]


def test_it_sorts_by_name_whatever_the_accents(client, shelve):
    shelve("Zorro", "Émile", "Emma")
    assert names(client.get("/fandoms/?sort=name")) == ["Émile", "Emma", "Zorro"]


def test_one_letter_of_it(client, shelve):
    shelve("Zorro", "Émile", "emma", "西游记", "24")
    assert names(client.get("/fandoms/?letter=e")) == ["Émile", "emma"]
    assert set(names(client.get("/fandoms/?letter=other"))) == {"西游记", "24"}
    assert "No fandom here begins so." in words(client.get("/fandoms/?letter=q"))


@pytest.mark.parametrize("nonsense", ["letter=%25", "letter=ab", "letter=%00", "sort=x", "page=x"])
def test_nonsense_gives_the_usual_list(client, shelve, nonsense):
    shelve("Emma")
    assert names(client.get(f"/fandoms/?{nonsense}")) == ["Emma"]


def test_only_fandoms_with_a_story_for_this_viewer(client, shelve):
    tag_named(kind=Kind.FANDOM, name="Empty")
    make_synonym(
        tag=tag_named(kind=Kind.FANDOM, name="E. by Jane Austen"), of=tag_named(kind=Kind.FANDOM, name="Emma")
    )
    shelve("Emma", openness=Openness.MEMBERS)
    assert "No fandoms yet" in words(client.get("/fandoms/"))
    client.force_login(an_account())
    assert names(client.get("/fandoms/")) == ["Emma"]


def test_it_is_bounded(client):
    Tag.objects.bulk_create(
        Tag(kind=Kind.FANDOM, name=f"F{n:03}", key=f"f{n:03}", slug=f"f{n:03}", public_count=1)
        for n in range(101)
    )
    assert len(names(client.get("/fandoms/"))) == 100
    assert names(client.get("/fandoms/?page=2")) == ["F100"]


def test_it_takes_the_same_queries_with_one_and_three(client, shelve):
    shelve("Emma")
    one = queries(client, "/fandoms/")
    shelve("Dracula", "Carmilla")
    assert queries(client, "/fandoms/") == one <= 2
