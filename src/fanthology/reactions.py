"""What follows from what: the one list of consequences."""

from collections.abc import Sequence

from fanthology.catalogue.happenings import TagMoved
from fanthology.core.happenings import Happening, Reaction
from fanthology.stories.happenings import StoryChanged, StoryDeleted
from fanthology.stories.jobs import recount_moved_tags, recount_shelves

REACTIONS: dict[type[Happening], Sequence[Reaction]] = {
    StoryChanged: (recount_shelves,),
    StoryDeleted: (recount_shelves,),
    TagMoved: (recount_moved_tags,),
}
