"""Accounts, and the pen names that readers see."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from fanthology.core.prose import Prose


class Role(models.TextChoices):
    """What an account may do beyond its own work."""

    MEMBER = "member", "Member"
    MODERATOR = "moderator", "Moderator"
    OWNER = "owner", "Owner"


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account that signs in as `username`, which is its e-mail address."""
        return self.get(email__iexact=username or "")


class Account(AbstractBaseUser):
    """A person who signs in with an e-mail address. What readers see of them are their pen names."""

    email = models.EmailField("e-mail address", max_length=254)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.TextField(blank=True, default="")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="account_email_once",
                violation_error_message="An account with this e-mail address exists already.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="account_role_known"
            ),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""), name="account_hidden_with_reason"
            ),
        ]

    @property
    def is_moderator(self) -> bool:
        """Whether the account looks after the archive: a moderator or an owner, hidden by nobody."""
        return self.is_active and self.hidden_at is None and self.role in {Role.MODERATOR, Role.OWNER}

    @property
    def is_owner(self) -> bool:
        """Whether the archive is theirs."""
        return self.is_active and self.hidden_at is None and self.role == Role.OWNER


class PenName(Prose):
    """A face that an account writes under.

    Without an account it is unclaimed: it names the author of work that was brought in on their behalf.
    """

    PROSE = ("about",)

    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="pen_names"
    )
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=160, unique=True, editable=False)
    slug = models.CharField(max_length=100, unique=True, editable=False)
    about_source = models.TextField(blank=True, default="")
    about = models.TextField(blank=True, default="", editable=False)
    default_disclaimer = models.TextField(
        blank=True, default="", help_text="Put into every new story, so that you never type it twice."
    )
    default_note = models.TextField(
        blank=True, default="", help_text="Put into every new story's author's note."
    )
    public_count = models.PositiveIntegerField(default=0, editable=False)
    member_count = models.PositiveIntegerField(default=0, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("key",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(key="") & ~Q(slug=""), name="pen_name_named")
        ]

    def __str__(self) -> str:
        return self.name
