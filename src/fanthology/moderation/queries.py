"""Questions of those who look after the archive."""

from django.db.models import QuerySet

from fanthology.moderation.models import Decision, HouseText
from fanthology.people.models import Account
from fanthology.stories.models import Chapter, Story


def decisions() -> QuerySet[Decision]:
    """The log, newest first."""
    return Decision.objects.select_related("story", "chapter__story", "account", "by").order_by(
        "-made", "-id"
    )


def hidden_stories() -> QuerySet[Story]:
    """Stories that are hidden now, latest first."""
    return Story.objects.filter(hidden_at__isnull=False).order_by("-hidden_at", "-id")


def hidden_chapters() -> QuerySet[Chapter]:
    """Chapters that are hidden now, latest first."""
    return (
        Chapter.objects.filter(hidden_at__isnull=False).select_related("story").order_by("-hidden_at", "-id")
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
