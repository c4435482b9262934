"""Three ways to write, and the ways back to plain text; the beginning of a text on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.text.clean import MAX_CHARS, TextRefused, clean
from fanthology.text.markup import first_words, to_html, to_markdown, to_text
from fanthology.text.words import count_words, count_words_html

STORY = """<h2>One</h2><p>Alice &amp; the <em>Count</em>.<br>“So?”</p><hr><blockquote><p>Dear A.</p><p>Come.</p></blockquote>
<ul><li>tea<ul><li>hot</li></ul></li><li>cake</li></ul><ol start="3"><li><p>a</p><p>b</p></li></ol>
<table><tr><th>who<th>what<tr><td>she<td>he<br>it</table><p>A <q>word</q>, 2<sup>nd</sup>.</p><pre>a
  b</pre><dl><dt>x<dd>y</dl>"""
AS_TEXT = """One

Alice & the Count.
“So?”

* * *

Dear A.

Come.

- tea
  - hot
- cake

3. a

   b

who | what
she | he it

A “word”, 2nd.

a
  b

x

y"""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\n \t\n\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One\ntwo", "<p>One<br>two</p>"),
        (
            "*this* _that_ **so** <b>x</b> &amp; # 1. -",
            "<p>*this* _that_ **so** &lt;b&gt;x&lt;/b&gt; &amp;amp; # 1. -</p>",
        ),
        ("1. one\n# two\n> three", "<p>1. one<br># two<br>&gt; three</p>"),
        ("One.\n\n* * *\n\nTwo.", "<p>One.</p>\n<hr>\n<p>Two.</p>"),
        ("One.\n---\nTwo.", "<p>One.</p>\n<hr>\n<p>Two.</p>"),
        ("One.\n\n***\n\n~~~\n\nTwo.", "<p>One.</p>\n<hr>\n<p>Two.</p>"),
        ("    An indent.  \n\tAnother.", "<p>An indent.<br>Another.</p>"),
        ("\u3000他来了。", "<p>\u3000他来了。</p>"),
        (
            "One.\r\n\r\nTwo.\rThree.\x0cFour.\u2029Five.",
            "<p>One.</p>\n<p>Two.<br>Three.<br>Four.<br>Five.</p>",
        ),
        ("a\x00b\x1bc\ud800d\ufeff\uffffe", "<p>abcde</p>"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_plain_text_is_shown_as_typed(written, shown):
    assert to_html(written, "plain") == shown


def test_html_is_cleaned():
    assert to_html("<p onclick=x>a<script>x</script>", "html") == "<p>a</p>"


@pytest.mark.parametrize("markup", ["plain", "markdown", "html"])
def test_every_way_of_writing_has_its_limit(markup):
    with pytest.raises(TextRefused, match="characters"):
        to_html("x" * (MAX_CHARS + 1), markup)


def test_html_as_plain_text():
    assert to_text(STORY) == AS_TEXT


@pytest.mark.parametrize("reading", ["<rt>kan</rt>", "<rp>(</rp><rt>kan</rt><rp>)</rp>"])
def test_readings_stand_in_brackets(reading):
    assert to_text(f"<ruby>漢{reading}</ruby>字") == "漢(kan)字"


def test_html_as_markdown_and_back_says_the_same():
    again = to_html(to_markdown(STORY), "markdown")
    assert count_words_html(again) == count_words_html(STORY)
    for piece in (
        "<h2>One</h2>",
        "<em>Count</em>",
        "<hr>",
        "<blockquote><p>Dear A.</p><p>Come.</p></blockquote>",
    ):
        assert piece in again
    for piece in (
        "<br>“So?”",
        "<li><p>tea</p><ul><li>hot</li></ul></li>",
        '<ol start="3">',
        "<pre><code>a\n  b</code></pre>",
    ):
        assert piece in again


def test_html_comes_back_from_plain_text_paragraph_by_paragraph():
    html = "<p>One<br>two.</p>\n<hr>\n<p>Three &lt;4&gt;.</p>"
    assert to_html(to_text(html), "plain") == html


@pytest.mark.parametrize(
    ("html", "limit", "words"),
    [
        ("<p>One two.</p><hr><p>Three.</p>", 99, "One two. Three."),
        ("<p>One two three.</p>", 12, "One two…"),
        ("<p>One two three.</p>", 14, "One two three."),
        ("<p>One two three.</p>", 13, "One two…"),
        ("<p>One, two three.</p>", 6, "One…"),
        ("<p>一二三四五六七八</p>", 5, "一二三四…"),
        ("<p>Donaudampfschiff</p>", 6, "Donau…"),
        ("<p>aaae\u0301e\u0301e\u0301</p>", 5, "aaa…"),
        ("<ul><li>One</li><li>two</li></ul>", 20, "One two"),
        ("<p><ruby>漢<rt>kan</rt></ruby></p>", 20, "漢"),
        ("<p>One two</p>", 1, "…"),
        ("<p>One two</p>", 0, ""),
        ("", 10, ""),
    ],
)
def test_first_words(html, limit, words):
    assert first_words(html, limit) == words


def test_first_words_are_found_behind_a_thicket_of_tags():
    thicket = '<p lang="fr" class="align-center"><em>' + '<a href="https://example.org/"></a>' * 500
    assert first_words(f"{thicket}One two three.</em></p>", 9) == "One two…"
    assert first_words("<p>One two three.</p>" * 5000, 9) == "One two…"


@given(st.text(), st.integers(0, 60))
def test_first_words_fit(text, limit):
    beginning = first_words(to_html(text, "plain"), limit)
    assert len(beginning) <= limit
    assert "\n" not in beginning


@given(st.text())
def test_any_plain_text_is_clean(text):
    html = to_html(text, "plain")
    assert clean(html) == html


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_plain_text_keeps_its_words(text):
    html = to_html(text, "plain")
    if "<hr>" not in html:
        assert count_words(to_text(html)) == count_words(text)


@given(st.lists(st.text(alphabet="ab .,“”é漢", min_size=1, max_size=20), max_size=6))
def test_plain_text_survives_the_way_there_and_back(paragraphs):
    html = to_html("\n\n".join(paragraphs), "plain")
    assert to_html(to_text(html), "plain") == html
