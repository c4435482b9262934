"""Counting which fandoms meet, in the background."""

from itertools import combinations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from fanthology.catalogue.actions import make_synonym, put_under, tag_named
from fanthology.catalogue.models import Kind, Tag, TagParent
from fanthology.catalogue.queries import default_rating, unrelated
from fanthology.finding.jobs import refresh_pairs
from fanthology.finding.models import FandomPair
from fanthology.finding.outbox import note_seen
from fanthology.finding.pairs import State, are_related, joining, keep_state, state
from fanthology.moderation.actions import hide_account, hide_story, restore_story
from fanthology.people.queries import keeper
from fanthology.stories.actions import delete_story
from fanthology.stories.happenings import StorySeen
from fanthology.stories.models import Openness, Story, StoryTag
from tests.make import a_moderator, a_story, an_author
from tests.tools import count_queries


def fandom(name) -> Tag:
    return tag_named(kind=Kind.FANDOM, name=name)


def of(*fandoms, **changes) -> Story:
    return a_story(tags={Kind.FANDOM: fandoms}, **changes)


def table() -> dict[str, tuple[int, int]]:
    """Each pair by its names, with its numbers for visitors and for members."""
    return {
        " × ".join(sorted([pair.a.name, pair.b.name])): (pair.public_count, pair.member_count)
        for pair in FandomPair.objects.select_related("a", "b")
    }


def counted() -> dict[str, tuple[int, int]]:
    refresh_pairs(hurry=True)
    return table()


@pytest.mark.django_db
class TestPairs:
    def test_visitors_and_members_are_counted_apart(self):
        of("Emma", "Dracula")
        of("Emma", "Dracula", openness=Openness.MEMBERS)
        of("Emma", "Carmilla", openness=Openness.MEMBERS)
        assert counted() == {"Dracula × Emma": (1, 2), "Carmilla × Emma": (0, 1)}

    def test_nobody_counts_what_nobody_finds(self):
        alice = an_author()
        of("Emma", "Dracula", openness=Openness.DRAFT)
        hide_story(by=a_moderator(), story=of("Emma", "Dracula"), reason="A copy.")
        hide_account(by=a_moderator(), account=a_story(alice).authors.get().account, reason="A robot.")
        assert counted() == {}

    def test_a_story_of_three_joins_three_pairs(self):
        of("Emma", "Dracula", "Carmilla")
        assert set(counted()) == {"Dracula × Emma", "Carmilla × Emma", "Carmilla × Dracula"}

    def test_it_follows_stories_that_come_and_go(self, after):
        story = of("Emma", "Dracula")
        assert counted() == {"Dracula × Emma": (1, 1)}
        moderator = a_moderator()
        after(hide_story, by=moderator, story=story, reason="A copy.")
        assert counted() == {}
        after(restore_story, by=moderator, story=story, reason="No copy.")
        assert counted() == {"Dracula × Emma": (1, 1)}
        after(delete_story, by=story.authors.get().account, story=story)
        assert counted() == {}

    def test_synonyms_count_for_their_fandom_and_relatives_do_not_meet(self, after):
        after(make_synonym, tag=fandom("BtVS"), of=fandom("Buffy"))
        for name in ("Buffy", "Angel"):
            after(put_under, child=fandom(name), parent=fandom("Buffyverse"))
        of("BtVS", "Angel", "Dracula")
        assert counted() == dict.fromkeys(
            ["Buffy × Dracula", "Angel × Dracula", "Buffyverse × Dracula"], (1, 1)
        )

    def test_what_has_not_changed_is_not_written(self):
        of("Emma", "Dracula")
        counted()
        with count_queries() as second:
            refresh_pairs(hurry=True)
        writes = [sql for sql in second.sql if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
        assert not any("fandompair" in sql for sql in writes)


@pytest.mark.django_db
class TestWhen:
    def test_a_fresh_archive_is_counted_at_once(self):
        of("Emma", "Dracula")
        cache.clear()
        assert refresh_pairs() is False
        assert table() == {"Dracula × Emma": (1, 1)}

    def test_it_waits_a_while_between_two_counts(self):
        refresh_pairs()
        of("Emma", "Dracula")
        refresh_pairs()
        assert table() == {}

    def waited(self, seconds=10_000):
        """As if the last count were some time ago."""
        last = state()
        keep_state(State(last.mark, last.at - seconds, last.took))

    def test_after_the_pause_a_change_is_seen(self):
        refresh_pairs()
        of("Emma", "Dracula")
        self.waited()
        refresh_pairs()
        assert table() == {"Dracula × Emma": (1, 1)}

    @pytest.mark.skipif(
        connection.vendor == "postgresql", reason="a transaction sees its own changes again there"
    )
    def test_without_a_change_nothing_is_counted_until_a_day_has_passed(self):
        of("Emma", "Dracula")
        refresh_pairs()
        FandomPair.objects.all().delete()
        self.waited()
        note_seen(StorySeen(story_id=Story.objects.get().pk))  # a hit is no change
        refresh_pairs()
        assert table() == {}
        self.waited(100_000)
        refresh_pairs()
        assert table() == {"Dracula × Emma": (1, 1)}

    def test_what_took_long_is_left_alone_for_longer(self):
        refresh_pairs()
        of("Emma", "Dracula")
        last = state()
        keep_state(State(last.mark, last.at - 1_000, 60.0))
        refresh_pairs()
        assert table() == {}


NAMES = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Gorse"]
FANDOMS = some.integers(0, len(NAMES) - 1)


@some.composite
def archives(draw):
    """Synonyms, parents (always a later name, so that there is no ring) and stories of a small archive."""
    synonyms = draw(some.dictionaries(some.sampled_from([0, 1]), some.integers(2, 5), max_size=2))
    parents = draw(
        some.sets(
            some.tuples(some.integers(2, 4), some.integers(3, 5)).filter(lambda p: p[0] < p[1]), max_size=4
        )
    )
    stories = draw(
        some.lists(
            some.tuples(
                some.sets(FANDOMS, min_size=1, max_size=4), some.sampled_from(Openness), some.booleans()
            ),
            max_size=6,
        )
    )
    return synonyms, parents, stories


class TestAnyArchive(TestCase):
    @settings(max_examples=60)
    @given(archives())
    def test_pairs_are_what_looking_at_every_story_finds(self, archive):
        synonyms, parents, stories = archive
        tags = [tag_named(kind=Kind.FANDOM, name=name) for name in NAMES]
        for tag, of_tag in synonyms.items():
            Tag.objects.filter(pk=tags[tag].pk).update(canonical=tags[of_tag])
        for child, parent in parents:
            TagParent.objects.create(child=tags[child], parent=tags[parent])
        for fandoms, openness, hidden in stories:
            chosen = {tags[synonyms.get(one, one)].pk for one in fandoms}
            story = Story.objects.create(
                title="Any", rating=default_rating(), openness=openness, published=timezone.now(), chapter_count=1,
                hidden_at=timezone.now() if hidden else None, hidden_reason="Because." if hidden else "",
                fandom_count=len(chosen), crossover=unrelated(chosen) > 1,
            )  # fmt: skip
            StoryTag.objects.bulk_create(StoryTag(story=story, tag=tags[one]) for one in fandoms)
        refresh_pairs(hurry=True)
        found = {
            (pair.a_id, pair.b_id): (pair.public_count, pair.member_count)
            for pair in FandomPair.objects.all()
        }
        canonical = sorted(
            (tags[one] for one in range(len(NAMES)) if one not in synonyms), key=lambda tag: tag.pk
        )
        expected = {}
        for a, b in combinations(canonical, 2):
            numbers = tuple(joining(viewer, a, b).count() for viewer in (AnonymousUser(), keeper()))
            if not are_related(a, b) and any(numbers):
                expected[a.pk, b.pk] = numbers
        assert found == expected
