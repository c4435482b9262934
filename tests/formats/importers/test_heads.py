"""Where stories begin, and what becomes of the lines above them."""

import pytest

from fanthology.formats.importers.draft import Draft
from fanthology.formats.importers.heads import head_length, take_head
from fanthology.formats.importers.passages import blank_parted, html_passages, text_passages
from fanthology.formats.manuscript import CanonPoint
from tests.formats.importers.samples import HEAD, STORY

BODY = "\n\n".join(STORY * 6)


def length(text):
    return head_length(text_passages(text), len(text.split()))


def taken(text, *, fandoms=()):
    draft = Draft(fandoms=list(fandoms))
    take_head(draft, blank_parted(text))
    return draft.manuscript(())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (BODY, 0),
        (f"{HEAD}\n\n\n\n{BODY}", 5),
        (f"{HEAD}\n\n{BODY}", 5),
        (f"Just a word before.\n\n\n\n{BODY}", 1),
        (f"Rating: PG\n\nJust a word.\n\nDisclaimer: none\n\n{BODY}", 3),
        (f"Rating: PG\n\n\n\nDisclaimer: none\n\n{BODY}", 2),
        (f"{BODY}\n\n\n\n{BODY}", 0),
        (f"{BODY}\n\nRating: PG", 0),
        ("", 0),
        (f"Rating: PG\n\n* * *\n\n{BODY}", 1),
    ],
)
def test_where_the_story_begins(text, count):
    assert length(text) == count


def test_a_wide_gap_in_the_story_is_no_head():
    text = f"{BODY}\n\n\n\n\n{BODY}"
    assert length(text) == 0


def test_labelled_lines_of_one_paragraph_are_parted():
    read = taken(
        "Title: The Lamp\nAuthor: Elinor Vance\nPairing: Holmes/Adler\nRating: PG\nA line on its own"
    )
    assert (read.title, read.authors, read.relationships) == (
        "The Lamp",
        ("Elinor Vance",),
        ("Holmes/Adler",),
    )
    assert read.author_rating == "PG"
    assert read.author_note == "Rating: PG\nA line on its own"


def test_a_value_may_go_on_over_lines():
    assert (
        taken("Disclaimer: Holmes is Doyle's.\nAhab is Melville's.").disclaimer
        == "Holmes is Doyle's.\nAhab is Melville's."
    )


def test_kept_labels_are_told_and_unknown_ones_asked_about():
    read = taken("Spoilers: the whale dies\n\nQuote of the day: Call me\n\nHello, all of you!")
    assert read.author_note == "Spoilers: the whale dies\n\nQuote of the day: Call me\n\nHello, all of you!"
    told = {question.kind: question.text for question in read.questions}
    assert "“Quote of the day”" in told["ask"]
    assert any("“Spoilers”" in question.text for question in read.questions)
    assert any("“Hello, all of you! …”" in question.text for question in read.questions)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Fandom: Moby-Dick / Dracula", "fandoms", ("Moby-Dick", "Dracula")),
        ("Crossover: Moby-Dick x Dracula", "fandoms", ("Moby-Dick", "Dracula")),
        ("Characters: Holmes, Watson and Ahab", "characters", ("Holmes", "Watson", "Ahab")),
        ("Genre: Drama/Mystery", "genres", ("Drama", "Mystery")),
        ("Warnings: violence, swearing", "warnings", ("Violence", "Strong language")),
        ("Warnings: spiders", "warnings", ("spiders",)),
        ("Tags: fog, lamps", "freeforms", ("fog", "lamps")),
        ("Category: Angst", "freeforms", ("Angst",)),
        ("Category: Books > Moby-Dick", "categories", ("Books > Moby-Dick",)),
        ("Language: French", "language", "fr"),
        ("Language: Deutsch", "language", "de"),
        ("Status: WIP", "complete", False),
        ("Complete: yes", "complete", True),
        ("Series: The Fog Cycle, part 3", "series", None),
        ("Published: 2011-04-06", "published", None),
        ("Summary: A lamp. A whale.", "summary", "A lamp. A whale."),
        ("A/N: hello", "author_note", "hello"),
    ],
)
def test_a_label_fills_its_field_and_nothing_is_kept_twice(line, field, value):
    read = taken(line)
    assert getattr(read, field) == value if value is not None else getattr(read, field)
    assert field == "author_note" or read.author_note in ("", line)


@pytest.mark.parametrize(
    "line",
    [
        "Warnings: none that I know of, really",
        "Warnings: swearing",
        "Pairing: none yet, we will see",
        "Rating: PG for the harpoons",
        "Author: Somebody Else and her sister's cat's cousin's friend who would like to be named here in full",
        "Status: finished but for a last look at the commas",
        "Published: some time in spring",
        "Language: Whalish",
        "Pairing/Rating: Holmes/Adler, PG",
    ],
)
def test_what_is_not_taken_whole_stays_as_typed(line):
    assert taken(line).author_note == line


def test_a_second_value_never_overwrites_the_first():
    read = taken("Title: One\n\nTitle: Two\n\nDisclaimer: a\n\nDisclaimer: b\n\nRating: PG\n\nRating: R")
    assert (read.title, read.disclaimer, read.author_rating) == ("One", "a", "PG")
    assert read.author_note == "Title: Two\n\nDisclaimer: b\n\nRating: R"


def test_the_timeline_finds_its_fandoms():
    read = taken(
        "Timeline: post Reichenbach for Holmes, chapter 3 for MD", fandoms=["Sherlock Holmes", "Moby Dick"]
    )
    assert read.timeline == (
        CanonPoint("Sherlock Holmes", "post Reichenbach"),
        CanonPoint("Moby Dick", "chapter 3"),
    )


def test_html_heads_keep_their_marks():
    draft = Draft("html")
    take_head(draft, html_passages("<p><b>Disclaimer:</b> The <i>whale</i></p><p>Hello &amp; <b>bye</b></p>"))
    assert draft.disclaimer == "<p>The <i>whale</i></p>"
    assert draft.notes == ["<p>Hello &amp; <b>bye</b></p>"]
