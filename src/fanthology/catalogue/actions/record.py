"""What a step of wrangling changes, noted as it is written, so that it can be undone exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from fanthology.catalogue import queries
from fanthology.catalogue.happenings import TagMoved
from fanthology.catalogue.models import Kind, Tag, TagDeed, TagParent, TagStep
from fanthology.core import limits
from fanthology.core.happenings import tell
from fanthology.people.models import Account

Facts = dict[str, Any]
Pairs = set[tuple[int, int]]

UNDER_FANDOMS = frozenset({Kind.CHARACTER, Kind.RELATIONSHIP, Kind.FREEFORM})
"""What may stand under a fandom beside fandoms: for lists and suggestions, not for finding."""


@dataclass(slots=True)
class Record:
    """All writes of one step.

    `before` and `after` hold what was true only before, and what is true only after:
    `{"tags": {id: {column: value}}, "links": [[child, parent], …]}`. A tag that the step made has nothing before.
    """

    was: dict[int, Facts | None] = field(default_factory=dict)
    now: dict[int, Facts | None] = field(default_factory=dict)
    lost: Pairs = field(default_factory=set)
    won: Pairs = field(default_factory=set)

    def write(self, tags: Iterable[Tag], **columns: Any) -> None:
        """Write these columns of the tags."""
        changed: list[int] = []
        for tag in tags:
            new = {name: value for name, value in columns.items() if getattr(tag, name) != value}
            if not new:
                continue
            changed.append(tag.pk)
            was = self.was.setdefault(tag.pk, {})
            now = self.now.setdefault(tag.pk, {})
            for name, value in new.items():
                if was is not None:
                    was.setdefault(name, plain(getattr(tag, name)))
                if now is not None:
                    now[name] = plain(value)
                setattr(tag, name, value)
        Tag.objects.filter(pk__in=changed).update(**columns)

    def make(self, tag: Tag) -> Tag:
        """Write a tag that is not there yet."""
        tag.save(force_insert=True)
        self.was[tag.pk] = None
        self.now[tag.pk] = {name: plain(getattr(tag, name)) for name in MADE_OF}
        return tag

    def drop(self, tag: Tag) -> None:
        """Delete a tag that an undone step had made; fails where a story carries it."""
        self.was[tag.pk] = {name: plain(getattr(tag, name)) for name in MADE_OF}
        self.now[tag.pk] = None
        tag.delete()

    def link(self, pairs: Pairs) -> None:
        """Put tags under others: pairs of child and parent."""
        children = {child for child, _ in pairs}
        there = set(TagParent.objects.filter(child__in=children).values_list("child_id", "parent_id"))
        new = pairs - there
        TagParent.objects.bulk_create([TagParent(child_id=child, parent_id=parent) for child, parent in new])
        self.won |= new - self.lost
        self.lost -= new

    def unlink(self, links: QuerySet[TagParent]) -> None:
        """Take tags from under others."""
        pairs = set(links.values_list("child_id", "parent_id"))
        links.delete()
        self.lost |= pairs - self.won
        self.won -= pairs

    @property
    def before(self) -> Facts:
        """What was true only before, for the log."""
        return facts(self.was, self.lost)

    @property
    def after(self) -> Facts:
        """What is true only now, for the log."""
        return facts(self.now, self.won)

    def touched(self) -> set[int]:
        """Every tag that the step concerns."""
        return {*self.was, *(tag for pair in self.lost | self.won for tag in pair)}

    def moved(self) -> set[int]:
        """The tags whose stories, and those of all below them, now stand elsewhere."""
        ends = Tag.objects.filter(pk__in={tag for pair in self.lost | self.won for tag in pair})
        kinds = dict(ends.values_list("pk", "kind"))
        moved = {child for child, parent in self.lost | self.won if kinds.get(child) == kinds.get(parent)}
        return moved | {
            pk for pk, was in self.was.items() if was is None or self.now[pk] is None or "canonical_id" in was
        }


MADE_OF = ("kind", "name", "key", "slug", "canonical_id", "created", "wrangled")
"""The columns that a tag is made anew from."""


def plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    return value.isoformat() if isinstance(value, datetime) else value


def facts(tags: Mapping[int, Facts | None], links: Pairs) -> Facts:
    """Facts as the log keeps them."""
    return {
        "tags": {str(pk): columns for pk, columns in tags.items()},
        "links": [list(pair) for pair in sorted(links)],
    }


@dataclass(frozen=True, slots=True)
class Line:
    """What the log says of a step beside its facts."""

    deed: TagDeed
    by: Account
    tag: Tag
    other: Tag | None = None
    named: str = ""
    note: str = ""
    undoes: TagStep | None = None


def log(record: Record, line: Line) -> TagStep:
    """Check that the tags are sound, write the step's line in the log, and tell what has moved."""
    touched = record.touched()
    check_sound(record)
    if len(touched) > limits.TAGS_PER_STEP:
        raise ValidationError(f"That would change more than {limits.TAGS_PER_STEP:,} tags in one step.")
    moved = sorted(record.moved())
    step = TagStep(
        deed=line.deed,
        tag_id=line.tag.pk,
        other_id=line.other.pk if line.other else None,
        named=line.named or str(line.tag),
        note=line.note,
        by=line.by,
        undoes=line.undoes,
        before=record.before,
        after=record.after,
        tag_ids=moved,
    )
    if not moved:
        step.finished = step.made
    step.save()
    if line.deed != TagDeed.SETTLE:
        tell(TagMoved(tag_ids=tuple(sorted(touched)), step_id=step.pk))
    return step


def check_sound(record: Record) -> None:
    """Raise ValidationError where a step has broken what must hold of all tags. Only what it wrote is looked at."""
    ends = {tag for pair in record.won for tag in pair}
    turned = {pk for pk, now in record.now.items() if now and "canonical_id" in now}
    chained = Tag.objects.filter(
        Q(pk__in=turned) | Q(canonical__in=turned), canonical__canonical__isnull=False
    )
    for tag in chained.select_related("canonical")[:1]:
        raise ValidationError(f"“{tag}” would be a synonym of “{tag.canonical}”, which is a synonym itself.")
    synonyms = Tag.objects.filter(pk__in=turned | ends, canonical__isnull=False)
    links = TagParent.objects.filter(Q(child__in=synonyms) | Q(parent__in=synonyms))
    for link in links.select_related("child", "parent")[:1]:
        raise ValidationError(f"“{link.child}” cannot stand under “{link.parent}”: one of them is a synonym.")
    children, parents = ({pair[end] for pair in record.won} for end in (0, 1))
    for tag in Tag.objects.filter(pk__in=min(children, parents, key=len)):  # each new link has one of them
        _check_place(tag)


def _check_place(tag: Tag) -> None:
    parents = set(
        TagParent.objects.filter(child=tag, parent__kind=tag.kind).values_list("parent_id", flat=True)
    )
    if parents and tag.pk in queries.above(parents):
        raise ValidationError(f"“{tag}” would stand below itself.")
    if queries.generations(tag.pk) > queries.MAX_GENERATIONS:
        most = queries.MAX_GENERATIONS
        raise ValidationError(f"“{tag}” would stand too deep: a hierarchy has up to {most} levels.")
