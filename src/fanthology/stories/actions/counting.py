"""The numbers of a story: kept when something changes, never recomputed for a page."""

import hashlib
import hmac
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils import timezone

from fanthology.catalogue.queries import unrelated
from fanthology.core.happenings import tell
from fanthology.stories.happenings import StorySeen
from fanthology.stories.models import Hit, Story
from fanthology.stories.queries import crossings, fandoms_of
from fanthology.text.words import count_words, count_words_html


@transaction.atomic
def recount_story(story: Story) -> Story:
    """Count chapters, words, notes and fandoms anew. Safe to run twice.

    A story without a readable chapter is listed nowhere (`stories.queries.open_to`).
    """
    shown = story.chapters.filter(published__isnull=False, hidden_at__isnull=True)
    sums = shown.aggregate(number=Count("pk"), words=Sum("words"), notes=Sum("notes_words"))
    story.chapter_count = sums["number"]
    story.words = sums["words"] or 0
    own_notes = sum(count_words_html(html) for html in (story.author_note, story.disclaimer, story.credits))
    points = sum(count_words(point) for point in story.timeline.values_list("point", flat=True))
    story.notes_words = (sums["notes"] or 0) + own_notes + points
    fandoms = fandoms_of(story)
    story.fandom_count = len(fandoms)
    story.crossover = len(fandoms) > 1 and unrelated(tag.pk for tag in fandoms) > 1
    story.save(
        update_fields=[
            "chapter_count",
            "words",
            "notes_words",
            "fandom_count",
            "crossover",
        ]
    )
    return story


@transaction.atomic
def recount_crossings(*, story_ids: Collection[int]) -> None:
    """Count the fandoms of many stories anew, after tags have moved. Safe to run twice."""
    kept = Story.objects.filter(pk__in=story_ids).values_list("pk", "fandom_count", "crossover")
    found = crossings(story_ids)
    wrong: dict[tuple[int, bool], list[int]] = {}
    for story, fandoms, crossover in kept:
        if found[story] != (fandoms, crossover):
            wrong.setdefault(found[story], []).append(story)
    for (fandoms, crossover), ids in wrong.items():
        Story.objects.filter(pk__in=ids).update(fandom_count=fandoms, crossover=crossover)


@transaction.atomic
def count_hit(*, story: Story, reader: str) -> bool:
    """Count a visit, once a reader, story and day. Says whether it counted.

    `reader` is whatever tells one visitor from another (an address and a browser's name); only a keyed hash of it that
    changes every day is stored, and that for two days.
    """
    today = timezone.now().date()
    key = hmac.new(settings.SECRET_KEY.encode(), f"hit {today} {reader}".encode(), hashlib.sha256).hexdigest()
    _, new = Hit.objects.get_or_create(story=story, day=today, reader=key[:32])
    if new:
        Story.objects.filter(pk=story.pk).update(hits=F("hits") + 1)
        tell(StorySeen(story_id=story.pk))
        Hit.objects.filter(day__lt=today - timedelta(days=1)).delete()
    return new
