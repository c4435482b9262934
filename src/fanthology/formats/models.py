"""What has arrived and waits for its poster's eye."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from fanthology.people.models import Account


class Arrival(models.Model):
    """A manuscript read from an upload or a paste, kept until its poster has looked it over and saved or dropped it.

    `manuscript` is `formats.manuscript.Manuscript.to_json()`: correcting it on the preview page changes it here, so that
    nothing typed is lost between requests.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="arrivals")
    file_name = models.CharField(max_length=255)
    manuscript = models.JSONField()
    arrived = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-arrived", "-id")

    def __str__(self) -> str:
        return self.file_name
