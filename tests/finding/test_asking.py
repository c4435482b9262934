"""What an address asks for: read, written in its usual form, and changed by a tap."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from fanthology.core import limits
from fanthology.finding.asking import PARAMETERS, Asked, field_and_name, join, split
from fanthology.finding.wishes import Field


def asked(address: str) -> Asked:
    return Asked.read(QueryDict(address))


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("", ""),
        ("page=1&per_page=20&q=&in=&crossover=any&unknown=x", ""),
        ("page=2&q=+moon++&sort=hits", "q=moon&sort=hits&page=2"),
        ("in=fandom:b&in=fandom:a&in=fandom:b", "in=fandom:b&in=fandom:a"),
        ("in=fandom%3ASherlock%20Holmes", "in=fandom:Sherlock+Holmes"),
        ("q=a%26b%23c%2Bd", "q=a%26b%23c%2Bd"),
        ("any=genre:a%7Cgenre:b", "any=genre:a%7Cgenre:b"),
        ("sort=hits&sort=words", "sort=words"),
        ("q=a%00b%0Ac", "q=a+b+c"),
    ],
)
def test_an_address_has_one_usual_form(typed, usual):
    assert asked(typed).address == usual


addresses = st.dictionaries(st.sampled_from(sorted(PARAMETERS)), st.lists(st.text(max_size=30), max_size=4))


@given(addresses)
def test_reading_an_address_again_changes_nothing(given):
    query = QueryDict(mutable=True)
    for name, values in given.items():
        query.setlist(name, values)
    first = Asked.read(query)
    again = asked(first.address)
    assert again.address == first.address
    assert list(again.pairs()) == list(first.pairs())


def test_a_tap_includes_excludes_and_takes_away():
    tapped = asked("in=genre:Humour&page=7").including(Field.FANDOM, "Sherlock Holmes")
    assert tapped.address == "in=genre:Humour&in=fandom:Sherlock+Holmes"
    tapped = tapped.excluding(Field.FANDOM, "sherlock  HOLMES")
    assert tapped.address == "in=genre:Humour&out=fandom:sherlock++HOLMES"
    assert tapped.without(Field.FANDOM, "Sherlock Holmes").address == "in=genre:Humour"


def test_ratings_and_languages_have_parameters_of_their_own():
    tapped = asked("").including(Field.RATING, "FR13").including(Field.LANGUAGE, "German")
    assert tapped.address == "rating=FR13&language=German"
    assert tapped.excluding(Field.RATING, "fr13").address == "out=rating:fr13&language=German"


def test_what_the_line_says_is_taken_away_too():
    tapped = asked('q=moon+genre:(humour|"x y")+-fandom:Smallville+words>5')
    assert tapped.without(Field.FANDOM, "smallville").q == 'moon genre:(humour|"x y") words>5'
    assert tapped.without(Field.GENRE, "Humour").q == 'moon genre:"x y" -fandom:Smallville words>5'


def test_a_name_is_taken_out_of_a_group():
    tapped = asked("any=fandom:a%7Cfandom:b").without(Field.FANDOM, "A")
    assert tapped.address == "any=fandom:b"


def test_another_value_begins_at_the_first_page():
    assert asked("page=9&sort=hits").with_(sort="words").address == "sort=words"
    assert asked("page=9&q=moon+sort:hits").with_(sort="words").address == "q=moon&sort=words"
    assert asked("page=9").with_(page=10).address == "page=10"
    assert asked("sort=hits").with_(sort="").address == ""


def test_over_the_limits_the_rest_is_dropped_and_known():
    many = asked("&".join(f"in=fandom:{number}" for number in range(200)))
    assert len(many.included) == limits.SEARCH_CHOICES
    assert many.cut == ("in",)
    assert len(asked("q=" + "x" * 100_000).q) == limits.SEARCH_LINE
    assert asked("q=" + "x" * 100_000).cut == ("q",)
    assert asked("in=fandom:" + "x" * 100_000).cut == ("in",)
    assert asked("q=x&in=fandom:y").cut == ()


@given(st.lists(st.text(min_size=1).filter(lambda text: text == text.strip()), min_size=1))
def test_a_group_is_written_so_that_it_can_be_read(parts):
    assert split(join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fandom:Smallville", (Field.FANDOM, "Smallville")),
        ("Ship: Clark/Lex ", (Field.RELATIONSHIP, "Clark/Lex")),
        ("fandom:Re:Zero", (Field.FANDOM, "Re:Zero")),
        ("planet:Krypton", None),
        ("fandom:", None),
        ("Smallville", None),
    ],
)
def test_field_and_name(text, found):
    assert field_and_name(text) == found
