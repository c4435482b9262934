"""Cleaned HTML as XHTML: well formed, valid, and no word lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from fanthology.formats.exporters.xhtml import address, to_xhtml, xml
from fanthology.text.allowed import TAGS
from fanthology.text.clean import TextRefused, clean

PIECES = st.sampled_from(
    [
        "word",
        "a&amp;b",
        "&lt;i&gt;",
        "é",
        "語",
        "d\u00a0d",
        "]]>",
        "\x0c",
        "<!-- no -->",
        "<br>",
        "<hr>",
        "\U0001f600",
        "* * *",
        " ",
    ]
)
MARKS = st.sampled_from(
    [
        "",
        ' class="letter x"',
        " lang=fr dir=rtl",
        ' href="http://a b/&"',
        ' href="https://ex.org/?a=1&b=<2>"',
        ' title="t<"',
        " start=3",
        " id=x",
    ]
)


def an_element(content):
    return st.builds(
        lambda tag, marks, inner, closed: f"<{tag}{marks}>{''.join(inner)}" + (f"</{tag}>" if closed else ""),
        st.sampled_from(sorted(TAGS)),
        MARKS,
        st.lists(content, max_size=4),
        st.booleans(),
    )


SOUP = st.lists(st.recursive(PIECES, an_element, max_leaves=15), max_size=5).map("".join)


def parsed(xhtml: str):
    return etree.fromstring(f'<div xmlns="http://www.w3.org/1999/xhtml">{xhtml}</div>')


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(SOUP)
def test_what_was_cleaned_is_well_formed_and_keeps_its_words(html):
    try:
        cleaned = clean(html)
    except TextRefused:
        return
    told = letters(LexborHTMLParser(cleaned).body.text(deep=True)) if cleaned else ""
    assert letters("".join(parsed(to_xhtml(cleaned)).itertext())) == told


@given(st.text())
def test_any_text_at_all_can_stand_in_an_xml_file(text):
    element = etree.fromstring(f'<p title="{xml(text)}">{xml(text)}</p>')
    assert element.get("title") is not None


@given(st.text(alphabet="<>/=\"' abpitd!-&;#x0\n\x00", max_size=80))
def test_what_was_never_cleaned_is_well_formed_too(noise):
    parsed(to_xhtml(noise))


def test_deep_nesting_loses_nothing():
    deep = "<blockquote>" * 190 + "<p>at the bottom</p>" + "</blockquote>" * 190
    assert "at the bottom" in to_xhtml(deep)
    assert to_xhtml(deep).count("</blockquote>") == 190


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br>b</p><hr>", "<p>a<br/>b</p><hr/>"),
        ("<p>a&nbsp;&amp;&lt;b</p>", "<p>a\u00a0&amp;&lt;b</p>"),
        ('<p lang="fr" dir="rtl">x</p>', '<p lang="fr" xml:lang="fr" dir="rtl">x</p>'),
        ('<p lang="no such" dir="up">x</p>', "<p>x</p>"),
        ('<p class="align-center evil" id="x">y</p>', '<p class="align-center">y</p>'),
        ("<ol reversed start=4 type=a><li value=9>x</li></ol>", '<ol reversed="reversed" start="4" type="a"><li value="9">x</li></ol>'),
        ("<ul><li value=9>x</li></ul>", "<ul><li>x</li></ul>"),
        ("<table><tbody><tr><td colspan=2 rowspan=0>x</td></tr></tbody></table>", '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'),
        ('<a href="javascript:x">y</a>', "<span>y</span>"),
        ('<a href="https://ex.org/?a=1&amp;b=2" rel="nofollow">y</a>', '<a href="https://ex.org/?a=1&amp;b=2">y</a>'),
        ("<script>x</script><p>y</p>", "x<p>y</p>"),
        ("<abbr title='&quot;T&lt;&quot;'>x</abbr>", '<abbr title="&quot;T&lt;&quot;">x</abbr>'),
    ],
)  # fmt: skip
def test_tags_and_attributes(html, expected):
    assert to_xhtml(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<dl><dt>t</dt><dd>x</dd></dl>", "<dl><dt>t</dt><dd>x</dd></dl>"),
        ("<dl><dd>x</dd></dl>", "<div><div>x</div></div>"),
        ("<details><summary>s</summary><p>x</p></details>", "<details><summary>s</summary><p>x</p></details>"),
        ("<details><p>x</p></details>", "<div><p>x</p></div>"),
        ("<ruby>漢<rt>kan</rt></ruby>", "<ruby>漢<rt>kan</rt></ruby>"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"),
        ("<ruby>漢</ruby>", "<span>漢</span>"),
        ("<ruby><b>漢<rt>kan</rt></b></ruby>", "<span><b>漢<span>kan</span></b></span>"),
        ("<figure><p>a</p><figcaption>c</figcaption></figure>", "<figure><p>a</p><figcaption>c</figcaption></figure>"),
        ("<figure><p>a</p><figcaption>c</figcaption><p>b</p></figure>", "<div><p>a</p><div>c</div><p>b</p></div>"),
        (
            "<table><tbody><tr><td>1</td></tr></tbody><caption>late</caption></table>",
            "<table><tbody><tr><td>1</td></tr></tbody><tbody><tr><td>late</td></tr></tbody></table>",
        ),
        (
            "<table><caption>c</caption><tfoot><tr><td>f</td></tr></tfoot><tbody><tr><td>1</td></tr></tbody></table>",
            "<table><caption>c</caption><tbody><tr><td>f</td></tr></tbody><tbody><tr><td>1</td></tr></tbody></table>",
        ),
    ],
)  # fmt: skip
def test_parts_out_of_order_become_plain_blocks(html, expected):
    assert to_xhtml(html) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ex.org/a?b=c#d", "https://ex.org/a?b=c#d"),
        ("http://ex.org/c d?x=<1>#f#g", "http://ex.org/c%20d?x=%3C1%3E#f%23g"),
        ("http://ex.org/100%/%C3%A4/ü", "http://ex.org/100%25/%C3%A4/%C3%BC"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("http://пример.рф/", "http://пример.рф/"),
        ("http://a_name.example/", "http://a_name.example/"),
        ("mailto:a@b.example?subject=Hi there", "mailto:a@b.example?subject=Hi%20there"),
        ("http://a b/", ""),
        ("http://a..b/", ""),
        ("http://[::1/", ""),
        ("http://ex.org:99999/", ""),
        ("http://me@ex.org/", ""),
        ("https:ex.org", ""),
        ("//ex.org/", ""),
        ("javascript:alert(1)", ""),
        ("mailto:nobody", ""),
        ("", ""),
    ],
)
def test_addresses(url, expected):
    assert address(url) == expected


@given(st.text())
def test_an_address_is_ascii_but_for_its_host_and_never_raises(url):
    found = address(url)
    assert not re.search(r"[\s<>\"\\^`{|}]", found)
