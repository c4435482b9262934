"""Header labels as authors type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.text.headers import FIELDS, fields_named, read_header


@pytest.mark.parametrize(
    ("line", "fields", "value"),
    [
        ("Disclaimer: Holmes is Doyle's.", ("disclaimer",), "Holmes is Doyle's."),
        (
            "Timeline- Post Reichenbach- part 2 for Holmes.",
            ("timeline",),
            "Post Reichenbach- part 2 for Holmes.",
        ),
        ("Timeline - before the fall", ("timeline",), "before the fall"),
        ("Rating – PG", ("rating",), "PG"),
        ("Art creds- Made by hand.", ("credits",), "Made by hand."),
        ("**Rating:** PG-13", ("rating",), "PG-13"),
        ("__Summary__: A whale.", ("summary",), "A whale."),
        ("*Author’s Notes* - for *you*", ("author_note",), "for *you*"),
        ("A/N: hello", ("author_note",), "hello"),
        ("A/N 2: hello again", ("author_note",), "hello again"),
        ("AN: hello", ("author_note",), "hello"),
        ("Pairing(s): Holmes/Adler", ("relationships",), "Holmes/Adler"),
        ("Pairings/Warnings/Rating- It is PG.", ("relationships", "warnings", "rating"), "It is PG."),
        ("Rating & Warnings: PG, fog", ("rating", "warnings"), "PG, fog"),
        ("Genre and Rating: Drama, PG", ("genres", "rating"), "Drama, PG"),
        ("Fandom: Moby-Dick", ("fandoms",), "Moby-Dick"),
        ("X-over: Dracula", ("fandoms",), "Dracula"),
        ("Time-line: 1891", ("timeline",), "1891"),
        ("Feedback: yes please", ("kept",), "yes please"),
        ("E-mail: nobody at nowhere", ("kept",), "nobody at nowhere"),
        ("Word of the day: whale", (), "whale"),
        (
            "Disclaimer:\nHolmes is Doyle's.\nAhab is Melville's.",
            ("disclaimer",),
            "Holmes is Doyle's.\nAhab is Melville's.",
        ),
    ],
)
def test_a_label_names_its_fields(line, fields, value):
    header = read_header(line)
    assert (header.fields, header.value, header.verbatim) == (fields, value, line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "It was a foggy night.",
        "Here’s the thing- I am ill.",
        "Holmes said: “The game is afoot.”"[12:],
        "https://archive.example/story",
        "He had three things to say to the captain of the whaler: none of them kind.",
        "A half-known name - and a dash",
        "well-known: no capital",
        "Whale:",
        "- a list's entry",
        ": nothing",
    ],
)
def test_a_sentence_is_not_a_header(line):
    assert read_header(line) is None


def test_one_unknown_part_makes_a_combined_label_unknown():
    assert fields_named("Pairings/Whales") == ()
    assert read_header("Pairings/Whales: many").fields == ()


@given(st.text())
def test_any_line_is_read_and_nothing_of_it_is_lost(line):
    header = read_header(line)
    if header is not None:
        assert header.verbatim == line
        assert header.value in line
        assert set(header.fields) <= FIELDS | {"kept"}


@pytest.mark.parametrize(
    "line", [" " * 300_000, "*" * 300_000, "a -" * 100_000, "-" * 300_000 + "x", "a:" * 100_000]
)
def test_nasty_lines_do_not_keep_anyone_waiting(line):
    read_header(line)
