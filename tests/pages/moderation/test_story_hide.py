"""Hide a story with a reason."""

import pytest
from django.urls import reverse

from fanthology.core import limits
from fanthology.moderation.actions import hide_story
from fanthology.stories.models import Openness
from tests.make import a_story, an_author

pytestmark = pytest.mark.django_db


def test_who_may_open_it(opens, for_moderators):
    assert opens(reverse("story_hide", args=[a_story().pk])) == for_moderators


def test_it_is_hidden_and_the_author_sees_why(client, cast):
    story = a_story(cast["alice"].pen_names.get(), title="The Grin")
    page = reverse("story_read", args=[story.pk])
    client.force_login(cast["mina"])
    answer = client.post(reverse("story_hide", args=[story.pk]), {"reason": "Copied & pasted."}, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "“The Grin” is hidden, and the log says why." in answer.content.decode()
    client.force_login(cast["alice"])
    assert "Copied &amp; pasted." in client.get(page).content.decode()
    client.force_login(cast["bob"])
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("reason", ["", " \n", "x" * (limits.REASON + 1)])
def test_without_a_reason_nothing_happens_and_nothing_is_lost(reason, client, cast):
    story = a_story()
    client.force_login(cast["mina"])
    answer = client.post(reverse("story_hide", args=[story.pk]), {"reason": reason})
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert reason.strip() in answer.content.decode()
    story.refresh_from_db()
    assert not story.is_hidden


def test_a_reason_can_be_changed(client, cast):
    story = a_story()
    hide_story(by=cast["olga"], story=story, reason="Copied.")
    client.force_login(cast["mina"])
    url = reverse("story_hide", args=[story.pk])
    assert "because: <q>Copied.</q>" in client.get(url).content.decode()
    client.post(url, {"reason": "Copied from the Moors."})
    story.refresh_from_db()
    assert story.hidden_reason == "Copied from the Moors."


def test_other_peoples_drafts_are_nobodys_business(client, cast):
    client.force_login(cast["mina"])
    draft = a_story(an_author(), openness=Openness.DRAFT)
    assert client.get(reverse("story_hide", args=[draft.pk])).status_code == 404
    assert client.get(reverse("story_hide", args=[10**20])).status_code == 404
