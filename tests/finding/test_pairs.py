"""Questions about the pairs of fandoms that stories join."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from fanthology.catalogue.actions import put_under, tag_named
from fanthology.catalogue.models import Kind, Tag
from fanthology.finding.jobs import refresh_pairs
from fanthology.finding.models import FandomPair
from fanthology.finding.pairs import (
    are_related,
    best_joining,
    chain,
    partners_of,
    shared_partners,
    shown_pairs,
)
from fanthology.people.queries import keeper
from fanthology.stories.models import Openness, Story
from tests.make import a_story

VISITOR = AnonymousUser()


def fandom(name) -> Tag:
    return tag_named(kind=Kind.FANDOM, name=name)


def of(*fandoms, **changes) -> Story:
    return a_story(tags={Kind.FANDOM: fandoms}, **changes)


def meet(one, other, public=1, members=None) -> None:
    """A row of the table, as if stories had been counted."""
    a, b = sorted((fandom(one), fandom(other)), key=lambda tag: tag.pk)
    FandomPair.objects.create(
        a=a, b=b, public_count=public, member_count=public if members is None else members
    )


def way(one, other, viewer=VISITOR, hidden=()):
    ids = chain(viewer, fandom(one).pk, fandom(other).pk, {fandom(name).pk for name in hidden})
    return ids and [Tag.objects.get(pk=pk).name for pk in ids]


@pytest.mark.django_db
class TestWhatIsShown:
    def test_a_visitor_sees_no_pair_of_members(self):
        meet("Emma", "Dracula", 0, 2)
        assert not shown_pairs(VISITOR).exists()
        assert [pair.number for pair in shown_pairs(keeper())] == [2]
        assert not partners_of(VISITOR, fandom("Emma")).exists()

    def test_partners_are_told_from_both_sides(self):
        meet("Emma", "Dracula", 3)
        meet("Carmilla", "Emma", 4)
        rows = partners_of(VISITOR, fandom("Emma")).order_by("-number").values_list("name", "slug", "number")
        assert list(rows) == [("Carmilla", "carmilla", 4), ("Dracula", "dracula", 3)]

    def test_hidden_fandoms_are_left_out(self):
        meet("Emma", "Dracula")
        meet("Emma", "Carmilla")
        assert shown_pairs(VISITOR, {fandom("Dracula").pk}).count() == 1

    def test_what_both_have_met_the_most_stories_first(self):
        for name, number in (("Oz", 2), ("Narnia", 9)):
            meet("Emma", name, number)
            meet("Dracula", name, number)
        meet("Emma", "Alone")
        ids = shared_partners(VISITOR, fandom("Emma"), fandom("Dracula"), 5)
        assert ids == [fandom("Narnia").pk, fandom("Oz").pk]

    def test_relatives(self):
        put_under(child=fandom("Buffy"), parent=fandom("Buffyverse"))
        put_under(child=fandom("Angel"), parent=fandom("Buffyverse"))
        assert are_related(fandom("Buffy"), fandom("Angel"))
        assert are_related(fandom("Buffy"), fandom("Buffyverse"))
        assert not are_related(fandom("Buffy"), fandom("Emma"))

    def test_the_story_of_a_step_is_one_that_the_viewer_finds(self):
        story = of("Emma", "Dracula")
        of("Emma", "Dracula", openness=Openness.DRAFT)
        best = of("Emma", "Dracula", openness=Openness.MEMBERS)
        Story.objects.filter(pk=best.pk).update(recommendation_count=5)
        pair = fandom("Emma"), fandom("Dracula")
        assert best_joining(VISITOR, *pair) == story
        assert best_joining(keeper(), *pair) == best


@pytest.mark.django_db
class TestChain:
    def test_the_shortest_way(self):
        for one, other in pairwise(["A", "B", "C", "D"]):
            meet(one, other)
        meet("A", "X", 90)
        meet("X", "Y", 90)
        assert way("A", "D") == ["A", "B", "C", "D"]
        assert way("D", "A") == ["D", "C", "B", "A"]
        assert way("A", "B") == ["A", "B"]
        assert way("A", "A") == ["A"]

    def test_of_two_ways_the_one_with_more_stories(self):
        for middle, number in (("Few", 1), ("Many", 8)):
            meet("A", middle, number)
            meet(middle, "Z", number)
        assert way("A", "Z") == ["A", "Many", "Z"]

    def test_also_where_the_two_ways_part_at_the_beginning(self):
        for middle, number in (("Few", 1), ("Many", 8)):
            meet("A", middle, number)
            meet(middle, "X", number)
        for number in range(5):
            meet("Z", f"Y{number}")
        meet("X", "Y0")
        assert way("A", "Z") == ["A", "Many", "X", "Y0", "Z"]

    def test_a_visitor_goes_no_way_of_members(self):
        meet("A", "B", 0, 3)
        meet("B", "C")
        assert way("A", "C") is None
        assert way("A", "C", keeper()) == ["A", "B", "C"]

    def test_nor_through_what_the_reader_never_wants_to_see(self):
        meet("A", "B")
        meet("B", "C")
        assert way("A", "C", hidden=["B"]) is None

    def test_a_way_that_is_too_long_is_none(self):
        names = [f"N{number}" for number in range(9)]
        for one, other in pairwise(names):
            meet(one, other)
        assert way("N0", "N6") == names[:7]
        assert way("N0", "N7") is None


class TestAnyChain(TestCase):
    @settings(max_examples=60)
    @given(
        some.sets(
            some.tuples(some.integers(0, 8), some.integers(0, 8)).filter(lambda p: p[0] < p[1]), max_size=14
        )
    )
    def test_it_is_as_short_as_looking_everywhere_finds(self, pairs):
        ids = [fandom(f"N{number}").pk for number in range(9)]
        FandomPair.objects.bulk_create(FandomPair(a_id=ids[a], b_id=ids[b], public_count=1) for a, b in pairs)
        far = {0: 0}
        edge = [0]
        while edge:
            place = edge.pop(0)
            for a, b in [*pairs, *((b, a) for a, b in pairs)]:
                if a == place and b not in far:
                    far[b] = far[a] + 1
                    edge.append(b)
        for end in range(1, 9):
            found = chain(VISITOR, ids[0], ids[end])
            if far.get(end, 99) > 6:
                assert found is None
            else:
                assert len(found) == far[end] + 1
                steps = {frozenset((ids[a], ids[b])) for a, b in pairs}
                assert all(frozenset(step) in steps for step in pairwise(found))


@pytest.mark.django_db
def test_the_numbers_are_those_of_the_lists():
    of("Emma", "Dracula")
    refresh_pairs(hurry=True)
    assert [pair.number for pair in shown_pairs(VISITOR)] == [1]
