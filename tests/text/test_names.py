"""Names: how they are kept, when two are one, and what they are in an address."""

import unicodedata
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fanthology.text.names import MAX_SLUG, fold, slug, tidy

names = st.text(max_size=120)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Irene \t Adler\n", "Irene Adler"),
        ("Cafe\u0301", "Café"),
        ("Mina\u202eyekraH\u202c", "MinayekraH"),
        ("Nul\x00l\x1b[31m", "Null[31m"),
        ("A\u200bB\ufeff", "AB"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("half\ud800", "half"),
        ("z" + "\u0301" * 500, "ź" + "\u0301" * 6),
        ("", ""),
    ],
)
def test_tidy_keeps_the_name_and_drops_what_misleads(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "alike",
    [
        ("Sherlock Holmes", "sherlock  holmes ", "ＳＨＥＲＬＯＣＫ　ＨＯＬＭＥＳ", "Sherlock\u00a0Holmes"),
        ("Les Misérables", "Les Miserables", "LES MISE\u0301RABLES"),
        ("Ender's Tale", "Ender’s Tale", "Ender‘s Tale"),
        ("“Moon”–Walker", '"moon"-walker'),
        ("Straße", "STRASSE"),
        ("Łódź", "Lodz"),
        ("Æsir", "aesir"),
        ("İstanbul", "istanbul"),
        ("Ὀδυσσεύς", "οδυσσευς", "ΟΔΥΣΣΕΥΣ"),
        ("ёлка", "елка"),
        ("אַ מעשׂה", "א מעשה"),
        ("أَلْف لَيْلَة", "ألف ليلة"),
        ("می\u200cخواهم", "میخواهم"),
        ("ガラスの仮面", "ｶﾞﾗｽの仮面"),
        ("Wait…", "wait..."),
    ],
)
def test_spellings_of_one_name(alike):
    assert len({fold(name) for name in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("мой", "мои"),
        ("はは", "ばば"),
        ("की", "कु"),
        ("Holmes/Watson", "Holmes & Watson"),
        ("Alice 1", "Alice 2"),
        ("ألف", "الف"),
        ("西遊記", "西游记"),
    ],
)
def test_other_names_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("X-Files, The", "x-files-the"),
        ("Dr. Who/Torchwood", "dr-who-torchwood"),
        ("西遊記", "西遊記"),
        ("ألف ليلة", "ألف-ليلة"),
        ("Les Misérables", "les-misérables"),
        ("Ender’s  Tale?!", "enders-tale"),
        ("Snow_White #2", "snow-white-2"),
        ("हिन्दी कथा", "हिन्दी-कथा"),
        ("../../etc/passwd", "etc-passwd"),
        ("…!!!", "fallback-7"),
        ("", "fallback-7"),
        ("🎭", "fallback-7"),
        ("a" * 100, "a" * 80),
        ("word " * 30, "-".join(["word"] * 16)),
    ],
)
def test_a_name_in_an_address(name, part):
    assert slug(name, "Fallback 7") == part


def test_an_address_is_never_empty():
    assert slug("?", "!") == "unnamed"


@given(names)
def test_tidy_is_settled(name):
    assert tidy(tidy(name)) == tidy(name)
    tidy(name).encode()


@given(names)
@example("ϓ\u0301")
@example("\u1fbe\u0345")
@example("ʼn")
def test_fold_is_settled(name):
    key = fold(name)
    assert fold(key) == key
    assert fold(tidy(name)) == key
    assert fold(name.lower()) == key or name.lower().casefold() != name.casefold()


@given(names, names)
def test_a_slug_fits_into_an_address(name, fallback):
    part = slug(name, fallback)
    assert 0 < len(part) <= MAX_SLUG
    assert not set(part) & set("/?#%&. \t\n\\\"'<>")
    assert part == part.strip("-")
    assert unquote(quote(part)) == part
    assert all(unicodedata.category(sign)[0] in "LNM" or sign == "-" for sign in part)
    assert slug(part, "x") == part
