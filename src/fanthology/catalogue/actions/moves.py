"""How tags move: the steps that a moderator's deeds and the importers' are both made of. The caller checks and logs."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from fanthology.catalogue import queries
from fanthology.catalogue.actions.record import UNDER_FANDOMS, Record
from fanthology.catalogue.models import Kind, Tag, TagParent
from fanthology.core import limits


def become_synonym(record: Record, tag: Tag, into: Tag) -> Tag:
    """Make `tag` a synonym of `into`, or of what `into` is a synonym of; give that.

    Its own synonyms follow it; what it stood under and what stood under it moves to the canonical tag.
    """
    target = into.canonical or into
    if target.kind != tag.kind or target.pk == tag.pk:
        raise ValidationError(f"“{tag}” cannot be a synonym of “{into}”.")
    between = (queries.below({target.pk}) & queries.above({tag.pk})) | (
        queries.below({tag.pk}) & queries.above({target.pk})
    )
    for other in Tag.objects.filter(pk__in=between - {tag.pk, target.pk})[:1]:
        raise ValidationError(f"“{other}” stands between “{tag}” and “{target}”: take it out first.")
    record.write(tag.synonyms.exclude(pk=target.pk), canonical_id=target.pk)
    links = TagParent.objects.filter(Q(child=tag) | Q(parent=tag))
    pairs = set(links.values_list("child_id", "parent_id"))
    record.unlink(links)
    turned = {
        (target.pk if child == tag.pk else child, target.pk if parent == tag.pk else parent)
        for child, parent in pairs
    }
    record.link({(child, parent) for child, parent in turned if child != parent})
    check_room(target)
    record.write([tag], canonical_id=target.pk)
    return target


def stand_under(record: Record, tag: Tag, under: Tag) -> tuple[Tag, Tag]:
    """Put a tag under another, or under what that is a synonym of; give both."""
    parent = under.canonical or under
    if tag.canonical_id is not None:
        raise ValidationError(f"“{tag}” is a synonym of “{tag.canonical}”: that can be put under another.")
    if tag.pk == parent.pk:
        raise ValidationError(f"“{tag}” cannot stand under itself.")
    if tag.kind != parent.kind and not (parent.kind == Kind.FANDOM and tag.kind in UNDER_FANDOMS):
        kinds = f"a {Kind(tag.kind).label.lower()} under a {Kind(parent.kind).label.lower()}"
        raise ValidationError(f"“{tag}” cannot stand under “{parent}”: {kinds} makes no sense.")
    if tag.pk in queries.above({parent.pk}):
        raise ValidationError(f"“{parent}” stands under “{tag}” already.")
    record.link({(tag.pk, parent.pk)})
    check_room(tag)
    return tag, parent


def check_room(tag: Tag) -> None:
    """Raise ValidationError where a tag stands under more tags than it may."""
    if TagParent.objects.filter(child=tag).count() > limits.PARENTS_PER_TAG:
        raise ValidationError(f"“{tag}” can stand under up to {limits.PARENTS_PER_TAG} others.")
