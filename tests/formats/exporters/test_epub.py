"""EPUB: the parts of the file, what they say, and that the same story gives the same bytes."""

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from PIL import Image

from fanthology.formats.book import Place
from fanthology.formats.exporters import epub
from fanthology.text.markup import to_html
from tests.formats.exporters.shelf import (
    a_book,
    a_chapter,
    a_chinese_book,
    a_fandom,
    a_hebrew_book,
    an_imported_book,
    with_banner,
)
from tests.tools import ROOT, bare_environment

NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
    "epub": "http://www.idpf.org/2007/ops",
}


def opened(book) -> ZipFile:
    return ZipFile(BytesIO(epub.write(book)))


def page(book, name):
    return etree.fromstring(opened(book).read(f"EPUB/{name}"))


def said(element) -> str:
    return " ".join("".join(element.itertext()).split())


def found(element, path):
    return element.xpath(path, namespaces=NS)


def metas(book) -> dict[str, list[str]]:
    """The package's `<meta property=…>`."""
    all_of_them: dict[str, list[str]] = {}
    for meta in found(page(book, "package.opf"), "//o:meta[@property]"):
        all_of_them.setdefault(meta.get("property"), []).append(meta.text)
    return all_of_them


def test_the_first_file_says_what_it_is():
    first = opened(a_book()).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert epub.write(a_book())[30:58] == b"mimetypeapplication/epub+zip"


def test_every_file_is_listed_and_every_listed_file_is_there():
    archive = opened(with_banner(a_book()))
    package = etree.fromstring(archive.read("EPUB/package.opf"))
    listed = {f"EPUB/{item.get('href')}" for item in found(package, "//o:item")}
    assert listed == set(archive.namelist()) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    assert b'full-path="EPUB/package.opf"' in archive.read("META-INF/container.xml")


def test_it_is_read_from_the_cover_to_the_last_chapter():
    package = page(a_book(2), "package.opf")
    hrefs = {item.get("id"): item.get("href") for item in found(package, "//o:item")}
    read = [hrefs[item.get("idref")] for item in found(package, "//o:itemref")]
    assert read == [
        "cover.xhtml",
        "title.xhtml",
        "about.xhtml",
        "nav.xhtml",
        "chapter0001.xhtml",
        "chapter0002.xhtml",
    ]
    assert not found(package, "//o:spine/@page-progression-direction")


def test_both_tables_of_contents_name_the_same_places():
    archive = opened(a_book(chapters_titled("Fog", "")))
    nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    links = [(link.get("href"), said(link)) for link in found(nav, "//x:nav[@epub:type='toc']//x:a")]
    ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))
    points = [
        (point.find("n:content", NS).get("src"), said(point.find("n:navLabel", NS)))
        for point in found(ncx, "//n:navPoint")
    ]
    assert links == points
    assert links == [
        ("title.xhtml", "Title page"),
        ("about.xhtml", "About this story"),
        ("chapter0001.xhtml", "Fog"),
        ("chapter0002.xhtml", "Chapter 2"),
    ]


def chapters_titled(*titles):
    return tuple(a_chapter(number, title=title) for number, title in enumerate(titles, 1))


def test_who_made_it_what_it_is_about_and_where_it_is_from():
    book = a_book()
    package = page(book, "package.opf")
    assert [said(each) for each in found(package, "//dc:creator")] == ["Marginalia", "Tom Quill"]
    assert said(found(package, "//dc:source")[0]) == book.url
    assert said(found(package, "//dc:publisher")[0]) == "The Reading Room"
    assert said(found(package, "//dc:date")[0]) == "2026-03-02"
    assert (
        said(found(package, "//dc:description")[0]) == "A client brings nothing to Baker Street but a smile."
    )
    assert [said(each) for each in found(package, "//dc:subject")] == [
        "Sherlock Holmes",
        "Alice in Wonderland",
        "Alice > Holmes-Centered",
        "Sherlock Holmes & Alice Liddell",
        "John Watson",
        "Alice Liddell",
        "Mystery",
        "No warnings apply",
        "Baker Street",
    ]
    assert said(found(package, "//dc:identifier[@id='uuid']")[0]) == book.uuid
    assert metas(book)["dcterms:modified"] == ["2026-11-14T18:30:07Z"]
    ncx = page(book, "toc.ncx")
    assert found(ncx, "//n:meta[@name='dtb:uid']/@content") == [book.uuid]


def test_series_are_told_in_both_ways():
    book = a_book(
        series=(
            Place("Cases", 2, "https://archive.example/series/3/"),
            Place("Cats", 1, "https://archive.example/series/4/"),
        )
    )
    assert metas(book)["belongs-to-collection"] == ["Cases", "Cats"]
    assert metas(book)["group-position"] == ["2", "1"]
    package = page(book, "package.opf")
    assert found(package, "//o:meta[@name='calibre:series']/@content") == ["Cases"]
    assert found(package, "//o:meta[@name='calibre:series_index']/@content") == ["2"]
    assert "This story is No. 2 in the series “Cases”." in said(page(book, "title.xhtml"))


def test_what_readers_with_disabilities_can_count_on_is_said():
    said_of_it = metas(a_book())
    assert {"alternativeText", "readingOrder", "tableOfContents", "structuralNavigation"} <= set(
        said_of_it["schema:accessibilityFeature"]
    )
    assert said_of_it["schema:accessModeSufficient"] == ["textual"]
    assert said_of_it["schema:accessibilityHazard"] == ["none"]
    assert "The only picture is the cover" in said_of_it["schema:accessibilitySummary"][0]
    assert "the cover and the banner" in metas(with_banner(a_book()))["schema:accessibilitySummary"][0]


def test_every_picture_is_described():
    archive = opened(with_banner(a_book()))
    pictures = [
        picture
        for name in archive.namelist()
        if name.endswith(".xhtml")
        for picture in found(etree.fromstring(archive.read(name)), "//x:img")
    ]
    assert [picture.get("src") for picture in pictures] == ["cover.jpg", "banner.jpg"]
    assert [picture.get("alt") for picture in pictures] == [
        "Cover of “The Adventure of the Vanishing Grin”, by Marginalia and Tom Quill. Two moons over a river.",
        "Two moons over a river.",
    ]


def test_the_title_page_has_fandoms_in_their_inks_and_the_listing_row():
    title = page(a_book(), "title.xhtml")
    inks = [each.get("class") for each in found(title, "//x:p[@class='fandoms']/x:bdi")]
    assert inks == [f"ink-{a_fandom(name).ink:02}" for name in ("Sherlock Holmes", "Alice in Wonderland")]
    assert said(found(title, "//x:p[@class='fandoms']")[0]) == "Sherlock Holmes × Alice in Wonderland"
    assert [bar.get("class") for bar in found(title, "//x:div[@class='band']/x:span")] == inks
    cells = [
        (said(cell.find("x:dt", NS)), said(cell.find("x:dd", NS)))
        for cell in found(title, "//x:dl[@class='row']/x:div")
    ]
    assert cells == [
        ("Category", "Alice > Holmes-Centered"),
        ("Authors", "Marginalia, Tom Quill"),
        ("Rating", "FR13"),
        ("Chapters", "2 of 5"),
        ("Words", "122"),
        ("Published", "2 Mar 2026"),
        ("Updated", "14 Nov 2026"),
        ("Complete", "No"),
    ]
    css = opened(a_book()).read("EPUB/inks.css").decode()
    assert set(re.findall(r"\.(ink-\d\d)", css)) == set(inks)


def test_what_the_authors_say_stands_on_its_own_page():
    about = page(an_imported_book(), "about.xhtml")
    labels = [said(each) for each in found(about, "//x:dt")]
    assert labels == [
        "Warnings", "Timeline", "Relationships", "Characters", "Genres", "Tags", "Disclaimer", "Author’s note",
    ]  # fmt: skip
    text = said(about)
    assert "Sherlock Holmes: The winter after his return" in text
    assert "This copy was made from The Reading Room, as the story stood on 14 Nov 2026." in text
    assert (
        "As counted by The Old Shelf: 1 chapter, 2,491 words, 0 recs, 4 reviews, 1,372 hits, "
        "published 6 Apr 2011, updated 6 Apr 2011, complete." in text
    )


def test_a_chapter_has_what_belongs_to_it():
    chapter = a_chapter(
        title="Fog",
        summary="<p>It is foggy.</p>",
        note_before="<p>Before.</p>",
        note_after="<p>After.</p>",
        rating="FR18",
        language="fr",
        state="draft",
    )
    read = page(a_book((chapter, a_chapter(2))), "chapter0001.xhtml")
    assert (read.get("lang"), read.get("dir"), read.find("x:body", NS).get("dir")) == ("fr", "ltr", "ltr")
    assert said(found(read, "//x:h2")[0]) == "Fog"
    assert found(read, "//x:section/@epub:type") == ["chapter"]
    text = said(read.find("x:body", NS))
    order = ["Fog", "2 Mar 2026", "NOTE: This chapter is rated FR18", "is a draft"]
    order += [
        "In this chapter",
        "It is foggy.",
        "Note",
        "Before.",
        "It had rained",
        "to smile.",
        "Note",
        "After.",
    ]
    places = [text.index(part) for part in order[:-2]] + [text.index("After.")]
    assert places == sorted(places)
    assert "You have reached the end" not in text
    assert found(read, "//x:p[@class='remark']/@lang") == ["en", "en"]


def test_programs_that_update_copies_find_the_chapters():
    """FanFicFare: addresses in the heads, its file names, and a mark on what the next update replaces."""
    book = a_book(2)
    for number in (1, 2):
        read = page(book, f"chapter{number:04}.xhtml")
        assert found(read, "//x:meta[@name='chapterurl']/@content") == [book.chapters[number - 1].url]
        ends = found(read, "//x:p[contains(@class, 'skip_on_ffdl_update')]")
        assert len(ends) == (number == 2)


@pytest.mark.parametrize(
    ("complete", "then"),
    [
        (True, ". This story is complete."),
        (False, " – so far. This story is incomplete and the last chapter was posted on 3 Mar 2026."),
    ],
)
def test_the_end_is_marked(complete, then):
    last = page(a_book(2, complete=complete), "chapter0002.xhtml")
    end = found(last, "//x:p[contains(@class, 'end')]")[0]
    for line_break in found(end, "x:br"):
        line_break.tail = f" {line_break.tail}"
    assert said(end) == f"You have reached the end of “The Adventure of the Vanishing Grin”{then}"


def test_a_story_in_one_untitled_piece_has_no_heading():
    book = a_book((a_chapter(title=""),))
    assert found(page(book, "chapter0001.xhtml"), "//x:h2") == []
    assert "The Adventure of the Vanishing Grin" in said(page(book, "nav.xhtml"))


def test_a_book_from_right_to_left():
    package = page(a_hebrew_book(), "package.opf")
    assert found(package, "//o:spine/@page-progression-direction") == ["rtl"]
    title = page(a_hebrew_book(), "title.xhtml")
    assert (title.get("lang"), title.get("dir"), title.find("x:body", NS).get("dir")) == ("he", "rtl", "rtl")
    assert found(title, "//x:p[@class='by']/@dir") == ["ltr"], "the archive's own words stay English"


def test_the_same_story_gives_the_same_bytes():
    assert epub.write(with_banner(a_book())) == epub.write(with_banner(a_book()))
    for info in opened(a_book()).infolist():
        assert info.date_time == (2026, 11, 14, 18, 30, 6), info.filename  # zip files know even seconds only


def test_the_same_bytes_in_every_process():
    program = (
        "import django; django.setup()\n"
        "import hashlib\n"
        "from fanthology.formats.exporters import FORMATS\n"
        "from tests.formats.exporters.shelf import a_book, with_banner\n"
        "book = with_banner(a_book())\n"
        "print(*(hashlib.sha256(each.write(book)).hexdigest() for each in FORMATS.values()))\n"
    )
    answers = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        settings = {"PYTHONHASHSEED": seed, "TZ": zone, "DJANGO_SETTINGS_MODULE": "fanthology.settings"}
        path = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        done = subprocess.run(
            [sys.executable, "-P", "-c", program],
            env=bare_environment(**settings, **path), capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        answers.add(done.stdout)
    assert len(answers) == 1
    assert hashlib.sha256(epub.write(with_banner(a_book()))).hexdigest() in answers.pop()


@pytest.mark.parametrize("year", [1970, 2150])
def test_a_date_that_no_zip_file_can_say_is_the_nearest(year):
    book = replace(a_book(), modified=datetime(year, 1, 2, 3, 4, 6, tzinfo=UTC))
    assert opened(book).infolist()[0].date_time[0] == (1980 if year < 1980 else 2107)


def test_nothing_is_loaded_from_elsewhere():
    text = to_html("![a picture](https://evil.example/p.png) and [a link](https://ex.org/)", "markdown")
    archive = opened(with_banner(a_book((a_chapter(text=text),))))
    for name in archive.namelist():
        if name.endswith((".xhtml", ".css")):
            content = archive.read(name).decode()
            assert not re.search(r'(?:src|poster|data)="(?:https?:)?//|url\(|@import', content), name


def test_a_banner_that_cannot_be_read_is_left_out():
    book = with_banner(a_book())
    broken = replace(book, art=replace(book.art, data=b"no picture"))
    assert epub.write(broken) == epub.write(a_book())


def test_the_banner_is_a_picture_that_old_readers_know():
    banner = Image.open(BytesIO(opened(with_banner(a_book())).read("EPUB/banner.jpg")))
    assert (banner.format, banner.size) == ("JPEG", (1000, 375))


def test_the_story_in_chinese_is_all_there():
    assert "貝克街下了九天的雨。" in said(page(a_chinese_book(), "chapter0001.xhtml"))
