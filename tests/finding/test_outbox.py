"""The outbox: written with the deed or not at all, read in order, and nothing is passed by."""

import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from fanthology.catalogue.actions import make_synonym, tag_named
from fanthology.catalogue.models import Kind
from fanthology.finding import outbox
from fanthology.finding.models import Change
from fanthology.stories.actions import count_hit, delete_story
from tests.make import a_story, an_author


def some_since(mark, most=1_000):
    """The next changes; on PostgreSQL they come once all older transactions of the server have ended, other tests' too."""
    end = time.monotonic() + 60
    while not (batch := outbox.since(mark, most)):
        assert time.monotonic() < end, "they never came"
        time.sleep(0.05)
    return batch


@pytest.mark.django_db
def test_a_deed_writes_its_line_in_its_own_transaction():
    author = an_author()
    with transaction.atomic():
        a_story(author)
        assert Change.objects.exists()
        transaction.set_rollback(True)
    assert not Change.objects.exists()


@pytest.mark.django_db
def test_stories_that_come_and_go_are_noted():
    mark = outbox.mark_now()
    story, other = a_story(), a_story()
    assert {story.pk, other.pk} <= set(outbox.since(mark, 1_000).stories)
    Change.objects.all().delete()
    gone = story.pk
    delete_story(by=story.authors.get().account, story=story)
    assert outbox.since(mark, 1_000).stories == (gone,)


@pytest.mark.django_db(transaction=True)
def test_changes_come_once():
    mark = outbox.mark_now()
    outbox.note(Change.Subject.STORY, [7])
    batch = some_since(mark)
    assert batch.stories == (7,)
    assert not outbox.since(batch.mark, 1_000)


@pytest.mark.django_db(transaction=True)
def test_many_changes_come_in_pieces_that_miss_none():
    mark = outbox.mark_now()
    for number in range(1, 31):
        outbox.note(Change.Subject.STORY, [number])
    seen: list[int] = []
    while len(seen) < 30:
        batch = some_since(mark, 4)
        mark = batch.mark
        seen += batch.stories
    assert seen == list(range(1, 31))


@pytest.mark.django_db
def test_moved_tags_are_noted():
    mark = outbox.mark_now()
    tag, of = (tag_named(kind=Kind.FANDOM, name=name) for name in ("Sherlock", "Sherlock Holmes"))
    make_synonym(tag=tag, of=of)
    assert tag.pk in outbox.since(mark, 1_000).tags


@pytest.mark.django_db
def test_hits_are_calm_and_keep_each_other_company():
    story = a_story()
    Change.objects.all().delete()
    for reader in ("one", "two", "three"):
        count_hit(story=story, reader=reader)
    batch = outbox.since(0, 100)
    assert (batch.stories, batch.calm) == ((), (story.pk,))
    assert Change.objects.count() == 1


@pytest.mark.django_db
def test_old_changes_are_forgotten():
    outbox.note(Change.Subject.STORY, [1, 2])
    Change.objects.filter(subject_id=1).update(made=timezone.now() - outbox.KEPT - timedelta(hours=1))
    outbox.sweep()
    assert list(Change.objects.values_list("subject_id", flat=True)) == [2]


@pytest.mark.django_db(transaction=True)
def test_what_is_still_being_written_is_not_passed_by():
    """On PostgreSQL a later number may be committed before an earlier one."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite one transaction writes at a time")
    other = connection.copy()
    mark = outbox.mark_now()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO fanthology_change (subject, subject_id, turn, calm, made)"
                " VALUES ('story', 1, pg_current_xact_id()::text::bigint, false, now())"
            )
        outbox.note(Change.Subject.STORY, [2])
        batch = outbox.since(mark, 100)
        assert batch.stories == ()
        other.commit()
        assert some_since(batch.mark).stories == (1, 2)
    finally:
        other.close()
