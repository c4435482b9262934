"""What finding keeps: what the index has yet to learn, what readers never want to see, and their searches."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fanthology.catalogue.models import Tag
from fanthology.core import limits
from fanthology.finding.wishes import Field
from fanthology.people.models import Account


class Change(models.Model):
    """A line of the outbox: a story or tag that the index must look at again.

    It is written in the transaction that made the change, so that one cannot be without the other. `turn` orders
    transactions (`finding.outbox`). A `calm` change (a hit) may wait some minutes.
    """

    class Subject(models.TextChoices):
        """What has changed."""

        STORY = "story", "Story"
        TAG = "tag", "Tag"

    subject = models.CharField(max_length=5, choices=Subject.choices)
    subject_id = models.BigIntegerField()
    turn = models.BigIntegerField(default=0)
    calm = models.BooleanField(default=False)
    made = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["turn", "id"], name="change_by_turn")]


class Exclusion(models.Model):
    """Something that a reader never wants to see in a list, with their own reason.

    `kind` is a `finding.wishes.Field`, `key` the row's id, a language's code, or, for a rating, the highest age in years.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="exclusions")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=35)
    reason = models.CharField(max_length=limits.EXCLUSION_REASON, blank=True, default="")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("kind", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "kind", "key"], name="exclusion_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[field.value for field in Field]), name="exclusion_kind_known"
            ),
        ]


def new_token() -> str:
    """Part of an address that nobody guesses."""
    return secrets.token_urlsafe(24)


class SavedSearch(models.Model):
    """A search with a name. `address` is its query string in its usual form (`finding.asking.Asked`).

    `token` stands in the address of its feed, which a feed reader asks for without signing in.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(max_length=limits.SEARCH_NAME)
    address = models.TextField(blank=True, default="")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "name"], name="search_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="search_named"),
        ]

    def __str__(self) -> str:
        return self.name


class FandomPair(models.Model):
    """Two unrelated canonical fandoms that share stories, and how many; `a` has the smaller id. Kept by `finding.jobs`."""

    a = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    public_count = models.PositiveIntegerField(default=0)
    member_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["a", "b"], name="pair_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="pair_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["-public_count"], name="pair_by_use")]
