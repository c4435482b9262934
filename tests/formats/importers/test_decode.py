"""From bytes to text, or a refusal in one sentence."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.importers.decode import MAX_BYTES, MAX_LINES, text_of
from fanthology.formats.manuscript import Refused

DECLARED = '<html><head><meta charset="{}"></head><p>'


def refusal(data, name="file"):
    with pytest.raises(Refused) as caught:
        text_of(name, data)
    assert caught.value.name == name
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"whale", "whale"),
        ("Wal – Ölfass".encode(), "Wal – Ölfass"),
        (codecs.BOM_UTF8 + "Öl".encode(), "Öl"),
        ("Öl".encode("utf-16"), "Öl"),
        (codecs.BOM_UTF16_BE + "Öl".encode("utf-16-be"), "Öl"),
        ("Öl".encode("utf-32"), "Öl"),
        (b"a\r\nb\rc", "a\nb\nc"),
        (b"a\x07b" + b"c" * 200, "ab" + "c" * 200),
        (
            DECLARED.format("iso-8859-1").encode() + b"\xd6l \x93so\x94",
            DECLARED.format("iso-8859-1") + "Öl “so”",
        ),
        (DECLARED.format("windows-1252").encode() + b"\x81\xd6l", DECLARED.format("windows-1252") + "Öl"),
        (
            DECLARED.format("shift_jis").encode() + "鯨".encode("shift_jis"),
            DECLARED.format("shift_jis") + "鯨",
        ),
        (DECLARED.format("iso-8859-1").encode() + "Öl".encode(), DECLARED.format("iso-8859-1") + "Öl"),
        (
            b'<?xml version="1.0" encoding="koi8-r"?><html>' + "кит".encode("koi8-r"),
            '<?xml version="1.0" encoding="koi8-r"?><html>кит',
        ),
        (
            b"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>"
            + "кит".encode("cp1251"),
            "<META http-equiv=Content-Type content='text/html; charset=windows-1251'>кит",
        ),
    ],
)
def test_texts(data, text):
    assert text_of("file", data) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b" \n\t\r\n ", "The file is empty."),
        ("\u00a0\u200b\n".encode(), "The file holds nothing but white space."),
        (codecs.BOM_UTF8, "The file holds nothing but white space."),
        (codecs.BOM_UTF16_LE, "The file holds nothing but white space."),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "The file is a PNG picture;"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "The file is a JPEG picture;"),
        (b"GIF89a" + bytes(50), "The file is a GIF picture;"),
        (b"%PDF-1.7\nstuff", "The file is a PDF document;"),
        (b"{\\rtf1 text}", "The file is an RTF document;"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "The file is a Word document;"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "The file is an EPUB e-book;"),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "The file is an OpenDocument text;",
        ),
        (b"PK\x03\x04" + bytes(60), "The file is a ZIP archive;"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "The file is an old Office document;"),
        (b"\x1f\x8b\x08" + bytes(60), "The file is a compressed file (gzip);"),
        (b"ID3" + bytes(60), "The file is a sound file;"),
        (b"abc\x00def", "The file is binary data;"),
        (
            b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;",
            "The file is a web archive (MHTML)",
        ),
        (b"\x01\x02\x03\x04 abc", "The file holds data, not text;"),
        (b"abc \xff def", "The text is not UTF-8: 0xFF at byte 4 cannot be read;"),
        (b"abc \xc3", "The text is not UTF-8: 0xC3 at byte 4 cannot be read;"),
        (b"abc \xed\xa0\x80 def", "The text is not UTF-8: 0xED at byte 4 cannot be read;"),
        (
            DECLARED.format("utf-8").encode() + b"\xff",
            "The text is not UTF-8: 0xFF at byte 44 cannot be read;",
        ),
        (
            DECLARED.format("shift_jis").encode() + b"\x81",
            "The text is not the shift_jis that it declares: 0x81 at byte 48",
        ),
        (DECLARED.format("base64").encode() + b"\xff", "The text is not UTF-8"),
        (DECLARED.format("whale").encode() + b"\xff", "The text is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "The text is not the utf-16 that it declares"),
        (b"\n" * 5 + b"a\n" * (MAX_LINES + 1), "The file has more than 600,000 lines"),
        (b"a" * (MAX_BYTES + 1), "The file is larger than 20 MB"),
    ],
)
def test_refusals(data, reason):
    said = refusal(data)
    assert said.startswith(reason)
    assert said.endswith(".")


def test_a_file_of_another_kind_says_which_kinds_are_read():
    assert refusal(b"\x89PNG\r\n\x1a\n0000").endswith(
        "stories are read from plain text, Markdown and HTML files."
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = text_of("file", data)
    except Refused as problem:
        said = problem.reason
    else:
        said = "."
        text.encode()
        assert "\x00" not in text
        assert "\r" not in text
    assert said.endswith(".")


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_text_is_decoded_by_its_marks(text, encoding):
    try:
        read = text_of("file", f"{text} and the whale".encode(encoding, "ignore"))
    except Refused:
        return
    assert read.endswith(" and the whale")
