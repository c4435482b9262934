"""`fanthology reclean`."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from fanthology.stories.models import Chapter
from tests.make import a_story

pytestmark = pytest.mark.django_db


def test_it_says_how_much_it_cleaned():
    a_story(chapters=2)
    Chapter.objects.update(cleaned_with=0)
    out = io.StringIO()
    call_command("reclean", stdout=out)
    assert out.getvalue().startswith("2 texts cleaned")


def test_it_names_what_is_refused():
    chapter = a_story().chapters.get()
    Chapter.objects.update(cleaned_with=0, markup="html", text_source="<div>" * 20_000)
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 texts are refused"):
        call_command("reclean", stdout=io.StringIO(), stderr=err)
    assert f"chapter {chapter.pk}" in err.getvalue()
