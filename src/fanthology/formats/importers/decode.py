"""From a file's bytes to its text, or a kind refusal: size, emptiness, kind of file, encoding."""

import codecs
import re

import filetype  # type: ignore[import-untyped]  # it has no types of its own

from fanthology.formats.manuscript import Refused
from fanthology.text.characters import scrub

MAX_BYTES = 20 * 1024 * 1024
"""A larger file is refused before it is looked at. A novel of a million words has six million bytes."""

MAX_LINES = 600_000
"""More lines than the longest book has; a file of nothing but line breaks would keep everyone waiting."""

UNDERSTOOD = "stories are read from plain text, Markdown and HTML files."

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"bplist00", "a property list"),
)
_KINDS = {
    "image": "a picture",
    "audio": "a sound file",
    "video": "a film",
    "font": "a font",
    "application": "a file of another kind",
}
_NAMED = {
    "image/png": "a PNG picture",
    "image/jpeg": "a JPEG picture",
    "image/gif": "a GIF picture",
    "image/webp": "a WebP picture",
    "application/gzip": "a compressed file (gzip)",
    "application/x-7z-compressed": "a 7-Zip archive",
    "application/x-rar-compressed": "a RAR archive",
    "application/x-tar": "a tar archive",
    "application/x-mobipocket-ebook": "a MOBI e-book",
}
_IN_ZIP = (
    (b"mimetypeapplication/epub+zip", "an EPUB e-book"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.-]{2,40})|<\?xml[^<>]{0,100}?encoding=["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
# Browsers read these labels as Windows-1252, whose five free places stand for control characters.
_WESTERN = frozenset(("latin-1", "iso8859-1", "ascii", "cp1252"))


def text_of(name: str, data: bytes) -> str:
    """The text of a file. Raises Refused where there is none to be had."""
    if len(data) > MAX_BYTES:
        raise Refused(
            name, f"The file is larger than {MAX_BYTES // 2**20} MB; please bring it in as several files."
        )
    if not data.strip():
        raise Refused(name, "The file is empty.")
    kind = _kind(data)
    if kind:
        raise Refused(name, f"The file is {kind}; {UNDERSTOOD}")
    text = _decoded(name, data)
    if len(_CONTROLS.findall(text[:100_000])) > len(text[:100_000]) // 100:
        raise Refused(name, f"The file holds data, not text; {UNDERSTOOD}")
    text = scrub(text)
    if text.count("\n") > MAX_LINES:
        raise Refused(
            name, f"The file has more than {MAX_LINES:,} lines; please bring it in as several files."
        )
    if not text.strip("\u200b\u00a0 \t\n"):
        raise Refused(name, "The file holds nothing but white space.")
    return text


def _kind(data: bytes) -> str:
    """What a file is, when its first bytes say that it is no text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _IN_ZIP if mark in data[:8192]), "a ZIP archive")
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    guess = filetype.guess(data[:8192])
    if guess is not None:
        return _NAMED.get(guess.mime) or _KINDS.get(guess.mime.split("/")[0], "a file of another kind")
    if re.match(rb"(?:From: <Saved by |MIME-Version: )", data) and b"multipart/related" in data[:2000]:
        return "a web archive (MHTML): please save the page again as “HTML only”"
    return "binary data" if b"\x00" in data else ""


def _decoded(name: str, data: bytes) -> str:
    """The text by byte-order mark, by UTF-8, or by what the page declares; never by guessing."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(name, data.removeprefix(mark) if encoding == "utf-8" else data, encoding)
    try:
        return data.decode()
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:4096])
        encoding = _known((declared.group(1) or declared.group(2)).decode("ascii")) if declared else ""
        return _strictly(name, data, encoding or "utf-8")


def _known(label: str) -> str:
    """Python's name of a text encoding that a page declares, or ""."""
    try:
        found = codecs.lookup(label)
        "".encode(found.name)  # encodings of bytes to bytes ("base64") refuse text
    except (LookupError, ValueError):
        return ""
    return "cp1252" if found.name in _WESTERN else found.name


def _strictly(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        if encoding == "cp1252":
            return data.decode("latin-1")
        byte = f"0x{data[problem.start]:02X}" if problem.start < len(data) else "the end"
        said = "UTF-8" if encoding == "utf-8" else f"the {encoding} that it declares"
        where = f"{byte} at byte {problem.start:,} cannot be read"
        raise Refused(name, f"The text is not {said}: {where}; please save it as UTF-8.") from None
    except (UnicodeError, ValueError):
        raise Refused(
            name, f"The text is not the {encoding} that it declares; please save it as UTF-8."
        ) from None
