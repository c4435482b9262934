"""Deeds with tags, categories and ratings."""

from fanthology.catalogue.actions.categories import (
    MAX_DEPTH,
    category_named,
    delete_category,
    edit_category,
    use_scheme,
)
from fanthology.catalogue.actions.tags import make_synonym, put_under, tag_named
from fanthology.catalogue.actions.undoing import undo_step
from fanthology.catalogue.actions.wrangling import (
    merge_tags,
    place_tag,
    remove_tag,
    rename_tag,
    settle_tag,
    split_tag,
)

__all__ = [
    "MAX_DEPTH",
    "category_named",
    "delete_category",
    "edit_category",
    "make_synonym",
    "merge_tags",
    "place_tag",
    "put_under",
    "remove_tag",
    "rename_tag",
    "settle_tag",
    "split_tag",
    "tag_named",
    "undo_step",
    "use_scheme",
]
