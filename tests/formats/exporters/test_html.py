"""One HTML file: needs nothing else, and comes back as it went."""

import re
from base64 import b64decode
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from fanthology.formats.exporters import html
from fanthology.formats.exporters.manuscripts import manuscript_of
from fanthology.formats.importers import read
from fanthology.text.clean import clean
from tests.formats.exporters.shelf import (
    a_book,
    a_chapter,
    a_chinese_book,
    a_hebrew_book,
    an_imported_book,
    with_banner,
)

BOOKS = [a_book(), a_book(12), an_imported_book(), a_hebrew_book(), a_chinese_book(), with_banner(a_book())]


def tree(book) -> LexborHTMLParser:
    return LexborHTMLParser(html.write(book).decode())


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: f"{book.title} {len(book.chapters)}")
def test_it_comes_back_as_it_went(book):
    assert read("story.html", html.write(book)) == (manuscript_of(book, "html"),)


@given(st.text(min_size=1), st.text())
def test_any_words_come_back(title, note):
    """Of the characters that no file can hold, nothing is asked."""
    fit = clean(f"<p>{note.replace('<', '&lt;')}</p>")
    title = "".join(sign for sign in title if sign.isprintable()).strip() or "x"
    book = a_book(
        title=title, author_note=fit, genres=(title,), chapters=(a_chapter(title=title, note_after=fit),)
    )
    assert read("story.html", html.write(book)) == (manuscript_of(book, "html"),)


def test_everything_an_author_can_do_to_a_text_comes_back():
    text = clean(
        '<p class="align-center smallcaps">A<br>B</p><div class="letter"><p>Dear <u>you</u></p></div><hr>'
        "<p>x<sup>2</sup> <ruby>漢<rt>kan</rt></ruby> <a href='https://ex.org/?a=1&b=2'>link</a> &lt;/div&gt;</p>"
        "<table><tr><td colspan=2>c</td></tr></table><details><summary>s</summary><p>t</p></details>"
        '<div class="text"><section class="chapter"><p>not ours</p></section></div>'
    )
    (back,) = read("story.html", html.write(a_book((a_chapter(text=text),))))
    assert back.chapters[0].source == text


def test_it_needs_no_other_file():
    page = html.write(with_banner(a_book())).decode()
    assert "default-src 'none'" in page
    assert not re.search(r'<link[^>]*rel="(?!canonical)|src="(?!data:)|@import|url\(', page)
    image = tree(with_banner(a_book())).css_first("img").attributes
    assert image["alt"] == "Two moons over a river."
    assert Image.open(BytesIO(b64decode(image["src"].partition(",")[2]))).format == "WEBP"


def test_nothing_that_is_said_can_end_the_description_or_begin_a_tag():
    bad = '</script><script>alert(1)</script><!-- "&'
    book = a_book(title=bad, authors=(bad,), freeforms=(bad,), archive=bad, chapters=(a_chapter(title=bad),))
    page = tree(book)
    assert len(page.css("script")) == 1
    assert read("story.html", html.write(book)) == (manuscript_of(book, "html"),)
    assert page.css_first("h1").text() == bad


def test_people_find_their_way():
    page = tree(a_book(3))
    assert [link.attributes["href"] for link in page.css("nav a")] == [
        "#chapter-1",
        "#chapter-2",
        "#chapter-3",
    ]
    assert {"chapter-1", "chapter-2", "chapter-3"} <= {section.id for section in page.css("section")}
    assert [heading.text() for heading in page.css("h1, h2")] == [
        "The Adventure of the Vanishing Grin", "Part 1", "Part 2", "Part 3",
    ]  # fmt: skip
    end = page.css_first(".end").text()
    assert end.startswith("You have reached the end of “The Adventure of the Vanishing Grin” – so far.")
    assert not tree(a_book(1)).css("nav")


def test_a_chapter_in_another_language_says_so():
    page = tree(a_book((a_chapter(1, language="he", rating="FR18"), a_chapter(2))))
    first, second = page.css("section")
    assert (first.attributes["lang"], first.attributes["dir"]) == ("he", "rtl")
    assert "lang" not in second.attributes
    remark = first.css_first(".remark")
    assert (remark.text(), remark.attributes["dir"]) == ("NOTE: This chapter is rated FR18", "ltr")


def test_the_page_is_in_the_storys_language():
    root = tree(a_hebrew_book()).root.attributes
    assert (root["lang"], root["dir"]) == ("he", "rtl")


def test_drafts_are_marked():
    book = replace(a_book(1), chapters=(a_chapter(state="draft"),))
    assert "readers do not see it yet" in tree(book).css_first(".remark").text()
