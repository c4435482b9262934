"""Show a hidden account again."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_account
from tests.make import an_account

pytestmark = pytest.mark.django_db


def test_who_may_open_it(opens, for_moderators):
    assert opens(reverse("account_restore", args=[an_account().pk])) == for_moderators


def test_pen_names_are_there_again(client, cast):
    hide_account(by=cast["mina"], account=cast["alice"], reason="Spam.")
    client.force_login(cast["mina"])
    answer = client.post(
        reverse("account_restore", args=[cast["alice"].pk]), {"reason": "No spam after all."}, follow=True
    )
    assert answer.redirect_chain == [(reverse("account_list"), 302)]
    client.logout()
    assert client.get(reverse("author_read", args=["alice"])).status_code == 200
