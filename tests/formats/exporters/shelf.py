"""Books for the exporters' tests, made without a database: public-domain characters, our own words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image, ImageDraw

from fanthology.formats.book import Art, Book, BookChapter, Fandom, Place
from fanthology.formats.manuscript import CanonPoint, Provenance
from fanthology.text.inks import ink
from fanthology.text.markup import to_html

RAIN = """\
It had rained upon London for nine days, and my friend had spent eight of them on the hearthrug.

“You will observe, Watson,” said he, “that the young lady on the stair has lately been a *different height*.”

“Taller?”

***

“Both,” said Holmes. She unlatched her bag, and something in it began, very slowly, to smile.
"""


def a_fandom(name) -> Fandom:
    return Fandom(name, ink(name))


def a_chapter(number=1, **changes) -> BookChapter:
    """A chapter of 61 words."""
    given = {
        "number": number,
        "url": f"https://archive.example/stories/7/{number}/",
        "title": f"Part {number}",
        "text": to_html(RAIN, "markdown"),
        "words": 61,
        "published": date(2026, 3, 1 + number % 28),
    }
    return BookChapter(**{**given, **changes})


def a_book(chapters=2, **changes) -> Book:
    """Holmes meets Alice, in `chapters` parts (a number, or the chapters themselves)."""
    if isinstance(chapters, int):
        chapters = tuple(a_chapter(number) for number in range(1, chapters + 1))
    given = {
        "story_id": 7,
        "uuid": "urn:uuid:2d1c4e2c-3a9b-5f0e-8c55-0d5f0a3f7a11",
        "url": "https://archive.example/stories/7/",
        "archive": "The Reading Room",
        "archive_url": "https://archive.example/",
        "title": "The Adventure of the Vanishing Grin",
        "authors": ("Marginalia", "Tom Quill"),
        "modified": datetime(2026, 11, 14, 18, 30, 7, tzinfo=UTC),
        "edited": datetime(2026, 11, 15, 8, 0, 0, tzinfo=UTC),
        "fandoms": (a_fandom("Sherlock Holmes"), a_fandom("Alice in Wonderland")),
        "fandom_tags": ("Sherlock Holmes", "Alice in Wonderland"),
        "categories": ("Alice > Holmes-Centered",),
        "characters": ("John Watson", "Alice Liddell"),
        "relationships": ("Sherlock Holmes & Alice Liddell",),
        "genres": ("Mystery",),
        "warnings": ("No warnings apply",),
        "freeforms": ("Baker Street",),
        "rating": "FR13",
        "summary": "<p>A client brings nothing to Baker Street but a smile.</p>",
        "author_note": "<p>Thanks to <em>everyone</em> who asked.</p>",
        "disclaimer": "<p>They belong to everyone now.</p>",
        "timeline": (
            CanonPoint("Sherlock Holmes", "The winter after his return"),
            CanonPoint("", "Ten years on"),
        ),
        "series": (Place("Cases That Nobody Believes", 2, "https://archive.example/series/3/"),),
        "published": date(2026, 3, 2),
        "updated": date(2026, 11, 14),
        "planned_chapters": 5,
        "chapters": chapters,
    }
    return Book(**{**given, **changes})


def a_picture(size=(1280, 480)) -> bytes:
    """A banner: two moons over a river."""
    picture = Image.new("RGB", size, "#dfe8ea")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((size[0] * 0.6, 40, size[0] * 0.6 + 200, 240), fill="#0068a3")
    draw.ellipse((size[0] * 0.68, 90, size[0] * 0.68 + 200, 290), fill="#8f4a00")
    draw.rectangle((0, size[1] * 0.8, *size), fill="#24414a")
    out = BytesIO()
    picture.save(out, "WEBP")
    return out.getvalue()


def with_banner(book: Book) -> Book:
    return replace(book, art=Art(a_picture(), "Two moons over a river.", "Drawn by Tom Quill"))


def an_imported_book() -> Book:
    """Brought in from another archive, with its numbers."""
    return a_book(
        1,
        complete=True,
        planned_chapters=None,
        provenance=Provenance(
            archive="The Old Shelf",
            url="https://old.example/Story-42",
            words=2491,
            chapters=1,
            recs=0,
            reviews=4,
            hits=1372,
            published=date(2011, 4, 6),
            updated=date(2011, 4, 6),
            complete=True,
            row="Books > AliceMarginaliaFR1312,491041,3726 Apr 116 Apr 11Yes",
            confidence=1.0,
            awards=("Best Grin 2011",),
        ),
    )


def a_hebrew_book() -> Book:
    text = to_html("הגשם ירד על העיר תשעה ימים.\n\n***\n\n“לא,” אמר הולמס. “שתיים.”", "markdown")
    return a_book(
        title="המגדל והמפתח",
        authors=("דליה בת־ים",),
        language="he",
        fandoms=(a_fandom("Sherlock Holmes"), a_fandom("הגולם מפראג")),
        summary="<p>מפתח אחד, שני מנעולים.</p>",
        author_note="<p>תודה לכולם.</p>",
        chapters=(a_chapter(1, title="הגשם", text=text), a_chapter(2, title="", text=text)),
    )


def a_chinese_book() -> Book:
    text = to_html("貝克街下了九天的雨。\n\n「更高了？」\n\n「兩樣都是。」福爾摩斯說。", "markdown")
    return a_book(
        title="微笑的貓",
        authors=("墨客",),
        language="zh-Hant",
        fandoms=(a_fandom("福爾摩斯"), a_fandom("西遊記")),
        summary="<p>一位客人帶來了一個微笑。</p>",
        chapters=(a_chapter(1, title="雨", text=text),),
    )
