"""Addresses that are not taken yet."""

from itertools import count
from typing import Any

from django.db.models import QuerySet


def free_slug(wanted: str, rivals: "QuerySet[Any]") -> str:
    """`wanted`, or `wanted-2`, `wanted-3` …: the first that no row of `rivals` has in its column `slug`."""
    taken = set(rivals.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for slug in (f"{wanted}-{number}" for number in count(2)) if slug not in taken)
