"""Deeds with stories, chapters, series and banners."""

from fanthology.stories.actions.banners import remove_banner, set_banner
from fanthology.stories.actions.chapters import (
    add_chapter,
    delete_chapter,
    edit_chapter,
    move_chapter,
    publish_chapter,
    withdraw_chapter,
)
from fanthology.stories.actions.checks import Overtaken
from fanthology.stories.actions.counting import count_hit, recount_crossings, recount_story
from fanthology.stories.actions.posting import open_with_drafts, post_story
from fanthology.stories.actions.series import (
    begin_series,
    delete_series,
    edit_series,
    move_in_series,
    place_in_series,
    take_out_of_series,
)
from fanthology.stories.actions.stories import begin_story, delete_story, edit_story, open_story

__all__ = [
    "Overtaken",
    "add_chapter",
    "begin_series",
    "begin_story",
    "count_hit",
    "delete_chapter",
    "delete_series",
    "delete_story",
    "edit_chapter",
    "edit_series",
    "edit_story",
    "move_chapter",
    "move_in_series",
    "open_story",
    "open_with_drafts",
    "place_in_series",
    "post_story",
    "publish_chapter",
    "recount_crossings",
    "recount_story",
    "remove_banner",
    "set_banner",
    "take_out_of_series",
    "withdraw_chapter",
]
