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


def tell(happening: Happening) -> None:
    """Run each reaction to `happening` once the running transaction has been committed."""
    for reaction in _reactions.get(type(happening), ()):
        transaction.on_commit(lambda reaction=reaction: reaction(happening))  # type: ignore[misc]
