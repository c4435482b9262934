"""The guard before the parser: what it refuses at once, and what it must let through however untidy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from fanthology.text.guard import MAX_DEPTH, TextRefused, check, without_drawings

HOSTILE = {
    "plain": "<div>" * 300,
    "end tags that close nothing": "<div><object></div></object>" * 300,
    "end tags in comments": "<div><!-- </div> -->" * 300,
    "end tags in odd comments": "<div><!-- </div> --!>" * 300,
    "end tags in attributes": "<div><p title='</div>'></p>" * 300,
    "end tags in scripts": "<div><script></div></script>" * 300,
    "end tags in the end tags of scripts": "<div><script></script a='</div>'>" * 300,
    "end tags in titles": "<div><title></div></title>" * 300,
    "end tags in cells": "<div><table><tr><td></div>" * 300,
    "readings without a word": "<rt>" * 300,
    "styles opened again": "".join(f"<p><b id={number}>x" for number in range(2000)),
    "the same style within itself": "<b>" * 700,
    "links": "<div><a href=x>" * 300,
    "buttons": "<button><div>" * 300,
    "lists": "<ul><li>" * 300,
    "items that end nothing": "<ul></li><li>" * 300,
    "tables": "<table><tr><td>" * 300,
    "too many tags": "<br>" * 300_001,
    "a style in every paragraph": "<p>"
    + "".join(f"<i id={number}>" for number in range(150))
    + "<p>x" * 10_000,
}
HONEST = {
    "unclosed paragraphs": "<p>x" * 5000,
    "unclosed items": "<ul>" + "<li>x" * 5000 + "</ul>",
    "unclosed terms": "<dl>" + "<dt>x<dd>y" * 5000 + "</dl>",
    "unclosed cells": "<table>" + "<tr><td>x<th>y" * 5000 + "</table>",
    "unclosed options": "<select>" + "<option>x" * 5000 + "</select>",
    "unclosed readings": "<ruby>" + "漢<rp>(<rt>x<rp>)" * 5000 + "</ruby>",
    "the same style never closed": "<p><i>x" * 5000,
    "tags closed crosswise": "<b><i>x</b></i>" * 5000,
    "spans left open in paragraphs": "<p><span class=x>y</p>" * 5000,
    "spans left open in cells": "<table>" + "<tr><td><span><font>x</td></tr>" * 5000 + "</table>",
    "headings closed by others": "<h1>x</h2>" * 5000,
    "office tags": "<p>x<o:p></o:p></p>" * 5000,
    "styles around everything": "".join(f"<font color={number}>" for number in range(50)) + "<p>x</p>" * 5000,
    "links left open": "<a name=x>y" * 5000,
    "drawings": "<svg viewBox='0 0 1 1'><g><path d='x'/><circle r=1 /></g></svg>" * 2000,
    "a name for every tag": "<br/>x<hr />y<img src=z>" * 5000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_the_hostile_is_refused_in_a_sentence(html):
    with pytest.raises(TextRefused) as refusal:
        check(html)
    assert str(refusal.value).startswith("This text ")
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("html", HONEST.values(), ids=HONEST)
def test_the_untidy_is_let_through(html):
    check(without_drawings(html))


@pytest.mark.parametrize(
    "html", ["<", "<a", "</", "<!", "<!--", "<a b='", "<script>", "<plaintext><b>", '<a ="' * 9, "<?", "</>"]
)
def test_what_breaks_off_is_no_trouble(html):
    check(html * 2)


@pytest.mark.parametrize("html", ["<svg a=b>x</svg>", "<SVG/>x<math>", "<s<svg>vg>x", "<svg <svg <math a"])
def test_drawings_go_and_none_is_made_by_going(html):
    left = without_drawings(html).lower()
    assert "<svg" not in left
    assert "<math" not in left
    assert left.count("x") == html.count("x")


def test_without_drawings_nothing_is_touched():
    assert without_drawings("<g><path d=x>x</path></g>") == "<g><path d=x>x</path></g>"


def _depth(html):
    node = LexborHTMLParser(f"<!doctype html><body>{html}").body
    depth = deepest = 0
    while node is not None:
        if node.first_child is not None:
            node, depth = node.first_child, depth + 1
            deepest = max(deepest, depth)
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None else None
    return deepest


tags = st.sampled_from(
    "p div ul li dl dt dd table tr td th tbody caption b i a font span q ruby rt object button select option h1 h2 "
    "blockquote section form x-y script title textarea pre center address nobr template".split()
)
tokens = st.one_of(
    tags.map(lambda tag: f"<{tag}>"),
    tags.map(lambda tag: f"<{tag} a='</div>'>"),
    tags.map(lambda tag: f"</{tag}>"),
    st.sampled_from(["x", "<!-- </div></p> -->", "<br>", "<svg>", "</svg>", "<!-->", "<![CDATA[</div>]]>"]),
)


@given(st.lists(tokens, min_size=1, max_size=6).map("".join))
def test_what_the_parser_would_nest_without_end_is_refused(part):
    html = without_drawings(part * 400)
    if _depth(html) > 3 * MAX_DEPTH:
        with pytest.raises(TextRefused):
            check(html)
