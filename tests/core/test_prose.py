"""What people wrote is kept as written, beside the cleaned HTML."""

import pytest

from fanthology.core.prose import Prose, prose_models
from fanthology.stories.models import Chapter
from fanthology.text.clean import SANITISER, TextRefused


def test_the_source_is_kept_and_the_html_is_clean():
    chapter = Chapter()
    chapter.write({"text": "<p onclick='x()'>Both.<script>x()</script>"}, markup="html")
    assert chapter.text_source == "<p onclick='x()'>Both.<script>x()</script>"
    assert "Both." in chapter.text
    assert "script" not in chapter.text
    assert "onclick" not in chapter.text
    assert chapter.cleaned_with == SANITISER


def test_a_changed_markup_is_applied_to_every_text_of_the_row():
    chapter = Chapter()
    chapter.write({"text": "*Both*", "note_before": "*Soon*"}, markup="markdown")
    assert "<em>Soon</em>" in chapter.note_before
    chapter.write({"text": "*Both*"}, markup="plain")
    assert "*Soon*" in chapter.note_before
    assert "*Both*" in chapter.text


def test_a_refused_text_changes_nothing():
    chapter = Chapter()
    chapter.write({"text": "Before."}, markup="plain")
    with pytest.raises(TextRefused):
        chapter.write({"text": "<div>" * 20_000}, markup="html")
    assert (chapter.text_source, chapter.markup) == ("Before.", "plain")


def test_an_unknown_text_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        Chapter().write({"texts": "x"})


def test_every_table_with_prose_has_both_columns():
    from django.apps import apps

    found = prose_models(list(apps.get_models()))
    assert Chapter in found
    for model in found:
        assert issubclass(model, Prose)
        assert model.PROSE
        columns = {field.name for field in model._meta.get_fields()}
        for name in model.PROSE:
            assert {name, f"{name}_source"} <= columns
