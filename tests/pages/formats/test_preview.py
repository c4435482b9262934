"""A chapter as it will look, with marks where a line may be lost."""

from dataclasses import replace

import pytest

from fanthology.formats.manuscript import Gap, Manuscript, ManuscriptChapter
from fanthology.pages.formats.preview import preview

TEXT = "It rained.\n\nStill.\n\n***\n\nTaller?\n\n***\n\nBoth, said Holmes, and so it was.\n\n***\n\nThe end."


def shown(*gaps, text=TEXT, markup="plain"):
    return preview(Manuscript(chapters=(ManuscriptChapter(source=text, markup=markup),), gaps=gaps), 0)


@pytest.mark.parametrize(
    ("gaps", "befores", "afters"),
    [
        ((), [], []),
        ((Gap(0, 3, "Both, said Holmes, and …"),), ["Taller?"], ["Both, said Holmes, and so it was."]),
        ((Gap(0, 99, "Both, said Holmes, and …"),), ["Taller?"], ["Both, said Holmes, and so it was."]),
        ((Gap(0, 3, "Somebody took this break out …"),), [], []),
        ((Gap(0, 2, ""),), ["It rained. Still."], ["Taller?"]),
        ((Gap(1, 3, "Both, said Holmes"),), [], []),
    ],
)
def test_breaks_are_known_by_the_words_after_them(gaps, befores, afters):
    it = shown(*gaps)
    assert [flag.before for flag in it.flags] == befores
    assert [flag.after for flag in it.flags] == afters
    assert it.text.count('class="gap"') == len(befores)
    assert it.text.count("<hr>") == 3


def test_without_flags_it_is_the_text_as_readers_will_see_it():
    plain = shown()
    flagged = shown(Gap(0, 3, "Both, said"), Gap(0, 2, "Taller?"))
    assert [flag.anchor for flag in flagged.flags] == ["gap-1", "gap-2"]
    bare = flagged.text
    for number in (1, 2):
        bare = bare.replace(f'<p class="gap" id="gap-{number}">A line may be lost here</p>', "")
    assert bare == plain.text


def test_a_text_that_cannot_be_shown_says_why():
    it = shown(text="<div>" * 5000, markup="html")
    assert it.problem
    assert it.text == ""


def test_html_and_markdown_have_breaks_too():
    for markup, text in (("markdown", TEXT), ("html", "<p>Taller?</p><hr><p>Both, said Holmes.</p>")):
        assert len(shown(Gap(0, 3, "Both, said"), text=text, markup=markup).flags) == 1
    assert replace(shown(), text="").flags == ()
