"""What holds for every HTML, however odd: nothing runs, nothing is lost, cleaning twice changes nothing."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from fanthology.text.allowed import CLASSES, TAGS
from fanthology.text.clean import clean
from fanthology.text.words import count_words_html

BLOCK_TAGS = (
    "p div center h1 h3 blockquote ul ol li dl dt dd table caption thead tr td th tbody details summary figure "
    "figcaption pre section form fieldset legend address select option xmp dir hgroup"
).split()
INLINE_TAGS = (
    "b i em strong u s strike small sub sup a span font q cite abbr code ruby rt rp button label noscript tt big nobr "
    "object x-unknown bdo mark o:p"
).split()
ATTRIBUTES = [
    "",
    ' class="align-center evil"',
    ' class="letter"',
    ' align="right"',
    ' style="font-style:italic; text-align:center"',
    ' style="font-weight:normal;font-style:normal"',
    ' style="font-variant:small-caps"',
    ' lang="fr" dir="rtl"',
    ' lang="no such code"',
    ' href="https://example.org/?a=1&amp;b=(2)"',
    ' href="javascript:alert(1)"',
    ' href="http://[bad"',
    ' onclick="alert(1)" id="x" name="y"',
    " colspan=3 start=4 value=2",
]
words = st.sampled_from(
    ["word", "two words", "“said”", "naïve", "漢字", "שלום", "a&amp;b", "&lt;b&gt;", "1,000", "&nbsp;"]
)
spaces = st.sampled_from(["", " ", "\n", "  \n\t", "<br>", "<br><br>", "<br>&nbsp;<br/>"])


def element(content):
    tags = st.sampled_from(BLOCK_TAGS + INLINE_TAGS)
    return st.builds(
        lambda tag, attributes, inner, end: (
            f"<{tag}{attributes}>{''.join(inner)}" + (f"</{tag}>" if end else "")
        ),
        tags,
        st.sampled_from(ATTRIBUTES),
        st.lists(content, max_size=4),
        st.sampled_from([True, True, True, False]),
    )


broken = st.sampled_from(
    [
        "</b>",
        "</p>",
        "</div>",
        "</table>",
        "</ul>",
        "<hr>",
        "<!-- no -->",
        "<p",
        "<",
        "&",
        "</",
        "<?x?>",
        "<![CDATA[x]]>",
    ]
)
html_texts = st.lists(
    st.one_of(st.recursive(st.one_of(words, spaces), element, max_leaves=20), broken, words), max_size=6
).map("".join)
noise = st.one_of(
    html_texts, st.text(max_size=200), st.text(alphabet="<>/=\"' abpitd!-&;#x0\n\x00", max_size=80)
)
soup = st.builds(
    "".join,
    st.lists(
        st.one_of(
            st.builds(
                lambda t, a: f"<{t}{a}>",
                st.sampled_from(BLOCK_TAGS + INLINE_TAGS),
                st.sampled_from(ATTRIBUTES),
            ),
            st.builds(lambda t: f"</{t}>", st.sampled_from(BLOCK_TAGS + INLINE_TAGS)),
            words,
            spaces,
        ),
        max_size=25,
    ),
)


def seen(html):
    """Return all that is to be seen of an HTML text, without white space and without what may be a scene break."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    return re.sub(r"[\s<>&/]+", "", body.text(deep=True)) if body else ""


@given(st.one_of(noise, soup))
@example("<pre>\n\nx</pre>")
@example("<ul><ul>x</ul></ul>")
@example("<table><tr><td><table><tr><td>a<td>b</table></table>")
@example("<b><p>x</b>y")
@example("<li>x<dt>y<td>z<summary>v")
@example("<details>x<summary>y</summary></details>")
def test_cleaning_twice_changes_nothing(html):
    once = clean(html)
    assert clean(once) == once


@given(st.one_of(html_texts, soup))
@example("<p>a<table>b<tr><td>c</table>d")
@example("<select><option>a<option>b</select>")
@example("<ruby>a<rt>b<rp>c</ruby>")
@example("<button>x<button>y")
@example("<a href=x>a<a href=y>b")
def test_no_visible_word_is_lost(html):
    assert seen(clean(html)) == seen(html)


@given(st.one_of(noise, soup))
@example("<svg><style><img src=x onerror=alert(1)></style></svg>")
@example(
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
)
@example("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>")
@example("<a href=' java\nscript:alert(1)'>x</a><a href='data:text/html,x'>y</a><a href='vbscript:x'>z</a>")
@example("<xmp><img src=x onerror=alert(1)></xmp><plaintext><script>alert(1)</script>")
@example("<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>")
def test_nothing_runs_and_nothing_loads(html):
    for node in LexborHTMLParser(f"<!doctype html><body>{clean(html)}").body.css("body *"):
        assert node.tag in TAGS
        for name, value in node.attributes.items():
            assert name in {
                "class",
                "lang",
                "dir",
                "href",
                "rel",
                "title",
                "start",
                "reversed",
                "type",
                "value",
            } | {
                "colspan",
                "rowspan",
                "scope",
            }
            if name == "href":
                assert re.match(r"(https?://|mailto:)", value, re.IGNORECASE)
                assert node.attributes["rel"] == "nofollow noopener ugc"
            if name == "class":
                assert CLASSES.issuperset(value.split())


@given(st.one_of(html_texts, soup))
def test_blocks_stand_where_html_lets_them(html):
    body = LexborHTMLParser(f"<!doctype html><body>{clean(html)}").body
    for node in body.iter(include_text=True):
        assert node.tag != "-text" or not node.text_content.strip(), "loose text at the top"
    for paragraph in body.css("p, h2, h3, h4, h5, h6, dt, summary, caption"):
        assert paragraph.text(deep=True).strip(), "an empty paragraph"
        within = [node.tag for node in paragraph.css("*")][1:]
        assert not set(within) & {"p", "div", "ul", "ol", "table", "hr", "blockquote", "h2"}


@given(st.text())
def test_any_text_is_taken(text):
    assert count_words_html(clean(text)) >= 0
