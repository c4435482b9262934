"""Off to any story."""

import pytest

from fanthology.finding.actions import exclude
from fanthology.finding.wishes import Choice, Field
from fanthology.stories.models import Openness
from tests.make import a_story, an_account
from tests.pages.seen import words

pytestmark = pytest.mark.django_db


def test_it_leads_to_a_story_and_is_never_cached(client):
    stories = {f"/stories/{a_story().pk}/" for _ in range(3)}
    found = set()
    for _ in range(60):
        answer = client.get("/random/")
        assert answer.status_code == 302
        assert "no-store" in answer.headers["Cache-Control"]
        found.add(answer.headers["Location"])
    assert found == stories


def test_it_draws_only_what_the_viewer_may_find(client):
    members = a_story(openness=Openness.MEMBERS)
    a_story(openness=Openness.DRAFT)
    answer = client.get("/random/")
    assert answer.status_code == 200
    assert "Nothing to draw from yet" in words(answer)
    client.force_login(an_account())
    assert client.get("/random/").headers["Location"] == f"/stories/{members.pk}/"


def test_it_never_leads_to_what_one_never_wishes_to_see(client):
    reader = an_account()
    shown, hidden = a_story(), a_story()
    exclude(by=reader, choice=Choice(Field.STORY, (hidden.pk,)))
    client.force_login(reader)
    assert {client.get("/random/").headers["Location"] for _ in range(12)} == {f"/stories/{shown.pk}/"}
