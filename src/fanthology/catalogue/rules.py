"""Who may tend the tags."""

from fanthology.people.queries import Viewer, as_account, is_moderator


def can_wrangle(viewer: Viewer) -> bool:
    """Moderators tend the tags."""
    return is_moderator(viewer)


def can_rename_fully(viewer: Viewer) -> bool:
    """Only an owner gives a tag a name that is another name, not the same one spelt better."""
    actor = as_account(viewer)
    return actor is not None and actor.is_owner
