"""Deeds with what one never wants to see, and with saved searches."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.catalogue.queries import tag_called
from fanthology.core import limits
from fanthology.finding.actions import (
    delete_search,
    exclude,
    include_again,
    limit_ratings,
    rename_search,
    save_search,
    take_over,
)
from fanthology.finding.models import Exclusion, SavedSearch
from fanthology.finding.standing import Mark, marks_in
from fanthology.finding.wishes import Choice, Field
from fanthology.people.queries import keeper
from fanthology.stories.models import Openness
from tests.make import a_story, an_account, an_author

pytestmark = pytest.mark.django_db


def fandom(name: str = "Sherlock Holmes") -> Tag:
    return tag_called(Kind.FANDOM, name)


def kept(account) -> list[tuple[str, str]]:
    return list(account.exclusions.order_by("pk").values_list("kind", "key"))


def refusal(deed, /, **given) -> str:
    with pytest.raises(ValidationError) as problem:
        deed(**given)
    return " ".join(problem.value.messages)


def test_everything_can_be_excluded_with_a_reason():
    author = an_author("Alice")
    story = a_story(author, categories=("Sherlock Holmes",))
    bob = an_account("Bob")
    chosen = {
        Field.FANDOM: fandom().pk,
        Field.CHARACTER: tag_called(Kind.CHARACTER, "John Watson").pk,
        Field.CATEGORY: Category.objects.get().pk,
        Field.AUTHOR: author.pk,
        Field.STORY: story.pk,
        Field.LANGUAGE: "de",
    }
    for field, key in chosen.items():
        assert (
            exclude(by=bob, choice=Choice(field, (key,)), reason="  Not   for me. ").reason == "Not for me."
        )
    assert kept(bob) == [(field.value, str(key)) for field, key in chosen.items()]


def test_the_same_thing_twice_stands_once_with_the_newer_reason():
    a_story()
    bob, choice = an_account(), Choice(Field.FANDOM, (fandom().pk,))
    exclude(by=bob, choice=choice, reason="Spiders.")
    assert exclude(by=bob, choice=choice).reason == "Spiders."
    assert exclude(by=bob, choice=choice, reason="Snakes.").reason == "Snakes."
    assert bob.exclusions.count() == 1


def test_a_synonym_counts_as_what_it_stands_for_before_and_after():
    a_story()
    holmes, alice = fandom(), fandom("Alice in Wonderland")
    bob = an_account()
    exclude(by=bob, choice=Choice(Field.FANDOM, (holmes.pk,)))
    Tag.objects.filter(pk=holmes.pk).update(canonical=alice)
    exclude(by=bob, choice=Choice(Field.FANDOM, (alice.pk,)))
    assert kept(bob) == [("fandom", str(holmes.pk))], "it is excluded already, under the name it had"
    assert include_again(by=bob, choice=Choice(Field.FANDOM, (alice.pk,)))
    exclude(by=bob, choice=Choice(Field.FANDOM, (holmes.pk,)))
    assert kept(bob) == [("fandom", str(alice.pk))]


@pytest.mark.parametrize(
    "choice",
    [
        Choice(Field.FANDOM, (10**9,)),
        Choice(Field.CHARACTER, (-1,)),
        Choice(Field.STORY, ("one",)),
        Choice(Field.LANGUAGE, ("no language",)),
        Choice(Field.FANDOM, ()),
        Choice(Field.FANDOM, (1, 2)),
        Choice(Field.RATING, (13,)),
    ],
)
def test_what_is_not_there_cannot_be_excluded(choice):
    a_story()
    bob = an_account()
    assert refusal(exclude, by=bob, choice=choice)
    assert kept(bob) == []


def test_nobody_learns_of_drafts_by_excluding_them():
    draft = a_story(openness=Openness.DRAFT)
    bob = an_account()
    assert "nothing of that name" in refusal(exclude, by=bob, choice=Choice(Field.STORY, (draft.pk,)))
    assert take_over(by=bob, marks=[Mark(Field.STORY, str(draft.pk))]) == 0


def test_the_list_and_its_reasons_have_bounds():
    a_story()
    bob, choice = an_account(), Choice(Field.FANDOM, (fandom().pk,))
    assert "255 characters" in refusal(exclude, by=bob, choice=choice, reason="x" * 256)
    Exclusion.objects.bulk_create(
        Exclusion(account=bob, kind="story", key=str(number)) for number in range(limits.EXCLUSIONS)
    )
    assert "as many as there can be" in refusal(exclude, by=bob, choice=choice)
    assert "as many as there can be" in refusal(limit_ratings, by=bob, age=13)
    assert take_over(by=bob, marks=marks_in("lde.lfr")) == 0


def test_a_limit_of_ratings_takes_the_place_of_another():
    bob = an_account()
    limit_ratings(by=bob, age=18)
    limit_ratings(by=bob, age=13)
    assert kept(bob) == [("rating", "13")]
    limit_ratings(by=bob, age=None)
    assert kept(bob) == []
    limit_ratings(by=bob, age=13)
    assert include_again(by=bob, choice=Choice(Field.RATING, (21,)))
    assert kept(bob) == []
    assert "0 to 21" in refusal(limit_ratings, by=bob, age=22)


def test_a_browsers_list_is_taken_over_once_and_ones_own_limit_stays():
    a_story()
    bob = an_account()
    limit_ratings(by=bob, age=13)
    exclude(by=bob, choice=Choice(Field.LANGUAGE, ("de",)), reason="I cannot read it.")
    marks = marks_in(f"f{fandom().pk}.lde.lfr.r18.s99999")
    assert take_over(by=bob, marks=marks) == 2
    assert take_over(by=bob, marks=marks) == 0
    assert kept(bob) == [
        ("rating", "13"),
        ("language", "de"),
        ("fandom", str(fandom().pk)),
        ("language", "fr"),
    ]


def test_only_accounts_keep_anything():
    choice = Choice(Field.LANGUAGE, ("de",))
    closed = an_account()
    closed.is_active = False
    for nobody in (AnonymousUser(), keeper(), closed):
        for deed in (
            lambda who=nobody: exclude(by=who, choice=choice),
            lambda who=nobody: include_again(by=who, choice=choice),
            lambda who=nobody: limit_ratings(by=who, age=13),
            lambda who=nobody: take_over(by=who, marks=[]),
            lambda who=nobody: save_search(by=who, name="Mine", address=""),
        ):
            with pytest.raises(PermissionDenied):
                deed()


def test_a_search_is_kept_without_the_page_one_was_on():
    alice = an_account()
    search = save_search(
        by=alice, name="  Long   ones ", address="in=fandom%3ASmallville&page=7&words_from=10000&q=%00x\x00"
    )
    assert (search.name, search.address) == ("Long ones", "in=fandom%3ASmallville&words_from=10000&q=x")
    assert len(search.token) >= 30
    rename_search(by=alice, search=search, name="LONG ones")
    assert SavedSearch.objects.get().name == "LONG ones"
    delete_search(by=alice, search=search)
    assert not SavedSearch.objects.exists()


def test_names_of_searches_are_ones_own_and_unique():
    alice, bob = an_account(), an_account()
    first = save_search(by=alice, name="Long ones", address="words_from=10000")
    save_search(by=bob, name="Long ones", address="")
    second = save_search(by=alice, name="Short ones", address="words_to=1000")
    assert "already" in refusal(save_search, by=alice, name="long ONES", address="")
    assert "already" in refusal(rename_search, by=alice, search=second, name="Long ones")
    assert "a name" in refusal(save_search, by=alice, name=" \u200b ", address="")
    assert "80 characters" in refusal(save_search, by=alice, name="x" * 81, address="")
    assert "too long" in refusal(
        save_search, by=alice, name="Long", address="q=" + "x" * limits.SEARCH_ADDRESS
    )
    for deed in (
        lambda: rename_search(by=bob, search=first, name="x"),
        lambda: delete_search(by=bob, search=first),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_there_is_a_bound_to_searches():
    alice = an_account()
    SavedSearch.objects.bulk_create(
        SavedSearch(account=alice, name=f"No. {number}", token=f"t{number}")
        for number in range(limits.SEARCHES_PER_ACCOUNT)
    )
    assert "as many as there can be" in refusal(save_search, by=alice, name="One more", address="")
