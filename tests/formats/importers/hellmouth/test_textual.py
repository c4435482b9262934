"""A story page of the archive, extracted as text."""

from datetime import date

import pytest

from fanthology.formats.importers import read
from fanthology.formats.importers.hellmouth.textual import is_text, read_loose_page, read_text
from fanthology.formats.manuscript import CanonPoint, Gap, SeriesPlace
from tests.formats.importers.samples import END, HEAD, ROW, SCENES, STORY, TOP, text_page


@pytest.fixture
def page():
    return read_text("page.txt", text_page())


def paragraphs(manuscript):
    return [part for part in manuscript.chapters[0].source.split("\n\n") if part != "* * *"]


def asked(manuscript, field, kind="ask"):
    return [each for each in manuscript.questions if (each.field, each.kind) == (field, kind)]


def test_title_author_and_category(page):
    assert page.title == "The Lamp and the Whale"
    assert page.authors == ("SlowLantern",)
    assert page.categories == ("Moby-Dick > Buffy-Centered",)
    assert page.fandoms == ("Moby-Dick", "Buffy the Vampire Slayer")
    assert page.series == (SeriesPlace('The "Fog" Cycle', 3),)


def test_the_row_is_kept_as_provenance(page):
    source = page.provenance
    assert (source.chapters, source.words, source.recs, source.reviews, source.hits) == (1, 146, 0, 3, 1204)
    assert source.published == source.updated == page.published == page.updated == date(2009, 5, 9)
    assert source.complete is page.complete is True
    assert (source.archive, source.row) == ("Twisting the Hellmouth", ROW)
    assert page.rating == "FR15"


def test_the_summary_gives_its_pairing_to_the_pairings(page):
    assert page.summary == "Two hunters meet in the fog; one of them is sorry for it."
    assert page.relationships == ("Buffy/Ahab",)
    assert page.characters == ("Buffy Summers", "Ahab")


@pytest.mark.parametrize(
    ("summary", "kept", "pairings"),
    [
        ("Fog. (Holmes/Adler, Ahab/Whale)", "Fog.", ("Holmes/Adler", "Ahab/Whale")),
        ("Fog. (Holmes & Adler)", "Fog.", ("Holmes & Adler",)),
        ("Fog (part one of two)", "Fog (part one of two)", ()),
        ("Fog. (Holmes/Adler, mostly)", "Fog. (Holmes/Adler, mostly)", ()),
        ("(Holmes/Adler)", "(Holmes/Adler)", ()),
        ("Fog (Holmes/Adler) and rain", "Fog (Holmes/Adler) and rain", ()),
    ],
)
def test_only_a_tag_of_pairings_leaves_the_summary(summary, kept, pairings):
    page = read_text("page.txt", text_page(top=f"Summary: {summary}\n\n", head="Disclaimer: Mine."))
    assert (page.summary, page.relationships) == (kept, pairings)


def test_the_head_goes_into_its_fields(page):
    assert page.timeline == (
        CanonPoint("Buffy the Vampire Slayer", "Post Graduation- Pt 2"),
        CanonPoint("Moby-Dick", "Pre-Nantucket"),
    )
    assert page.disclaimer == "The whale belongs to Melville. The lamp is mine."
    assert page.credits == "Banner made with ink and patience."
    assert page.warnings == ("Strong language",)
    assert page.author_rating == "PG"


def test_unlabelled_and_combined_lines_stay_in_the_note_as_typed(page):
    note, combined = page.author_note.split("\n\n")
    assert note == "Here’s the thing- I wrote this in one night on a train. *yawns* Be kind."
    assert combined.startswith("Pairings/Warnings/Rating- Mostly a Buffy/Ahab story.")


def test_the_story_begins_after_the_widest_gap_and_ends_with_the_authors_words(page):
    assert paragraphs(page) == [*STORY, "The End"]


def test_wide_gaps_are_breaks_and_flagged(page):
    assert page.gaps == (
        Gap(0, 3, "Ahab stood at the rail of …"),
        Gap(0, 5, "They met under the clock. Nobody …"),
    )
    assert page.chapters[0].source.count("* * *") == 2
    assert "2 scene breaks" in asked(page, "gaps")[0].text


def test_what_the_text_lost_is_said(page):
    assert "italics" in asked(page, "chapters", "notice")[0].text
    assert "picture" in asked(page, "credits", "notice")[0].text


def test_nothing_of_the_page_is_asked_that_is_certain(page):
    assert {each.field for each in page.questions if each.kind == "ask"} == {"gaps"}


def test_nothing_is_dropped():
    top = TOP.replace("Summary:", "A line that nobody knows\n\nSummary:")
    page = read_text("page.txt", text_page(top=top, end=f"{END}\n\nA word after the end"))
    note = page.author_note.split("\n\n")
    assert "A line that nobody knows" in note
    assert "A word after the end" in note
    assert "“A line that nobody knows”" in asked(page, "author_note")[0].text


def test_the_end_marker_gives_a_lost_title():
    top = "Summary: Two hunters meet.\n\n"
    assert read_text("page.txt", text_page(top=top)).title == "The Lamp and the Whale"


def test_without_any_title_the_files_name_is_taken_and_asked_about():
    (page,) = read("the_lamp.txt", text_page(top="Summary: x y.\n\n", end="").encode())
    assert page.title == "The lamp"
    assert asked(page, "title")[0].choices == ("The lamp",)


@pytest.mark.parametrize("quotes", ["“{}”", '"{}"'])
@pytest.mark.parametrize("dash", [" – so far", " - so far"])
def test_an_unfinished_story(quotes, dash):
    end = f"You have reached the end of {quotes.format('The Lamp and the Whale')}{dash}. This story is incomplete and the last chapter was posted on 26\u00a0May\u00a009."
    row = ROW.replace("1146031,204", "31,146031,204").replace(
        "099\u00a0May\u00a009Yes", "0926\u00a0May\u00a009No"
    )
    page = read_text("page.txt", text_page(end=end, row=row))
    assert page.title == "The Lamp and the Whale"
    assert page.complete is False
    assert (page.published, page.updated) == (date(2009, 5, 9), date(2009, 5, 26))
    assert page.chapters[0].number == 3
    assert "chapter 3 of 3" in asked(page, "chapters")[0].text


def test_row_and_end_marker_that_disagree_are_asked_about():
    page = read_text("page.txt", text_page(row=ROW.replace("Yes", "No")))
    assert page.complete is True
    assert asked(page, "complete")


def test_several_categories_stand_one_a_line():
    row = f"Books > Theme: The Great Hunt\nNon-Crossover\n{ROW}"
    page = read_text("page.txt", text_page(row=row))
    assert page.categories == ("Books > Theme: The Great Hunt", "Non-Crossover", "Moby-Dick > Buffy-Centered")
    assert page.fandoms == ("Books", "Moby-Dick", "Buffy the Vampire Slayer")
    assert page.provenance.row == row


def test_a_third_part_of_the_path_is_a_pairing():
    row = ROW.replace("Buffy-CenteredSlow", "Xander-Centered > Pairing: FaithSlow")
    page = read_text(
        "page.txt", text_page(row=row, top="Summary: A short one.\n\n", head="Disclaimer: Mine.")
    )
    assert page.relationships == ("Xander/Faith",)
    assert page.characters == ("Xander Harris", "Faith Lehane")


def test_an_open_focus_asks_for_the_other_fandom():
    page = read_text("page.txt", text_page(row=ROW.replace("Buffy-Centered", "General")))
    assert page.fandoms == ("Moby-Dick", "Buffy the Vampire Slayer")
    assert asked(page, "fandoms")[0].choices == ("Buffy the Vampire Slayer", "Angel: the Series")


def test_badges_and_awards_are_kept():
    row = ROW.replace("CenteredSlow", "Centered(Recent Donor)Slow")
    page = read_text("page.txt", text_page(row=f"{row}\nCoA Winner\nCoA Winner\n"))
    assert page.provenance.badges == ("Recent Donor",)
    assert page.provenance.awards == ("CoA Winner", "CoA Winner")
    assert page.authors == ("SlowLantern",)
    assert "CoA" not in page.author_note + page.chapters[0].source


def test_a_chapters_own_rating_is_read_in_either_direction():
    for rating in ("FR7", "FR21"):
        note = f"NOTE: This chapter is rated {rating} which differs from the story's rating."
        page = read_text("page.txt", text_page(row=f"{ROW}\n{note}\n"))
        assert page.chapters[0].rating == rating
        assert page.rating == "FR15"


def test_a_chapter_of_many_has_a_title_and_the_others_are_asked_for():
    row = ROW.replace("FR151146031,204", "FR1531,146031,204")
    page = read_text("Story-4711-2.txt", text_page(row=f"{row}\n\nThe Brass Compass\n", end=""))
    assert page.chapters[0].title == "The Brass Compass"
    assert page.chapters[0].number == 2
    assert page.provenance.story_id == "4711"
    assert page.provenance.url.endswith("/Story-4711")
    assert "chapter 2 of 3" in asked(page, "chapters")[0].text


def test_the_chapters_rating_may_stand_below_its_title():
    row = ROW.replace("FR151146031,204", "FR1531,146031,204")
    below = "CoA Winner\nThe Brass Compass\n\nNOTE: This chapter is rated FR18\n"
    page = read_text("Story-4711-2.txt", text_page(row=f"{row}\n{below}", end=""))
    assert (page.chapters[0].title, page.chapters[0].rating) == ("The Brass Compass", "FR18")
    assert page.chapters[0].note_before == HEAD


def test_a_later_chapters_head_is_that_chapters_note():
    row = ROW.replace("FR151146031,204", "FR1531,146031,204")
    page = read_text("Story-4711-2.txt", text_page(row=f"{row}\n", end=""))
    assert page.author_note == page.disclaimer == ""
    assert page.chapters[0].note_before == HEAD


def test_a_row_without_recs_reviews_and_hits():
    page = read_text("page.txt", text_page(row=ROW.replace("1146031,204", "1146")))
    source = page.provenance
    assert (source.words, source.recs, source.reviews, source.hits) == (146, None, None, None)


def test_near_readings_of_the_row_are_choices():
    row = "Moby-Dick > Theme: The Great Huntslow lanternFR151146031,2049 May 099 May 09Yes"
    page = read_text("page.txt", text_page(row=row))
    question = asked(page, "authors")[0]
    assert len(question.choices) > 1
    assert question.choices[0] == page.authors[0]
    assert page.provenance.confidence < 0.9


def test_the_pen_name_in_the_files_name_settles_it():
    row = ROW.replace("Buffy-CenteredSlowLantern", "Theme: The Great Huntslowlantern")
    page = read_text("slowlantern+The+Lamp+and+the+Whale.txt", text_page(row=row))
    assert page.authors == ("slowlantern",)


def test_a_page_without_its_row_is_still_read():
    text = (
        f"Twisting The Hellmouth\n\nSummary: Two hunters.\n\n{HEAD}\n\n\n\n\n"
        + "\n\n".join(STORY)
        + f"\n\n{END}\n"
    )
    assert is_text(text)
    page = read_text("page.txt", text)
    assert (page.title, page.summary, page.complete) == ("The Lamp and the Whale", "Two hunters.", True)
    assert page.disclaimer.startswith("The whale")
    assert paragraphs(page) == STORY
    assert "row" in asked(page, "provenance")[0].text


def test_other_texts_are_not_the_archives():
    assert not is_text("\n\n".join(STORY))
    assert not is_text("Summary: a story\n\n" + "\n\n".join(STORY))


def test_a_readers_view_keeps_its_italics():
    story = "".join(f"<p>{paragraph} <i>So be it.</i></p>" for paragraph in STORY)
    head = "".join(f"<p>{paragraph}</p>" for paragraph in HEAD.split("\n\n"))
    html = f"<div><p>Summary: Two hunters.</p><p>{ROW}<br>CoA Winner<br>By <b>night</b></p>{head}<br><br><br><br>{story}<p>{END}</p></div>"
    page = read_loose_page("page.html", html)
    assert (page.title, page.authors) == ("The Lamp and the Whale", ("SlowLantern",))
    assert page.disclaimer.startswith("<p>The whale")
    assert page.author_note.startswith("<p>By <b>night</b></p>")
    assert page.chapters[0].markup == "html"
    assert page.chapters[0].source.count("<i>So be it.</i>") == len(STORY)


def test_scenes_that_are_marked_need_no_flag():
    scenes = [SCENES[0], ["***"], SCENES[1]]
    page = read_text("page.txt", text_page(scenes=scenes, break_lines=1))
    assert page.gaps == ()
    assert "\n\n***\n\n" in page.chapters[0].source
