"""Suggestions of names through the API."""

import pytest

from fanthology.catalogue.actions import merge_tags
from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import tag_called
from fanthology.stories.models import Openness
from tests.api.seen import asked
from tests.make import a_moderator, a_story, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def names(said) -> list[str]:
    return [one["name"] for one in said["results"]]


@pytest.mark.parametrize(
    ("kind", "prefix", "found"),
    [
        ("fandom", "sher", "Sherlock Holmes"),
        ("fandom", "wonder", "Alice in Wonderland"),
        ("character", "WATS", "John Watson"),
        ("genre", "myst", "Mystery"),
        ("author", "wren", "Wren"),
        ("category", "late", "Canon > Late"),
    ],
)
def test_any_word_of_a_name_may_begin_so(client, after, kind, prefix, found):
    after(a_story, an_author("Wren"), categories=("Canon > Late",))
    said = asked(client, "tags", kind=kind, prefix=prefix)
    assert said["results"] == [{"name": found, "kind": kind, "count": 1, "canonical": found, "typed": ""}]


def test_names_that_only_unseen_stories_use_are_not_told(client, after):
    for openness in (Openness.DRAFT, Openness.MEMBERS):
        after(a_story, openness=openness, tags={Kind.FANDOM: ("The Moors",)})
    assert names(asked(client, "tags", kind="fandom", prefix="moors")) == []


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({}, "Please say “kind”"),
        ({"kind": "planet", "prefix": "x"}, "“kind” is one of fandom, character"),
        ({"kind": "fandom", "limit": "0"}, "“limit” is a number from 1 to 50."),
        ({"kind": "fandom", "limit": "9" * 400}, "“limit” is a number from 1 to 50."),
        ({"kind": "fandom", "limit": "²"}, "“limit” is a number from 1 to 50."),
        ({"kind": "fandom", "prefiks": "x"}, "There is no parameter “prefiks”."),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_sentence(client, parameters, says):
    said = asked(client, "tags", 400, **parameters)
    assert says in said["error"]
    assert said["problems"]


@pytest.mark.parametrize("prefix", ["", " ", "\x00", "'", "%", "x" * 900, "((", ".*", "狐"])
def test_nothing_breaks_it(client, prefix):
    a_story()
    assert names(asked(client, "tags", kind="fandom", prefix=prefix, fandom=[prefix] * 15)) == []


def test_names_of_the_chosen_fandom_come_first(client, after):
    after(a_story, tags={Kind.FANDOM: ("Emma",), Kind.CHARACTER: ("Jane Fairfax",)})
    for _ in range(2):
        after(a_story, tags={Kind.FANDOM: ("Jane Eyre",), Kind.CHARACTER: ("Jane Eyre",)})
    assert names(asked(client, "tags", kind="character", prefix="jane"))[0] == "Jane Eyre"
    assert names(asked(client, "tags", kind="character", prefix="jane", fandom="emma"))[0] == "Jane Fairfax"
    assert len(asked(client, "tags", kind="character", prefix="jane", limit=1)["results"]) == 1


def test_a_synonym_tells_its_canonical(client, after):
    after(a_story, tags={Kind.FANDOM: ("Sherlock Holmes",)})
    after(a_story, tags={Kind.FANDOM: ("Baker Street",)})
    after(
        merge_tags, by=a_moderator(), tag=tag_called(Kind.FANDOM, "Baker Street"), into=tag_called(Kind.FANDOM, "Sherlock Holmes")
    )  # fmt: skip
    assert Tag.objects.filter(canonical__isnull=False).exists()
    (said,) = asked(client, "tags", kind="fandom", prefix="baker")["results"]
    assert (said["name"], said["canonical"], said["typed"]) == (
        "Baker Street", "Sherlock Holmes", "Baker Street",
    )  # fmt: skip


def test_where_a_synonym_and_its_canonical_both_fit_the_canonical_is_offered(client, after):
    for name in ("Holmes of London", "Sherlock Holmes"):
        after(a_story, tags={Kind.FANDOM: (name,)})
    synonym, canonical = (tag_called(Kind.FANDOM, name) for name in ("Holmes of London", "Sherlock Holmes"))
    after(merge_tags, by=a_moderator(), tag=synonym, into=canonical)
    (said,) = asked(client, "tags", kind="fandom", prefix="holm")["results"]
    assert (said["name"], said["typed"], said["count"]) == ("Sherlock Holmes", "", 2)


def test_one_and_three_names_take_the_same_number_of_queries(client, after):
    def queries() -> int:
        asked(client, "tags", kind="fandom", prefix="moor")
        with count_queries() as counted:
            asked(client, "tags", kind="fandom", prefix="moor")
        return len(counted)

    after(a_story, tags={Kind.FANDOM: ("Moor",)})
    one = queries()
    after(a_story, tags={Kind.FANDOM: ("Moors", "Moorland")})
    assert queries() == one
