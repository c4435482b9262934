"""Old rows are brought up to date with the sanitiser."""

import pytest

from fanthology.core.recleaning import outdated, reclean
from fanthology.stories.models import Chapter
from fanthology.text.clean import SANITISER
from tests.make import a_story

pytestmark = pytest.mark.django_db


def test_old_html_is_made_again_from_the_source():
    story = a_story(chapters=3)
    old = story.chapters.get(position=2)
    Chapter.objects.filter(pk=old.pk).update(cleaned_with=0, text="<p onclick=x>old</p>")
    assert outdated() == 1
    assert [(row.pk, problem) for row, problem in reclean()] == [(old.pk, "")]
    old.refresh_from_db()
    assert old.cleaned_with == SANITISER
    assert "Holmes" in old.text
    assert "onclick" not in old.text
    assert outdated() == 0
    assert list(reclean()) == []


def test_a_source_that_is_refused_now_keeps_its_html_and_is_named():
    chapter = a_story().chapters.get()
    Chapter.objects.filter(pk=chapter.pk).update(
        cleaned_with=0, markup="html", text_source="<div>" * 20_000, text="<p>kept</p>"
    )
    ((row, problem),) = reclean()
    assert row.pk == chapter.pk
    assert problem
    chapter.refresh_from_db()
    assert chapter.text == "<p>kept</p>"
    assert outdated() == 1


def test_more_than_one_batch():
    story = a_story(chapters=1)
    Chapter.objects.bulk_create(
        Chapter(story=story, position=number, text_source=f"Line {number}", cleaned_with=0)
        for number in range(2, 130)
    )
    assert sum(1 for _ in reclean()) == 128
    assert outdated() == 0
