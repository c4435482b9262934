"""Stories, their chapters, series, authors and art."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fanthology.catalogue.models import Category, Rating, Tag
from fanthology.core import limits
from fanthology.core.prose import Prose
from fanthology.people.models import PenName
from fanthology.text.languages import direction


class Openness(models.TextChoices):
    """Whom the authors let in."""

    DRAFT = "draft", "Draft: only you"
    MEMBERS = "members", "Members of this archive"
    PUBLIC = "public", "Everyone"


class Hideable(models.Model):
    """A row that a moderator can hide from readers, with a reason that its authors see."""

    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_reason = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def is_hidden(self) -> bool:
        """Whether a moderator has hidden the row."""
        return self.hidden_at is not None


class Story(Prose, Hideable):
    """A work.

    Numbers and the two crossover columns are kept by `stories.actions.recount_story`, never recomputed for a page.
    `words` counts the text of the published chapters, `notes_words` everything around it (`docs/words.md`).
    """

    PROSE = ("summary", "author_note", "disclaimer", "credits")

    title = models.CharField(max_length=limits.TITLE)
    title_key = models.CharField(max_length=limits.TITLE * 2, editable=False, default="")
    language = models.CharField(max_length=35, default="en")
    openness = models.CharField(max_length=8, choices=Openness.choices, default=Openness.DRAFT)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="stories")
    author_rating = models.CharField("the author's own rating", max_length=60, blank=True, default="")
    complete = models.BooleanField(default=False)
    planned_chapters = models.PositiveIntegerField(null=True, blank=True)

    summary_source = models.TextField(blank=True, default="")
    summary = models.TextField(blank=True, default="", editable=False)
    author_note_source = models.TextField(blank=True, default="")
    author_note = models.TextField(blank=True, default="", editable=False)
    disclaimer_source = models.TextField(blank=True, default="")
    disclaimer = models.TextField(blank=True, default="", editable=False)
    credits_source = models.TextField(blank=True, default="")
    credits = models.TextField(blank=True, default="", editable=False)

    authors: models.ManyToManyField[PenName, Authorship] = models.ManyToManyField(
        PenName, through="Authorship", related_name="stories"
    )
    tags: models.ManyToManyField[Tag, StoryTag] = models.ManyToManyField(
        Tag, through="StoryTag", related_name="stories"
    )
    categories: models.ManyToManyField[Category, StoryCategory] = models.ManyToManyField(
        Category, through="StoryCategory", related_name="stories"
    )

    created = models.DateTimeField(default=timezone.now, editable=False)
    published = models.DateTimeField(null=True, blank=True)
    updated = models.DateTimeField(default=timezone.now)
    authors_hidden = models.BooleanField(default=False, editable=False)

    chapter_count = models.PositiveIntegerField(default=0, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    notes_words = models.PositiveIntegerField(default=0, editable=False)
    hits = models.PositiveIntegerField(default=0, editable=False)
    review_count = models.PositiveIntegerField(default=0, editable=False)
    recommendation_count = models.PositiveIntegerField(default=0, editable=False)
    fandom_count = models.PositiveSmallIntegerField(default=0, editable=False)
    crossover = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name_plural = "stories"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="story_titled"),
            models.CheckConstraint(
                condition=Q(openness__in=[choice.value for choice in Openness]), name="story_openness_known"
            ),
            models.CheckConstraint(
                condition=Q(openness="draft") | Q(published__isnull=False), name="story_open_means_published"
            ),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""), name="story_hidden_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(crossover=False) | Q(fandom_count__gte=2), name="story_crossover_of_two"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["openness", "-updated", "-id"], name="story_by_updated"),
            models.Index(fields=["openness", "-published", "-id"], name="story_by_published"),
            models.Index(fields=["openness", "title_key", "id"], name="story_by_title"),
            models.Index(fields=["openness", "-words", "-id"], name="story_by_words"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, for the `dir` attribute."""
        return direction(self.language)


class Authorship(models.Model):
    """One pen name's part in a story; `position` orders the names."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="authorships")
    pen_name = models.ForeignKey(PenName, on_delete=models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "pen_name"], name="author_once_per_story"),
        ]


class StoryTag(models.Model):
    """A tag as the author put it on a story; `position` keeps the author's order."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="tag_links")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="story_links")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "tag"], name="tag_once_per_story"),
        ]


class StoryCategory(models.Model):
    """A place of the story in the category tree; the first is its primary category."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="category_links")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="story_links")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "category"], name="category_once_per_story"),
        ]


class CanonPoint(models.Model):
    """Where in a fandom's canon the story stands: one for each fandom, and one for the story as a whole."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="timeline")
    fandom = models.ForeignKey(Tag, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    point = models.CharField(max_length=limits.CANON_POINT)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "fandom"], name="canon_point_once_per_fandom"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(fandom__isnull=True), name="canon_point_one_for_all"
            ),
            models.CheckConstraint(condition=~Q(point=""), name="canon_point_said"),
        ]


class Chapter(Prose, Hideable):
    """A part of a story. `published` empty means draft; `rating` and `language` empty mean the story's."""

    PROSE = ("summary", "note_before", "text", "note_after")

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=limits.TITLE, blank=True, default="")
    rating = models.ForeignKey(
        Rating, null=True, blank=True, on_delete=models.PROTECT, related_name="chapters"
    )
    language = models.CharField(max_length=35, blank=True, default="")

    summary_source = models.TextField(blank=True, default="")
    summary = models.TextField(blank=True, default="", editable=False)
    note_before_source = models.TextField(blank=True, default="")
    note_before = models.TextField(blank=True, default="", editable=False)
    text_source = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="", editable=False)
    note_after_source = models.TextField(blank=True, default="")
    note_after = models.TextField(blank=True, default="", editable=False)

    words = models.PositiveIntegerField(default=0, editable=False)
    notes_words = models.PositiveIntegerField(default=0, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    published = models.DateTimeField(null=True, blank=True)
    edited = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("story", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "position"], name="chapter_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="chapter_position_from_one"),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""), name="chapter_hidden_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Chapter {self.position}"


class Series(Prose):
    """Stories that belong in an order, with an introduction. It is kept by one pen name."""

    PROSE = ("introduction",)

    title = models.CharField(max_length=limits.TITLE)
    owner = models.ForeignKey(PenName, on_delete=models.PROTECT, related_name="series")
    introduction_source = models.TextField(blank=True, default="")
    introduction = models.TextField(blank=True, default="", editable=False)
    complete = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    stories: models.ManyToManyField[Story, SeriesPlace] = models.ManyToManyField(
        Story, through="SeriesPlace", related_name="series"
    )

    class Meta:
        ordering = ("title", "id")
        verbose_name_plural = "series"
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(title=""), name="series_titled")]

    def __str__(self) -> str:
        return self.title


class SeriesPlace(models.Model):
    """A story's number in a series."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="places")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="series_places")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "story"], name="story_once_per_series"),
            models.UniqueConstraint(fields=["series", "position"], name="series_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="series_position_from_one"),
        ]


class Banner(models.Model):
    """The picture above a story, re-encoded without metadata in two widths (`limits.BANNER_WIDTHS`, pixels)."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="banner")
    name = models.CharField(max_length=64, unique=True, help_text="Hash of the picture; names its files.")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField("what the picture shows", max_length=limits.ALT_TEXT)
    credits = models.CharField(max_length=limits.ALT_TEXT, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(alt=""), name="banner_has_alt_text"),
            models.CheckConstraint(condition=Q(width__gte=1) & Q(height__gte=1), name="banner_has_size"),
        ]


class Provenance(models.Model):
    """Where an imported story came from, with the numbers as that archive counted them."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="provenance")
    archive = models.CharField(max_length=120, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    file_name = models.CharField(max_length=255, blank=True, default="")
    fingerprint = models.CharField(
        max_length=64, db_index=True, help_text="Of the words: knows a second import."
    )
    imported = models.DateTimeField(default=timezone.now)
    row = models.TextField(blank=True, default="", help_text="The listing row, verbatim.")
    confidence = models.FloatField(null=True, blank=True)
    words = models.PositiveIntegerField(null=True, blank=True)
    chapters = models.PositiveIntegerField(null=True, blank=True)
    recommendations = models.PositiveIntegerField(null=True, blank=True)
    reviews = models.PositiveIntegerField(null=True, blank=True)
    hits = models.PositiveIntegerField(null=True, blank=True)
    published = models.DateField(null=True, blank=True)
    updated = models.DateField(null=True, blank=True)
    complete = models.BooleanField(null=True, blank=True)
    awards = models.JSONField(default=list, blank=True)
    questions = models.JSONField(
        default=list, blank=True, help_text="What the importer could not be sure of."
    )
    gaps = models.JSONField(default=list, blank=True, help_text="Scene breaks where a line may be lost.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | (Q(confidence__gte=0) & Q(confidence__lte=1)),
                name="provenance_confidence_share",
            ),
        ]


class Hit(models.Model):
    """One reader's visit to a story on one day: what makes a hit count once. Kept for two days (`purge_hits`).

    `reader` is a keyed hash that changes every day; no address is stored.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(db_index=True)
    reader = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "day", "reader"], name="hit_once_a_day"),
        ]
