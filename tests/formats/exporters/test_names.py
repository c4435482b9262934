"""File names: safe on every system, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.exporters import FORMATS, file_name
from tests.formats.exporters.shelf import a_book

LONG = "A Title That Goes On " * 12


@pytest.mark.parametrize(
    ("title", "authors", "expected"),
    [
        ("The Grin", ("Tom Quill",), "The Grin - Tom Quill.epub"),
        ("The Grin", ("A", "B"), "The Grin - A and B.epub"),
        ("The Grin", ("A", "B", "C", "D"), "The Grin - A, B and others.epub"),
        ("The Grin", (), "The Grin.epub"),
        ("המגדל", ("דליה",), "המגדל - דליה.epub"),
        ("微笑的貓", ("墨客",), "微笑的貓 - 墨客.epub"),
        ('A/B\\C:D*E?F"G<H>I|J', ("K",), "A B C D E F G H I J - K.epub"),
        ("../../etc/passwd", ("x",), "etc passwd - x.epub"),
        ("-rf", ("~x",), "rf - x.epub"),
        ("...", ("...",), "Story 7.epub"),
        ("CON", (), "_CON.epub"),
        ("nul.tar", (), "_nul.tar.epub"),
        ("Ends with a dot.", ("Jr.",), "Ends with a dot - Jr.epub"),
        ("a\u202etxt.exe\x00", ("b\n",), "atxt.exe - b.epub"),
    ],
)
def test_a_file_is_called(title, authors, expected):
    assert file_name(a_book(title=title, authors=authors), "epub") == expected


def test_a_long_title_is_cut_and_its_author_kept():
    name = file_name(a_book(title=LONG, authors=("Tom Quill",)), "epub")
    assert name.startswith("A Title That Goes On A Title")
    assert name.endswith("… - Tom Quill.epub")


@given(st.text(max_size=300), st.lists(st.text(max_size=100), max_size=4))
def test_any_name_is_safe(title, authors):
    name = file_name(a_book(title=title, authors=tuple(authors)), "epub")
    stem = name.removesuffix(".epub")
    assert 0 < len(name.encode()) <= 160
    assert not set(stem) & set('<>:"/\\|?*') | {sign for sign in stem if ord(sign) < 32}
    assert stem == stem.strip(" .")
    assert not stem.startswith(("-", "~"))


@pytest.mark.parametrize("shift", range(6))
def test_a_letter_is_never_parted_from_its_marks(shift):
    """`q` with dots above and below has no letter of its own: three signs, five bytes."""
    letter = "q\u0323\u0307"
    stem = file_name(a_book(title="x" * shift + letter * 200, authors=()), "epub").split("…")[0]
    assert stem == "x" * shift + letter * ((len(stem) - shift) // 3)


def test_the_formats_there_are():
    assert list(FORMATS) == ["epub", "html", "txt", "md"]
    assert all(name == each.name and each.extension and each.media_type for name, each in FORMATS.items())
    for each in FORMATS.values():
        assert isinstance(each.write(a_book()), bytes)
