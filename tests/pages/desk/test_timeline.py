"""The timeline as a person types it."""

import pytest
from django.core.exceptions import ValidationError

from fanthology.catalogue.actions import tag_named
from fanthology.catalogue.models import Kind
from fanthology.core import limits
from fanthology.pages.desk.timeline import points_as_text, read_points
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("Emma: after the ball", ("Emma", "after the ball")),
        ("EMMA :  after: the ball", ("Emma", "after: the ball")),
        ("エマ：舞踏会の後", ("エマ", "舞踏会の後")),
        ("Star Trek: Voyager: after Endgame", ("Star Trek: Voyager", "after Endgame")),
        ("Star Trek: before Voyager", ("Star Trek", "before Voyager")),
        ("1895: a wet year", ("", "1895: a wet year")),
        ("after the ball", ("", "after the ball")),
        ("Emma:", ("", "Emma:")),
        (": after the ball", ("", ": after the ball")),
        ("Known Here: later", ("Known Here", "later")),
    ],
)
def test_what_stands_before_a_colon_is_a_fandom_if_it_is_known(line, point):
    tag_named(kind=Kind.FANDOM, name="Known Here")
    tag_named(kind=Kind.CHARACTER, name="1895")
    assert read_points(f"\n {line} \r\n", ("Emma", "エマ", "Star Trek", "Star Trek: Voyager")) == (point,)


def test_points_go_to_lines_and_back():
    points = (("Emma", "after: the ball"), ("", "1895: wet"), ("X-Files, The", "season 2"))
    assert read_points(points_as_text(points), ("Emma", "X-Files, The")) == points
    assert read_points("", ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo",
        "Emma: one\nemma: two",
        "Emma: " + "x" * (limits.CANON_POINT + 1),
        "\n".join(f"line {n}" for n in range(limits.TAGS_PER_STORY + 1)),
    ],
)
def test_what_will_not_do_is_said(text):
    with pytest.raises(ValidationError):
        read_points(text, ("Emma",))


def test_many_colons_ask_the_database_once():
    with count_queries() as few:
        read_points("a: b", ())
    with count_queries() as many:
        read_points(":".join("abcdefghij" * 20), ())
    assert len(few) == len(many) == 1
