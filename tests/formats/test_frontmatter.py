"""The head of a story file says everything about a story, and is read back without a loss."""

import dataclasses

import pytest
from hypothesis import given

from fanthology.formats.frontmatter import FENCE, from_head, from_script, from_toml, to_script, to_toml
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter, Misshapen
from tests.formats.test_manuscript import manuscripts


def without_text(manuscript, **changes):
    chapters = tuple(dataclasses.replace(each, source="", **changes) for each in manuscript.chapters)
    return dataclasses.replace(manuscript, chapters=chapters, questions=(), gaps=())


@given(manuscripts)
def test_toml_is_read_back_without_a_loss(manuscript):
    written = to_toml(manuscript)
    assert written.startswith(f"{FENCE}\n")
    assert written.endswith(f"\n{FENCE}\n")
    read = from_head(from_toml(written.removeprefix(f"{FENCE}\n").removesuffix(f"{FENCE}\n")))
    assert without_text(read, markup="plain") == without_text(manuscript, markup="plain")


@given(manuscripts)
def test_json_in_a_page_is_read_back_without_a_loss(manuscript):
    written = to_script(manuscript)
    assert "<" not in written
    assert without_text(from_head(from_script(written))) == without_text(manuscript)


def test_toml_is_pleasant_to_read():
    manuscript = Manuscript(
        title='The "Pequod" at Baker Street',
        summary="One whale.\nTwo detectives.",
        freeforms=("Whales",),
        chapters=(ManuscriptChapter(title="Fog", source="left out"),),
    )
    assert to_toml(manuscript) == (
        "+++\n"
        "fanthology = 1\n"
        'title = "The \\"Pequod\\" at Baker Street"\n'
        'summary = """\nOne whale.\nTwo detectives."""\n'
        'tags = ["Whales"]\n'
        'notes_markup = "plain"\n'
        "\n[[chapters]]\n"
        'title = "Fog"\n'
        "+++\n"
    )


@pytest.mark.parametrize("text", ["title = ", "a = 1\na = 2", "=" * 50, "[" * 5000])
def test_what_is_not_toml_is_said(text):
    with pytest.raises(Misshapen, match="not TOML"):
        from_toml(text)


@pytest.mark.parametrize("text", ["", "{", "[1]", "[" * 100_000, "7"])
def test_what_is_not_a_described_story_is_said(text):
    with pytest.raises(Misshapen, match="description inside the page"):
        from_script(text)
