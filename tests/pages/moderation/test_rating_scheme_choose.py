"""The ratings that new stories are given."""

import pytest

from fanthology.catalogue.models import Rating, RatingScheme
from fanthology.catalogue.queries import ratings_offered
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

URL = "/moderation/ratings/"


def test_who_may_open_it(opens, for_owners):
    assert opens(URL) == for_owners


def test_every_scheme_is_shown_with_all_its_meanings(client, cast):
    client.force_login(cast["olga"])
    with count_queries() as counted:
        page = client.get(URL).content.decode()
    for rating in Rating.objects.all():
        assert rating.meaning in page
    RatingScheme.objects.create(slug="own", name="Our own").levels.create(
        code="X", age=7, position=1, meaning="Yes."
    )
    with count_queries() as with_more:
        client.get(URL)
    assert len(counted) == len(with_more)


def test_one_is_chosen(client, cast):
    client.force_login(cast["olga"])
    ages = RatingScheme.objects.get(slug="ages")
    page = client.post(URL, {"scheme": ages.pk}, follow=True).content.decode()
    assert "New stories are rated by “Plain ages” from now on." in page
    assert f'value="{ages.pk}" checked' in page
    assert {rating.scheme for rating in ratings_offered()} == {ages}


@pytest.mark.parametrize("scheme", ["", "999", "x"])
def test_what_is_none_changes_nothing(scheme, client, cast):
    client.force_login(cast["olga"])
    assert 'class="errors"' in client.post(URL, {"scheme": scheme}).content.decode()
    assert RatingScheme.objects.get(in_use=True).slug == "fr"
