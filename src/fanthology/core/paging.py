"""One way to page every list, with an upper bound on what a request can ask for."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

PER_PAGE = 20
PER_PAGE_CHOICES = (20, 50, 100)


@dataclass(frozen=True, slots=True)
class Slice(Generic[M]):
    """One page of a list: its rows, and what the page links need."""

    page: "Page[M]"
    total: int


def page_of(rows: "QuerySet[M]", number: object, *, per_page: object = PER_PAGE) -> Slice[M]:
    """The page `number` (as it came from the address) of `rows`.

    A number that is none, or lies outside, gives the nearest page; `per_page` is one of `PER_PAGE_CHOICES`.
    """
    paginator = Paginator(rows, size_of(per_page))
    return Slice(page=paginator.get_page(clipped(number)), total=paginator.count)


def size_of(per_page: object) -> int:
    """How many rows a page holds, as far as an address may choose: nonsense gives the usual."""
    try:
        wanted = int(str(per_page)[:12])
    except ValueError:
        return PER_PAGE
    return wanted if wanted in PER_PAGE_CHOICES else PER_PAGE


def clipped(number: object) -> int:
    """`number` as an int that every database can take: "99999999999999999999" must not overflow."""
    try:
        return max(1, min(int(str(number)[:12]), 10**9))
    except ValueError:
        return 1
