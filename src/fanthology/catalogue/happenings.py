"""What can happen in the catalogue."""

from dataclasses import dataclass

from fanthology.core.happenings import Happening


@dataclass(frozen=True, slots=True)
class FandomMoved(Happening):
    """A fandom became a synonym, or came to stand under another: which stories are crossovers may have changed."""

    tag_ids: tuple[int, ...]
