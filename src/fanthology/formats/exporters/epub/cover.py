"""The cover as a picture: bookshelves show nothing else, and many of them draw neither HTML nor SVG.

Without a banner: paper, a spine in the inks of the story's fandoms, its title, and a ring for each fandom, interlaced. With one: the
banner above the title. Where the archive's fonts lack the title's alphabet, no words are drawn; the title page follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from fanthology.formats.book import Book
from fanthology.formats.exporters import parts
from fanthology.formats.exporters.epub.faces import LABEL, NAME, TITLE, TITLE_BEYOND, Face, face_for
from fanthology.formats.exporters.epub.sheet import Sheet, ring_step
from fanthology.text.inks import FAMILIES, HUES, hex_colour
from fanthology.text.names import tidy

WIDTH, HEIGHT = 1000, 1500
SPINE = 64
LEFT, RIGHT = SPINE + 90, WIDTH - 90
PAPER, INK, MUTED = "#fbf7ef", "#241f1b", "#655c53"
TITLE_SIZES = ((132, 2), (118, 3), (104, 4), (92, 5), (80, 6), (68, 8), (58, 9), (50, 11))
"""Sizes of the title in pixels, each with the lines it may take."""
TALLEST_BANNER = 760
QUALITY = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file of the e-book."""

    name: str
    media_type: str
    data: bytes


def cover_picture(book: Book) -> Picture:
    """The cover: a PNG where it is drawn alone, which keeps flat colours small, a JPEG under a banner."""
    sheet = Sheet((WIDTH, HEIGHT), PAPER)
    inks = [hex_colour(*FAMILIES["light"], fandom.ink * 360 / HUES) for fandom in book.fandoms[:8]]
    banner = _banner(book)
    under = banner.height if banner else 0
    _spine(sheet, inks or [MUTED], under, at_right=book.dir == "rtl")
    start = under + (110 if banner else 190)
    end = _words(sheet, book, inks, start, 560 if banner else 700)
    chain = inks[:3] or [MUTED]
    if end == start:
        radius = 190
        left = (WIDTH - ring_step(radius) * (len(chain) - 1)) // 2
        sheet.rings(chain, (left, (under + HEIGHT) // 2), radius)
    elif not banner and HEIGHT - end > 430:
        sheet.rings(chain, (LEFT + 125, (end + HEIGHT - 130) // 2), 125)
    _archive(sheet, book)
    picture = sheet.finished()
    if banner is None:
        out = BytesIO()
        picture.save(out, "PNG")
        return Picture("cover.png", "image/png", out.getvalue())
    whole = picture.convert("RGB")
    whole.paste(banner, (0, 0))
    return _jpeg("cover", whole)


def banner_picture(book: Book) -> Picture | None:
    """The banner as a JPEG for the title page: WebP is young among e-readers. None where there is none to be read."""
    picture = _opened(book.art.data) if book.art else None
    if picture is None:
        return None
    if picture.width > WIDTH:
        size = (WIDTH, max(1, round(picture.height * WIDTH / picture.width)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return _jpeg("banner", picture)


def _jpeg(name: str, picture: Image.Image) -> Picture:
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return Picture(f"{name}.jpg", "image/jpeg", out.getvalue())


def _opened(data: bytes) -> Image.Image | None:
    """The stored banner, on paper where it is transparent."""
    try:
        picture = Image.open(BytesIO(data), formats=("WEBP",))
        if picture.mode == "RGB":
            picture.load()
            return picture
        above = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError):
        return None
    return Image.alpha_composite(Image.new("RGBA", above.size, PAPER), above).convert("RGB")


def _banner(book: Book) -> Image.Image | None:
    """The banner over the whole width; of a tall one the middle."""
    picture = _opened(book.art.data) if book.art else None
    if picture is None:
        return None
    height = max(1, round(picture.height * WIDTH / picture.width))
    picture = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    over = max(0, height - TALLEST_BANNER)
    return picture.crop((0, over // 2, WIDTH, height - (over - over // 2)))


def _spine(sheet: Sheet, inks: Sequence[str], top: int, *, at_right: bool) -> None:
    """One band an ink, down the edge where the book is bound."""
    step = (HEIGHT - top) / len(inks)
    left = WIDTH - SPINE if at_right else 0
    for number, ink in enumerate(inks):
        ends = top + round(number * step), top + round((number + 1) * step)
        sheet.block((left, ends[0], left + SPINE, ends[1]), ink)


def _words(sheet: Sheet, book: Book, inks: Sequence[str], top: int, room: int) -> int:
    """Fandoms, title and authors; the height where they end. All or none: half a title is worse than no title."""
    title, names = tidy(book.title), tidy(parts.listed(book.authors))
    face, name_face = face_for(title, TITLE, TITLE_BEYOND), face_for(names, NAME)
    if face is None or name_face is None or not title:
        return top
    top = _fandoms(sheet, [tidy(fandom.name) for fandom in book.fandoms[:4]], inks, top)
    top = _title(sheet, title, face, top, room)
    for line in _shortened(_lines(f"by {names}", name_face, 48, RIGHT - LEFT), 3) if names else ():
        sheet.write((LEFT, top + 60), line, name_face, 48, INK)
        top += 62
    return top + 60


def _fandoms(sheet: Sheet, names: Sequence[str], inks: Sequence[str], top: int) -> int:
    """The fandoms in their inks, joined by ×; a name that does not fit begins a line. The height of the next part's top."""
    if not names:
        return top
    size, step = 38, 54
    faces = [face_for(name, LABEL, TITLE_BEYOND) for name in names]
    x, y = float(LEFT), top
    for number, (name, face, ink) in enumerate(zip(names, faces, inks, strict=False)):
        if face is None or None in faces:
            return top
        if number:
            x = sheet.write((x, y), " × ", LABEL, size, MUTED)
        if x > LEFT and x + face.width(name, size) > RIGHT:
            x, y = LEFT, y + step
        first, *rest = _lines(name, face, size, RIGHT - LEFT)
        x = sheet.write((x, y), first, face, size, ink)
        for line in rest:
            y += step
            x = sheet.write((LEFT, y), line, face, size, ink)
    return y + 62


def _title(sheet: Sheet, title: str, face: Face, top: int, room: int) -> int:
    """The title as large as it fits well into `room` pixels of height; where it ends."""
    for size, most in TITLE_SIZES:
        lines = _lines(title, face, size, RIGHT - LEFT)
        longest = max((face.width(word, size) for word in title.split()), default=0)
        if len(lines) <= most and len(lines) * size * 1.12 <= room and longest <= RIGHT - LEFT:
            break
    step = round(size * 1.12)
    lines = _shortened(_balanced(title, face, size, len(lines), longest), room // step)
    for number, line in enumerate(lines):
        sheet.write((LEFT, top + size * 0.85 + number * step), line, face, size, INK)
    return top + len(lines) * step + 24


def _archive(sheet: Sheet, book: Book) -> None:
    name = tidy(book.archive)
    face = face_for(name, LABEL, TITLE_BEYOND)
    if name and face:
        line = _shortened(_lines(name, face, 30, RIGHT - LEFT), 1)[0]
        sheet.write((LEFT, HEIGHT - 84), line, face, 30, MUTED)


def _lines(text: str, face: Face, size: int, width: float) -> list[str]:
    """`text` broken between words; a word that is too wide alone is broken where it must."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.width(longer, size) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and face.width(lines[-1] + letter, size) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def _balanced(text: str, face: Face, size: int, number: int, longest: float) -> list[str]:
    """The same number of lines, as even in width as they can be without breaking the longest word (pixels)."""
    width = float(RIGHT - LEFT)
    while width - 24 >= longest and len(_lines(text, face, size, width - 24)) <= number:
        width -= 24
    return _lines(text, face, size, width)


def _shortened(lines: list[str], most: int) -> list[str]:
    """No more than `most` lines; what was cut off shows as an ellipsis."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1].rstrip()}…"]
