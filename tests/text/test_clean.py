"""What becomes of the HTML that writers, word processors and old archives bring."""

import pytest

from fanthology.text.clean import MAX_CHARS, SANITISER, TextRefused, clean

REL = 'rel="nofollow noopener ugc"'

SHAPE = {
    "bare text": ("He went.", "<p>He went.</p>"),
    "bare text between blocks": ("a<div>b</div>c", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
    "breaks for paragraphs": ("a<br><br>b<br />c<br>&nbsp;<br>d", "<p>a</p>\n<p>b<br>c</p>\n<p>d</p>"),
    "a style that goes on across breaks": ("<i>a<br><br>b<br>c</i>", "<p><i>a</i></p>\n<p><i>b<br>c</i></p>"),
    "a style around paragraphs": ("<b><p>a</p><p>b</p></b>", "<p><b>a</b></p>\n<p><b>b</b></p>"),
    "empty paragraphs": ("<p>a</p><p>&nbsp;</p><p><br></p><p><b> </b></p><p>b</p>", "<p>a</p>\n<p>b</p>"),
    "indents made of spaces": ("<p>&nbsp;&nbsp; &nbsp;a <br> &nbsp;b</p>", "<p>a<br>&nbsp;b</p>"),
    "an indent of another script stays": ("<p>\u3000他</p>", "<p>\u3000他</p>"),
    "white space": ("<p>\n a\t<i> b</i>\n</p>\n\n", "<p>a <i>b</i></p>"),
    "headings": ("<h1>T<p>x</p></h1><h6></h6>", "<h2>T<br>x</h2>"),
    "stray list items": ("<ul>a<li>b</ul><li>c", "<ul><li>a</li><li>b</li></ul>\n<p>c</p>"),
    "lists in lists": ("<ul><ul><li>a</ul></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
    "a numbered list": (
        "<ol start=3 type=i reversed><li value=7>a",
        '<ol reversed="" start="3" type="i"><li value="7">a</li></ol>',
    ),
    "terms": ("<dl><div><dt>a<dd>b</div></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
    "a table for layout": ("<table><tr><td>a<p>b</table>", "<p>a</p>\n<p>b</p>"),
    "a table": (
        "<table width=9><tr><th scope=col>a<td colspan=2>b<tr><td>",
        '<table><tbody><tr><th scope="col">a</th><td colspan="2">b</td></tr><tr><td></td></tr></tbody></table>',
    ),
    "an empty table": ("<table><tr><td> <td></table>", ""),
    "text astray in a table": (
        "<table>a<tr>b<td>c<td>d</table>",
        "<p>ab</p>\n<table><tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
    ),
    "verbatim": ("<pre>\n\n a\n  <b>b</b>\n</pre>", "<pre> a\n  <b>b</b></pre>"),
    "verbatim after empty lines": ("<pre>\n\n\n\n\na</pre>", "<pre>a</pre>"),
    "a fold": (
        "<details open><summary>s</summary>a</details>",
        "<details><summary>s</summary><p>a</p></details>",
    ),
    "a figure": ("<figure>a<figcaption>b", "<figure><p>a</p><figcaption>b</figcaption></figure>"),
    "readings": (
        "<ruby>漢<rp>(<rt>kan<rp>)</ruby>",
        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>",
    ),
    "readings of nothing": ("<rt>a</rt><rp>b</rp>", "<p>ab</p>"),
    "two quotes": ("<q>a</q><q>b</q>", "<p><q>a</q><q>b</q></p>"),
    "quotes": ("<blockquote>a<br><br>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
    "the whole of a page": ("<html><head><title>t</title></head><body><p>a</p></body></html>", "<p>a</p>"),
    "nothing": ("", ""),
}
STYLE = {
    "centred": ("<center>a</center>", '<p class="align-center">a</p>'),
    "centred paragraphs": ("<center><p>a<p>b</center>", '<div class="align-center"><p>a</p><p>b</p></div>'),
    "align": (
        "<p align=RIGHT>a</p><h3 align=center>b</h3>",
        '<p class="align-right">a</p>\n<h3 class="align-center">b</h3>',
    ),
    "text-align": ("<p style='TEXT-ALIGN: justify'>a", '<p class="align-justify">a</p>'),
    "one alignment": (
        "<p class='align-left align-right' style='text-align:center'>a",
        '<p class="align-center">a</p>',
    ),
    "styles": (
        "<p style='font-style:italic;font-weight:700'>a <span style='text-decoration:underline line-through'>b</span></p>",
        "<p><strong><em>a <u><s>b</s></u></em></strong></p>",
    ),
    "a style taken back": (
        "<i>a <span style='font-style:normal'>b</span> c</i>",
        "<p><i>a </i>b<i> c</i></p>",
    ),
    "a word processor's bold that is not": ("<b style='font-weight:normal'><p>a</p></b>", "<p>a</p>"),
    "small capitals": (
        "<span style='font-variant:small-caps'>a</span><span class='smallcaps x'>b</span>",
        '<p><span class="smallcaps">ab</span></p>',
    ),
    "a word is not aligned": ("<span style='text-align:center' class='align-right'>a</span>", "<p>a</p>"),
    "a heading is bold already": ("<h2 style='font-weight:bold'>a</h2>", "<h2>a</h2>"),
    "raised": ("2<span style='vertical-align:super'>nd</span>", "<p>2<sup>nd</sup></p>"),
    "fonts": ("<font color=red size=7 face=x>a</font><big>b</big><blink>c</blink>", "<p>abc</p>"),
    "old names": (
        "<strike>a</strike><tt>b</tt><acronym title=t>c</acronym>",
        '<p><s>a</s><code>b</code><abbr title="t">c</abbr></p>',
    ),
    "the same twice": ("<i><i>a</i></i><i>b</i>", "<p><i>ab</i></p>"),
    "classes of ours": ("<div class='letter MsoNormal'><p>a</div>", '<div class="letter"><p>a</p></div>'),
    "language and direction": (
        "<p lang=he dir=RTL>א</p><section lang=fr>b</section><p lang='x y' dir=up>c</p>",
        '<p dir="rtl" lang="he">א</p>\n<p lang="fr">b</p>\n<p>c</p>',
    ),
    "direction by style": ("<p style='direction:rtl'>א", '<p dir="rtl">א</p>'),
}
SAFE = {
    "scripts and styles": ("<script>alert(1)</script><style>p{}</style><template>x</template>a", "<p>a</p>"),
    "handlers, ids, styles": ("<p onclick=x id=y name=z style='position:fixed' data-a=1>a", "<p>a</p>"),
    "a link": (
        "<a href='https://example.org/?a=1&b' target=_blank>a</a>",
        f'<p><a href="https://example.org/?a=1&amp;b" {REL}>a</a></p>',
    ),
    "a letter": (
        "<a href='mailto:a@example.org'>a</a>",
        f'<p><a href="mailto:a@example.org" {REL}>a</a></p>',
    ),
    "links that run": (
        "<a href='javascript:x'>a</a><a href=' DATA:x'>b</a><a href='java\nscript:x'>c</a>",
        "<p>abc</p>",
    ),
    "links to nowhere": (
        "<a href='#n'>a</a><a href='/x'>b</a><a href='http://[x'>c</a><a>d</a>",
        "<p>abcd</p>",
    ),
    "a link without scheme": (
        "<a href='//example.org/x y'>a</a>",
        f'<p><a href="https://example.org/x%20y" {REL}>a</a></p>',
    ),
    "a link in a link": (
        "<a href='https://example.org/'>a<object><a href='https://x.org/'>b</a></object></a>",
        f'<p><a href="https://example.org/" {REL}>ab</a></p>',
    ),
    "a picture": (
        "<img src='https://example.org/a.png' alt='A  rose' onerror=x>",
        f'<p><a href="https://example.org/a.png" {REL}>A rose</a></p>',
    ),
    "a picture without words": (
        "<img src='https://example.org/my%20rose.png'>",
        f'<p><a href="https://example.org/my%20rose.png" {REL}>my rose.png</a></p>',
    ),
    "a picture in a link": (
        "<a href='https://example.org/'><img src='https://x.org/a.png' alt=A></a>",
        f'<p><a href="https://example.org/" {REL}>A</a></p>',
    ),
    "a picture in the text": ("<img src='data:image/png;base64,xx' alt='A rose'>", "<p>A rose</p>"),
    "a counter": ("a<img src='https://x.org/c.gif' width=1 height=1>", "<p>a</p>"),
    "a film": (
        "<iframe src='https://example.org/embed/x'>no</iframe>",
        f'<p><a href="https://example.org/embed/x" {REL}>x</a></p>',
    ),
    "forms": ("<form action=x><label>a <input value=b></label><button>c</button></form>", "<p>a c</p>"),
    "a drawing": ("<svg viewBox='0 0 1 1'><path d=x /><text>a</text></svg>b", "<p>ab</p>"),
    "comments": ("a<!-- <b>x</b> --><![if !mso]>b<![endif]><?xml x?>", "<p>ab</p>"),
    "office tags": ("<p class=MsoNormal>a<o:p></o:p></p><o:p>&nbsp;</o:p>", "<p>a</p>"),
    "signs that are no tags": ("1 < 2 & 3 > 2 <3", "<p>1 &lt; 2 &amp; 3 &gt; 2 &lt;3</p>"),
    "unfit characters": ("<p>a\x00b\x07c\ud800d&#1;e&#xFFFE;f\ufeff</p>", "<p>abcdef</p>"),
    "line ends": ("<pre>a\r\nb\rc\fd</pre>e\u2028f", "<pre>a\nb\nc\nd</pre>\n<p>e f</p>"),
}


@pytest.mark.parametrize(
    ("given", "shown"), [*SHAPE.values(), *STYLE.values(), *SAFE.values()], ids=[*SHAPE, *STYLE, *SAFE]
)
def test_what_becomes_of_it(given, shown):
    assert clean(given) == shown
    assert clean(shown) == shown


@pytest.mark.parametrize(
    "given",
    [
        "<p>***</p>",
        "<p align=center>~*~</p>",
        "<center>* * *</center>",
        "<p><b>---</b></p>",
        "<hr>",
        "<hr><hr>***",
        "oOo",
    ],
)
def test_a_line_with_only_the_mark_of_a_scene_break_is_one(given):
    assert (
        clean(f"<p>a</p>{given}<p>b</p>").replace('<div class="align-center"><hr></div>', "<hr>")
        == "<p>a</p>\n<hr>\n<p>b</p>"
    )


@pytest.mark.parametrize(
    "given",
    [
        "<h3>***</h3>",
        "<ul><li>---</li></ul>",
        "<table><tbody><tr><td>*</td><td>--</td></tr></tbody></table>",
        f'<p><a href="https://example.org/" {REL}>***</a></p>',
    ],
)
def test_elsewhere_the_mark_is_text(given):
    assert clean(given) == given


def test_the_rules_have_a_version():
    assert SANITISER >= 1


@pytest.mark.parametrize(
    "tag", ["div", "blockquote", "ul><li", "span", "b id='{}'", "font color={}", "table><tr><td", "q", "x-y"]
)
def test_bottomless_nesting_is_refused(tag):
    nested = "".join(f"<{tag.replace('{}', str(number))}>" for number in range(100_000))
    with pytest.raises(TextRefused, match="inside each other"):
        clean(nested)


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(TextRefused, match="4,000,000 characters"):
        clean("x" * (MAX_CHARS + 1))


def test_deep_but_honest_nesting_is_kept():
    nested = "<blockquote>" * 150 + "x" + "</blockquote>" * 150
    assert clean(nested) == "<blockquote>" * 150 + "<p>x</p>" + "</blockquote>" * 150
