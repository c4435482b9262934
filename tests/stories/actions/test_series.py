"""Deeds with series."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from fanthology.core import limits
from fanthology.stories.actions import (
    begin_series,
    delete_series,
    edit_series,
    move_in_series,
    place_in_series,
    take_out_of_series,
)
from fanthology.stories.models import Series, Story
from tests.make import a_moderator, a_story, an_account, an_author

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return an_author("Alice")


@pytest.fixture
def series(alice):
    return begin_series(by=alice.account, owner=alice, title="Nine Days of Rain", introduction="It *rained*.")


def numbers(series):
    return [(place.position, place.story.title) for place in series.places.select_related("story")]


def test_a_series_has_an_introduction_and_can_be_changed(alice, series):
    assert series.introduction == "<p>It <em>rained</em>.</p>"
    edit_series(
        by=alice.account, series=series, title="Ten", introduction="<b>No</b>", markup="html", complete=True
    )
    series.refresh_from_db()
    assert (series.title, series.introduction_source, series.markup, series.complete) == (
        "Ten",
        "<b>No</b>",
        "html",
        True,
    )


def test_stories_take_the_next_number_or_the_one_asked_for_where_it_is_free(alice, series):
    asked = [None, 5, 5, 0, 99_999, None]
    for number in asked:
        place_in_series(
            by=alice.account, series=series, story=a_story(alice, title=str(number)), number=number
        )
    assert numbers(series) == [(1, "None"), (5, "5"), (6, "5"), (7, "0"), (8, "99999"), (9, "None")]


def test_a_story_stands_once_in_a_series_and_in_a_bounded_number_of_them(alice, series):
    story = a_story(alice)
    place_in_series(by=alice.account, series=series, story=story)
    with pytest.raises(ValidationError):
        place_in_series(by=alice.account, series=series, story=story)
    for number in range(limits.SERIES_PER_STORY - 1):
        other = begin_series(by=alice.account, owner=alice, title=f"Series {number}")
        place_in_series(by=alice.account, series=other, story=story)
    last = begin_series(by=alice.account, owner=alice, title="One too many")
    with pytest.raises(ValidationError):
        place_in_series(by=alice.account, series=last, story=story)


def test_moving_swaps_neighbours_and_stops_at_the_ends(alice, series):
    for title, number in (("one", 1), ("four", 4), ("nine", 9)):
        place_in_series(by=alice.account, series=series, story=a_story(alice, title=title), number=number)
    last = series.places.get(position=9)
    assert move_in_series(by=alice.account, place=last, earlier=True).position == 4
    assert numbers(series) == [(1, "one"), (4, "nine"), (9, "four")]
    move_in_series(by=alice.account, place=series.places.get(position=1), earlier=True)
    move_in_series(by=alice.account, place=series.places.get(position=9), earlier=False)
    move_in_series(by=alice.account, place=series.places.get(position=1), earlier=False)
    assert numbers(series) == [(1, "nine"), (4, "one"), (9, "four")]


def test_a_series_taken_apart_leaves_its_stories(alice, series):
    place_in_series(by=alice.account, series=series, story=a_story(alice))
    delete_series(by=alice.account, series=series)
    assert (Series.objects.count(), Story.objects.count()) == (0, 1)


def test_strangers_touch_no_series(alice, series):
    bob = an_author("Bob")
    story = a_story(bob)
    place = place_in_series(by=alice.account, series=series, story=a_story(alice))
    for stranger in (bob.account, a_moderator()):
        for deed in (
            lambda by: edit_series(
                by=by, series=series, title="Mine", introduction="", markup="plain", complete=False
            ),
            lambda by: delete_series(by=by, series=series),
            lambda by: place_in_series(by=by, series=series, story=story),
            lambda by: take_out_of_series(by=by, place=place),
            lambda by: move_in_series(by=by, place=place, earlier=True),
            lambda by: begin_series(by=by, owner=alice, title="As Alice"),
        ):
            with pytest.raises(PermissionDenied):
                deed(stranger)
    assert (Series.objects.count(), series.places.count()) == (1, 1)


def test_a_keeper_cannot_put_in_another_authors_story_but_that_author_can_take_theirs_out(alice, series):
    bob = an_author("Bob")
    theirs = a_story(bob)
    with pytest.raises(PermissionDenied):
        place_in_series(by=alice.account, series=series, story=theirs)
    place = series.places.create(story=theirs, position=1)
    take_out_of_series(by=bob.account, place=place)
    assert not series.places.exists()


def test_what_will_not_do_is_named(alice, series):
    for field, given in [
        ("title", {"title": ""}),
        ("title", {"title": "x" * 256}),
        ("introduction", {"introduction": "x" * (limits.INTRODUCTION + 1)}),
    ]:
        said = {"title": "Nine", "introduction": "", "markup": "plain", "complete": False, **given}
        with pytest.raises(ValidationError) as refusal:
            edit_series(by=alice.account, series=series, **said)
        assert set(refusal.value.message_dict) == {field}
    with pytest.raises(PermissionDenied):
        begin_series(by=an_account("Carol"), owner=alice, title="Hers")
