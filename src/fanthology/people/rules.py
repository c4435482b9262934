"""What people may do with accounts and pen names."""

from fanthology.core import limits
from fanthology.people.models import PenName
from fanthology.people.queries import Viewer, as_account, has_owner, is_member, is_moderator


def can_become_owner() -> bool:
    """Only an archive that has no owner yet can be taken over with the one-time link."""
    return not has_owner()


def can_write(viewer: Viewer) -> bool:
    """Whether the viewer has a writing desk."""
    return is_member(viewer)


def can_add_pen_name(viewer: Viewer) -> bool:
    """Members may take further pen names, up to a bound."""
    account = as_account(viewer)
    return (
        account is not None and is_member(viewer) and account.pen_names.count() < limits.PEN_NAMES_PER_ACCOUNT
    )


def can_edit_pen_name(viewer: Viewer, pen_name: PenName) -> bool:
    """Its account may; an unclaimed one is looked after by the moderators."""
    account = as_account(viewer)
    if account is None or not is_member(viewer):
        return False
    return pen_name.account_id == account.pk or (pen_name.account_id is None and is_moderator(viewer))


def can_write_as(viewer: Viewer, pen_name: PenName) -> bool:
    """Whose name the viewer may put on a story: their own, or, for a moderator, an unclaimed one."""
    return can_edit_pen_name(viewer, pen_name)
