"""Beginning a series."""

import pytest
from django.urls import reverse

from fanthology.core import limits
from fanthology.moderation.actions import hide_account
from fanthology.stories.models import Series
from tests.make import a_moderator, an_account, an_author
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/series/new/"


def test_it_has_a_title_a_keeper_and_an_introduction(client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    fields = fields_on(client.get(reverse("series_begin")).content.decode())
    assert fields["owner"] == [str(alice.pk)]
    answer = client.post(ADDRESS, {**fields, "title": "Nine Days of Rain", "introduction": "It *rained*."})
    series = Series.objects.get()
    assert answer["Location"] == reverse("series_manage", args=[series.pk])
    assert (series.owner, series.introduction) == (alice, "<p>It <em>rained</em>.</p>")


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "x" * (limits.TITLE + 1)}),
        ("introduction", {"introduction": "x" * (limits.INTRODUCTION + 1)}),
        ("owner", {"owner": "0"}),
    ],
)
def test_what_will_not_do_is_named_and_the_rest_stays(field, change, client):
    alice = an_author("Alice")
    client.force_login(alice.account)
    given = {"title": "Nine", "introduction": "Rain.", "owner": str(alice.pk), "markup": "plain", **change}
    page = client.post(ADDRESS, given).content.decode()
    assert set(errors_on(page)) == {field}
    kept = fields_on(page)
    assert kept["title"] == [given["title"]]
    assert kept["introduction"] == [given["introduction"]]
    assert not Series.objects.exists()


def test_nobody_keeps_a_series_under_another_name(client):
    alice, bob = an_author("Alice"), an_author("Bob")
    client.force_login(bob.account)
    page = client.post(ADDRESS, {"title": "Hers", "owner": str(alice.pk), "markup": "plain"}).content.decode()
    assert set(errors_on(page)) == {"owner"}


def test_who_has_no_pen_name_or_is_hidden_does_not_begin_one(client):
    account = an_account("Alice")
    client.force_login(account)
    account.pen_names.all().delete()
    assert client.get(ADDRESS)["Location"] == reverse("pen_name_add")
    hide_account(by=a_moderator(), account=account, reason="Spam.")
    assert client.get(ADDRESS).status_code == 403
