"""HTML pages of any site, and our own files without a loss."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from fanthology.formats.frontmatter import to_script
from fanthology.formats.importers import read
from fanthology.formats.importers.html import is_html, slim
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter, Refused
from tests.formats.importers.samples import STORY
from tests.formats.test_manuscript import manuscripts

BODY = "".join(f"<p>{each} <i>So be it.</i></p>\n" for each in STORY)
CLEAN = "\n".join(f"<p>{each} <i>So be it.</i></p>" for each in STORY)


def page(body, head="<title>The Lamp | Some Site</title>", lang="en"):
    (story,) = read(
        "page.html",
        f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body>{body}</body></html>".encode(),
    )
    return story


def exported(manuscript):
    """A file as docs/importing.md describes it."""
    sections = "".join(
        f'<section class="chapter"><h2>{number}</h2><div class="note"><p>a note</p></div>'
        f'<div class="text">{chapter.source}</div><div class="note">b</div></section>'
        for number, chapter in enumerate(manuscript.chapters)
    )
    script = f'<script type="application/json" id="fanthology">{to_script(manuscript)}</script>'
    return f"<!DOCTYPE html><html><head>{script}<script>x</script></head><body><h1>x</h1>{sections}<p>end</p></body></html>"


@given(manuscripts)
def test_our_own_files_come_back_without_a_loss(manuscript):
    text = "<p>One <i>word</i> &amp; another</p>"
    chapter = ManuscriptChapter(source=text, markup="html")
    chapters = tuple(replace(each, source=text, markup="html") for each in (chapter, *manuscript.chapters))
    whole = replace(manuscript, title=f"{manuscript.title} Lamp", chapters=chapters, questions=(), gaps=())
    assert read("x.html", exported(whole).encode()) == (whole,)


def test_a_damaged_description_is_refused():
    text = exported(Manuscript(title="x", chapters=(ManuscriptChapter(source=BODY),))).replace(
        '"title": "x"', '"title": 7'
    )
    with pytest.raises(Refused, match="“title” should be text"):
        read("x.html", text.encode())


def test_head_and_text():
    head = (
        "<title>The Lamp | Some Site</title><meta name='author' content='Elinor Vance'>"
        "<meta name='description' content='Two hunters meet.'><meta property='article:published_time' content='2011-04-06T01:02:03Z'>"
        "<meta name='keywords' content='fog, lamps'><link rel='stylesheet' href='x'><style>p {}</style>"
    )
    story = page(
        f"<nav>Home</nav><header>Site</header>{BODY}<footer>2026</footer><script>x</script>",
        head,
        lang="en-GB",
    )
    assert (story.title, story.authors, story.summary) == ("The Lamp", ("Elinor Vance",), "Two hunters meet.")
    assert (story.published, story.freeforms) == (date(2011, 4, 6), ("fog", "lamps"))
    assert story.language in ("en", "en-GB")
    assert [chapter.source for chapter in story.chapters] == [CLEAN]


def test_chapters_by_headings():
    story = page(f"<h1>The Lamp</h1><p>by Elinor Vance</p><h2>Chapter 1: Fog</h2>{BODY}<h2>Rain</h2>{BODY}")
    assert (story.title, story.authors) == ("The Lamp", ("Elinor Vance",))
    assert [(chapter.title, chapter.source) for chapter in story.chapters] == [
        ("Fog", CLEAN),
        ("Rain", CLEAN),
    ]


def test_chapters_by_lines():
    story = page(f"<p>Chapter 1</p>{BODY}<p><b>Chapter 2</b></p>{BODY}")
    assert [chapter.source for chapter in story.chapters] == [CLEAN, CLEAN]


def test_header_lines():
    story = page(
        f"<h1>The Lamp</h1><p><b>Rating:</b> PG<br><b>Fandom:</b> Moby-Dick</p><p>A/N: for <i>you</i></p>{BODY}"
    )
    assert (story.rating, story.fandoms) == ("PG", ("Moby-Dick",))
    assert (story.notes_markup, story.author_note) == ("html", "<p>for <i>you</i></p>")
    assert story.chapters[0].source == CLEAN


def test_definitions_and_headed_quotations_are_header_lines():
    head = (
        "<dl><dt>Rating:</dt><dd><a href='https://a.example/'>Teen</a></dd><dt>Fandom:</dt><dd>Moby-Dick</dd><dd>Dracula</dd>"
        "<dt>Mood:</dt><dd>damp</dd></dl><p>Summary</p><blockquote><p>A <i>lamp</i>.</p><p>A whale.</p></blockquote>"
    )
    story = page(f"<h1>The Lamp</h1>{head}{BODY}")
    assert (story.rating, story.fandoms) == ("Teen", ("Moby-Dick", "Dracula"))
    assert story.summary == "<p>A <i>lamp</i>.<br>A whale.</p>"
    assert story.author_note == "<p>Mood: damp</p>"
    assert story.chapters[0].source == CLEAN


def test_other_definitions_are_text():
    story = page(
        f"<h1>The Lamp</h1><p>Whales</p><blockquote>x</blockquote><dl><dt>Whale</dt><dd>A fish.</dd></dl>{BODY}"
    )
    assert "<dd>A fish.</dd>" in story.chapters[0].source
    assert "<blockquote>" in story.chapters[0].source


@pytest.mark.parametrize(
    "around",
    [
        "<article>{}</article>",
        "<main>{}</main>",
        "<div id='storytext'>{}</div>",
        "<div class='entry-content'>{}</div>",
        "<div id='chapters'><div class='userstuff'>{}</div></div>",
    ],
)
def test_the_main_part_is_the_story(around):
    noise = "<div>Menu</div><p>Read our other stories</p>"
    story = page(f"{noise}{around.format(BODY)}{noise}")
    assert [chapter.source for chapter in story.chapters] == [CLEAN]


def test_a_description_that_is_the_texts_beginning_is_no_summary():
    story = page(BODY, f"<title>The Lamp</title><meta name='description' content='{STORY[0][:80]}…'>")
    assert story.summary == ""


def test_a_page_may_be_a_piece():
    (story,) = read("the lamp.htm", BODY.encode())
    assert (story.title, story.chapters[0].markup) == ("The lamp", "html")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x.txt", "<!DOCTYPE html><p>x", True),
        ("x.txt", "  <!-- x --><html>", True),
        ("x.html", "<p>x", True),
        ("x.txt", "<p>a</p><p>b</p><p>c</p><br><hr>", True),
        ("x.txt", "He was <i>so</i> <b>sure</b> of it.<br>", False),
        ("x.html", "no tag at all", False),
        ("x.md", "# x\n\n<div>y</div>", False),
    ],
)
def test_what_is_html(name, text, expected):
    assert is_html(name, text) is expected


def test_the_dead_parts_of_a_page_go_and_ours_stays():
    ours = '<script id="fanthology" type="application/json">{}</script>'
    html = f'<p>a<SCRIPT>if (a</b>) "<p>"</SCRIPT >b<style>x</style>c{ours}d<script>e'
    assert slim(html).split() == f"<p>a b c{ours} d".split()


def test_embedded_pictures_do_not_count():
    picture = f"<img alt='a lamp' src='data:image/png;base64,{'A' * 5_000_000}'>"
    story = page(BODY + picture)
    assert story.chapters[0].source.startswith(CLEAN)
