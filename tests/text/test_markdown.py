"""Markdown: what it becomes, and that a text survives the way there and back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fanthology.text.clean import TextRefused, clean
from fanthology.text.markup import to_html, to_markdown
from fanthology.text.words import count_words_html

LINK = '<a href="https://example.org/a" rel="nofollow noopener ugc">'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One *two* **three** ~~four~~.", "<p>One <em>two</em> <strong>three</strong> <s>four</s>.</p>"),
        ("One\ntwo  \nthree\\\nfour", "<p>One two<br>three<br>four</p>"),
        ("# One\n\n## Two ##\n\n###### Six", "<h2>One</h2>\n<h2>Two</h2>\n<h6>Six</h6>"),
        ("- a\n- b\n  1. c", "<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>"),
        ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("[a](https://example.org/a)", f"<p>{LINK}a</a></p>"),
        ("<https://example.org/a>", f"<p>{LINK}https://example.org/a</a></p>"),
        ("[a][1]\n\n[1]: https://example.org/a", f"<p>{LINK}a</a></p>"),
        ("![a rose](https://example.org/a)", f"<p>{LINK}a rose</a></p>"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        ("[a](chapter-2.html)", "<p>a</p>"),
        ("[A/N]: hello", "<p>[A/N]: hello</p>"),
        ("> [Note]: word", "<blockquote><p>[Note]: word</p></blockquote>"),
        (
            "<b>not bold</b> &amp; <script>x</script>",
            "<p>&lt;b&gt;not bold&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;</p>",
        ),
        ("```\na  *b*\n\n~~~\n```", "<pre><code>a  *b*\n\n~~~</code></pre>"),
        (
            "    Indented as in a book.\n\n\tAnd this too.",
            "<p>Indented as in a book.</p>\n<p>And this too.</p>",
        ),
        (
            "| a | b |\n| --- | --- |\n| c | d |",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
        ),
        ("", ""),
        ("\x00a\x07\r\nb\ud800\ufeff\r\rc\u2028d", "<p>a b</p>\n<p>c d</p>"),
    ],
)
def test_what_markdown_becomes(written, shown):
    assert to_html(written, "markdown") == shown


@pytest.mark.parametrize(
    "mark", ["***", "* * *", "---", "~~~", "#", "~*~", "-x-", "oOo", "===", "- - -", "⁂", "* x *"]
)
def test_scene_breaks_in_markdown(mark):
    assert to_html(f"One.\n\n{mark}\n\nTwo.", "markdown") == "<p>One.</p>\n<hr>\n<p>Two.</p>"


@pytest.mark.parametrize("mark", ["***", "---", "===", "~~~", "* * *"])
def test_a_line_under_a_paragraph_is_a_scene_break_and_makes_no_heading(mark):
    assert to_html(f"One.\n{mark}\nTwo.", "markdown") == "<p>One.</p>\n<hr>\n<p>Two.</p>"


@pytest.mark.parametrize("mark", ["=", "-", "--"])
def test_what_is_too_short_for_a_scene_break_makes_no_heading_either(mark):
    assert to_html(f"One.\n{mark}", "markdown") == f"<p>One. {mark}</p>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# XXX", "<h2>XXX</h2>"),
        ("- x\n- oOo", "<ul><li>x</li><li>oOo</li></ul>"),
        ("> oOo\n> and on", "<blockquote><p>oOo and on</p></blockquote>"),
        ("- a\n\n  ---\n\n  b", "<ul><li><p>a</p><hr><p>b</p></li></ul>"),
    ],
)
def test_what_only_looks_like_a_scene_break(written, shown):
    assert to_html(written, "markdown") == shown


@pytest.mark.parametrize("mark", [">", "> ", "- ", "* ", "1. ", "- > "])
def test_bottomless_nesting_is_refused(mark):
    with pytest.raises(TextRefused, match="quotes or lists"):
        to_html(mark * 20_000 + "x", "markdown")


def test_a_mountain_of_brackets_is_text():
    assert to_html("[" * 100_000, "markdown") == f"<p>{'[' * 100_000}</p>"
    assert to_html("[" * 40_000 + "]" * 40_000, "markdown") == f"<p>{'[' * 40_000}{']' * 40_000}</p>"


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("<p>1. One</p>", "1\\. One"),
        ("<p>- Hello, he said.</p>", "\\- Hello, he said."),
        ("<p># one > two</p>", "\\# one > two"),
        ("<p>*not* _this_</p>", "\\*not\\* \\_this\\_"),
        ('<p>a<em>"b"</em>c</p>', '&#97;*"b"*&#99;'),
        ("<p><em> a </em>b</p>", "*a* b"),
        ("<p>一<strong>「二」</strong>三</p>", "&#19968;**「二」**&#19977;"),
        ("<p><strong><em>a</em></strong></p>", "**_a_**"),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ("<h3>One<br>two</h3>", "### One two"),
        ("<hr>", "* * *"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
        ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", "漢(kan)字(ji)"),
        ("<p>a <q>b</q></p>", "a “b”"),
        (
            "<p><a href='https://example.org/(a)?b=1&amp;copy=2'>x</a></p>",
            "[x](<https://example.org/(a)?b=1&copy=2>)",
        ),
        ("<p>Wow!<a href='https://example.org/a'>x</a></p>", "Wow\\![x](https://example.org/a)"),
        ("<pre>a `b`\n```</pre>", "````\na `b`\n```\n````"),
    ],
)
def test_what_html_becomes(shown, written):
    assert to_markdown(shown) == written


SIGNS = "ab Z9.,!?*_`~#+->=[]()<>&|\\\"'“”…—漢🎉é:;1x0oO-/"
piece = st.one_of(
    st.text(alphabet=SIGNS, max_size=8).map(str.strip),
    st.sampled_from(
        [
            "***",
            "- a",
            "1. b",
            "# c",
            "oOo",
            "---",
            "&amp;",
            "&#97;",
            "[x]: y",
            "[a](b)",
            "```",
            "~~~",
            "> q",
            "|a|",
        ]
    ),
)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def marked(inner):
    return st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["em", "strong", "s", 'a href="https://example.org/a"', "em", "strong"]),
        st.lists(inner, min_size=1, max_size=3),
    )


runs = st.lists(
    st.recursive(piece.map(escaped), marked, max_leaves=5) | st.sampled_from(["<br>", " ", " ", "\u00a0"]),
    min_size=1,
    max_size=6,
).map("".join)
paragraph = runs.map(lambda text: f"<p>{text}</p>")
item = st.one_of(runs, st.lists(paragraph, min_size=2, max_size=2).map("".join)).map(
    lambda text: f"<li>{text}</li>"
)


def block(inner):
    some = st.lists(inner, min_size=1, max_size=3).map("".join)
    return st.one_of(
        some.map(lambda text: f"<blockquote>{text}</blockquote>"),
        st.lists(item | some.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=3).flatmap(
            lambda items: st.sampled_from(["ul", "ol"]).map(lambda tag: f"<{tag}>{''.join(items)}</{tag}>")
        ),
    )


simple = st.one_of(
    paragraph,
    paragraph,
    runs.map(lambda text: f"<h3>{text.replace('<br>', '')}</h3>"),
    st.just("<hr>"),
    piece.map(lambda text: f"<pre><code>{escaped(text)}</code></pre>"),
)
stories = st.lists(st.recursive(simple, block, max_leaves=5), max_size=5).map("".join)


@given(stories)
@example("<p><em>a</em><strong>b</strong></p>")
@example("<p><s>a</s><em><s>b</s></em>c</p>")
@example("<p>a\u3000</p><p>\u3000b</p>")
@example("<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol><ol><li>d</ol>")
@example("<ul><li><hr></ul>")
@example("<p>a<em>0<strong>***</strong></em></p>")
@example("<ul><li><p>a</p><p>oOo</p></li></ul>")
@example("<p>a | b<br>:-: | :-:</p>")
@example("<p>a<br>===</p>")
def test_there_and_back(html):
    html = clean(html)
    assert to_html(to_markdown(html), "markdown") == html


@given(st.text())
@example("* * x")
@example("```\n```x")
def test_any_text_can_be_read_as_markdown(source):
    html = to_html(source, "markdown")
    assert clean(html) == html


@given(
    st.lists(
        st.sampled_from(["word", "two", "(three)", "four,", "\n", "\n\n", "*", "**five**", "-"]), max_size=30
    )
)
def test_no_word_of_prose_is_lost(parts):
    source = " ".join(parts)
    expected = sum(part.strip("*(),-\n") != "" for part in parts)
    assert count_words_html(to_html(source, "markdown")) == expected


def test_many_brackets_in_prose_and_code_stay_as_typed():
    source = "`[` " + "\\[one [two] " * 40 + "\n\n```\n" + "[" * 40 + "\n```"
    shown = to_html(source, "markdown")
    assert (
        shown == f"<p><code>[</code> {('[one [two] ' * 40).strip()}</p>\n<pre><code>{'[' * 40}</code></pre>"
    )
    assert to_html(to_markdown(shown), "markdown") == shown
