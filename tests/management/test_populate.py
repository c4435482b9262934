"""`fanthology populate`: a made-up archive whose kept numbers are true."""

import hashlib
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import F
from django.test import Client

from fanthology.catalogue.models import Category, Kind, Tag, TagParent
from fanthology.finding.queries import find
from fanthology.finding.wishes import Choice, Field, Wishes
from fanthology.people.models import PenName
from fanthology.populate import filling
from fanthology.populate.phrases import once_each
from fanthology.stories.actions import recount_story
from fanthology.stories.happenings import StoryChanged
from fanthology.stories.jobs import recount_categories, recount_shelves, recount_tags
from fanthology.stories.models import (
    Authorship,
    Chapter,
    Series,
    SeriesPlace,
    Story,
    StoryCategory,
    StoryTag,
)
from fanthology.stories.queries import listed_stories
from fanthology.text.languages import is_code
from fanthology.text.markup import to_html
from fanthology.text.names import fold
from fanthology.text.words import count_words_html
from tests.make import a_story

pytestmark = pytest.mark.django_db

MADE = (StoryTag, StoryCategory, Authorship, SeriesPlace, Series, Chapter, Story, Category, PenName)
KEPT = ("chapter_count", "words", "notes_words", "fandom_count", "crossover")


def populate(**options):
    """What the command prints."""
    out = io.StringIO()
    call_command("populate", **{"stories": 200, "no_index": True, "stdout": out, **options})
    return out.getvalue()


def rows_of(model):
    return list(model.objects.order_by("pk").values_list())


def digest():
    """Changes with any row of the archive."""
    hashed = hashlib.sha256()
    for model in (*MADE, Tag, TagParent):
        hashed.update(repr(rows_of(model)).encode())
    return hashed.hexdigest()


def empty_again(tags):
    """Take everything away that was made."""
    Category.objects.update(parent=None, key=F("lineage"))
    for model in (*MADE, TagParent):
        model.objects.all().delete()
    made = Tag.objects.exclude(pk__in=tags)
    made.filter(canonical__isnull=False).delete()
    made.delete()
    Tag.objects.update(public_count=0, member_count=0)


def test_the_same_numbers_give_the_same_rows():
    tags = list(Tag.objects.values_list("pk", flat=True))
    found = []
    for seed in (7, 7, 8):
        said = populate(seed=seed)
        found.append(digest())
        empty_again(tags)
    assert said.startswith("200 stories in ")
    assert found[0] == found[1] != found[2]


def test_the_kept_numbers_are_those_that_the_jobs_count():
    populate()
    kept = {model: {row.pk: counts(row) for row in model.objects.all()} for model in (Tag, Category, PenName)}
    stories = {story.pk: [getattr(story, name) for name in KEPT] for story in Story.objects.all()}
    for model in kept:
        model.objects.update(public_count=9999, member_count=9999)
    Tag.objects.filter(canonical__isnull=False).update(
        public_count=0, member_count=0
    )  # nobody counts synonyms
    recount_tags(kept[Tag])
    recount_categories(kept[Category])
    recount_shelves(StoryChanged(story_id=0, category_ids=(), tag_ids=(), pen_name_ids=tuple(kept[PenName])))
    for model, numbers in kept.items():
        assert numbers == {row.pk: counts(row) for row in model.objects.all()}
    for story in Story.objects.all():
        recount_story(story)
        assert stories[story.pk] == [getattr(story, name) for name in KEPT]


def counts(row):
    return row.public_count, row.member_count


def test_it_is_like_a_real_archive():
    populate(stories=1000)
    stories = Story.objects.all()
    number = {
        "crossover": stories.filter(crossover=True).count(),
        "related": stories.filter(crossover=False, fandom_count=2).count(),
        "tags": StoryTag.objects.count(),
        "synonyms": StoryTag.objects.filter(tag__canonical__isnull=False).count(),
        "members": stories.filter(openness="members").count(),
        "drafts": stories.filter(openness="draft").count(),
        "hidden": stories.filter(hidden_at__isnull=False).count(),
        "series": SeriesPlace.objects.count(),
        "chapters": Chapter.objects.count(),
        "complete": stories.filter(complete=True).count(),
    }
    assert 170 < number["crossover"] < 230
    assert 15_000 < number["tags"] < 25_000
    assert all(number.values())
    assert {kind for (kind,) in StoryTag.objects.values_list("tag__kind").distinct()} == set(Kind.values)
    assert len(set(stories.values_list("language", flat=True))) > 5
    assert all(map(is_code, stories.values_list("language", flat=True)))
    assert len({when.year for when in stories.values_list("created", flat=True)}) == 20


def test_it_keeps_the_databases_promises():
    populate()
    connection.check_constraints()
    for model in (Tag, Category, PenName):
        assert all(row.key == fold(row.name) for row in model.objects.all())
    for story in Story.objects.all():
        assert story.title_key == fold(story.title)
        assert story.summary == to_html(story.summary_source, story.markup)


def test_a_text_has_the_words_asked_for():
    populate(stories=40, words_per_story=700)
    for story in Story.objects.exclude(openness="draft"):
        assert story.words == 700
    for chapter in Chapter.objects.all():
        assert chapter.text == to_html(chapter.text_source, chapter.markup)
        assert chapter.words == count_words_html(chapter.text)


def test_every_story_can_be_read():
    populate(stories=30, words_per_story=200)
    for story in listed_stories(AnonymousUser()):
        visitor = Client(headers={"host": "localhost"})
        for path in (f"/stories/{story.pk}/", f"/stories/{story.pk}/1/"):
            assert visitor.get(path, follow=True).status_code == 200


def test_more_can_be_written_afterwards():
    populate(stories=10)
    assert a_story().pk == Story.objects.order_by("-pk")[0].pk
    assert Story.objects.count() == 11


def test_it_fills_only_an_empty_archive():
    a_story()
    with pytest.raises(CommandError, match="already has stories"):
        populate()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"stories": 0}, "--stories must be from 1 to 2,000,000, not 0."),
        ({"stories": 2_000_001}, "--stories must be from 1 to 2,000,000, not 2,000,001."),
        ({"words_per_story": -1}, "--words-per-story must be from 0 to 100,000, not -1."),
    ],
)
def test_numbers_that_cannot_be(options, said):
    with pytest.raises(CommandError) as refused:
        populate(**options)
    assert str(refused.value) == said
    assert not Tag.objects.filter(kind=Kind.FANDOM).exists()


def test_an_interrupt_leaves_what_is_counted(monkeypatch):
    monkeypatch.setattr("fanthology.populate.stories.BATCH", 50)
    monkeypatch.setattr(filling, "BATCH", 50)

    def interrupt(_what, done, _of):
        if done == 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filling.fill(stories=200, seed=1, words_per_story=0, progress=interrupt)
    assert Story.objects.count() == 100
    assert (
        sum(PenName.objects.values_list("public_count", flat=True))
        >= Story.objects.filter(openness="public", hidden_at=None).count()
    )


def test_a_name_that_is_taken_gets_a_number():
    taken = set()
    assert [once_each(taken, name) for name in ("Oz", "OZ", "oz")] == ["Oz", "OZ 2", "oz 3"]


def test_what_was_made_can_be_found(settings):
    settings.FINDING_CATCHES_UP = False
    populate(stories=30, no_index=False)
    public = Story.objects.filter(openness="public", hidden_at=None)
    assert find(Wishes(), AnonymousUser()).count == public.count()
    fandom = Tag.objects.filter(kind=Kind.FANDOM).order_by("-public_count", "pk")[0]
    chosen = Wishes(include=(Choice(Field.FANDOM, (fandom.pk,)),))
    assert find(chosen, AnonymousUser()).count == fandom.public_count
