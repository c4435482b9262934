"""What stories are about: tags of every kind, the category tree, rating schemes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fanthology.core import limits
from fanthology.people.models import Account


class Kind(models.TextChoices):
    """The kinds of tag."""

    FANDOM = "fandom", "Fandom"
    CHARACTER = "character", "Character"
    RELATIONSHIP = "relationship", "Relationship"
    GENRE = "genre", "Genre"
    WARNING = "warning", "Warning"
    FREEFORM = "freeform", "Tag"


class Counted(models.Model):
    """A row that knows how many stories stand under it, for visitors and for members; kept, never recomputed per page."""

    public_count = models.PositiveIntegerField(default=0, editable=False)
    member_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class Tag(Counted):
    """A word that stories are found by.

    It is canonical (`canonical` is empty) or a synonym of a canonical tag of its kind. A story keeps the tag its author
    wrote; lists and counts go by the canonical one. `key` (`text.names.fold`) makes two spellings of one name one tag.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=150)
    key = models.CharField(max_length=300, editable=False)
    slug = models.CharField(max_length=100, editable=False)
    canonical = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="synonyms"
    )
    created = models.DateTimeField(default=timezone.now, editable=False)
    wrangled = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When a moderator last found it in order; empty: in no bin yet.",
    )
    parents: models.ManyToManyField[Tag, TagParent] = models.ManyToManyField(
        "self", through="TagParent", symmetrical=False, related_name="children"
    )

    class Meta:
        ordering = ("key",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="tag_once_per_kind"),
            models.UniqueConstraint(fields=["kind", "slug"], name="tag_slug_once_per_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="tag_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(canonical__isnull=True) | ~Q(canonical=F("id")), name="tag_not_its_own_synonym"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(key="") & ~Q(slug=""), name="tag_named"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "-public_count"], name="tag_by_use"),
            models.Index(
                fields=["kind", "created", "id"], condition=Q(wrangled__isnull=True), name="tag_unwrangled"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TagParent(models.Model):
    """One tag stands under another: a fandom under its franchise, a character under its fandom."""

    child = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="parent_links")
    parent = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="child_links")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "parent"], name="tag_parent_once"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="tag_not_its_own_parent"),
        ]


class TagDeed(models.TextChoices):
    """What wranglers do with tags."""

    MERGE = "merge", "Merged"
    SPLIT = "split", "Split off"
    PLACE = "place", "Put under"
    REMOVE = "remove", "Taken from under"
    RENAME = "rename", "Renamed"
    SETTLE = "settle", "Found in order"


class TagStep(models.Model):
    """A line of the wranglers' log, and the progress of what follows from it. Never deleted; undoing adds another line.

    `before` and `after` hold what is needed to undo it. The stories under `tag_ids` are brought up to date in batches:
    `cursor` is the last story done, `done` of `total`; `finished` says when.
    """

    deed = models.CharField(max_length=6, choices=TagDeed.choices)
    tag = models.ForeignKey(Tag, null=True, on_delete=models.SET_NULL, related_name="steps")
    other = models.ForeignKey(Tag, null=True, on_delete=models.SET_NULL, related_name="+")
    named = models.CharField(max_length=600)
    note = models.CharField(max_length=limits.WRANGLING_NOTE, blank=True, default="")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(default=timezone.now, db_index=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="undone_by")
    tag_ids = models.JSONField(default=list)
    cursor = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deed__in=[deed.value for deed in TagDeed]), name="tag_step_deed_known"
            ),
            models.CheckConstraint(condition=~Q(named=""), name="tag_step_names_it"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(finished__isnull=True), name="tag_step_unfinished")
        ]


class Category(Counted):
    """A node of the category tree: fandom > focus > theme or pairing.

    `path` is the full name as readers see it ("Smallville > Buffy-Centered"); `lineage` holds the ids from the root to
    this node ("/3/17/"), so that a node and all below it are one prefix. Counts include what stands below.
    """

    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=240, editable=False)
    slug = models.CharField(max_length=100, editable=False)
    path = models.CharField(max_length=600, editable=False)
    lineage = models.CharField(max_length=120, editable=False, db_index=True)
    about = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("path",)
        verbose_name_plural = "categories"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "key"], name="category_once_per_parent"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(parent__isnull=True), name="category_root_once"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="category_not_its_own_parent"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="category_named"),
        ]

    def __str__(self) -> str:
        return self.path


class RatingScheme(models.Model):
    """An ordered set of ratings. The archive's owner chooses one; the levels of all stay usable for what was imported."""

    slug = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    in_use = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["in_use"], condition=Q(in_use=True), name="rating_scheme_one_in_use"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """A level of a scheme. `age` (years) orders levels across schemes; 0 means suited to everyone."""

    scheme = models.ForeignKey(RatingScheme, on_delete=models.CASCADE, related_name="levels")
    code = models.CharField(max_length=24)
    age = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    meaning = models.CharField(max_length=255)

    class Meta:
        ordering = ("scheme", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "code"], name="rating_code_once"),
            models.UniqueConstraint(fields=["scheme", "position"], name="rating_position_once"),
            models.CheckConstraint(condition=Q(age__lte=21), name="rating_age_sane"),
        ]

    def __str__(self) -> str:
        return self.code
