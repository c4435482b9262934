"""Gathers the rooms' tables for Django, which looks for them here. Nothing is defined in this file."""

from fanthology.catalogue.models import Category, Rating, RatingScheme, Tag, TagParent, TagStep
from fanthology.finding.models import Change, Exclusion, FandomPair, SavedSearch
from fanthology.formats.models import Arrival
from fanthology.moderation.models import Decision, HouseText
from fanthology.people.models import Account, PenName
from fanthology.stories.models import (
    Authorship,
    Banner,
    CanonPoint,
    Chapter,
    Hit,
    Provenance,
    Series,
    SeriesPlace,
    Story,
    StoryCategory,
    StoryTag,
)

__all__ = [
    "Account",
    "Arrival",
    "Authorship",
    "Banner",
    "CanonPoint",
    "Category",
    "Change",
    "Chapter",
    "Decision",
    "Exclusion",
    "FandomPair",
    "Hit",
    "HouseText",
    "PenName",
    "Provenance",
    "Rating",
    "RatingScheme",
    "SavedSearch",
    "Series",
    "SeriesPlace",
    "Story",
    "StoryCategory",
    "StoryTag",
    "Tag",
    "TagParent",
    "TagStep",
]
