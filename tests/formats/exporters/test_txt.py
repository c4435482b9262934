"""Plain text."""

from fanthology.formats.exporters import txt
from tests.formats.exporters.shelf import a_book, a_chapter, a_hebrew_book, an_imported_book


def told(book) -> str:
    return txt.write(book).decode()


def test_the_head_is_labelled_lines():
    head = told(a_book(2)).split("\n\n\n")[0].split("\n\n")
    assert head[0] == "The Adventure of the Vanishing Grin\nby Marginalia and Tom Quill"
    assert head[1] == "Fandoms: Sherlock Holmes × Alice in Wonderland"
    assert head[2] == "Summary: A client brings nothing to Baker Street but a smile."
    assert head[3].split("\n") == [
        "Category: Alice > Holmes-Centered",
        "Rating: FR13",
        "Chapters: 2 of 5",
        "Words: 122",
        "Published: 2 Mar 2026",
        "Updated: 14 Nov 2026",
        "Complete: No",
    ]
    assert "This story is No. 2 in the series “Cases That Nobody Believes”." in head
    assert "Timeline: Sherlock Holmes: The winter after his return\nTen years on" in head
    assert "Author’s note: Thanks to everyone who asked." in head


def test_chapters_have_their_headings_notes_and_text():
    chapter = a_chapter(
        2,
        title="Fog",
        summary="<p>Foggy.</p>",
        note_before="<p>Hello.</p>",
        note_after="<p>Bye.</p>",
        rating="FR18",
    )
    text = told(a_book((a_chapter(1, title=""), chapter)))
    assert "\n\n\nChapter 1\n\n\nIt had rained" in text
    assert (
        "\n\n\nChapter 2: Fog\n\nNOTE: This chapter is rated FR18\n\nIn this chapter: Foggy.\n\nNote: Hello.\n\n\nIt had"
        in text
    )
    assert "“Taller?”\n\n* * *\n\n“Both,”" in text
    assert "to smile.\n\n\nNote: Bye.\n\n\nYou have reached the end" in text


def test_the_end_says_where_the_story_is_from():
    text = told(an_imported_book())
    assert (
        "You have reached the end of “The Adventure of the Vanishing Grin”. This story is complete." in text
    )
    assert "Award there: Best Grin 2011.\nIts first address: https://old.example/Story-42\n" in text
    assert text.endswith("https://archive.example/stories/7/\n")


def test_every_script_is_utf_8():
    assert "המגדל והמפתח\nby דליה בת־ים" in told(a_hebrew_book())


def test_nothing_but_text_gets_in():
    text = told(a_book(title="A\x00\x1b[31mB\ud800", chapters=(a_chapter(title="C\x07"),)))
    assert text.startswith("A[31mB\n")
    assert not any(ord(sign) < 32 and sign != "\n" for sign in text)
