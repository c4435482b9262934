"""Wishes as a query of the index."""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce

import tantivy
from tantivy import FieldType, Occur, Query

from fanthology.finding.index.schema import TEXTS, story_schema
from fanthology.finding.wishes import (
    Choice,
    Crossover,
    Field,
    Part,
    Period,
    Span,
    Standing,
    State,
    Wishes,
    Words,
)

SCHEMA = story_schema()
Clause = tuple[Occur, Query]
SPANS: dict[str, Callable[[Wishes], Span]] = {
    "length": lambda wishes: wishes.length,
    "chapters": lambda wishes: wishes.chapters,
    "chapter_length": lambda wishes: wishes.chapter_length,
    "fandoms": lambda wishes: wishes.fandoms,
    "relationships": lambda wishes: wishes.relationships,
    "hits": lambda wishes: wishes.hits,
    "reviews": lambda wishes: wishes.reviews,
    "recommendations": lambda wishes: wishes.recommendations,
}
MOST = 2**62
"""Larger than any number that is indexed."""


def query_of(wishes: Wishes, *, members: bool, standing: Standing | None = None) -> Query:
    """The query that finds what is wished; only what is open to everyone, unless a member looks."""
    clauses = [*_clauses(wishes)]
    if not members:
        clauses.append((Occur.Must, number("level", 1)))
    if standing:
        clauses += [(Occur.MustNot, query) for query in standing_queries(standing)]
    return joined(clauses)


def joined(clauses: list[Clause]) -> Query:
    """All of `clauses` at once; where nothing must hold, every story is a candidate."""
    if not any(occur == Occur.Must for occur, _ in clauses):
        clauses = [(Occur.Must, Query.all_query()), *clauses]
    if len(clauses) == 1:
        return clauses[0][1]
    return Query.boolean_query(clauses)


def also(query: Query, *others: Query) -> Query:
    """What `query` finds and each of `others` finds too."""
    return Query.boolean_query([(Occur.Must, part) for part in (query, *others)])


def standing_queries(standing: Standing) -> list[Query]:
    """A query for each thing that is never to be seen, in order; the limit of ratings last."""
    found = [choice_query(choice) for choice in standing.choices]
    if standing.oldest is not None:
        found.append(between("age", standing.oldest + 1, None))
    return found


def _clauses(wishes: Wishes) -> Iterator[Clause]:
    for choice in wishes.include:
        yield Occur.Must, unscored(choice_query(choice))
    for choice in wishes.exclude:
        yield Occur.MustNot, choice_query(choice)
    for group in (*wishes.any_of, wishes.ratings, wishes.languages):
        if group:
            yield Occur.Must, unscored(any_query(map(choice_query, group)))
    for name, span in SPANS.items():
        if wanted := span(wishes):
            yield Occur.Must, unscored(between(name, wanted.least, wanted.most))
    for name, period in (("published_at", wishes.published), ("updated_at", wishes.updated)):
        if period:
            yield Occur.Must, unscored(_within(name, period))
    yield from _states(wishes)
    for words in wishes.words:
        yield (Occur.MustNot if words.excluded else Occur.Must), words_query(words)


def _states(wishes: Wishes) -> Iterator[Clause]:
    if wishes.nothing_else:
        yield Occur.Must, unscored(number("worlds", wishes.worlds))
    if wishes.crossover != Crossover.ANY:
        yield Occur.Must, unscored(number("crossover_", int(wishes.crossover == Crossover.ONLY)))
    if wishes.state == State.ONE_SHOT:
        yield Occur.Must, unscored(number("one_shot", 1))
    elif wishes.state != State.ANY:
        yield Occur.Must, unscored(number("complete", int(wishes.state == State.COMPLETE)))


def unscored(query: Query) -> Query:
    """The query, without a say in what is most relevant."""
    return Query.const_score_query(query, 0.0)


def choice_query(choice: Choice) -> Query:
    """The stories that a choice stands for."""
    name = "id" if choice.field == Field.STORY else choice.field.value
    if choice.field == Field.LANGUAGE:
        return any_query(Query.term_query(SCHEMA, name, str(key).lower()) for key in choice.keys)
    keys = [int(key) for key in choice.keys if 0 <= int(key) < MOST]
    if len(keys) > 16:
        return Query.term_set_query(SCHEMA, name, keys)
    return any_query(number(name, key) for key in keys)


def number(name: str, value: int) -> Query:
    """The stories with this very number."""
    return Query.term_query(SCHEMA, name, value)


def any_query(queries: Iterable[Query]) -> Query:
    """What one of `queries` finds; none of them, nothing."""
    found = list(queries)
    if not found:
        return Query.empty_query()
    return found[0] if len(found) == 1 else Query.boolean_query([(Occur.Should, query) for query in found])


def between(name: str, least: int | None, most: int | None) -> Query:
    """The stories whose number lies in a range, its ends included."""
    ends = [None if end is None else max(-1, min(end, MOST)) for end in (least, most)]
    return Query.range_query(
        SCHEMA,
        name,
        FieldType.Integer,
        0 if ends[0] is None else ends[0],
        ends[1] if ends[1] is not None else MOST,
    )


def _within(name: str, period: Period) -> Query:
    since = None if period.since is None else -int(-period.since.timestamp() // 1)
    before = None if period.before is None else -int(-period.before.timestamp() // 1) - 1
    return between(name, since, before)


def words_query(words: Words) -> Query:
    """Words in any of a story's texts, or in the one that is meant; all of a phrase in the same text."""
    if not words.terms:
        return Query.empty_query() if words.excluded else Query.all_query()
    parts = list(TEXTS) if words.part == Part.ANY else [words.part.value]
    return any_query(Query.boost_query(_in_text(part, words), TEXTS[part]) for part in parts)


def _in_text(part: str, words: Words) -> Query:
    terms = list(words.terms)
    if len(terms) > 1:
        make = Query.phrase_prefix_query if words.prefix else Query.phrase_query
        return make(SCHEMA, part, [*terms])
    if words.prefix:
        return Query.regex_query(SCHEMA, part, f"{terms[0]}.*")
    return Query.term_query(SCHEMA, part, terms[0])


def same(queries: list[tantivy.Query]) -> Query:
    """What all of `queries` find."""
    return reduce(also, queries)
