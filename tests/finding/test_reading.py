"""From an address to wishes: names looked up, ranges read, and a sentence for all that is wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import category_at, rating_coded, tag_called
from fanthology.core import limits
from fanthology.finding.asking import PARAMETERS, Asked
from fanthology.finding.near import near_in_database
from fanthology.finding.reading import read
from fanthology.finding.wishes import Choice, Crossover, Field, Part, Period, Sort, Span, State, Words
from fanthology.stories.models import Openness
from tests.make import a_story, an_account, an_author
from tests.tools import count_queries

VISITOR = AnonymousUser()
NOW = datetime(2026, 5, 17, 12, tzinfo=UTC)


def reading(address: str, viewer=VISITOR):
    return read(Asked.read(QueryDict(address)), viewer, NOW)


def wishes(address: str):
    """The wishes of an address in which nothing is wrong."""
    found = reading(address)
    assert found.problems == ()
    return found.wishes


def sentences(address: str, viewer=VISITOR) -> str:
    return " ".join(problem.sentence for problem in reading(address, viewer).problems)


@pytest.mark.django_db
def test_nothing_asked_is_everything():
    assert wishes("").everything
    assert reading("").understood == ()


@pytest.mark.django_db
def test_tags_are_found_by_any_spelling_and_synonyms_lead_on():
    a_story(tags={Kind.FANDOM: ("Sherlock Holmes", "Sherlock")})
    holmes = tag_called(Kind.FANDOM, "Sherlock Holmes")
    Tag.objects.filter(key="sherlock").update(canonical=holmes)
    choice = Choice(Field.FANDOM, (holmes.pk,), "Sherlock Holmes")
    assert wishes("in=fandom:SHERLOCK++holmes").include == (choice,)
    assert wishes("in=fandom:sherlock&q=fandom:sherlock").include == (choice,)
    assert wishes("out=fandom:sherlock").exclude == (choice,)
    assert wishes("q=-fandom:sherlock").exclude == (choice,)


@pytest.mark.django_db
def test_categories_are_found_by_full_name_or_by_a_last_name_that_is_the_only_one(after):
    after(a_story, categories=("Smallville > Buffy-Centered", "Sherlock > Crossovers", "Alice > Crossovers"))
    buffy = category_at("Smallville > Buffy-Centered")
    assert wishes("in=category:smallville+>+buffy-centered").include[0].keys == (buffy.pk,)
    assert wishes("in=category:Buffy-Centered").include[0].name == "Smallville > Buffy-Centered"
    found = reading("in=category:Crossovers")
    assert found.wishes.include == ()
    near = {one.name for one in found.problems[0].near}
    assert near == {"Alice > Crossovers", "Sherlock > Crossovers"}


@pytest.mark.django_db
def test_authors_ratings_languages_and_stories():
    alice = an_author("Alice")
    story = a_story(alice)
    found = wishes(f"in=author:alice&rating=fr13&language=pt&language=German&in=story:{story.pk}")
    assert found.include == (
        Choice(Field.AUTHOR, (alice.pk,), "Alice"),
        Choice(Field.STORY, (story.pk,), story.title),
    )
    assert rating_coded("FR13").pk in found.ratings[0].keys
    assert [choice.keys for choice in found.languages] == [("pt",), ("de",)]


@pytest.mark.django_db
def test_groups_of_which_any_will_do():
    a_story()
    found = wishes(
        "any=genre:Mystery|character:John+Watson&q=character:(%22Alice+Liddell%22|%22john+watson%22)"
    )
    assert [[choice.name for choice in group] for group in found.any_of] == [
        ["Alice Liddell", "John Watson"],
        ["Mystery", "John Watson"],
    ]


@pytest.mark.django_db
def test_words_and_their_order():
    found = wishes('q="wolfram+%26+hart"+-title:death+wor*')
    assert found.words == (
        Words(("wolfram", "hart")),
        Words(("death",), excluded=True, part=Part.TITLE),
        Words(("wor",), prefix=True),
    )
    assert found.sort == Sort.RELEVANCE
    assert wishes("q=-death").sort == Sort.UPDATED
    assert wishes("q=death+sort:-words&sort=hits").sort == Sort.WORDS
    assert wishes("sort=-words").backwards


@pytest.mark.django_db
def test_ranges_from_the_line_and_the_address_hold_together():
    found = wishes(
        "q=words>1000+words<=2k&words_from=1500&chapters=2-&length=-500&hits=5&reviews=yes&recommended=1.."
    )
    assert found.length == Span(1500, 2000)
    assert found.chapters == Span(2, None)
    assert found.chapter_length == Span(None, 500)
    assert found.hits == Span(5, 5)
    assert (found.reviews, found.recommendations) == (Span(1), Span(1))


@pytest.mark.django_db
def test_dates():
    found = wishes("published=2011-04&updated=last-30-days")
    assert found.published.since.date().isoformat() == "2011-04-01"
    assert found.published.before.date().isoformat() == "2011-05-01"
    assert found.updated == Period(NOW - timedelta(days=30), None)


@pytest.mark.django_db
def test_settings():
    found = wishes("crossover=only&complete=one-shot&seed=7&page=3&per_page=50&sort=random")
    assert (found.crossover, found.state) == (Crossover.ONLY, State.ONE_SHOT)
    assert (found.seed, found.page, found.per_page, found.sort) == (7, 3, 50, Sort.RANDOM)


@pytest.mark.django_db
def test_these_and_nothing_else_counts_worlds():
    a_story()
    found = wishes("in=fandom:Sherlock+Holmes&in=fandom:Alice+in+Wonderland&only=yes")
    assert found.nothing_else
    assert found.worlds == 2
    assert "needs a fandom" in sentences("only=yes")


@pytest.mark.django_db
def test_an_unknown_name_is_left_out_and_near_ones_are_offered(after):
    after(a_story)
    found = reading("in=fandom:Sherlok+Holmes&in=genre:Mystery")
    assert [choice.name for choice in found.wishes.include] == ["Mystery"]
    assert "There is no fandom “Sherlok Holmes” here" in found.problems[0].sentence
    assert [one.name for one in found.problems[0].near] == ["Sherlock Holmes"]
    assert (found.problems[0].param, found.problems[0].name) == ("in", "Sherlok Holmes")


@pytest.mark.django_db
def test_a_choice_can_be_taken_away_by_the_name_it_was_written_with():
    a_story(tags={Kind.FANDOM: ("Sherlock Holmes", "Sherlock")})
    Tag.objects.filter(key="sherlock").update(canonical=tag_called(Kind.FANDOM, "Sherlock Holmes"))
    asked = Asked.read(QueryDict("in=fandom:sherlock&q=fandom:%22sherlock+holmes%22"))
    found = read(asked, VISITOR, NOW)
    for name in found.names_of(found.wishes.include[0]):
        asked = asked.without(Field.FANDOM, name)
    assert asked.address == ""


@pytest.mark.django_db
def test_near_names_are_found_without_an_index(after):
    after(a_story)
    assert [one.name for one in near_in_database(Field.GENRE, "mystry", VISITOR)] == ["Mystery"]
    assert near_in_database(Field.SERIES, "mystry", VISITOR) == ()


@pytest.mark.django_db
@pytest.mark.parametrize("openness", [Openness.DRAFT, Openness.MEMBERS])
def test_names_that_a_viewer_cannot_know_are_not_offered(after, openness):
    after(a_story, openness=openness)
    assert reading("in=fandom:Sherlok+Holmes").problems[0].near == ()
    member = an_account()
    offered = reading("in=fandom:Sherlok+Holmes", member).problems[0].near
    assert bool(offered) == (openness == Openness.MEMBERS)


@pytest.mark.django_db
def test_a_story_that_a_viewer_cannot_see_is_not_there():
    story = a_story(openness=Openness.DRAFT, title="Secret")
    found = reading(f"in=story:{story.pk}")
    assert found.wishes.include == ()
    assert "Secret" not in found.problems[0].sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("words_from=10&words_to=5", "both are left out"),
        ("words_from=-3", "is no number"),
        ("words_to=1" + "0" * 30, "larger than any"),
        ("chapters=9-2", "9 is more than 2"),
        ("chapters=1" + "0" * 300, "too long"),
        ("hits=many", "is no number"),
        ("published=2011-13", "no day"),
        ("published=2020..2010", "is after"),
        ("updated=yesterday", "is no date"),
        ("updated=0000", "year has to be"),
        ("sort=best", "no order “best”"),
        ("sort=relevance", "latest come first"),
        ("page=1000000000", "no page"),
        ("page=-1", "no page"),
        ("per_page=7", "20, 50, 100"),
        ("seed=x", "no seed"),
        ("complete=perhaps", "it can be"),
        ("crossover=perhaps", "it can be"),
        ("in=Smallville", "write what it is before it"),
        ("in=planet:Krypton", "write what it is before it"),
        ("any=|||&any=planet:x|y", "write what it is before it"),
        ("language=Klingonese", "no language"),
        ("rating=ZZ", "no rating"),
        ("q=fandm:x", "Did you mean “fandom:”"),
        ("q=words>5+words<3", "can be both"),
        ("q=" + "a+" * 50_000, "than a search can hold"),
        ("q=" + "a+" * 100, "words to look for"),
        ("q=%22" + "a+" * 100 + "%22", "words to look for"),
        ("&".join(f"in=fandom:f{n}" for n in range(200)), "than a search can hold"),
        ("q=" + "+".join(f"by:a{n}" for n in range(90)), "up to 60 names"),
        ("in=fandom:%00%1b%ed%a0%80", "left out"),
        ("in=fandom:" + "x" * 100_000, "left out"),
    ],
)
def test_what_is_wrong_gets_a_sentence(address, sentence):
    assert sentence in sentences(address)


@pytest.mark.django_db
def test_what_is_over_the_limits_is_not_searched():
    a_story()
    assert len(reading("q=" + "a+" * 100).wishes.words) == limits.SEARCH_WORDS
    assert reading("q=%22" + "a+" * 100 + "%22").wishes.words == ()
    many = "+".join(f"-genre:a{number}" for number in range(limits.SEARCH_CHOICES))
    assert reading(f"q={many}+-genre:mystery").wishes.exclude == ()
    assert len(reading("q=a+-genre:mystery").wishes.exclude) == 1


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(PARAMETERS)), st.lists(st.text(max_size=40), max_size=4)))
def test_no_address_breaks_anything(given):
    query = QueryDict(mutable=True)
    for name, values in given.items():
        query.setlist(name, values)
    asked = Asked.read(query)
    found = read(asked, VISITOR, NOW)
    again = read(Asked.read(QueryDict(asked.address)), VISITOR, NOW)
    assert again.wishes == found.wishes


@pytest.mark.django_db
def test_as_many_queries_for_thirty_names_as_for_one():
    names = [f"Fandom {number}" for number in range(30)]
    a_story(tags={Kind.FANDOM: tuple(names)}, categories=("Sherlock", "Alice"))
    authors = [an_author(f"Author {number}") for number in range(5)]

    def asked(many: int) -> str:
        return "&".join(
            [f"in=fandom:{name}" for name in names[:many]]
            + [f"in=author:{author.name}" for author in authors[:many]]
            + [f"out=category:{name}" for name in ("Sherlock", "Alice")[:many]]
        )

    with count_queries() as one:
        wishes(asked(1))
    with count_queries() as many:
        wishes(asked(20))
    assert len(many) == len(one) == 3


@pytest.mark.django_db
def test_what_was_understood_is_said_in_words():
    a_story()
    said = reading(
        "in=fandom:sherlock+holmes&out=genre:mystery&rating=FR13&complete=yes&crossover=only"
        '&q=-"character+death"+words>10000&updated=30d&sort=hits'
    ).understood
    assert said == (
        "without “character death”",
        "in Sherlock Holmes",
        "rated FR13",
        "without “Mystery”",
        "crossovers only",
        "complete",
        "more than 10,000 words",
        "updated in the last 30 days",
        "most hits first",
    )
