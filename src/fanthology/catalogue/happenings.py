"""What can happen in the catalogue."""

from dataclasses import dataclass

from fanthology.core.happenings import Happening


@dataclass(frozen=True, slots=True)
class TagMoved(Happening):
    """A tag became a synonym, or came to stand under another: what stands under it has changed.

    `step_id` is its line in the wranglers' log (`TagStep`), where it has one: then the stories follow in batches.
    """

    tag_ids: tuple[int, ...]
    step_id: int | None = None
