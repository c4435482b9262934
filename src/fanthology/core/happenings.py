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
_reactions: dict[type[Happening], tuple[Reaction, ...]] = {}


def listen(reactions: Mapping[type[Happening], Sequence[Reaction]]) -> None:
    """Make `reactions` the list that `tell` follows. Called once, when the app is ready."""
    _reactions.clear()
    _reactions.update({happening: tuple(then) for happening, then in reactions.items()})


@dataclass(frozen=True, slots=True)
class _Follow:
    """One reaction to one happening, waiting for the commit. Two that are equal do the same work."""

    reaction: Reaction
    happening: Happening

    def __call__(self) -> None:
        self.reaction(self.happening)


def tell(happening: Happening) -> None:
    """Run each reaction to `happening` once the running transaction has been committed.

    What is told twice in one transaction is followed once: a deed may be made of many.
    """
    waiting = {func for _, func, _ in transaction.get_connection().run_on_commit}
    for reaction in _reactions.get(type(happening), ()):
        follow = _Follow(reaction, happening)
        if follow not in waiting:
            transaction.on_commit(follow)
