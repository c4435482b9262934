"""Names that somebody may have meant who wrote one that is not there; none that the viewer could not find by browsing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from django.db.models import Q, QuerySet

from fanthology.catalogue.models import Category, Tag
from fanthology.finding import queries
from fanthology.finding.found import Suggestion
from fanthology.finding.lookup import near_code
from fanthology.finding.wishes import TAG_FIELDS, Field
from fanthology.people.models import PenName
from fanthology.people.queries import Viewer, is_member, visible_pen_names
from fanthology.text.names import fold

LOOKED_THROUGH: Final = 500
CLOSE: Final = 0.6


def near(field: Field, name: str, viewer: Viewer, limit: int = 5) -> tuple[Suggestion, ...]:
    """Up to `limit` names of this field that are like `name`, the nearest first: from the index, else from the database."""
    if field in (Field.LANGUAGE, Field.RATING):
        return tuple(Suggestion(field, 0, one, "", 0) for one in near_code(field, name)[:limit])
    return queries.near(field, name, viewer, limit) or near_in_database(field, name, viewer, limit)


def near_in_database(field: Field, name: str, viewer: Viewer, limit: int = 5) -> tuple[Suggestion, ...]:
    """The same without an index: among those that begin alike, or have the first word; one query at the most."""
    key = fold(name)
    if not key:
        return ()
    rows: QuerySet[Tag] | QuerySet[Category] | QuerySet[PenName]
    if field in TAG_FIELDS:
        rows = Tag.objects.filter(kind=field, canonical__isnull=True)
    elif field == Field.CATEGORY:
        rows, key = Category.objects.all(), fold(name.rpartition(">")[2])
    elif field == Field.AUTHOR:
        rows = visible_pen_names(viewer)
    else:
        return ()
    seen = "member_count" if is_member(viewer) else "public_count"
    fits = Q(key__startswith=key[:2]) | Q(key__contains=(key.split() or [key])[0])
    found = rows.filter(fits, **{f"{seen}__gt": 0}).order_by(f"-{seen}", "key")[:LOOKED_THROUGH]
    known = {row.key: row for row in found}
    begun = [other for other in known if other.startswith(key) or f" {key}" in other]
    alike = get_close_matches(key, known, n=limit, cutoff=CLOSE)
    return tuple(
        Suggestion(field, row.pk, str(row), row.slug, getattr(row, seen))
        for row in (known[other] for other in list(dict.fromkeys([*alike, *begun]))[:limit])
    )
