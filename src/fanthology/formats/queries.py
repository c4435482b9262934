"""Questions about what is brought in."""

from django.db.models import QuerySet

from fanthology.formats.importers import fingerprint
from fanthology.formats.manuscript import Manuscript
from fanthology.formats.models import Arrival
from fanthology.people.models import Account
from fanthology.people.queries import Viewer
from fanthology.stories.models import Story
from fanthology.stories.queries import visible_stories


def already_here(manuscript: Manuscript, viewer: Viewer) -> Story | None:
    """The story that holds these very words, if the viewer may know of it."""
    return (
        visible_stories(viewer).filter(provenance__fingerprint=fingerprint(manuscript)).order_by("pk").first()
    )


def arrivals_of(account: Account) -> QuerySet[Arrival]:
    """What waits for this member's eye, newest first."""
    return Arrival.objects.filter(account=account).order_by("-arrived", "-pk")
