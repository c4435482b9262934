"""What a reader never wants to see: marks, the cookie, and what they come to."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import tag_called
from fanthology.core import limits
from fanthology.finding.actions import exclude, limit_ratings
from fanthology.finding.standing import (
    LETTERS,
    Mark,
    cookie_of,
    marks_in,
    standing,
    standing_of,
    with_mark,
    without_mark,
)
from fanthology.finding.wishes import Choice, Field, Standing
from tests.make import a_story, an_account
from tests.tools import count_queries

VISITOR = AnonymousUser()


def a_tag(kind: Kind = Kind.FANDOM, name: str = "Sherlock Holmes") -> Tag:
    return tag_called(kind, name)


def merge(tag: Tag, into: Tag) -> None:
    Tag.objects.filter(pk=tag.pk).update(canonical=into)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("f12.lde.r13", [(Field.FANDOM, "12"), (Field.LANGUAGE, "de"), (Field.RATING, "13")]),
        ("lzh-Hant.lpt-BR", [(Field.LANGUAGE, "zh-Hant"), (Field.LANGUAGE, "pt-BR")]),
        ("f12.f12.s12", [(Field.FANDOM, "12"), (Field.STORY, "12")]),
        ("", []),
        ("f0.f-1.f01.f1e3.f٣.f99999999999999999999.r22.r-1.r.l.lxx_y.q5.12.f1 2.<b>.;", []),
        ("f1;f2.s3", [(Field.STORY, "3")]),
    ],
)
def test_a_cookie_is_read_leniently(text, marks):
    assert [(mark.field, mark.key) for mark in marks_in(text)] == marks


@given(st.text())
def test_no_cookie_breaks_anything(text):
    marks = marks_in(text)
    assert marks_in(cookie_of(marks)) == marks


def test_every_field_has_a_letter_of_its_own():
    assert set(LETTERS) == set(Field)
    assert len(set(LETTERS.values())) == len(Field)


def test_a_cookie_is_bounded():
    text = ".".join(f"s{10**17 + number}" for number in range(500))
    marks = marks_in(text)
    assert len(marks) == limits.EXCLUSIONS_IN_COOKIE
    assert len(cookie_of(marks)) < 2_000


def test_a_limit_takes_the_place_of_another_and_each_thing_stands_once():
    marks = with_mark(with_mark((), Mark(Field.RATING, "18")), Mark(Field.STORY, "1"))
    marks = with_mark(with_mark(marks, Mark(Field.RATING, "13")), Mark(Field.STORY, "1"))
    assert cookie_of(marks) == "r13.s1"
    assert without_mark(marks, Mark(Field.RATING, "21")) == (Mark(Field.STORY, "1"),)


def test_marks_come_to_a_standing():
    marks = [Mark(Field.RATING, "18"), Mark(Field.RATING, "13"), Mark(Field.LANGUAGE, "de"), Mark(Field.FANDOM, "3", "9"),
             Mark(Field.FANDOM, "9")]  # fmt: skip
    assert standing(marks) == Standing((Choice(Field.LANGUAGE, ("de",)), Choice(Field.FANDOM, (9,))), 13)


@pytest.mark.django_db
def test_a_member_has_one_query_and_their_own_marks_only():
    a_story()
    alice, bob = an_account("Alice"), an_account("Bob")
    holmes, reason = a_tag(), "Enough of him."
    for choice in (Choice(Field.FANDOM, (holmes.pk,)), Choice(Field.LANGUAGE, ("de",))):
        exclude(by=alice, choice=choice, reason=reason)
    limit_ratings(by=alice, age=13)
    with count_queries() as counted:
        found = standing_of(alice, "s12.r9")
    assert len(counted) == 1
    assert found == Standing((Choice(Field.FANDOM, (holmes.pk,)), Choice(Field.LANGUAGE, ("de",))), 13)
    assert standing_of(bob) == Standing()
    assert standing_of(VISITOR) == Standing()


@pytest.mark.django_db
def test_a_visitor_costs_nothing_unless_the_cookie_names_tags():
    a_story()
    holmes = a_tag()
    with count_queries() as counted:
        assert not standing_of(VISITOR, "")
        assert standing_of(VISITOR, "lde.s4.r13") == Standing(
            (Choice(Field.LANGUAGE, ("de",)), Choice(Field.STORY, (4,))), 13
        )
    assert len(counted) == 0
    with count_queries() as counted:
        found = standing_of(VISITOR, f"f{holmes.pk}.f999999.g{holmes.pk}")
    assert len(counted) == 1
    assert found.choices == (Choice(Field.FANDOM, (holmes.pk,)),), (
        "what is no tag, or of another kind, is left out"
    )


@pytest.mark.django_db
def test_a_tag_that_has_become_a_synonym_is_led_on():
    a_story()
    holmes, alice_in_wonderland = a_tag(), a_tag(name="Alice in Wonderland")
    member = an_account()
    exclude(by=member, choice=Choice(Field.FANDOM, (holmes.pk,)))
    exclude(by=member, choice=Choice(Field.LANGUAGE, ("de",)))
    merge(holmes, alice_in_wonderland)
    then = Choice(Field.FANDOM, (alice_in_wonderland.pk,))
    assert then in standing_of(member).choices
    assert standing_of(VISITOR, f"f{holmes.pk}").choices == (then,)
