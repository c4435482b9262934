"""What follows from what: the one list of consequences."""

from fanthology.catalogue.happenings import TagMoved
from fanthology.core.happenings import Consequences
from fanthology.finding.outbox import note_seen, note_stories, note_story, note_tags
from fanthology.stories.happenings import StoriesTouched, StoryChanged, StoryDeleted, StorySeen
from fanthology.stories.jobs import recount_moved_tags, recount_shelves

RECORDS: Consequences = {
    StoryChanged: (note_story,),
    StoryDeleted: (note_story,),
    StoriesTouched: (note_stories,),
    StorySeen: (note_seen,),
    TagMoved: (note_tags,),
}
"""Written at once, in the same transaction."""

REACTIONS: Consequences = {
    StoryChanged: (recount_shelves,),
    StoryDeleted: (recount_shelves,),
    TagMoved: (recount_moved_tags,),
}
"""Done after the commit."""
