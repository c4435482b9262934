"""A happening is followed by what `reactions.py` lists, after the commit and never before."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from fanthology.core import happenings
from fanthology.core.happenings import Happening, listen, tell
from fanthology.reactions import REACTIONS, RECORDS


@dataclass(frozen=True, slots=True)
class BellRung(Happening):
    by: str


@pytest.fixture
def heard():
    found = []
    listen({BellRung: (found.append,)}, {})
    yield found
    listen(REACTIONS, RECORDS)


def tell_and_roll_back(happening):
    with transaction.atomic():
        tell(happening)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_reaction_follows_the_commit(heard):
    with transaction.atomic():
        tell(BellRung("Watson"))
        assert heard == []
    assert heard == [BellRung("Watson")]


@pytest.mark.django_db(transaction=True)
def test_nothing_follows_a_rollback(heard):
    tell_and_roll_back(BellRung("Watson"))
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_what_is_told_twice_is_followed_once(heard):
    with transaction.atomic():
        tell(BellRung("Watson"))
        with transaction.atomic():
            tell(BellRung("Watson"))
        tell(BellRung("Holmes"))
    assert heard == [BellRung("Watson"), BellRung("Holmes")]


@pytest.mark.django_db(transaction=True)
def test_what_a_rollback_took_back_can_be_told_again(heard):
    with transaction.atomic():
        tell_and_roll_back(BellRung("Watson"))
        tell(BellRung("Watson"))
    assert heard == [BellRung("Watson")]


def test_the_app_listens_to_the_one_list():
    assert set(happenings._reactions) == set(REACTIONS)
