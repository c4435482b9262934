"""Whether the index says what the database says: who is in it, and with which numbers."""

from collections.abc import Iterator

from tantivy import Query, Searcher

from fanthology.finding.index import compiling
from fanthology.finding.index.documents import LEVELS
from fanthology.finding.index.searching import Reader, ids_of, number_of
from fanthology.stories.models import Story
from fanthology.stories.queries import shelved

SIZE = 2_000
"""Story numbers that are compared at once."""
COMPARED = {
    "level": "openness",
    "updated_at": "updated",
    "length": "words",
    "chapters": "chapter_count",
    "hits": "hits",
    "reviews": "review_count",
    "recommendations": "recommendation_count",
    "fandoms": "fandom_count",
    "crossover_": "crossover",
    "rating": "rating_id",
}
"""Fields of the index, and the columns they must agree with."""
Facts = tuple[int, ...]


def differences(open_one: Reader, only: set[int] | None = None) -> Iterator[set[int]]:
    """The ids of stories of which the index says something else than the database, a few thousand numbers at a time."""
    searcher = open_one.stories.searcher()
    newest = Story.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    highest = max(newest, _highest(searcher))
    for start in range(0, highest + 1, SIZE):
        if only is not None and not any(start <= pk < start + SIZE for pk in only):
            continue
        there, truth = _indexed(searcher, start), _stored(start)
        ids = there.keys() | truth.keys()
        if wrong := {pk for pk in ids if there.get(pk) != truth.get(pk) and (only is None or pk in only)}:
            yield wrong


def _highest(searcher: Searcher) -> int:
    found = searcher.search(Query.all_query(), 1, order_by_field="id")
    return max(ids_of(searcher, found), default=0)


def _indexed(searcher: Searcher, start: int) -> dict[int, Facts]:
    """What the index says of the stories whose numbers begin at `start`; one that is there twice agrees with nothing."""
    query = compiling.between("id", start, start + SIZE - 1)
    addresses = [address for _, address in searcher.search(query, 2 * SIZE, count=False).hits]
    ids = searcher.fast_field_values("id", addresses)
    columns = [searcher.fast_field_values(name, addresses) for name in COMPARED]
    found: dict[int, Facts] = {}
    for id_, *values in zip(ids, *columns, strict=True):
        pk = int(id_ or 0)
        found[pk] = () if pk in found else tuple(int(value or 0) for value in values)
    return found


def _stored(start: int) -> dict[int, Facts]:
    rows = Story.objects.filter(shelved(), pk__gte=start, pk__lt=start + SIZE)
    return {
        pk: (LEVELS[openness], int(updated.timestamp()), *map(int, rest))
        for pk, openness, updated, *rest in rows.values_list("pk", *COMPARED.values())
    }


def numbers(open_one: Reader) -> tuple[int, int]:
    """How many stories are in the index, and how many readers can find."""
    there = number_of(open_one.stories.searcher(), Query.all_query())
    return there, Story.objects.filter(shelved()).count()
