"""What those who look after the archive decide, and what the house says of itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fanthology.core.prose import Prose
from fanthology.people.models import Account
from fanthology.stories.models import Chapter, Story


class Deed(models.TextChoices):
    """What a decision does."""

    HIDE = "hide", "Hidden"
    RESTORE = "restore", "Restored"
    ROLE = "role", "New role"


class Decision(models.Model):
    """A line of the log: who hid or restored what, or gave whom which role, when and why. Never changed, never deleted.

    `named` keeps the name of what it was about, for when that is gone.
    """

    deed = models.CharField(max_length=8, choices=Deed.choices)
    story = models.ForeignKey(
        Story, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    chapter = models.ForeignKey(
        Chapter, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions_about"
    )
    named = models.CharField(max_length=600)
    reason = models.TextField()
    by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    made = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-made", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deed__in=[deed.value for deed in Deed]), name="decision_deed_known"
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(named=""), name="decision_says_why_and_what"),
        ]


class HouseText(Prose):
    """A text of the house that the owner writes: the welcome on the front page, about, and the rules."""

    PROSE = ("body",)

    name = models.CharField(
        max_length=12, unique=True, choices=[("welcome", "Welcome"), ("about", "About"), ("rules", "Rules")]
    )
    body_source = models.TextField(blank=True, default="")
    body = models.TextField(blank=True, default="", editable=False)
    edited = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return self.get_name_display()
