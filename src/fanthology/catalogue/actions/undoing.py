"""Undo a step of wrangling."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q
from django.utils.dateparse import parse_datetime

from fanthology.catalogue import rules
from fanthology.catalogue.actions.record import Facts, Line, Record, log, plain
from fanthology.catalogue.models import Tag, TagDeed, TagParent, TagStep
from fanthology.people.models import Account


@transaction.atomic
def undo_step(*, by: Account, step: TagStep) -> TagStep:
    """Make what a step changed as it was, and log that; an undoing can be undone.

    Refused where something later stands in the way: a tag that is no longer as the step left it, a tag that a story
    carries meanwhile, or a place that is not free. What concerns other tags, or came after and does not meet it, stays.
    """
    if not rules.can_wrangle(by):
        raise PermissionDenied
    step = TagStep.objects.select_for_update(of=("self",)).select_related("tag", "other").get(pk=step.pk)
    if TagStep.objects.filter(undoes=step).exists():
        raise ValidationError("This step has been undone already.")
    if step.deed == TagDeed.RENAME and step.tag_ids and not rules.can_rename_fully(by):
        raise ValidationError("Only an owner can undo a full renaming.")
    record = Record()
    try:
        with transaction.atomic():
            _restore(record, step)
            return log(record, _line(by, step))
    except (ValidationError, ProtectedError, IntegrityError) as problem:
        raise ValidationError(_in_the_way(step, problem)) from problem


def _line(by: Account, step: TagStep) -> Line:
    """The line of the undoing; a tag that the step had made is gone from it."""
    there = Tag.objects.in_bulk([pk for pk in (step.tag_id, step.other_id) if pk is not None])
    tag, other = there.get(step.tag_id or 0), there.get(step.other_id or 0)
    if tag is None:
        raise ValidationError("The tag is not there any more.")
    return Line(TagDeed(step.deed), by, tag, other=other, named=f"undone: {step.named}"[:600], undoes=step)


class _Changed(ValidationError):
    """Something is no longer as the step left it."""


def _restore(record: Record, step: TagStep) -> None:
    before, after = step.before, step.after
    made = {pk for pk, columns in before["tags"].items() if columns is None}
    gone = {pk for pk, columns in after["tags"].items() if columns is None}
    for pk in gone:
        record.make(Tag(pk=int(pk), **_columns(before["tags"][pk])))
    tags = Tag.objects.in_bulk([int(pk) for pk in after["tags"]])
    for pk, columns in after["tags"].items():
        if pk not in gone and not _is_so(tags.get(int(pk)), columns, step):
            raise _Changed("It is not as the step left it.")
    _relink(record, before["links"], after["links"])
    for pk, columns in before["tags"].items():
        if pk not in made | gone:
            tag = tags[int(pk)]
            kept = {name for name in columns if plain(getattr(tag, name)) == after["tags"][pk][name]}
            record.write([tag], **{name: value for name, value in _columns(columns).items() if name in kept})
    for pk in made:
        record.drop(tags[int(pk)])


def _is_so(tag: Tag | None, columns: Facts, step: TagStep) -> bool:
    """Whether a tag is as the step left it. When it was last found in order matters only to a step that says so."""
    heeded = [name for name in columns if name != "wrangled" or step.deed == TagDeed.SETTLE]
    return tag is not None and all(plain(getattr(tag, name)) == columns[name] for name in heeded)


def _relink(record: Record, lost: list[list[int]], won: list[list[int]]) -> None:
    for child, parent in won:
        link = TagParent.objects.filter(child=child, parent=parent)
        if not link.exists():
            raise _Changed("A tag does not stand where the step put it.")
        record.unlink(link)
    back = {(child, parent) for child, parent in lost}
    if any(TagParent.objects.filter(child=child, parent=parent).exists() for child, parent in back):
        raise _Changed("A tag stands where the step took it from.")
    record.link(back)


def _columns(columns: Facts) -> dict[str, Any]:
    """Columns out of the log as the table has them."""
    return {
        name: parse_datetime(value) if name in {"created", "wrangled"} and value else value
        for name, value in columns.items()
    }


def _in_the_way(step: TagStep, problem: Exception) -> str:
    """Why a step cannot be undone, and which later step is in the way, where one is."""
    if isinstance(problem, ProtectedError):
        return "A story carries the tag that this step made: it cannot be taken away any more."
    linked = [pk for pair in step.before["links"] + step.after["links"] for pk in pair]
    met = [*step.before["tags"], *linked, *(pk for pk in (step.tag_id, step.other_id) if pk is not None)]
    later = TagStep.objects.filter(
        Q(tag__in=met) | Q(other__in=met), pk__gt=step.pk, undone_by=None, undoes=None
    )
    for other in later.order_by("-pk")[:1]:
        when = f"{other.made:%-d %B %Y, %H:%M}"
        return f"A later step stands in the way: {TagDeed(other.deed).label} {other.named} ({when}). Undo that first."
    if isinstance(problem, ValidationError) and not isinstance(problem, _Changed):
        return " ".join(problem.messages)
    return "The tags have changed since, so this step cannot be undone any more."
