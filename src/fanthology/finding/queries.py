"""Finding: any story among a million.

The index says which stories fit and how many; which of them the viewer may see is asked of the database, by the one
rule (`stories.queries.listed_stories`).
"""

from collections.abc import Iterable, Mapping

from django.conf import settings

from fanthology.finding import names, suggesting
from fanthology.finding.found import Answer, Found, HiddenBy, Suggestion, Value
from fanthology.finding.index import compiling, searching
from fanthology.finding.index.searching import Hits, NoIndex, Reader, TooLong
from fanthology.finding.passages import snippets
from fanthology.finding.wishes import Choice, Field, Sort, Standing, Wishes
from fanthology.people.queries import Viewer, is_member
from fanthology.stories.queries import listed_stories, with_cards

__all__ = [
    "Answer",
    "NoIndex",
    "TooLong",
    "count_stories",
    "facet_values",
    "find",
    "near",
    "search",
    "suggest",
]
INSIDE = 40
"""Names that a search inside a facet looks at."""


def find(wishes: Wishes, viewer: Viewer, *, standing: Standing | None = None, facets: bool = True) -> Found:
    """One page of the stories that fit, ready for cards. Raises TooLong; without an index the answer is `stale`."""
    answer = search(wishes, viewer, standing=standing, facets=facets)
    rows = with_cards(listed_stories(viewer)).in_bulk(answer.ids) if answer.ids else {}
    stories = tuple(rows[pk] for pk in answer.ids if pk in rows)
    return Found(
        wishes,
        answer.ids,
        answer.count,
        answer.hidden,
        answer.hidden_by,
        answer.facets,
        answer.stale,
        stories,
        snippets(tuple(story.pk for story in stories), wishes.words),
    )


def search(
    wishes: Wishes, viewer: Viewer, *, standing: Standing | None = None, facets: bool = True
) -> Answer:
    """What the index says of the wishes. Raises TooLong; without an index the answer is `stale`."""
    members = is_member(viewer)
    standing = standing or Standing()
    try:
        open_one = _reader()
    except NoIndex:
        return Answer(wishes, stale=True)

    def ask() -> tuple[Hits, searching.Counts, list[HiddenBy], int]:
        query = compiling.query_of(wishes, members=members, standing=standing)
        page = searching.hits(open_one, query, wishes)
        key = (wishes.but(page=1, per_page=20, sort=Sort.UPDATED, backwards=False, seed=0), standing, members)
        counts = searching.facets(open_one, query, key, page.count) if facets else {}
        hidden, by = _hidden(open_one, wishes, standing, members, page.count) if standing else (0, [])
        return page, counts, by, hidden

    page, counts, by, hidden = searching.in_time(ask)
    return Answer(wishes, page.ids, page.count, hidden, _with_names(by), named_values(counts))


def _hidden(
    open_one: Reader,
    wishes: Wishes,
    standing: Standing,
    members: bool,  # noqa: FBT001
    shown: int,
) -> tuple[int, list[HiddenBy]]:
    """How many more there would be without the standing exclusions, and how many each of them hides."""
    searcher = open_one.stories.searcher()
    base = compiling.query_of(wishes, members=members)
    hidden = searching.number_of(searcher, base) - shown
    if not hidden:
        return 0, []
    reasons: list[Choice | None] = [*standing.choices]
    reasons += [None] if standing.oldest is not None else []
    counted = [
        HiddenBy(reason, searching.number_of(searcher, compiling.also(base, query)))
        for reason, query in zip(reasons, compiling.standing_queries(standing), strict=True)
    ]
    return hidden, sorted((by for by in counted if by.count), key=lambda by: -by.count)


def _with_names(hidden: list[HiddenBy]) -> tuple[HiddenBy, ...]:
    named = names.with_names([by.choice for by in hidden if by.choice])
    return tuple(HiddenBy(by.choice and named.get(by.choice, by.choice), by.count) for by in hidden)


def count_stories(wishes: Wishes, viewer: Viewer, *, standing: Standing | None = None) -> int:
    """How many stories fit; 0 without an index."""
    try:
        open_one = _reader()
    except NoIndex:
        return 0
    query = compiling.query_of(wishes, members=is_member(viewer), standing=standing)
    return searching.in_time(lambda: searching.number_of(open_one.stories.searcher(), query))


def named_values(counts: searching.Counts) -> Mapping[Field, tuple[Value, ...]]:
    """Counted keys as values with their names; what has no name any more is left out."""
    known = names.names_of({name: [key for key, _ in values] for name, values in counts.items()})
    return {
        name: tuple(
            Value(Choice(name, (key,), known[name][key]), number)
            for key, number in values
            if key in known[name]
        )
        for name, values in counts.items()
    }


def facet_values(
    wishes: Wishes, viewer: Viewer, name: Field, prefix: str, *, standing: Standing | None = None
) -> tuple[Value, ...]:
    """The values of a field with a word that begins with `prefix`, among the stories that fit: the most common first."""
    try:
        open_one = _reader()
    except NoIndex:
        return ()
    members = is_member(viewer)
    query = compiling.query_of(wishes, members=members, standing=standing)
    candidates = suggesting.choices_like(open_one, name, prefix, members=members, limit=INSIDE)

    def count() -> list[tuple[Choice, int]]:
        searcher = open_one.stories.searcher()
        return [
            (
                choice,
                searching.number_of(searcher, compiling.also(query, compiling.choice_query(choice))),
            )
            for choice in candidates
        ]

    counted = searching.in_time(count)
    return tuple(
        Value(choice, number) for choice, number in sorted(counted, key=lambda pair: -pair[1]) if number
    )


def suggest(
    name: Field, prefix: str, viewer: Viewer, *, within: Iterable[int] = (), limit: int = 10
) -> tuple[Suggestion, ...]:
    """What could be meant by the beginning of a name: in use, the most used first, those of the fandoms `within` before.

    Any word of a name may begin so; accents and a slip of the finger do not matter. Nothing without an index.
    """
    try:
        open_one = _reader()
    except NoIndex:
        return ()
    return suggesting.suggest(
        open_one, name, prefix, members=is_member(viewer), within=tuple(within), limit=limit
    )


def near(name: Field, word: str, viewer: Viewer, limit: int = 5) -> tuple[Suggestion, ...]:
    """Names that look like one that is unknown."""
    try:
        open_one = _reader()
    except NoIndex:
        return ()
    return suggesting.near(open_one, name, word, members=is_member(viewer), limit=limit)


def _reader() -> Reader:
    if getattr(settings, "FINDING_CATCHES_UP", False):
        from fanthology.finding.index.inline import catch_up  # noqa: PLC0415 (only where no process does it)

        catch_up()
    return searching.reader()
