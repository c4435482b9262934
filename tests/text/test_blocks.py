"""Blocks and runs: how paragraphs are cut, tidied and written."""

import pytest

from fanthology.text.blocks import (
    Block,
    Mark,
    Run,
    common,
    one_paragraph,
    paragraphs,
    texts,
    write,
    write_runs,
)
from fanthology.text.reading import read

EM, STRONG = Mark("em"), Mark("strong")


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ([], []),
        ([Run(" \u00a0"), Run("\n", (EM,))], []),
        ([Run("a"), Run("b")], [[Run("ab")]]),
        ([Run(" a "), Run(" b ", (EM,))], [[Run("a "), Run("b", (EM,))]]),
        ([Run("a\n\nb")], [[Run("a")], [Run("b")]]),
        ([Run("a\n \u00a0\nb", (EM,))], [[Run("a", (EM,))], [Run("b", (EM,))]]),
        ([Run("a \n b", (EM,))], [[Run("a\nb", (EM,))]]),
        ([Run("a", (EM,)), Run("\n"), Run("b", (EM,))], [[Run("a\nb", (EM,))]]),
        ([Run("a", (EM, STRONG)), Run("\nb", (EM,))], [[Run("a", (EM, STRONG)), Run("\nb", (EM,))]]),
    ],
)
def test_runs_are_cut_into_paragraphs(runs, found):
    assert paragraphs(runs) == found


def test_a_heading_is_one_paragraph():
    assert one_paragraph([Run("a\n\n b"), Run("\n\nc", (EM,))]) == [Run("a\nb\n"), Run("c", (EM,))]
    assert one_paragraph([Run(" ")]) == []


def test_runs_open_and_close_their_marks_in_order():
    runs = [Run("a", (EM,)), Run("b<", (EM, STRONG)), Run("c\nd", (STRONG,))]
    assert write_runs(runs) == "<em>a<strong>b&lt;</strong></em><strong>c<br>d</strong>"
    assert common((EM, STRONG), (EM,)) == 1


def test_blocks_are_written_a_line_each():
    story = [
        Block("p", (("class", "letter"),), runs=[Run("a")]),
        Block("hr"),
        Block("ul", children=[Block("li")]),
    ]
    assert write(story) == '<p class="letter">a</p>\n<hr>\n<ul><li></li></ul>'


def test_the_texts_of_all_blocks_come_in_order():
    story = read("<h2>One</h2><ul><li>two<ul><li>three</ul></ul><p><ruby>四<rt>shi</rt></ruby></p>")
    assert list(texts(story)) == ["One", "two", "three", "四"]
