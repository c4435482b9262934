"""Deeds with arrivals."""

import pytest
from django.core.exceptions import PermissionDenied

from fanthology.formats.arrivals import correct_arrival, drop_arrival, land, save_arrival
from fanthology.formats.manuscript import Manuscript
from fanthology.formats.models import Arrival
from fanthology.moderation.actions import hide_account
from fanthology.stories.models import Openness, Story
from tests.make import a_moderator, an_account, an_author

pytestmark = pytest.mark.django_db

RAIN = b"The Weather Glass\n\nIt had rained upon London for nine days.\n"


def landed(by, *files):
    return land(by=by, files=files)


def test_each_file_is_named_and_a_bad_one_stops_no_other():
    alice = an_author("Alice")
    found = landed(
        alice.account, ("rain.txt", RAIN), ("empty.txt", b" "), ("sun.txt", b"Then the sun came out at last.")
    )
    assert [arrival.file_name for arrival in found.arrivals] == ["rain.txt", "sun.txt"]
    assert [(one.name, one.reason) for one in found.refused] == [("empty.txt", "The file is empty.")]
    assert Arrival.objects.filter(account=alice.account).count() == 2


def test_a_long_name_is_kept_by_its_end():
    (arrival,) = landed(an_author().account, ("x" * 300 + ".txt", RAIN)).arrivals
    arrival.refresh_from_db()
    assert len(arrival.file_name) == 255
    assert arrival.file_name.endswith(".txt")


def test_what_became_a_story_is_known_again():
    alice = an_author("Alice")
    (arrival,) = landed(alice.account, ("rain.txt", RAIN)).arrivals
    brought = save_arrival(by=alice.account, arrival=arrival, pen_names=(alice,), openness=Openness.DRAFT)
    assert brought.new
    again = landed(alice.account, ("again.txt", RAIN))
    assert (again.here, again.arrivals) == ((("again.txt", brought.story),), ())
    assert landed(an_account("Bob"), ("rain.txt", RAIN)).here == (), "a draft of others is not given away"


def test_nobody_touches_another_s_arrival():
    alice = an_author("Alice")
    (arrival,) = landed(alice.account, ("rain.txt", RAIN)).arrivals
    for stranger in (an_account("Bob"), a_moderator()):
        for deed in (
            lambda by: correct_arrival(by=by, arrival=arrival, manuscript=Manuscript(title="Mine")),
            lambda by: save_arrival(by=by, arrival=arrival, pen_names=(alice,), openness=Openness.DRAFT),
            lambda by: drop_arrival(by=by, arrival=arrival),
        ):
            with pytest.raises(PermissionDenied):
                deed(stranger)
    arrival.refresh_from_db()
    assert arrival.manuscript["title"] != "Mine"
    assert not Story.objects.exists()


def test_a_hidden_member_brings_nothing_in():
    alice = an_author("Alice")
    (arrival,) = landed(alice.account, ("rain.txt", RAIN)).arrivals
    hide_account(by=a_moderator(), account=alice.account, reason="Spam.")
    alice.account.refresh_from_db()
    with pytest.raises(PermissionDenied):
        landed(alice.account, ("rain.txt", RAIN))
    with pytest.raises(PermissionDenied):
        save_arrival(by=alice.account, arrival=arrival, pen_names=(alice,), openness=Openness.PUBLIC)


def test_a_correction_is_kept():
    alice = an_author("Alice")
    (arrival,) = landed(alice.account, ("rain.txt", RAIN)).arrivals
    manuscript = Manuscript.from_json(arrival.manuscript)
    correct_arrival(by=alice.account, arrival=arrival, manuscript=manuscript)
    arrival.refresh_from_db()
    assert Manuscript.from_json(arrival.manuscript) == manuscript
