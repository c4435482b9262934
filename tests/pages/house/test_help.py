"""The page of help."""

import pytest

from fanthology.catalogue.actions import use_scheme
from fanthology.catalogue.models import RatingScheme
from tests.make import an_owner
from tests.pages.seen import queries, tree, words

pytestmark = pytest.mark.django_db


def test_it_explains_the_ratings_in_use(client):
    page = words(client.get("/help/"))
    assert "FR13" in page
    assert "Explicit" not in page
    use_scheme(by=an_owner(), scheme=RatingScheme.objects.get(slug="ao3"))
    page = words(client.get("/help/"))
    assert "FR13" not in page
    assert "Explicit" in page


def test_every_link_on_the_page_leads_to_a_part_of_it(client):
    page = tree(client.get("/help/"))
    parts = [
        link.attributes["href"] for link in page.css("main a") if link.attributes["href"].startswith("#")
    ]
    assert len(parts) >= 7
    assert all(page.css_first(part) for part in parts)


def test_it_says_how_words_are_counted_and_how_fast_one_reads(client):
    page = words(client.get("/help/"))
    assert "each character counts as one" in page
    assert "250 words a minute" in page


def test_it_takes_one_query(client):
    assert queries(client, "/help/") <= 2
