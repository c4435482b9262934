"""Questions of those who look after the archive."""

from django.db.models import Q, QuerySet

from fanthology.moderation.models import Decision, HouseText
from fanthology.people.models import Account, PenName
from fanthology.people.queries import Viewer, as_account
from fanthology.stories.models import Chapter, Story
from fanthology.stories.queries import HEAVY
from fanthology.text.names import fold, tidy


def decisions() -> QuerySet[Decision]:
    """The log, newest first."""
    return (
        Decision.objects.select_related("story", "account", "by", "chapter__story")
        .prefetch_related("by__pen_names")
        .defer(*(f"chapter__{name}" for name in HEAVY))
        .order_by("-made", "-id")
    )


def hidden_stories() -> QuerySet[Story]:
    """Stories that are hidden now, latest first."""
    return Story.objects.filter(hidden_at__isnull=False).order_by("-hidden_at", "-id")


def hidden_chapters() -> QuerySet[Chapter]:
    """Chapters that are hidden now, latest first."""
    return (
        Chapter.objects.filter(hidden_at__isnull=False)
        .select_related("story")
        .defer(*HEAVY)
        .order_by("-hidden_at", "-id")
    )


def hidden_accounts() -> QuerySet[Account]:
    """Accounts that are hidden now, latest first."""
    return (
        Account.objects.filter(hidden_at__isnull=False)
        .prefetch_related("pen_names")
        .order_by("-hidden_at", "-id")
    )


def house_text(name: str) -> HouseText | None:
    """A text of the house, or nothing where the owner has not written one."""
    return HouseText.objects.filter(name=name).exclude(body="").first()


def accounts_called(wanted: str, viewer: Viewer) -> QuerySet[Account]:
    """Accounts of which a pen name contains `wanted`, newest first; for an owner also those with such an address."""
    accounts = Account.objects.prefetch_related("pen_names").order_by("-joined", "-id")
    text, key = tidy(wanted), fold(wanted)
    if not key:
        return accounts
    found = Q(pk__in=PenName.objects.filter(key__contains=key, account__isnull=False).values("account"))
    actor = as_account(viewer)
    if actor is not None and actor.is_owner:
        found |= Q(email__icontains=text)
    return accounts.filter(found)
