"""What moderators do with tags: merge, split, place, remove, rename, settle, and undo it all."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanthology.catalogue import queries
from fanthology.catalogue.actions import (
    merge_tags,
    place_tag,
    remove_tag,
    rename_tag,
    settle_tag,
    split_tag,
    tag_named,
    undo_step,
)
from fanthology.catalogue.models import Kind, Tag, TagParent, TagStep
from fanthology.core import limits
from tests.make import a_moderator, a_story, an_account, an_owner

pytestmark = pytest.mark.django_db


def fandom(name):
    return tag_named(kind=Kind.FANDOM, name=name)


def character(name):
    return tag_named(kind=Kind.CHARACTER, name=name)


def state():
    """Everything that a step can change."""
    columns = ("pk", "kind", "name", "key", "slug", "canonical", "wrangled", "created")
    return set(Tag.objects.values_list(*columns)), set(TagParent.objects.values_list("child", "parent"))


def names(tags):
    return {tag.name for tag in tags}


def test_a_merged_tag_brings_its_synonyms_parents_and_children():
    mina = a_moderator()
    buffy, short, verse, angel = (
        fandom(name) for name in ("Buffy the Vampire Slayer", "BtVS", "Buffyverse", "Angel")
    )
    merge_tags(by=mina, tag=fandom("Slayer"), into=short)
    place_tag(by=mina, tag=short, under=verse)
    place_tag(by=mina, tag=character("Willow"), under=short)
    place_tag(by=mina, tag=angel, under=short)
    step = merge_tags(by=mina, tag=short, into=buffy, note="One show.")
    assert names(buffy.synonyms.all()) == {"BtVS", "Slayer"}
    assert names(buffy.children.all()) == {"Willow", "Angel"}
    assert names(buffy.parents.all()) == {"Buffyverse"}
    assert not TagParent.objects.filter(parent=short).exists()
    assert (step.named, step.note, step.by) == (
        "“BtVS” into “Buffy the Vampire Slayer”",
        "One show.",
        mina,
    )
    assert Tag.objects.get(pk=short.pk).wrangled is not None


def test_merging_into_a_synonym_is_merging_into_its_canonical():
    mina = a_moderator()
    merge_tags(by=mina, tag=fandom("B"), into=fandom("A"))
    merge_tags(by=mina, tag=fandom("C"), into=fandom("B"))
    assert names(fandom("A").synonyms.all()) == {"B", "C"}


def test_merging_with_its_own_parent_drops_the_link():
    mina = a_moderator()
    place_tag(by=mina, tag=fandom("B"), under=fandom("A"))
    merge_tags(by=mina, tag=fandom("B"), into=fandom("A"))
    assert not TagParent.objects.exists()


def refusals(mina):
    """What cannot be done, by name."""
    a, b, c, syn = (fandom(name) for name in ("A", "B", "C", "Syn"))
    place_tag(by=mina, tag=b, under=a)
    place_tag(by=mina, tag=c, under=b)
    merge_tags(by=mina, tag=syn, into=c)
    genre = tag_named(kind=Kind.GENRE, name="Mystery")
    who = character("Irene")
    return {
        "into itself": lambda: merge_tags(by=mina, tag=a, into=a),
        "into its own synonym": lambda: merge_tags(by=mina, tag=c, into=syn),
        "again": lambda: merge_tags(by=mina, tag=syn, into=c),
        "another kind": lambda: merge_tags(by=mina, tag=who, into=a),
        "with one between, up": lambda: merge_tags(by=mina, tag=c, into=a),
        "with one between, down": lambda: merge_tags(by=mina, tag=a, into=c),
        "split no synonym": lambda: split_tag(by=mina, tag=a),
        "split with a stranger": lambda: split_tag(by=mina, tag=syn, along=[a]),
        "a ring": lambda: place_tag(by=mina, tag=a, under=c),
        "a ring through a synonym": lambda: place_tag(by=mina, tag=a, under=syn),
        "under itself": lambda: place_tag(by=mina, tag=a, under=a),
        "there already": lambda: place_tag(by=mina, tag=b, under=a),
        "a synonym under another": lambda: place_tag(by=mina, tag=syn, under=a),
        "a genre under a fandom": lambda: place_tag(by=mina, tag=genre, under=a),
        "a fandom under a character": lambda: place_tag(by=mina, tag=a, under=who),
        "not there": lambda: remove_tag(by=mina, tag=a, from_=b),
        "no name": lambda: rename_tag(by=mina, tag=a, name=" \u200b"),
        "the same name": lambda: rename_tag(by=mina, tag=a, name="A"),
        "another name, by a moderator": lambda: rename_tag(by=mina, tag=a, name="Else"),
        "a long note": lambda: settle_tag(by=mina, tag=a, note="x" * (limits.WRANGLING_NOTE + 1)),
    }


def test_what_cannot_be_done_is_refused_and_nothing_is_half_done():
    for name, deed in refusals(a_moderator()).items():
        before, steps = state(), TagStep.objects.count()
        with pytest.raises(ValidationError):
            deed()
        assert (state(), TagStep.objects.count()) == (before, steps), name


def test_members_do_not_wrangle():
    alice, mina, tag, other = an_account(), a_moderator(), fandom("A"), fandom("B")
    step = merge_tags(by=mina, tag=tag, into=other)
    for deed in (
        lambda: merge_tags(by=alice, tag=tag, into=other),
        lambda: split_tag(by=alice, tag=tag),
        lambda: place_tag(by=alice, tag=tag, under=other),
        lambda: remove_tag(by=alice, tag=tag, from_=other),
        lambda: rename_tag(by=alice, tag=tag, name="a"),
        lambda: settle_tag(by=alice, tag=tag),
        lambda: undo_step(by=alice, step=step),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_hierarchy_has_an_end():
    mina = a_moderator()
    tags = [fandom(f"Level {number}") for number in range(queries.MAX_GENERATIONS + 1)]
    for child, parent in zip(tags[1:-1], tags[:-2], strict=True):
        place_tag(by=mina, tag=child, under=parent)
    with pytest.raises(ValidationError, match="too deep"):
        place_tag(by=mina, tag=tags[-1], under=tags[-2])
    with pytest.raises(ValidationError, match="too deep"):
        place_tag(by=mina, tag=tags[0], under=tags[-1])


def test_a_tag_stands_under_so_many_and_no_more():
    mina = a_moderator()
    for number in range(limits.PARENTS_PER_TAG):
        place_tag(by=mina, tag=character("Q"), under=fandom(f"Trek {number}"))
    with pytest.raises(ValidationError, match="up to 50"):
        place_tag(by=mina, tag=character("Q"), under=fandom("Trek last"))


def test_a_split_tag_takes_chosen_synonyms_along():
    mina = a_moderator()
    for name in ("B", "C", "D"):
        merge_tags(by=mina, tag=fandom(name), into=fandom("A"))
    split_tag(by=mina, tag=fandom("B"), along=[fandom("C")])
    assert names(fandom("A").synonyms.all()) == {"D"}
    assert names(fandom("B").synonyms.all()) == {"C"}


def test_the_same_name_spelt_better_keeps_its_address():
    tag = fandom("les miserables")
    rename_tag(by=a_moderator(), tag=tag, name="Les Misérables")
    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("Les Misérables", "les-miserables")


def test_a_full_rename_leaves_the_authors_words_and_the_old_address():
    olga = an_owner()
    story = a_story(tags={Kind.FANDOM: ("Sherlok",)})
    old = fandom("Sherlok")
    place_tag(by=olga, tag=character("Irene"), under=old)
    rename_tag(by=olga, tag=old, name="Sherlock Holmes")
    old.refresh_from_db()
    assert (old.name, old.canonical.name) == ("Sherlok", "Sherlock Holmes")
    assert [link.tag.name for link in story.tag_links.all()] == ["Sherlok"]
    assert names(old.canonical.children.all()) == {"Irene"}
    with pytest.raises(ValidationError, match="already: merge"):
        rename_tag(by=olga, tag=fandom("Other"), name="SHERLOCK HOLMES")
    rename_tag(by=olga, tag=old.canonical, name="Sherlok")
    assert fandom("Sherlok").canonical is None
    assert fandom("Sherlock Holmes").canonical == old


def test_what_a_later_step_stands_on_cannot_be_undone_and_the_step_is_named():
    mina = a_moderator()
    first = merge_tags(by=mina, tag=fandom("B"), into=fandom("A"))
    later = merge_tags(by=mina, tag=fandom("A"), into=fandom("C"))
    with pytest.raises(ValidationError, match="Merged “A” into “C”"):
        undo_step(by=mina, step=first)
    undo_step(by=mina, step=later)
    undone = undo_step(by=mina, step=first)
    assert undone.undoes == first
    assert fandom("B").canonical is None
    with pytest.raises(ValidationError, match="undone already"):
        undo_step(by=mina, step=first)
    undo_step(by=mina, step=undone)
    assert fandom("B").canonical == fandom("A")


def test_a_link_is_not_put_back_to_a_tag_that_is_a_synonym_meanwhile():
    mina = a_moderator()
    place_tag(by=mina, tag=fandom("A"), under=fandom("B"))
    step = remove_tag(by=mina, tag=fandom("A"), from_=fandom("B"))
    merge_tags(by=mina, tag=fandom("B"), into=fandom("C"))
    with pytest.raises(ValidationError, match="stands in the way"):
        undo_step(by=mina, step=step)


def test_a_new_name_that_stories_carry_cannot_be_taken_away():
    olga = an_owner()
    step = rename_tag(by=olga, tag=fandom("Old"), name="New")
    with pytest.raises(ValidationError, match="Only an owner"):
        undo_step(by=a_moderator(), step=step)
    a_story(tags={Kind.FANDOM: ("New",)})
    with pytest.raises(ValidationError, match="A story carries"):
        undo_step(by=olga, step=step)
    assert fandom("Old").canonical == fandom("New")


NAMES = "ABCDE"
PICK = st.integers(0, len(NAMES) - 1)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "place", "remove", "rename", "settle", "undo"]),
        PICK,
        PICK,
        st.booleans(),
    ),
    max_size=14,
)


def move(by, tags, what, one, two, also):
    """One step at random; `also` chooses between variants."""
    tag, other = tags[one], tags[two]
    if what == "merge":
        return merge_tags(by=by, tag=tag, into=other)
    if what == "split":
        return split_tag(by=by, tag=tag, along=[other] if also else ())
    if what == "place":
        return place_tag(by=by, tag=tag, under=other)
    if what == "remove":
        return remove_tag(by=by, tag=tag, from_=other)
    if what == "rename":
        return rename_tag(by=by, tag=tag, name=f"{tags[two].name} anew" if also else tag.name.lower())
    if what == "settle":
        return settle_tag(by=by, tag=tag)
    return undo_step(by=by, step=TagStep.objects.order_by("-pk")[one])


def sound():
    """What must hold of all tags, told the slow way."""
    assert not Tag.objects.filter(canonical__canonical__isnull=False).exists()
    for column in ("child", "parent"):
        assert not TagParent.objects.filter(**{f"{column}__canonical__isnull": False}).exists()
    for child, parent in TagParent.objects.values_list("child_id", "parent_id"):
        assert child not in queries.above({parent})


@given(moves=MOVES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sequence_breaks_the_tags_and_undoing_restores_the_start_exactly(db, moves):
    with transaction.atomic():
        by = an_owner()
        tags = [fandom(name) for name in NAMES]
        start, steps = state(), []
        for what, one, two, also in moves:
            try:
                steps.append(move(by, tags, what, one, two, also))
            except (ValidationError, IndexError):
                continue
            sound()
        for step in reversed(steps):
            if in_force(step):
                undo_step(by=by, step=step)
                sound()
        if any(
            what == "undo" for what, *_ in moves
        ):  # out of order, when a tag was last found in order may be later
            assert without_dates(state()) == without_dates(start)
        else:
            assert state() == start
        transaction.set_rollback(True)


def without_dates(told):
    """The same, but for when tags were last found in order."""
    tags, links = told
    return {tag[:6] for tag in tags}, links


def in_force(step):
    """Whether the step changes what the tags are now: it is not undone, and does not only undo another."""
    depth, below = 0, step
    while below.undoes is not None:
        depth, below = depth + 1, below.undoes
    return depth % 2 == 0 and not TagStep.objects.filter(undoes=step).exists()


def test_who_merges_along_a_line_is_told_what_stands_between():
    mina = a_moderator()
    place_tag(by=mina, tag=fandom("B"), under=fandom("A"))
    place_tag(by=mina, tag=fandom("C"), under=fandom("B"))
    for tag, into in (("C", "A"), ("A", "C")):
        with pytest.raises(ValidationError, match=f"“B” stands between “{tag}” and “{into}”"):
            merge_tags(by=mina, tag=fandom(tag), into=fandom(into))
