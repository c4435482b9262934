"""Which manuscripts are the same story, and which pages belong to one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.importers import fingerprint, merge, read, read_many
from fanthology.formats.manuscript import Gap, Manuscript, ManuscriptChapter, Provenance
from tests.formats.importers.samples import ROW, STORY, html_page, text_page


def a_story(*paragraphs, title="The Lamp", markup="plain"):
    return Manuscript(
        title=title, chapters=(ManuscriptChapter(source="\n\n".join(paragraphs), markup=markup),)
    )


def test_text_and_html_of_one_story_have_one_fingerprint():
    (text,) = read("page.txt", text_page(top="Summary: x\n\n", head="Disclaimer: none.").encode())
    body = "<p>Disclaimer: none.</p><br><br><br><br>" + "".join(
        f"<p>{each}</p>" for each in [*STORY, "The <i>End</i>"]
    )
    (html,) = read("page.html", html_page(1, body=body, chapters=("1. x",)).encode())
    assert fingerprint(text) == fingerprint(html)


@pytest.mark.parametrize(
    "other",
    [
        a_story("A *lamp*, a whale; A FOG…", "Gone", "so be it"),
        a_story("a lamp a whale", "* * *", "a fog", "so be it", title="the LAMP!"),
        a_story("<p>A <b>lamp</b>, a wh<i>al</i>e; a fog.</p><hr><p>Lost.</p><p>So be it</p>", markup="html"),
        a_story("A **lamp**, a whale; a *fog*.", "So be it", markup="markdown"),
    ],
)
def test_marks_breaks_and_lone_words_do_not_count(other):
    assert fingerprint(other) == fingerprint(a_story("A lamp, a whale; a fog.", "So be it."))


@pytest.mark.parametrize(
    "other",
    [
        a_story("A lamp, a whale; a frog.", "So be it."),
        a_story("A lamp, a whale; a fog.", "So be it.", title="The Whale"),
        a_story("So be it.", "A lamp, a whale; a fog."),
        Manuscript(title="The Lamp"),
    ],
)
def test_words_do(other):
    assert fingerprint(other) != fingerprint(a_story("A lamp, a whale; a fog.", "So be it."))


@given(st.text(max_size=40))
def test_a_fingerprint_is_64_digits(text):
    assert len(fingerprint(a_story(text))) == 64


def pages(*numbers):
    return [(f"{number}.html", html_page(number).encode()) for number in numbers]


def test_pages_of_one_story_are_joined_in_order():
    ((story, name),), refused = read_many(pages(3, 1, 2))
    assert name.endswith(" and 2 more")
    assert not refused
    assert [chapter.number for chapter in story.chapters] == [1, 2, 3]
    assert [chapter.title for chapter in story.chapters] == ["Fog on the Thames", "The Brass Compass", "Home"]
    assert not [question for question in story.questions if question.field == "chapters"]


def test_a_missing_page_is_asked_for():
    ((story, _),), _ = read_many(pages(3, 1))
    (question,) = [question for question in story.questions if question.field == "chapters"]
    assert question.text == "Of 3 chapters these are not here: 2. Bring in their pages too."


def test_the_same_page_twice_is_one_chapter():
    ((story, _),), _ = read_many(pages(2, 2))
    assert len(story.chapters) == 1


def test_other_stories_stay_apart():
    named, _ = read_many([*pages(1), ("other.html", html_page(1, story_id=99, title="Other").encode())])
    stories = [story for story, _ in named]
    assert [len(story.chapters) for story in stories] == [1, 1]


def test_extracted_pages_are_joined_by_title_and_author():
    row = ROW.replace("FR151146031,204", "FR1521,146031,204")
    files = [(f"Story-4711-{number}.txt", text_page(row=f"{row}\n", end="").encode()) for number in (2, 1)]
    ((story, _),), _ = read_many(files)
    assert [chapter.number for chapter in story.chapters] == [1, 2]
    assert {gap.chapter for gap in story.gaps} == {0, 1}


def test_two_stories_of_one_chapter_stay_apart():
    named, _ = read_many([("a.txt", text_page().encode()), ("b.txt", text_page().encode())])
    stories = [story for story, _ in named]
    assert len(stories) == 2


def test_pages_without_numbers_stay_apart():
    source = Provenance(archive="x", story_id="1", chapters=2)
    page = replace(a_story("x y"), provenance=source)
    assert len(merge([page, page])) == 2


def test_gaps_follow_their_chapters():
    source = Provenance(archive="x", story_id="1", chapters=2)
    one, two = (
        replace(
            a_story("x y"),
            provenance=source,
            chapters=(ManuscriptChapter(source="x y", number=number),),
            gaps=(Gap(0, number, "x"),),
        )
        for number in (1, 2)
    )
    (story,) = merge([two, one])
    assert story.gaps == (Gap(0, 1, "x"), Gap(1, 2, "x"))


def test_a_bad_file_never_stops_the_others():
    named, refused = read_many([("a.txt", b""), *pages(1), ("b.png", b"\x89PNG\r\n\x1a\n")])
    stories = [story for story, _ in named]
    assert len(stories) == 1
    assert [each.name for each in refused] == ["a.txt", "b.png"]
