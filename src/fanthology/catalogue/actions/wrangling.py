"""What moderators do with tags. Each deed is a line of the log (`TagStep`), and can be undone (`undoing`).

Whatever a moderator does with a tag takes it out of its bin.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from fanthology.catalogue import queries, rules
from fanthology.catalogue.actions.moves import become_synonym, stand_under
from fanthology.catalogue.actions.record import Line, Record, log
from fanthology.catalogue.actions.tags import checked_name, unsaved_tag
from fanthology.catalogue.models import Kind, Tag, TagDeed, TagParent, TagStep
from fanthology.core import limits
from fanthology.people.models import Account
from fanthology.text.names import fold


@transaction.atomic
def merge_tags(*, by: Account, tag: Tag, into: Tag, note: str = "") -> TagStep:
    """Make `tag` a synonym of `into`, or of what that is a synonym of.

    Its synonyms follow, its parents and children move to the canonical tag. Stories keep the words of their authors.
    """
    note = _asked(by, note)
    tag, into = _fresh(tag), _fresh(into)
    target = into.canonical or into
    if tag.canonical_id == target.pk:
        raise ValidationError(f"“{tag}” is a synonym of “{target}” already.")
    record = Record()
    become_synonym(record, tag, target)
    _settled(record, tag)
    return log(
        record, Line(TagDeed.MERGE, by, tag, other=target, named=f"“{tag}” into “{target}”", note=note)
    )


@transaction.atomic
def split_tag(*, by: Account, tag: Tag, along: Iterable[Tag] = (), note: str = "") -> TagStep:
    """Make a synonym canonical again; `along` are other synonyms of the same tag that become synonyms of this one."""
    note = _asked(by, note)
    tag = _fresh(tag)
    old = tag.canonical
    if old is None:
        raise ValidationError(f"“{tag}” is no synonym.")
    others = list(Tag.objects.filter(pk__in=[other.pk for other in along]).exclude(pk=tag.pk))
    for other in others:
        if other.canonical_id != old.pk:
            raise ValidationError(f"“{other}” is no synonym of “{old}”.")
    record = Record()
    record.write([tag], canonical_id=None)
    record.write(others, canonical_id=tag.pk)
    _settled(record, tag)
    return log(record, Line(TagDeed.SPLIT, by, tag, other=old, named=f"“{tag}” from “{old}”", note=note))


@transaction.atomic
def place_tag(*, by: Account, tag: Tag, under: Tag, note: str = "") -> TagStep:
    """Put a tag under another of its kind, or a character, relationship or freeform tag under a fandom."""
    note = _asked(by, note)
    tag, under = _fresh(tag), _fresh(under)
    record = Record()
    _, parent = stand_under(record, tag, under)
    if not record.won:
        raise ValidationError(f"“{tag}” stands under “{parent}” already.")
    _settled(record, tag)
    return log(
        record, Line(TagDeed.PLACE, by, tag, other=parent, named=f"“{tag}” under “{parent}”", note=note)
    )


@transaction.atomic
def remove_tag(*, by: Account, tag: Tag, from_: Tag, note: str = "") -> TagStep:
    """Take a tag from under another."""
    note = _asked(by, note)
    tag, parent = _fresh(tag), _fresh(from_)
    record = Record()
    record.unlink(TagParent.objects.filter(child=tag, parent=parent))
    if not record.lost:
        raise ValidationError(f"“{tag}” does not stand under “{parent}”.")
    _settled(record, tag)
    named = f"“{tag}” from under “{parent}”"
    return log(record, Line(TagDeed.REMOVE, by, tag, other=parent, named=named, note=note))


@transaction.atomic
def rename_tag(*, by: Account, tag: Tag, name: str, note: str = "") -> TagStep:
    """Spell a tag's name better, or, for owners, give it another.

    The same name spelt otherwise (case, accents, quotes: one key) is written into the tag, which keeps its address. For
    another name a new canonical tag is made, or one of the tag's own synonyms takes its place; the old tag becomes its
    synonym. So stories still show what their authors wrote, and the old address leads to the new.
    """
    note = _asked(by, note)
    tag = _fresh(tag)
    try:
        name = checked_name(name)
    except ValidationError as problem:
        raise ValidationError({"name": problem.messages}) from problem
    if name == tag.name:
        raise ValidationError({"name": "That is its name already."})
    record = Record()
    named = f"“{tag}” to “{name}”"
    other: Tag | None = None
    if fold(name) == tag.key:
        record.write([tag], name=name)
    else:
        other = _successor(record, by, tag, name)
        become_synonym(record, tag, other)
        _settled(record, other)
    _settled(record, tag)
    return log(record, Line(TagDeed.RENAME, by, tag, other=other, named=named, note=note))


def _successor(record: Record, by: Account, tag: Tag, name: str) -> Tag:
    """The tag that takes the place of one which gets another name."""
    if not rules.can_rename_fully(by):
        raise ValidationError(
            {"name": "Only an owner gives a tag another name; case, accents and quotes are yours."}
        )
    if tag.canonical is not None:
        raise ValidationError({"name": f"“{tag}” is a synonym of “{tag.canonical}”: rename that, or merge."})
    found = queries.tag_called(Kind(tag.kind), name)
    if found is None:
        return record.make(unsaved_tag(Kind(tag.kind), name))
    if found.canonical_id != tag.pk:
        raise ValidationError({"name": f"There is a tag “{found}” already: merge this one into it."})
    record.write([found], name=name, canonical_id=None)
    return found


@transaction.atomic
def settle_tag(*, by: Account, tag: Tag, note: str = "") -> TagStep:
    """Say that a tag is in order as it is: it leaves its bin."""
    note = _asked(by, note)
    tag = _fresh(tag)
    record = Record()
    record.write([tag], wrangled=timezone.now())
    return log(record, Line(TagDeed.SETTLE, by, tag, named=f"“{tag}”", note=note))


def _asked(by: Account, note: str) -> str:
    """The note without stray space, where `by` may wrangle."""
    if not rules.can_wrangle(by):
        raise PermissionDenied
    tidied = note.strip()
    if len(tidied) > limits.WRANGLING_NOTE:
        raise ValidationError({"note": f"A note can have up to {limits.WRANGLING_NOTE} characters."})
    return tidied


def _fresh(tag: Tag) -> Tag:
    """The tag as it is now, so that two wranglers at once do not work on what was."""
    found = Tag.objects.select_for_update(of=("self",)).select_related("canonical").filter(pk=tag.pk).first()
    if found is None:
        raise ValidationError(f"“{tag}” is not there any more.")
    return found


def _settled(record: Record, tag: Tag) -> None:
    if tag.wrangled is None:
        record.write([tag], wrangled=timezone.now())
