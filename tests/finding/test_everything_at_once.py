"""Random stories and random wishes: what the engine answers equals what a slow look at every story gives."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanthology.catalogue.actions import category_named, make_synonym, put_under, tag_named
from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import above, unrelated
from fanthology.finding.queries import find
from fanthology.finding.wishes import (
    FACETS,
    TAG_FIELDS,
    Choice,
    Crossover,
    Field,
    Period,
    Sort,
    Span,
    Standing,
    State,
    Wishes,
)
from fanthology.stories.models import Openness, Story
from tests.make import a_story, an_account, an_author

pytestmark = pytest.mark.django_db
FANDOMS = ("Oz", "Dracula", "Sherlock Holmes", "Sherlock", "Conan Doyle", "Alice in Wonderland")
CHARACTERS = ("Dorothy", "Mina Harker", "John Watson", "Alice Liddell")
GENRES = ("Mystery", "Humour")
CATEGORIES = ("Oz > Dorothy-Centered", "Oz", "Dracula > General")
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
LANGUAGES = ("en", "de", "pt-BR")


@st.composite
def plans(draw):
    """What a story is made of."""
    return {
        "fandoms": draw(st.lists(st.sampled_from(FANDOMS), min_size=1, max_size=3, unique=True)),
        "characters": draw(st.lists(st.sampled_from(CHARACTERS), max_size=2, unique=True)),
        "genres": draw(st.lists(st.sampled_from(GENRES), max_size=2, unique=True)),
        "categories": draw(st.lists(st.sampled_from(CATEGORIES), max_size=2, unique=True)),
        "language": draw(st.sampled_from(LANGUAGES)),
        "author": draw(st.integers(0, 1)),
        "openness": draw(st.sampled_from([Openness.PUBLIC] * 4 + [Openness.MEMBERS, Openness.DRAFT])),
        "complete": draw(st.booleans()),
        "numbers": {
            "hits": draw(st.integers(0, 3)),
            "review_count": draw(st.integers(0, 2)),
            "words": draw(st.sampled_from([0, 10, 999, 1_000, 60_000])),
            "chapter_count": draw(st.integers(1, 3)),
            "updated": BEGAN + timedelta(days=draw(st.integers(0, 5))),
            "published": BEGAN - timedelta(days=draw(st.integers(0, 5))),
        },
    }


spans = st.one_of(
    st.just(Span()), st.builds(Span, st.integers(0, 3) | st.none(), st.integers(0, 3) | st.none())
)
picks = st.lists(
    st.tuples(
        st.sampled_from(
            [(Kind.FANDOM, name) for name in FANDOMS]
            + [(Kind.CHARACTER, name) for name in CHARACTERS]
            + [(Kind.GENRE, name) for name in GENRES]
            + [(Field.CATEGORY, path) for path in ("Oz", *CATEGORIES)]
            + [(Field.AUTHOR, number) for number in (0, 1)]
            + [(Field.LANGUAGE, code) for code in ("en", "pt", "pt-br")]
        )
    ),
    max_size=2,
)
askings = st.fixed_dictionaries(
    {
        "include": picks,
        "exclude": picks,
        "any_of": picks,
        "standing": picks,
        "nothing_else": st.booleans(),
        "crossover": st.sampled_from(Crossover),
        "state": st.sampled_from(State),
        "hits": spans,
        "chapters": spans,
        "fandoms": spans,
        "reviews": spans,
        "length": st.sampled_from([Span(), Span(1_000, None), Span(None, 999), Span(1_001, 10)]),
        "chapter_length": st.sampled_from([Span(), Span(400, None), Span(None, 10)]),
        "updated": st.sampled_from([Period(), Period(BEGAN + timedelta(days=2)), Period(None, BEGAN + timedelta(days=3))]),
        "sort": st.sampled_from([sort for sort in Sort if sort not in {Sort.RELEVANCE, Sort.RANDOM}]),
        "backwards": st.booleans(),
        "member": st.booleans(),
        "oldest": st.sampled_from([None, 13, 0]),
    }
)  # fmt: skip


def write(plan, authors):
    """Make the story of a plan, and give it its numbers."""
    story = a_story(
        authors[plan["author"]],
        openness=plan["openness"],
        language=plan["language"],
        complete=plan["complete"],
        categories=tuple(plan["categories"]),
        tags={
            Kind.FANDOM: tuple(plan["fandoms"]),
            Kind.CHARACTER: tuple(plan["characters"]),
            Kind.GENRE: tuple(plan["genres"]),
        },
    )
    Story.objects.filter(pk=story.pk).update(**plan["numbers"])


def chosen(pick, authors):
    field, name = pick
    if field == Field.AUTHOR:
        return Choice(field, (authors[name].pk,))
    if field == Field.LANGUAGE:
        return Choice(field, (name,))
    if field == Field.CATEGORY:
        return Choice(field, (category_named(path=name).pk,))
    tag = tag_named(kind=field, name=name)
    return Choice(Field(field.value), ((tag.canonical or tag).pk,))


def values_of(story):
    """Everything a story is found under, by field: told from its rows, one at a time."""
    found = {field: set() for field in FACETS}
    for link in story.tag_links.select_related("tag__canonical"):
        tag = link.tag.canonical or link.tag
        found[Field(tag.kind)] |= above({tag.pk})
    for link in story.category_links.select_related("category"):
        found[Field.CATEGORY] |= {int(part) for part in link.category.lineage.strip("/").split("/")}
    found[Field.AUTHOR] = set(story.authors.values_list("pk", flat=True))
    code = story.language.lower()
    found[Field.LANGUAGE] = {code, code.partition("-")[0]}
    found[Field.RATING] = {story.rating_id}
    return found


def worlds_of(story):
    return unrelated(
        {
            (link.tag.canonical or link.tag).pk
            for link in story.tag_links.all()
            if link.tag.kind == Kind.FANDOM
        }
    )


def inside(span, number):
    return (span.least is None or number >= span.least) and (span.most is None or number <= span.most)


def fits(story, wishes):
    """Whether a story is what is wished, asked one wish after the other."""
    values = values_of(story)
    carries = lambda choice: bool(values[choice.field] & set(choice.keys))  # noqa: E731
    numbers = {
        "hits": story.hits,
        "chapters": story.chapter_count,
        "fandoms": story.fandom_count,
        "reviews": story.review_count,
        "length": story.words,
        "chapter_length": story.words // story.chapter_count,
    }
    return (
        all(map(carries, wishes.include))
        and not any(map(carries, wishes.exclude))
        and all(any(map(carries, group)) for group in wishes.any_of)
        and (not wishes.nothing_else or worlds_of(story) == wishes.worlds)
        and (wishes.crossover == Crossover.ANY or story.crossover == (wishes.crossover == Crossover.ONLY))
        and state_fits(story, wishes.state)
        and all(inside(getattr(wishes, name), number) for name, number in numbers.items())
        and (wishes.updated.since is None or story.updated >= wishes.updated.since)
        and (wishes.updated.before is None or story.updated < wishes.updated.before)
    )


def state_fits(story, state):
    return {
        State.ANY: True,
        State.COMPLETE: story.complete,
        State.UNFINISHED: not story.complete,
        State.ONE_SHOT: story.complete and story.chapter_count == 1,
    }[state]


def order(story, sort):
    return {
        Sort.UPDATED: story.updated,
        Sort.PUBLISHED: story.published,
        Sort.WORDS: story.words,
        Sort.HITS: story.hits,
        Sort.REVIEWS: story.review_count,
        Sort.RECOMMENDATIONS: story.recommendation_count,
        Sort.TITLE: story.title_key,
        Sort.AUTHOR: story.authorships.first().pen_name.key,
    }[sort], story.pk


def as_asked(asked, authors):
    """The wishes and the standing exclusions of an asking."""
    pick = lambda name: tuple(chosen(one, authors) for (one,) in asked[name])  # noqa: E731
    include = pick("include")
    names = ("crossover", "state", "hits", "chapters", "fandoms", "reviews", "length", "chapter_length", "updated",
             "sort", "backwards")  # fmt: skip
    wishes = Wishes(
        include=include,
        exclude=pick("exclude"),
        any_of=(pick("any_of"),) if asked["any_of"] else (),
        nothing_else=asked["nothing_else"],
        worlds=unrelated({key for one in include if one.field == Field.FANDOM for key in one.keys}),
        per_page=50,
        **{name: asked[name] for name in names},
    )
    return wishes, Standing(pick("standing"), asked["oldest"])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(written=st.lists(plans(), min_size=1, max_size=8), askings=st.lists(askings, min_size=6, max_size=6))
def test_the_engine_agrees_with_a_look_at_every_story(written, askings):
    note_all()
    Story.objects.all().delete()  # the last round's
    authors = [an_author(), an_author()]
    holmes = tag_named(kind=Kind.FANDOM, name="Sherlock Holmes")
    make_synonym(tag=tag_named(kind=Kind.FANDOM, name="Sherlock"), of=holmes)
    put_under(child=holmes, parent=tag_named(kind=Kind.FANDOM, name="Conan Doyle"))
    for plan in written:
        write(plan, authors)
    note_all()
    member = an_account()
    for asked in askings:
        agree(asked, authors, member)


def agree(asked, authors, member):
    wishes, standing = as_asked(asked, authors)
    levels = [Openness.PUBLIC] + ([Openness.MEMBERS] if asked["member"] else [])
    base = [story for story in Story.objects.filter(openness__in=levels) if fits(story, wishes)]
    never = lambda story: (  # noqa: E731
        any(values_of(story)[choice.field] & set(choice.keys) for choice in standing.choices)
        or (standing.oldest is not None and story.rating.age > standing.oldest)
    )
    shown = [story for story in base if not never(story)]
    down = (wishes.sort not in {Sort.TITLE, Sort.AUTHOR}) != wishes.backwards
    shown.sort(key=lambda story: order(story, wishes.sort), reverse=down)
    found = find(wishes, member if asked["member"] else AnonymousUser(), standing=standing)
    assert [story.pk for story in found.stories] == [story.pk for story in shown]
    assert (found.count, found.hidden) == (len(shown), len(base) - len(shown))
    for field in (*TAG_FIELDS, Field.CATEGORY, Field.AUTHOR, Field.LANGUAGE, Field.RATING):
        counted = {value.choice.keys[0]: value.count for value in found.facets[field]}
        keys = {key for story in shown for key in values_of(story)[field]}
        assert counted == {key: sum(key in values_of(story)[field] for story in shown) for key in keys}


def note_all():
    """Tell the index of numbers that were written behind the deeds' backs."""
    from fanthology.finding.models import Change
    from fanthology.finding.outbox import note

    note(Change.Subject.STORY, Story.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("seed", [1, 7, 4711])
def test_a_random_order_holds_each_story_once_and_stays(seed):
    author = an_author()
    every = {a_story(author).pk for _ in range(7)}
    pages = [
        [story.pk for story in find(Wishes(sort=Sort.RANDOM, seed=seed, per_page=3, page=page), AnonymousUser()).stories]
        for page in (1, 2, 3)
    ]  # fmt: skip
    assert [len(page) for page in pages] == [3, 3, 1]
    assert set().union(*pages) == every
    again = find(Wishes(sort=Sort.RANDOM, seed=seed, per_page=50), AnonymousUser())
    assert [story.pk for story in again.stories] == [pk for page in pages for pk in page]
