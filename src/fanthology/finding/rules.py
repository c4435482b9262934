"""What people may do with what finding keeps for them."""

from fanthology.people.queries import Viewer, as_account


def can_keep(viewer: Viewer) -> bool:
    """Whether the viewer has an account that lists and searches can be kept with.

    A hidden account reads on, and so may still say what it never wants to see.
    """
    account = as_account(viewer)
    return account is not None and account.pk != 0 and account.is_active
