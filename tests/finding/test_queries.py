"""The engine finds what is wished, counts it, and leaves to the database who may see it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from fanthology.catalogue.actions import make_synonym, put_under, tag_named
from fanthology.catalogue.models import Kind
from fanthology.finding.queries import facet_values, find, near, suggest
from fanthology.finding.wishes import Choice, Crossover, Field, Sort, Standing, Wishes, Words
from fanthology.stories.models import Openness
from tests.make import a_story, an_account, an_author

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def tag(name, kind=Kind.FANDOM):
    return tag_named(kind=kind, name=name)


def choice(*names, kind=Kind.FANDOM):
    return Choice(
        Field(kind.value), tuple((tag(name, kind).canonical or tag(name, kind)).pk for name in names)
    )


def titles(found):
    return [story.title for story in found.stories]


def test_everything_is_found_newest_first(after):
    stories = [after(a_story) for _ in range(3)]
    found = find(Wishes(), VISITOR)
    assert found.count == 3
    assert [story.pk for story in found.stories] == [story.pk for story in reversed(stories)]
    assert not found.stale
    facets = {value.choice.name: value.count for value in found.facets[Field.FANDOM]}
    assert facets == {"Sherlock Holmes": 3, "Alice in Wonderland": 3}


def test_what_changes_is_found_as_it_is_now(after):
    story = after(a_story, title="The Speckled Band")
    assert find(Wishes(words=(Words(("speckled", "band")),)), VISITOR).count == 1
    story.title = "Another"
    assert find(Wishes(words=(Words(("rained",)),)), VISITOR).snippets[story.pk]


def test_members_only_and_drafts(after):
    after(a_story, openness=Openness.MEMBERS, title="For members")
    after(a_story, openness=Openness.DRAFT, title="A draft")
    assert find(Wishes(), VISITOR).count == 0
    assert titles(find(Wishes(), an_account())) == ["For members"]


def test_parents_and_synonyms(after):
    after(put_under, child=tag("Sherlock Holmes"), parent=tag("Conan Doyle"))
    after(make_synonym, tag=tag("Sherlock"), of=tag("Sherlock Holmes"))
    after(a_story, title="By synonym", tags={Kind.FANDOM: ("Sherlock",)})
    after(a_story, title="By name", tags={Kind.FANDOM: ("Sherlock Holmes",)})
    after(a_story, title="Other", tags={Kind.FANDOM: ("Oz",)})
    assert find(Wishes(include=(choice("Conan Doyle"),)), VISITOR).count == 2
    found = find(Wishes(include=(choice("Sherlock Holmes"),), sort=Sort.TITLE), VISITOR)
    assert titles(found) == ["By name", "By synonym"]
    assert {v.choice.name: v.count for v in found.facets[Field.FANDOM]} == {
        "Sherlock Holmes": 2,
        "Conan Doyle": 2,
    }
    assert find(Wishes(exclude=(choice("Conan Doyle"),)), VISITOR).count == 1


def test_standing_exclusions_keep_pages_full_and_counts_right(after):
    for number in range(4):
        after(a_story, title=f"Oz {number}", tags={Kind.FANDOM: ("Oz",)})
        after(a_story, title=f"Kept {number}", tags={Kind.FANDOM: ("Dracula",)})
    found = find(Wishes(per_page=4), VISITOR, standing=Standing((choice("Oz"),)))
    assert (len(found.stories), found.count, found.hidden) == (4, 4, 4)
    assert [(by.choice.name, by.count) for by in found.hidden_by] == [("Oz", 4)]


def test_suggestions_follow_use_and_forgive_slips(after):
    after(make_synonym, tag=tag("Dr. Watson", Kind.CHARACTER), of=tag("John Watson", Kind.CHARACTER))
    author = an_author()
    for _ in range(2):
        after(a_story, author)
    after(a_story, author, tags={Kind.CHARACTER: ("Watson the Cat", "Dr. Watson"), Kind.FANDOM: ("Oz",)})
    find(Wishes(), VISITOR)
    found = suggest(Field.CHARACTER, "wats", VISITOR)
    assert [(one.name, one.count, one.typed) for one in found] == [
        ("John Watson", 3, found[0].typed),
        ("Watson the Cat", 1, ""),
    ]
    assert [one.name for one in suggest(Field.CHARACTER, "alcie", VISITOR)] == ["Alice Liddell"]
    within = suggest(Field.CHARACTER, "wat", VISITOR, within=(tag("Oz").pk,))
    assert {one.name for one in within[:2]} == {"Watson the Cat", "John Watson"}
    assert [one.name for one in near(Field.FANDOM, "Sherlok Holms", VISITOR)] == ["Sherlock Holmes"]
    values = facet_values(Wishes(), VISITOR, Field.CHARACTER, "wat")
    assert [(value.choice.name, value.count) for value in values] == [
        ("John Watson", 3),
        ("Watson the Cat", 1),
    ]


def test_nothing_else(after):
    for names in (("Oz",), ("Oz", "Dracula"), ("Oz", "Dracula", "Alice in Wonderland")):
        after(a_story, title=" × ".join(names), tags={Kind.FANDOM: names})
    wishes = Wishes(include=(choice("Oz"), choice("Dracula")), nothing_else=True, worlds=2)
    assert titles(find(wishes, VISITOR)) == ["Oz × Dracula"]
    assert find(Wishes(crossover=Crossover.ONLY), VISITOR).count == 2
