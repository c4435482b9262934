"""A story page of the archive, saved as HTML."""

from datetime import date

import pytest

from fanthology.formats.importers import read
from fanthology.formats.manuscript import SeriesPlace
from tests.formats.importers.samples import CELLS, HEAD, SCENES, html_page


def page(*arguments, name="page.html", **options):
    (manuscript,) = read(name, html_page(*arguments, **options).encode())
    return manuscript


def asked(manuscript, field):
    return [each.text for each in manuscript.questions if each.field == field and each.kind == "ask"]


def cells(**changes):
    names = "category author rating chapters words recs reviews hits published updated complete".split()
    return tuple(changes.get(name, cell) for name, cell in zip(names, CELLS, strict=True))


def test_the_cells_are_given():
    story = page()
    source = story.provenance
    assert story.authors == ("SlowLantern",)
    assert story.categories == ("Moby-Dick > Buffy-Centered",)
    assert story.fandoms == ("Moby-Dick", "Buffy the Vampire Slayer")
    assert story.rating == "FR15"
    assert (source.chapters, source.words, source.recs, source.reviews, source.hits) == (
        3,
        1460,
        0,
        31,
        12049,
    )
    assert (source.published, source.updated) == (date(2009, 5, 9), date(2009, 5, 26))
    assert (story.complete, source.complete, source.confidence) == (False, False, 1.0)


def test_title_series_summary_and_address():
    story = page()
    assert story.title == "The Lamp and the Whale"
    assert story.series == (SeriesPlace('The "Fog" Cycle', 3),)
    assert story.summary == "Two hunters meet in the fog; one is sorry."
    assert story.relationships == ("Buffy/Ahab",)
    assert (story.provenance.story_id, story.provenance.url) == (
        "4711",
        "https://www.tthfanfic.org/Story-4711",
    )


def test_the_chapter_and_its_brothers():
    story = page(2)
    (chapter,) = story.chapters
    assert (chapter.title, chapter.number, chapter.markup) == ("The Brass Compass", 2, "html")
    assert chapter.source.startswith("<p>Ahab stood at the rail")
    assert chapter.source.count("<i>So be it.</i>") == len(SCENES[1])
    assert "chapter 2 of 3" in asked(story, "chapters")[0]
    assert "1. Fog on the Thames, 3. Home" in asked(story, "chapters")[0]


def test_nothing_around_the_story_gets_into_it():
    story = page()
    everything = story.chapters[0].source + story.author_note + story.summary
    for noise in ("copyright", "var x", "Home</a>", "<td>", "Fog on the Thames"):
        assert noise not in everything


def test_the_first_chapters_head_goes_into_the_fields():
    head = "".join(f"<p>{paragraph}</p>" for paragraph in HEAD.split("\n\n"))
    body = head + "<p>&nbsp;</p><p>&nbsp;</p>" + "".join(f"<p>{each}</p>" for each in SCENES[0] * 8)
    story = page(1, body=body)
    assert story.disclaimer == "The whale belongs to Melville. The lamp is mine."
    assert story.author_rating == "PG"
    assert story.notes_markup == "plain"
    assert [point.fandom for point in story.timeline] == ["Buffy the Vampire Slayer", "Moby-Dick"]
    assert story.chapters[0].source.startswith("<p>The lamp in Baker Street")


def test_a_head_with_italics_and_links_keeps_them():
    head = '<p>Disclaimer: The <i>whale</i> is <a href="https://melville.example/">his</a>.</p><p><b>A/N:</b> One &lt; two</p>'
    body = head + "<br><br><br><br>" + "".join(f"<p>{each}</p>" for each in SCENES[0] * 8)
    story = page(1, body=body)
    assert story.notes_markup == "html"
    assert story.disclaimer.startswith("<p>The <i>whale</i> is <a ")
    assert story.author_note == "<p>One &lt; two</p>"
    assert story.summary == "<p>Two hunters meet in the fog; one is sorry.</p>"


def test_wide_gaps_are_breaks_but_not_flagged():
    body = (
        "".join(f"{each}<br><br>" for each in SCENES[0] * 3)
        + "<br><br>"
        + "".join(f"{each}<br><br>" for each in SCENES[1] * 3)
    )
    story = page(2, body=body)
    assert story.chapters[0].source.count("<hr>") == 1
    assert story.gaps == ()
    assert not asked(story, "gaps")


def test_the_end_marker_is_read_inside_and_below_the_body():
    text = "You have reached the end of &quot;The Lamp, and the Whale&quot; &ndash; so far. This story is incomplete and the last chapter was posted on 26&nbsp;May&nbsp;09."
    inside = "".join(f"<p>{each}</p>" for each in SCENES[2]) + f"<p>{text}</p>"
    for story in (page(3, end=text), page(3, body=inside)):
        assert story.title == "The Lamp, and the Whale"
        assert story.complete is False
        assert "end of" not in story.chapters[0].source


def test_a_story_of_one_chapter():
    story = page(
        1, cells=cells(chapters="1", complete="Yes", updated="9&nbsp;May&nbsp;09"), chapters=("1. Home",)
    )
    assert story.chapters[0].number == 1
    assert not asked(story, "chapters")


@pytest.mark.parametrize(
    ("cell", "categories"),
    [
        ("<a>Moby-Dick</a> &gt; <a>General</a><br><a>Dracula</a> &gt; <a>Xander-Centered</a> &gt; <a>Pairing: Faith</a>",
         ("Moby-Dick > General", "Dracula > Xander-Centered > Pairing: Faith")),
        ("<a>Whale Files, The</a>&nbsp;&gt; <a>General</a><br>\n<a>Non-Crossover</a>", ("Whale Files, The > General", "Non-Crossover")),
    ],
)  # fmt: skip
def test_several_categories_in_a_cell(cell, categories):
    assert page(cells=cells(category=cell)).categories == categories


def test_badges_stand_before_the_pen_name():
    story = page(cells=cells(author="(Current Donor)<a href='/AuthorStories-77/x.htm'>SlowLantern</a>"))
    assert (story.authors, story.provenance.badges) == (("SlowLantern",), ("Current Donor",))


def test_awards_are_pictures():
    story = page(
        cells=cells(rating="FR15", category=CELLS[0] + "<img alt='CoA Winner'><img alt='CoA Winner'>")
    )
    assert story.provenance.awards == ("CoA Winner", "CoA Winner")


def test_a_row_without_recs_reviews_and_hits():
    source = page(cells=CELLS[:5] + CELLS[8:]).provenance
    assert (source.words, source.reviews, source.updated) == (1460, None, date(2009, 5, 26))


def test_a_page_without_its_row_asks():
    html = html_page().replace("verticaltable", "gone")
    (story,) = read("page.html", html.encode())
    assert story.authors == ("SlowLantern",)
    assert asked(story, "provenance")


@pytest.mark.parametrize(
    "broken",
    [
        lambda html: html.replace("<!-- saved from", "<!-- kept from"),
        lambda html: html.replace("<h3>", "<p>").replace("</h3>", "</p>"),
        lambda html: html.replace("<select", "<div").replace("</select", "</div"),
        lambda html: html.replace("Summary:", ""),
        lambda html: html[: html.index("</table>")] + html[html.index('<div id="storybody') :],
        lambda html: html.replace("</div>", ""),
        lambda html: html.replace("FR15", "FR99"),
        lambda html: html.replace("1,460", "many"),
    ],
)
def test_missing_pieces_do_not_stop_the_story(broken):
    (story,) = read("page.html", broken(html_page()).encode())
    assert "Ahab stood at the rail" in story.chapters[0].source
    assert story.title


def test_the_address_may_stand_in_the_files_name():
    html = html_page().replace("<!-- saved from", "<!-- kept from").replace(" selected", "")
    (story,) = read("Story-4711-3_SlowLantern+The+Lamp.htm", html.encode())
    assert (story.provenance.story_id, story.chapters[0].number) == ("4711", 3)


def test_a_gate_before_the_story_is_refused_only_without_the_story():
    gate = "<p>NOTE: This story is rated FR21 which is above your chosen filter level.</p>"
    (story,) = read("page.html", html_page().replace("<table", f"{gate}<table").encode())
    assert "Ahab stood" in story.chapters[0].source
