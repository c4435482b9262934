"""Which fandoms and pairs the crossover map shows, and how its drawing is kept."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from fanthology.catalogue.actions import put_under
from fanthology.catalogue.models import Kind, Tag
from fanthology.finding import maps
from fanthology.finding.models import FandomPair
from fanthology.finding.wishes import Choice, Field, Standing
from fanthology.people.queries import keeper
from tests.finding.test_pairs import fandom, meet
from tests.tools import count_queries

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def shown(viewer=VISITOR) -> tuple[set[str], set[str]]:
    """The names and the pairs on a viewer's map."""
    found = maps.map_for(viewer)
    names = {key: name for key, (name, _) in found.names.items()}
    return (
        {names[spot.point.key] for spot in found.wide.spots},
        {" × ".join(sorted((names[stroke.a], names[stroke.b]))) for stroke in found.wide.strokes},
    )


def test_visitors_and_members_have_maps_of_their_own():
    meet("Emma", "Dracula")
    meet("Emma", "Secret", 0, 4)
    assert shown() == ({"Emma", "Dracula"}, {"Dracula × Emma"})
    assert shown(keeper())[0] == {"Emma", "Dracula", "Secret"}


def test_an_archive_where_nobody_meets_has_no_map():
    meet("Emma", "Secret", 0, 4)
    assert maps.map_for(VISITOR) is None
    assert maps.map_key(VISITOR) == ""


def test_the_drawing_is_kept_until_something_changes():
    meet("Emma", "Dracula")
    meet("Emma", "Oz")
    first, key = maps.map_for(VISITOR), maps.map_key(VISITOR)
    maps.draw()
    assert maps.map_key(VISITOR) == key
    with count_queries() as counted:
        assert maps.map_for(VISITOR) == first
    assert len(counted) == 2  # both are questions to the cache
    FandomPair.objects.filter(b=fandom("Oz")).update(public_count=9)
    maps.draw()
    assert maps.map_key(VISITOR) != key


def test_a_drawing_of_the_same_is_not_made_again():
    meet("Emma", "Dracula")
    place = f"finding.map.{maps.map_key(VISITOR)}"
    cache.set(place, "the old one")
    maps.draw()
    assert cache.get(place) == "the old one"


def test_a_new_name_is_a_new_drawing():
    meet("Emma", "Dracula")
    key = maps.map_key(VISITOR)
    Tag.objects.filter(name="Emma").update(name="Emma Woodhouse")
    maps.draw()
    assert maps.map_key(VISITOR) != key
    assert shown()[0] == {"Emma Woodhouse", "Dracula"}


def test_a_franchise_does_not_repeat_what_stands_within_it():
    for name in ("Buffy", "Angel"):
        put_under(child=fandom(name), parent=fandom("Buffyverse"))
    meet("Buffy", "Emma", 3)
    meet("Angel", "Emma", 2)
    meet("Buffyverse", "Emma", 5)
    meet("Buffyverse", "Oz", 1)
    assert shown()[1] == {"Buffy × Emma", "Angel × Emma", "Buffyverse × Oz"}
    assert {spot.point.name for spot in maps.map_around(VISITOR, fandom("Emma")).wide.spots} == {
        "Emma",
        "Buffy",
        "Angel",
    }


def test_without_some_fandoms_the_rest_stays_in_its_place():
    meet("Emma", "Dracula")
    meet("Emma", "Oz")
    whole = maps.map_for(VISITOR)
    less = whole.without({fandom("Oz").pk})
    assert [spot for spot in whole.wide.spots if spot.point.name != "Oz"] == list(less.wide.spots)
    assert [(stroke.a, stroke.b) for stroke in less.small.strokes] == [
        (stroke.a, stroke.b) for stroke in whole.small.strokes if fandom("Oz").pk not in (stroke.a, stroke.b)
    ]


def test_it_is_bounded():
    tags = Tag.objects.bulk_create(
        Tag(kind=Kind.FANDOM, name=f"F{n:03}", key=f"f{n:03}", slug=f"f{n:03}") for n in range(200)
    )
    ids = sorted(tag.pk for tag in tags)
    FandomPair.objects.bulk_create(
        FandomPair(a_id=ids[n], b_id=ids[m], public_count=n * m % 97 + 1)
        for n in range(200)
        for m in range(n + 1, 200, 7)
    )
    pairs = maps.chosen_pairs("public_count")
    assert len(pairs) <= 500
    assert len({one for pair in pairs for one in pair[:2]}) <= 150
    found = maps.map_for(VISITOR)
    assert len(found.small.spots) <= 24
    assert len(maps.map_around(VISITOR, Tag.objects.get(pk=ids[0])).wide.spots) <= 33


def test_around_a_fandom_stand_those_it_meets():
    meet("Emma", "Dracula", 4)
    meet("Emma", "Secret", 0, 4)
    meet("Dracula", "Oz", 4)
    found = maps.map_around(VISITOR, fandom("Emma"))
    assert [spot.point.name for spot in found.wide.spots] == ["Emma", "Dracula"]
    assert maps.map_around(VISITOR, fandom("Nobody")) is None


def test_a_hidden_franchise_hides_what_stands_within_it():
    put_under(child=fandom("Buffy"), parent=fandom("Buffyverse"))
    never = Standing((Choice(Field.FANDOM, (fandom("Buffyverse").pk,)), Choice(Field.AUTHOR, (1,))))
    assert maps.hidden_fandoms(never) == {fandom("Buffy").pk, fandom("Buffyverse").pk}
    assert maps.hidden_fandoms(Standing()) == set()
