"""What happened, told once: a deed tells it, `fanthology.reactions` lists what follows.

A deed calls `tell(ChapterPublished(...))` inside its transaction; the reactions run after the commit, so that nothing
follows from a deed that was rolled back. There are no signals and no hidden consequences in `save()`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction


@dataclass(frozen=True, slots=True)
class Happening:
    """Parent of everything that can be told. Carries ids, never rows."""


Reaction = Callable[[Any], None]
Consequences = Mapping[type[Happening], Sequence[Reaction]]
_reactions: dict[type[Happening], tuple[Reaction, ...]] = {}
_records: dict[type[Happening], tuple[Reaction, ...]] = {}


def listen(reactions: Consequences, records: Consequences) -> None:
    """Make these the lists that `tell` follows. Called once, when the app is ready.

    `records` are written at once, in the deed's own transaction: both are kept or neither. `reactions` wait for the commit.
    """
    for kept, given in ((_reactions, reactions), (_records, records)):
        kept.clear()
        kept.update({happening: tuple(then) for happening, then in given.items()})


@dataclass(frozen=True, slots=True)
class _Follow:
    """One reaction to one happening, waiting for the commit. Two that are equal do the same work."""

    reaction: Reaction
    happening: Happening

    def __call__(self) -> None:
        self.reaction(self.happening)


def tell(happening: Happening) -> None:
    """Record `happening`, and run each reaction to it once the running transaction has been committed.

    What is told twice in one transaction is followed once: a deed may be made of many.
    """
    for record in _records.get(type(happening), ()):
        record(happening)
    waiting = {func for _, func, _ in transaction.get_connection().run_on_commit}
    for reaction in _reactions.get(type(happening), ()):
        follow = _Follow(reaction, happening)
        if follow not in waiting:
            transaction.on_commit(follow)
