"""Questions about tags, categories and ratings."""

import pytest

from fanthology.catalogue import queries
from fanthology.catalogue.actions import category_named, make_synonym, put_under, tag_named
from fanthology.catalogue.models import Kind, Tag, TagParent

pytestmark = pytest.mark.django_db


def fandom(name):
    return tag_named(kind=Kind.FANDOM, name=name)


def test_a_tag_is_found_whatever_its_case_accents_and_spaces():
    made = fandom("Les Misérables")
    assert queries.tag_called(Kind.FANDOM, " LES miserables") == made
    assert queries.tag_called(Kind.GENRE, "Les Misérables") is None


def test_a_family_is_the_tag_its_synonyms_and_all_below():
    top, show, short = fandom("Buffyverse"), fandom("Buffy the Vampire Slayer"), fandom("BtVS")
    put_under(child=show, parent=top)
    make_synonym(tag=short, of=show)
    fandom("Angel")
    assert queries.family(top) == {top.pk, show.pk, short.pk}
    short.refresh_from_db()
    assert queries.family(short) == {show.pk, short.pk}


def test_a_family_is_of_one_kind():
    show, willow = fandom("Buffy"), tag_named(kind=Kind.CHARACTER, name="Willow")
    put_under(child=willow, parent=show)
    assert queries.family(show) == queries.kin(show) == {show.pk}
    assert queries.family(willow) == queries.above({willow.pk}) == {willow.pk}


def test_who_mistypes_a_name_is_offered_near_ones():
    fandom("Smallville")
    fandom("The Small Faces")
    fandom("Emma")
    assert queries.names_like(Kind.FANDOM, "Smalville") == ["Smallville"]
    assert queries.names_like(Kind.FANDOM, "small") == ["Smallville", "The Small Faces"]
    assert queries.names_like(Kind.CHARACTER, "Smalville") == queries.names_like(Kind.FANDOM, "…") == []


def test_a_ring_made_by_hand_ends_the_walk():
    a, b = fandom("A"), fandom("B")
    TagParent.objects.create(child=a, parent=b)
    TagParent.objects.create(child=b, parent=a)
    assert queries.above({a.pk}) == queries.below({a.pk}) == {a.pk, b.pk}


@pytest.mark.parametrize(
    ("parents", "number"),
    [
        ({}, 3),
        ({"Angel": ["Buffyverse"], "Buffy": ["Buffyverse"]}, 2),
        (
            {
                "Angel": ["Buffyverse"],
                "Buffyverse": ["Whedon"],
                "Firefly": ["Whedon"],
                "Buffy": ["Buffyverse"],
            },
            1,
        ),
        ({"Angel": ["Buffy"]}, 2),
        ({"Angel": ["X"], "Firefly": ["Y"], "Buffy": ["X", "Y"]}, 1),
    ],
)
def test_fandoms_of_one_franchise_are_related(parents, number):
    for child, above in parents.items():
        for parent in above:
            put_under(child=fandom(child), parent=fandom(parent))
    assert queries.unrelated(fandom(name).pk for name in ("Angel", "Buffy", "Firefly")) == number
    assert queries.unrelated(()) == 0


def test_a_category_is_found_by_its_full_name():
    leaf = category_named(path="X-Files, The > Scully-Centered")
    assert queries.category_at("x-files, the>scully-centered") == leaf
    assert queries.category_at("X-Files, The > Mulder-Centered") is None
    assert queries.category_at("") is None


def test_a_rating_is_looked_for_in_the_scheme_in_use_first():
    assert queries.rating_coded(" fr13 ").code == "FR13"
    assert queries.rating_coded("PG").scheme.slug == "mpaa"
    assert queries.rating_coded("NC-21") is None
    assert queries.default_rating().code == "FR13"
    assert [level.code for level in queries.ratings_offered()] == ["FR7", "FR13", "FR15", "FR18", "FR21"]


def test_four_schemes_ship_each_with_levels_that_say_what_they_mean(django_assert_num_queries):
    with django_assert_num_queries(2):
        schemes = {scheme.slug: list(scheme.levels.all()) for scheme in queries.schemes()}
    assert set(schemes) == {"fr", "ao3", "mpaa", "ages"}
    assert all(level.meaning for levels in schemes.values() for level in levels)


def test_tags_sort_into_their_kinds():
    tags = [fandom("B"), tag_named(kind=Kind.GENRE, name="Mystery"), fandom("A")]
    kinds = queries.by_kind(tags)
    assert [tag.name for tag in kinds["fandom"]] == ["B", "A"]
    assert kinds["warning"] == []
    assert set(queries.canonical_tags(Kind.FANDOM)) == set(Tag.objects.filter(kind=Kind.FANDOM))
