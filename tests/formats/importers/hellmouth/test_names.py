"""What the archive's names of categories and characters mean."""

import pytest

from fanthology.formats.importers.hellmouth.names import (
    Someone,
    fandoms_of,
    focus_name,
    franchises,
    is_focus,
    path,
    someone,
    vocabulary,
    without_buffyverse,
)

BUFFY = "Buffy the Vampire Slayer"


@pytest.mark.parametrize(
    ("category", "fandoms"),
    [
        ("Moby-Dick > Buffy-Centered", ("Moby-Dick",)),
        ("X-Files, The > General", ("The X-Files",)),
        ("Dr. Who/Torchwood > Multiple Pairings", ("Doctor Who", "Torchwood")),
        ("Star Trek 2009 > Xander-Centered > Pairing: Faith", ("Star Trek (2009)",)),
        ("Television > Moby-Dick > Willow-Centered", ("Moby-Dick",)),
        ("Literature > Moby-Dick", ("Moby-Dick",)),
        ("Anime > Surprise Crossover", ()),
        ("Multiple Crossings > Xander-Centered", ()),
        ("Non-Crossover", ()),
        ("Stargate > Theme: Atlantis Project", ("Stargate",)),
    ],
)
def test_the_fandoms_of_a_category(category, fandoms):
    assert fandoms_of(category) == fandoms


@pytest.mark.parametrize(
    ("short", "fandoms", "meant"),
    [
        ("Buffy", (), Someone("Buffy Summers", BUFFY)),
        ("Wesley", (), Someone("Wesley Wyndam-Pryce", "Angel: the Series")),
        ("Lex", ("Smallville", BUFFY), Someone("Lex Luthor", "Smallville")),
        ("Lex", ("Moby-Dick", BUFFY), Someone("Lex", "Moby-Dick")),
        ("Mulder", ("The X-Files",), Someone("Fox Mulder", "The X-Files")),
        ("Ahab", ("Moby-Dick", BUFFY), Someone("Ahab", "Moby-Dick")),
        ("Ahab", ("Moby-Dick", "Dracula", BUFFY), Someone("Ahab", "")),
        ("Xander Harris", (), Someone("Xander Harris", BUFFY)),
    ],
)
def test_whom_a_short_name_means(short, fandoms, meant):
    assert someone(short, fandoms) == meant


def test_focuses():
    assert focus_name("Buffy-Centered") == "Buffy"
    assert focus_name("General") == ""
    assert is_focus("General")
    assert is_focus("Faith-Centered")
    assert not is_focus("Ahab-Centered")


def test_paths_lose_stray_spaces():
    assert path("Moby-Dick\u00a0> Buffy-Centered >  Pairing:  Faith".replace("\u00a0", " ")) == (
        "Moby-Dick",
        "Buffy-Centered",
        "Pairing: Faith",
    )


def test_stories_without_the_buffyverse():
    assert without_buffyverse(["Non-BtVS/AtS Stories > Moby-Dick"])
    assert not without_buffyverse(["Non-BtVS/AtS Stories > Moby-Dick", "Dracula > General"])
    assert not without_buffyverse([])


def test_the_vocabulary_is_whole():
    words = vocabulary()
    assert len(words["buffy"]) + len(words["angel"]) >= 40
    assert set(franchises()) == {BUFFY, "Angel: the Series"}
    assert set(franchises().values()) == {"Buffyverse"}
    assert all(len(each) == 2 for each in words["others"].values())
