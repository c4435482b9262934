"""Deeds with tags, categories and ratings."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from fanthology.catalogue.actions import (
    MAX_DEPTH,
    category_named,
    delete_category,
    edit_category,
    make_synonym,
    put_under,
    tag_named,
    use_scheme,
)
from fanthology.catalogue.models import Category, Kind, Rating, RatingScheme, Tag, TagParent
from fanthology.catalogue.queries import default_rating
from fanthology.core import limits
from tests.make import a_moderator, a_story, an_account, an_owner

pytestmark = pytest.mark.django_db


def fandom(name):
    return tag_named(kind=Kind.FANDOM, name=name)


def test_two_spellings_of_a_name_are_one_tag_and_the_first_is_shown():
    first = fandom("  Les  Misérables ")
    assert fandom("les miserables") == first
    assert first.name == "Les Misérables"
    assert tag_named(kind=Kind.CHARACTER, name="Les Misérables") != first


def test_tags_that_share_an_address_get_their_own():
    assert fandom("Emma").slug == "emma"
    assert fandom("Emma!").slug == "emma-2"
    assert fandom("エマ").slug == "エマ"


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * (limits.TAG + 1), "\ufdfa" * 30])
def test_a_name_that_cannot_be_is_refused(name):
    with pytest.raises(ValidationError):
        fandom(name)
    assert not Tag.objects.filter(kind=Kind.FANDOM).exists()


def test_there_is_never_a_synonym_of_a_synonym():
    make_synonym(tag=fandom("BtVS"), of=fandom("Buffy"))
    make_synonym(tag=fandom("Buffy"), of=fandom("Buffy the Vampire Slayer"))
    make_synonym(tag=fandom("Slayer"), of=fandom("BtVS"))
    canon = fandom("Buffy the Vampire Slayer")
    assert {tag.name for tag in canon.synonyms.all()} == {"BtVS", "Buffy", "Slayer"}
    with pytest.raises(ValidationError):
        make_synonym(tag=canon, of=fandom("Buffy"))
    with pytest.raises(ValidationError):
        make_synonym(tag=tag_named(kind=Kind.CHARACTER, name="Buffy"), of=canon)


def test_a_hierarchy_has_no_ring():
    a, b, c = fandom("A"), fandom("B"), fandom("C")
    put_under(child=a, parent=b)
    put_under(child=b, parent=c)
    for child, parent in ((c, a), (a, a)):
        with pytest.raises(ValidationError):
            put_under(child=child, parent=parent)
    assert TagParent.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        TagParent.objects.create(child=a, parent=a)


def test_a_category_is_made_down_from_its_root_once():
    deep = category_named(path="Harry Potter > Xander-Centered > Pairing: Hermione")
    assert category_named(path=" harry potter>XANDER-centered\u00a0>  Pairing: Hermione ") == deep
    assert [node.path for node in Category.objects.all()] == [
        "Harry Potter",
        "Harry Potter > Xander-Centered",
        "Harry Potter > Xander-Centered > Pairing: Hermione",
    ]
    assert deep.lineage == f"/{deep.parent.parent_id}/{deep.parent_id}/{deep.pk}/"


@pytest.mark.parametrize(
    "path",
    [
        "",
        " > ",
        "x" * (limits.CATEGORY + 1),
        " > ".join("abcdefghi"[: MAX_DEPTH + 1]),
        "A > " + "\ufdfa" * 30,
        " > ".join(["x" * 100] * 7),
    ],
)
def test_a_category_that_cannot_be_is_refused_and_nothing_is_half_made(path):
    with pytest.raises(ValidationError):
        category_named(path=path)
    assert not Category.objects.exists()


def test_renaming_a_category_renames_all_below():
    mina = a_moderator()
    leaf = category_named(path="Holmes > Alice-Centered > Theme: Cats")
    other = category_named(path="Holmesiana > X")
    edit_category(by=mina, category=leaf.parent.parent, name="Sherlock > Holmes", about=" The detective. ")
    leaf.refresh_from_db()
    other.refresh_from_db()
    assert leaf.path == "Sherlock › Holmes > Alice-Centered > Theme: Cats"
    assert other.path == "Holmesiana > X"
    assert category_named(path="Sherlock › Holmes").about == "The detective."


@pytest.mark.parametrize("name", ["", "x" * (limits.CATEGORY + 1), "EMMA"])
def test_a_name_that_will_not_do_is_named(name):
    category_named(path="Emma")
    category = category_named(path="Alice")
    with pytest.raises(ValidationError) as refusal:
        edit_category(by=a_moderator(), category=category, name=name, about="")
    assert set(refusal.value.message_dict) == {"name"}


def test_a_rename_that_makes_a_path_below_too_long_is_refused():
    deep = category_named(path=" > ".join(["A", *(["x" * 118] * 4), "y" * 100]))
    root = Category.objects.get(name="A")
    with pytest.raises(ValidationError) as refusal:
        edit_category(by=a_moderator(), category=root, name="A" * 60, about="")
    assert set(refusal.value.message_dict) == {"name"}
    deep.refresh_from_db()
    assert deep.path.startswith("A > ")


def test_only_an_empty_category_is_deleted():
    mina = a_moderator()
    a_story(categories=("Alice > Holmes-Centered",))
    for path in ("Alice", "Alice > Holmes-Centered"):
        with pytest.raises(ValidationError):
            delete_category(by=mina, category=category_named(path=path))
    delete_category(by=mina, category=category_named(path="Emma"))
    assert not Category.objects.filter(name="Emma").exists()


def test_members_leave_the_tree_and_the_scheme_alone():
    bob, mina = an_account("Bob"), a_moderator()
    category, scheme = category_named(path="Alice"), RatingScheme.objects.get(slug="mpaa")
    for deed in (
        lambda: edit_category(by=bob, category=category, name="Bob", about=""),
        lambda: delete_category(by=bob, category=category),
        lambda: use_scheme(by=bob, scheme=scheme),
        lambda: use_scheme(by=mina, scheme=scheme),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_the_owner_chooses_the_scheme_and_old_stories_keep_their_rating():
    story = a_story()
    use_scheme(by=an_owner(), scheme=RatingScheme.objects.get(slug="mpaa"))
    assert RatingScheme.objects.get(in_use=True).slug == "mpaa"
    assert default_rating().code == "PG-13"
    story.refresh_from_db()
    assert story.rating.code == "FR13"


def test_the_database_keeps_one_scheme_in_use_and_each_level_once():
    with pytest.raises(IntegrityError), transaction.atomic():
        RatingScheme.objects.update(in_use=True)
    level = Rating.objects.get(code="FR13")
    for given in (
        {"code": "FR13", "position": 99, "age": 1},
        {"code": "X", "position": level.position, "age": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(scheme=level.scheme, meaning="", **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.filter(pk=level.pk).update(age=99)
