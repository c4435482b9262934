"""A happening is followed by what `reactions.py` lists, after the commit and never before."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from fanthology.core import happenings
from fanthology.core.happenings import Happening, listen, tell
from fanthology.reactions import REACTIONS


@dataclass(frozen=True, slots=True)
class BellRung(Happening):
    by: str


@pytest.fixture
def heard():
    found = []
    listen({BellRung: (found.append,)})
    yield found
    listen(REACTIONS)


@pytest.mark.django_db(transaction=True)
def test_a_reaction_follows_the_commit(heard):
    with transaction.atomic():
        tell(BellRung("Watson"))
        assert heard == []
    assert heard == [BellRung("Watson")]


@pytest.mark.django_db(transaction=True)
def test_nothing_follows_a_rollback(heard):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(BellRung("Watson"))
        _ = 1 / 0
    assert heard == []


def test_the_app_listens_to_the_one_list():
    assert set(happenings._reactions) == set(REACTIONS)
