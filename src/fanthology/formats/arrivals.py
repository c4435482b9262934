"""Deeds with arrivals: manuscripts that wait for their poster's eye."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from fanthology.core import limits
from fanthology.formats.actions import BroughtIn, bring_in
from fanthology.formats.importers import Refused, read_many
from fanthology.formats.manuscript import Manuscript
from fanthology.formats.models import Arrival
from fanthology.formats.queries import already_here, arrivals_of
from fanthology.people.models import Account, PenName
from fanthology.people.rules import can_write
from fanthology.stories.models import Openness, Story


@dataclass(frozen=True, slots=True)
class Landed:
    """What became of files that somebody sent: what waits now, what was here already, what could not be read."""

    arrivals: tuple[Arrival, ...]
    here: tuple[tuple[str, Story], ...]
    refused: tuple[Refused, ...]


def land(*, by: Account, files: Iterable[tuple[str, bytes]]) -> Landed:
    """Read files, and let each story in them wait. A file that cannot be read stops no other.

    Pages of one story become one manuscript. What is in the archive already is named, not doubled. Raises ValidationError
    where more would wait than `limits.ARRIVALS_PER_ACCOUNT`.
    """
    if not can_write(by):
        raise PermissionDenied
    named, refused = read_many(files)
    arrivals, here = [], []
    for manuscript, name in named:
        story = already_here(manuscript, by)
        if story is not None:
            here.append((name, story))
        else:
            arrivals.append(Arrival(account=by, file_name=name[-255:], manuscript=manuscript.to_json()))
    _keep(by, arrivals)
    return Landed(tuple(arrivals), tuple(here), tuple(refused))


@transaction.atomic
def _keep(by: Account, arrivals: Sequence[Arrival]) -> None:
    waiting = arrivals_of(by).count()
    if arrivals and waiting + len(arrivals) > limits.ARRIVALS_PER_ACCOUNT:
        raise ValidationError(
            f"{waiting} arrivals wait for you already, and up to {limits.ARRIVALS_PER_ACCOUNT} can; "
            "please save or drop some of them first."
        )
    for arrival in arrivals:
        arrival.save()


@transaction.atomic
def correct_arrival(*, by: Account, arrival: Arrival, manuscript: Manuscript) -> Arrival:
    """Keep the manuscript as its poster has corrected it."""
    if arrival.account_id != by.pk or not can_write(by):
        raise PermissionDenied
    arrival.manuscript = manuscript.to_json()
    arrival.save(update_fields=["manuscript"])
    return arrival


@transaction.atomic
def save_arrival(
    *, by: Account, arrival: Arrival, pen_names: tuple[PenName, ...] | None, openness: Openness
) -> BroughtIn:
    """Make a story of an arrival, which is gone then. `pen_names` as in `actions.bring_in`."""
    if arrival.account_id != by.pk or not can_write(by):
        raise PermissionDenied
    brought = bring_in(
        by=by,
        manuscript=Manuscript.from_json(arrival.manuscript),
        pen_names=pen_names,
        openness=openness,
        file_name=arrival.file_name,
    )
    arrival.delete()
    return brought


@transaction.atomic
def drop_arrival(*, by: Account, arrival: Arrival) -> None:
    """Let an arrival go, for good."""
    if arrival.account_id != by.pk:
        raise PermissionDenied
    arrival.delete()
