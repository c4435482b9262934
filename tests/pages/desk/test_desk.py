"""The desk: everything that is one's own."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_account, hide_story
from fanthology.stories.actions import begin_series
from fanthology.stories.models import Openness
from tests.make import a_chapter, a_moderator, a_story, an_account, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def the_desk(client, account, **asked):
    client.force_login(account)
    answer = client.get(reverse("desk"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_desk_invites(client):
    page = the_desk(client, an_account("Alice"))
    assert "Nothing here yet." in page
    assert reverse("story_begin") in page
    assert reverse("arrival_begin") in page


def test_visitors_are_asked_to_sign_in(client):
    answer = client.get(reverse("desk"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_everything_of_mine_is_there_in_its_state_and_nothing_of_others(client):
    alice = an_author("Alice")
    a_story(alice, title="In the open")
    a_story(alice, title="For members", openness=Openness.MEMBERS)
    draft = a_story(alice, title="Still a draft", openness=Openness.DRAFT)
    a_chapter(draft, publish=False)
    hidden = a_story(alice, title="Taken out")
    hide_story(by=a_moderator(), story=hidden, reason="The ending is copied.")
    a_story(title="Somebody else's")
    begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    page = the_desk(client, alice.account)
    for said in (
        "In the open",
        "For members",
        "Still a draft",
        "1 draft",
        "Members only",
        "The ending is copied.",
    ):
        assert said in page
    assert "Nine Days of Rain" in page
    assert "Somebody else" not in page
    drafts = the_desk(client, alice.account, show="drafts")
    assert "Still a draft" in drafts
    assert "In the open" not in drafts
    assert "Taken out" in the_desk(client, alice.account, show="hidden")
    assert "For members" in the_desk(client, alice.account, show="open")


def test_moderators_find_unclaimed_work(client):
    from fanthology.people.actions import add_pen_name
    from fanthology.stories.actions import begin_story
    from tests.make import story_fields

    mina = a_moderator()
    old_friend = add_pen_name(account=None, name="Old Friend")
    begin_story(by=mina, fields=story_fields(old_friend, title="Found in a drawer"))
    assert "Found in a drawer" in the_desk(client, mina, show="unclaimed")
    assert "Found in a drawer" not in the_desk(client, mina)
    assert "Found in a drawer" not in the_desk(client, an_account("Bob"), show="unclaimed")


def test_a_long_desk_has_pages(client):
    alice = an_author("Alice")
    for number in range(21):
        a_story(alice, title=f"Case {number:02}", chapters=0, openness=Openness.DRAFT)
    assert "Case 20" in the_desk(client, alice.account)
    assert "Case 20" not in the_desk(client, alice.account, page="2")
    assert "Case 00" in the_desk(client, alice.account, page="2")
    assert "Case 00" in the_desk(client, alice.account, page="99999999999999999999", show="nonsense")


def test_a_hidden_member_sees_the_desk_but_no_way_to_write(client):
    alice = an_author("Alice")
    a_story(alice, title="In the open")
    hide_account(by=a_moderator(), account=alice.account, reason="Spam.")
    alice.account.refresh_from_db()
    page = the_desk(client, alice.account)
    assert "In the open" in page
    assert reverse("story_begin") not in page


def test_one_story_costs_as_many_queries_as_three(client):
    alice = an_author("Alice")
    a_story(alice)
    begin_series(by=alice.account, owner=alice, title="One")
    the_desk(client, alice.account)
    with count_queries() as one:
        the_desk(client, alice.account)
    for number in range(2):
        a_story(alice, chapters=2)
        begin_series(by=alice.account, owner=alice, title=f"More {number}")
    with count_queries() as three:
        the_desk(client, alice.account)
    assert len(one) == len(three)
