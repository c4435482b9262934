"""Deeds with banners."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from fanthology.core import limits
from fanthology.people.models import Account
from fanthology.stories import rules
from fanthology.stories.models import Banner, Story
from fanthology.stories.pictures import PictureRefused, banner_files
from fanthology.text.names import tidy


def banner_path(name: str, width: int) -> Path:
    """Where the banner's file of this width (pixels) lies in the data folder."""
    return Path(settings.MEDIA_ROOT) / "banners" / name[:2] / f"{name}-{width}.webp"


@transaction.atomic
def set_banner(*, by: Account, story: Story, picture: bytes | None, alt: str, credit: str) -> Banner:
    """Give a story a banner, or, with no `picture`, change the words of the one it has.

    Raises ValidationError with kind sentences for a picture that cannot be taken or has no description.
    """
    if not rules.can_edit(by, story):
        raise PermissionDenied
    alt, credit = tidy(alt), tidy(credit)
    if not alt:
        raise ValidationError({"alt": "Please say what the picture shows, for those who cannot see it."})
    for name, words in (("alt", alt), ("credits", credit)):
        if len(words) > limits.ALT_TEXT:
            raise ValidationError({name: f"This has {len(words):,} characters; up to {limits.ALT_TEXT} fit."})
    banner = Banner.objects.filter(story=story).first() or Banner(story=story)
    if picture is None and not banner.pk:
        raise ValidationError({"picture": "Please choose a picture."})
    if picture is not None:
        _take(banner, picture)
    banner.alt, banner.credits = alt, credit
    banner.save()
    return banner


def _take(banner: Banner, picture: bytes) -> None:
    try:
        made = banner_files(picture)
    except PictureRefused as problem:
        raise ValidationError({"picture": str(problem)}) from problem
    old = banner.name
    banner.name = f"{made.digest[:40]}-{banner.story_id}"
    banner.width, banner.height = made.width, made.height
    for width, data in made.files.items():
        path = banner_path(banner.name, width)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if old and old != banner.name:
        drop_files(old)


@transaction.atomic
def remove_banner(*, by: Account, story: Story) -> None:
    """Take the banner off a story."""
    if not rules.can_edit(by, story):
        raise PermissionDenied
    for banner in Banner.objects.filter(story=story):
        banner.delete()
        drop_files(banner.name)


def drop_files(name: str) -> None:
    """Delete a banner's files once the transaction is through."""

    def drop() -> None:
        for width in limits.BANNER_WIDTHS:
            banner_path(name, width).unlink(missing_ok=True)

    transaction.on_commit(drop)
