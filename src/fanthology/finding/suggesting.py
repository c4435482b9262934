"""Names that fit what is being typed, from the index of names; their counts and whether they may be named, from the tables."""

from typing import Any

from tantivy import Occur, Query

from fanthology.catalogue.models import Category, Tag
from fanthology.finding.found import Suggestion
from fanthology.finding.index import compiling, searching
from fanthology.finding.index.schema import tag_schema
from fanthology.finding.index.searching import Reader
from fanthology.finding.names import TABLES, names_of
from fanthology.finding.wishes import TAG_FIELDS, Choice, Field
from fanthology.people.models import PenName
from fanthology.text.names import fold
from fanthology.text.searching import terms

SCHEMA = tag_schema()
WIDER = 4
"""How many times more names are looked at than are shown: some may not be named, some are synonyms of one another."""
FEW = 5
"""With fewer names than this, names a slip of the finger away are offered too."""


def suggest(
    open_one: Reader, field: Field, prefix: str, *, members: bool, within: tuple[int, ...], limit: int
) -> tuple[Suggestion, ...]:
    """See `queries.suggest`."""
    typed = terms(prefix[:200])
    if not typed or field not in {*TAG_FIELDS, Field.CATEGORY, Field.AUTHOR}:
        return ()
    rows = _rows(field, _ids(open_one, field, typed, limit * WIDER, slips=False), members)
    if len(rows) < min(FEW, limit) and len(typed[-1]) > 2:
        rows += _rows(field, _ids(open_one, field, typed, limit * WIDER, slips=True), members)
    found = list({row.id: row for row in reversed(rows)}.values())[::-1]
    if within:
        found = _those_within(open_one, found, within)
    return tuple(found[:limit])


def near(open_one: Reader, field: Field, word: str, *, members: bool, limit: int) -> tuple[Suggestion, ...]:
    """Names like one that is unknown: all its words as they are or nearly so, else any of them."""
    typed = terms(word[:200])[:8]
    if not typed or field not in {*TAG_FIELDS, Field.CATEGORY, Field.AUTHOR}:
        return ()
    found: list[Suggestion] = []
    for occur in (Occur.Must, Occur.Should):
        words = Query.boolean_query([(occur, _nearly(term, prefix=False)) for term in typed])
        if len(found) < limit:
            found += _rows(field, _found(open_one, field, words, limit * WIDER, by_use=False), members)
    found += suggest(open_one, field, word, members=members, within=(), limit=limit)
    return tuple({row.id: row for row in reversed(found)}.values())[::-1][:limit]


def _ids(open_one: Reader, field: Field, typed: list[str], limit: int, *, slips: bool) -> list[int]:
    """The ids of names in which all that was typed stands, the last word only begun; the most used first."""
    *whole, last = typed
    if slips:
        words = [_nearly(term, prefix=False) for term in whole] + [_nearly(last, prefix=True)]
    else:
        words = [Query.term_query(SCHEMA, "words", term) for term in whole]
        words.append(Query.regex_query(SCHEMA, "words", f"{last}.*"))
    return _found(open_one, field, compiling.same(words), limit, by_use=True)


def _found(open_one: Reader, field: Field, words: Query, limit: int, *, by_use: bool) -> list[int]:
    searcher = open_one.tags.searcher()
    query = compiling.also(Query.term_query(SCHEMA, "field", field.value), words)
    order = "use" if by_use else None
    return list(searching.ids_of(searcher, searcher.search(query, limit, count=False, order_by_field=order)))


def _nearly(term: str, *, prefix: bool) -> Query:
    slips = 0 if len(term) < 3 else 1 if len(term) < 8 else 2
    if not slips and not prefix:
        return Query.term_query(SCHEMA, "words", term)
    return Query.fuzzy_term_query(SCHEMA, "words", term, distance=slips, prefix=prefix)


def _rows(field: Field, ids: list[int], members: bool) -> list[Suggestion]:  # noqa: FBT001
    """What may be named of these ids, each as its canonical, in the order of the ids."""
    count = "member_count" if members else "public_count"
    rows: dict[int, Any]
    if field in TAG_FIELDS:
        rows = Tag.objects.select_related("canonical").in_bulk(ids)
    else:
        rows = (Category if field == Field.CATEGORY else PenName).objects.in_bulk(ids)
    found: dict[int, Suggestion] = {}
    for pk in ids:
        row = rows.get(pk)
        if row is None:
            continue
        meant = getattr(row, "canonical", None) or row
        name = str(meant)
        typed = row.name if meant is not row else ""
        number = getattr(meant, count)
        if number and (
            meant is row or meant.pk not in found
        ):  # where both fit, the canonical itself is offered
            found[meant.pk] = Suggestion(field, meant.pk, name, meant.slug, number, typed)
    return list(found.values())


def _those_within(open_one: Reader, rows: list[Suggestion], fandoms: tuple[int, ...]) -> list[Suggestion]:
    """Those that stand on stories of one of these fandoms first, the most frequent there before the others."""
    searcher = open_one.stories.searcher()
    there = compiling.choice_query(Choice(Field.FANDOM, fandoms))
    together = {
        row.id: searching.number_of(
            searcher, compiling.also(there, compiling.choice_query(Choice(row.field, (row.id,))))
        )
        for row in rows
    }
    return sorted(rows, key=lambda row: -together[row.id])


def choices_like(open_one: Reader, field: Field, prefix: str, *, members: bool, limit: int) -> list[Choice]:
    """The values of a field that a reader may mean, for a search inside a facet."""
    if field in {*TAG_FIELDS, Field.CATEGORY, Field.AUTHOR}:
        rows = suggest(open_one, field, prefix, members=members, within=(), limit=limit)
        return [Choice(field, (row.id,), row.name) for row in rows]
    if field == Field.LANGUAGE:
        counted = searching.count_facets(open_one, Query.all_query(), 200)[field]
        named = names_of({field: [key for key, _ in counted]})[field]
    else:
        table, column = TABLES[field]
        rows = table.objects.filter(**{f"{column}__icontains": prefix[:200]})[:limit]
        named = {row.pk: getattr(row, column) for row in rows}
    return [Choice(field, (key,), name) for key, name in named.items() if fold(prefix) in fold(name)]
