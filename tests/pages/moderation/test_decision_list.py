"""The log."""

import pytest

from fanthology.moderation.actions import change_role, hide_story, restore_story
from fanthology.people.models import Role
from fanthology.people.queries import keeper
from tests.make import a_story
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

URL = "/moderation/log/"


def test_who_may_open_it(opens, for_moderators):
    assert opens(URL) == for_moderators


def test_it_says_who_did_what_and_why(client, cast):
    story = a_story(title="The Grin")
    hide_story(by=keeper(), story=story, reason="A letter\nfrom a lawyer.")
    story.refresh_from_db()
    restore_story(by=cast["mina"], story=story, reason="It was no lawyer.")
    change_role(by=cast["olga"], account=cast["bob"], role=Role.MODERATOR)
    client.force_login(cast["mina"])
    page = client.get(URL).content.decode()
    assert "Hidden: " in page
    assert "the keeper, by command" in page
    assert "A letter<br>from a lawyer." in page
    assert page.index("New role: ") < page.index("Restored: ") < page.index("Hidden: ")
    assert "Member until now, moderator from now on." in page
    story.delete()
    assert "The Grin" in client.get(URL).content.decode()


def test_it_is_paged_and_costs_the_same_with_one_and_with_three(client, cast):
    client.force_login(cast["mina"])
    assert "Nothing has been decided yet." in client.get(URL).content.decode()
    hide_story(by=cast["mina"], story=a_story(title="The first one"), reason="Copied.")
    with count_queries() as with_one:
        assert "The first one" in client.get(URL).content.decode()
    for _ in range(2):
        hide_story(by=cast["mina"], story=a_story(), reason="Copied.")
    with count_queries() as with_three:
        client.get(URL)
    assert len(with_one) == len(with_three)
    for _ in range(20):
        hide_story(by=cast["mina"], story=a_story(), reason="Copied.")
    assert "The first one" not in client.get(URL).content.decode()
    assert "The first one" in client.get(URL, {"page": "2"}).content.decode()
