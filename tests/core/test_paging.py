"""Every list is bounded, whatever the address asks for."""

import pytest

from fanthology.catalogue.models import Category
from fanthology.core.paging import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    Category.objects.bulk_create(
        Category(
            name=f"Shelf {number:03}",
            key=f"shelf {number:03}",
            slug=f"shelf-{number}",
            path=f"Shelf {number:03}",
        )
        for number in range(130)
    )
    return Category.objects.order_by("path")


@pytest.mark.parametrize(
    ("number", "got"),
    [
        ("1", 1),
        ("2", 2),
        ("7", 7),
        ("8", 7),
        ("0", 1),
        ("-3", 1),
        ("x", 1),
        (None, 1),
        ("9" * 400, 7),
        ("²", 1),
    ],
)
def test_a_page_that_is_none_is_the_nearest(rows, number, got):
    part = page_of(rows, number)
    assert part.page.number == got
    assert part.total == 130


@pytest.mark.parametrize(
    ("asked", "got"), [("20", 20), ("50", 50), ("100", 100), ("101", 20), ("-1", 20), ("x", 20)]
)
def test_the_size_of_a_page_is_one_of_the_offered(rows, asked, got):
    assert len(page_of(rows, "1", per_page=asked).page.object_list) == got
