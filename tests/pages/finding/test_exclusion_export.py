"""The list as a text."""

import pytest

from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import tag_called
from fanthology.finding.actions import exclude, limit_ratings
from fanthology.finding.wishes import Choice, Field
from fanthology.stories.models import Openness
from tests.make import a_story, an_account
from tests.pages.finding.never import remember

pytestmark = pytest.mark.django_db

URL = "/never/list.txt"


def test_it_holds_kinds_names_and_reasons(client):
    story = a_story(title="Home")
    bob = an_account("Bob")
    holmes = tag_called(Kind.FANDOM, "Sherlock Holmes")
    exclude(by=bob, choice=Choice(Field.FANDOM, (holmes.pk,)), reason="Enough.")
    exclude(by=bob, choice=Choice(Field.STORY, (story.pk,)))
    exclude(by=bob, choice=Choice(Field.LANGUAGE, ("de",)))
    limit_ratings(by=bob, age=13)
    client.force_login(bob)
    answer = client.get(URL)
    assert answer.content.decode() == (
        f"fandom\tSherlock Holmes\tEnough.\nstory\t#{story.pk} Home\nlanguage\tde\nrating\t13\n"
    )
    assert answer["Content-Disposition"] == 'attachment; filename="never-again.txt"'
    assert "no-store" in answer["Cache-Control"]


def test_a_visitors_holds_no_secrets(client):
    draft = a_story(title="A Secret", openness=Openness.DRAFT)
    remember(client, f"s{draft.pk}.lde")
    assert client.get(URL).content == b"language\tde\n"
