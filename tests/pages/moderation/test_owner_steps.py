"""What to do first with a new archive."""

from dataclasses import replace

import pytest
from django.urls import reverse

from fanthology.moderation.actions import write_house_text
from tests.make import a_story

pytestmark = pytest.mark.django_db

URL = "/moderation/first-steps/"


def test_who_may_open_it(opens, for_owners):
    assert opens(URL) == for_owners


def test_it_leads_to_each_step_and_marks_what_is_done(client, cast):
    client.force_login(cast["olga"])
    page = client.get(URL).content.decode()
    for url in (
        reverse("story_begin"),
        reverse("arrival_begin"),
        reverse("house_text_edit", args=["rules"]),
        reverse("rating_scheme_choose"),
        reverse("category_manage"),
        reverse("pen_name_list"),
        reverse("account_list"),
    ):
        assert f'href="{url}"' in page, url
    assert ">done<" not in page
    write_house_text(by=cast["olga"], name="rules", body="Be kind.", markup="plain")
    a_story(categories=("Baker Street",))
    assert client.get(URL).content.decode().count(">done<") == 3


def test_it_says_what_the_settings_mean(client, cast, settings):
    client.force_login(cast["olga"])
    assert "without one it confirms no addresses" in client.get(URL).content.decode()
    settings.CONFIG = replace(settings.CONFIG, smtp_host="mail.example", signup="closed")
    page = client.get(URL).content.decode()
    assert "without one it confirms no addresses" not in page
    assert "switched off in the settings" in page
