"""Who may hide, restore and give roles."""

from fanthology.people.models import Account, Role
from fanthology.people.queries import Viewer, as_account, is_moderator


def can_moderate(viewer: Viewer) -> bool:
    """Whether the viewer has the moderators' desk."""
    return is_moderator(viewer)


def can_hide_account(viewer: Viewer, account: Account) -> bool:
    """Moderators may hide members; an owner may hide anyone but an owner."""
    actor = as_account(viewer)
    if actor is None or not actor.is_moderator or account.role == Role.OWNER:
        return False
    return actor.is_owner or account.role == Role.MEMBER


def can_change_role(viewer: Viewer, account: Account) -> bool:
    """An owner gives roles to others. Nobody changes their own, so that an archive never loses its last owner."""
    actor = as_account(viewer)
    return actor is not None and actor.is_owner and actor.pk != account.pk and account.hidden_at is None


def can_edit_house(viewer: Viewer) -> bool:
    """What the house says of itself is the owner's to write."""
    actor = as_account(viewer)
    return actor is not None and actor.is_owner
