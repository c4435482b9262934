"""Deeds with tags as authors, importers and samples do them. A moderator's are in `wrangling`."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fanthology.catalogue import queries
from fanthology.catalogue.actions.moves import become_synonym, stand_under
from fanthology.catalogue.actions.record import Record, check_sound
from fanthology.catalogue.happenings import TagMoved
from fanthology.catalogue.models import Kind, Tag, TagParent
from fanthology.core import limits
from fanthology.core.happenings import tell
from fanthology.core.slugs import free_slug
from fanthology.text.names import fold, slug, tidy


def tag_named(*, kind: Kind, name: str) -> Tag:
    """The tag of this kind and name, made where it does not exist. Raises ValidationError for a name that cannot be."""
    tidied = checked_name(name)
    found = queries.tag_called(kind, tidied)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            tag = unsaved_tag(kind, tidied)
            tag.save(force_insert=True)
            return tag
    except IntegrityError:  # somebody else made it a moment ago
        return Tag.objects.get(kind=kind, key=fold(tidied))


def checked_name(name: str) -> str:
    """A name as a tag keeps it. Raises ValidationError for one that cannot be."""
    tidied = tidy(name)
    if not tidied or not fold(tidied):
        raise ValidationError(f"“{tidied or name}” has no letter or digit to find it by.")
    if len(tidied) > limits.TAG or len(fold(tidied)) > 2 * limits.TAG:
        raise ValidationError(f"“{tidied[:40]}…” is longer than {limits.TAG} characters.")
    return tidied


def unsaved_tag(kind: Kind, name: str) -> Tag:
    """A new tag with an address of its own; `name` is a checked one."""
    address = free_slug(slug(name, kind.value), Tag.objects.filter(kind=kind))
    return Tag(kind=kind, name=name, key=fold(name), slug=address)


@transaction.atomic
def make_synonym(*, tag: Tag, of: Tag) -> Tag:
    """Make `tag` a synonym of `of` (or of what `of` is a synonym of), so that there is never a synonym of a synonym.

    For importers and samples: nobody did it, so the wranglers' log has no line of it.
    """
    record = Record()
    become_synonym(record, tag, of)
    _finish(record)
    return tag


@transaction.atomic
def put_under(*, child: Tag, parent: Tag) -> TagParent:
    """Put a tag under another: a fandom under its franchise, a character under its fandom. Refuses a ring. Not logged."""
    record = Record()
    below, above = stand_under(record, child.canonical or child, parent)
    _finish(record)
    return TagParent.objects.get(child=below, parent=above)


def _finish(record: Record) -> None:
    touched = record.touched()
    if touched:
        check_sound(record)
        tell(TagMoved(tag_ids=tuple(sorted(touched))))
