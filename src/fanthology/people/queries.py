"""Questions about accounts and pen names."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from fanthology.people.models import Account, PenName, Role
from fanthology.text.names import fold

Viewer = Account | AnonymousUser
"""Whoever looks at a page: every rule and every listing is asked for one."""


def as_account(viewer: Viewer) -> Account | None:
    """The account that looks, or nothing for a visitor."""
    return viewer if isinstance(viewer, Account) else None


def keeper() -> Account:
    """The viewer that the command line acts for: whoever holds the machine holds the archive. It is no row."""
    return Account(pk=0, email="keeper@localhost", role=Role.OWNER)


def is_member(viewer: Viewer) -> bool:
    """Whether the viewer is signed in to an account that has not been hidden."""
    account = as_account(viewer)
    return account is not None and account.is_active and account.hidden_at is None


def is_moderator(viewer: Viewer) -> bool:
    """Whether the viewer looks after the archive."""
    account = as_account(viewer)
    return account is not None and account.is_moderator


def visible_pen_names(viewer: Viewer) -> QuerySet[PenName]:
    """Pen names whose pages the viewer may see: all but those of hidden accounts, which they and moderators still see."""
    if is_moderator(viewer):
        return PenName.objects.all()
    shown = PenName.objects.exclude(account__hidden_at__isnull=False)
    account = as_account(viewer)
    return shown | PenName.objects.filter(account=account) if account else shown


def pen_name_called(name: str) -> PenName | None:
    """The pen name with this name, whatever its case, accents and spaces."""
    return PenName.objects.filter(key=fold(name)).first()


def has_owner() -> bool:
    """Whether somebody owns this archive yet."""
    return Account.objects.filter(role=Role.OWNER).exists()
