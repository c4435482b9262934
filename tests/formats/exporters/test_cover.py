"""The cover: readable where our fonts can write the words, beautiful without them, and a picture in any case."""

from io import BytesIO

import pytest
from PIL import Image

from fanthology.formats.exporters.epub.cover import HEIGHT, INK, MUTED, PAPER, SPINE, WIDTH, cover_picture
from fanthology.formats.exporters.epub.faces import LABEL, NAME, TITLE, TITLE_BEYOND, face_for
from fanthology.text.inks import FAMILIES, HUES, hex_colour
from tests.formats.exporters.shelf import a_book, a_chinese_book, a_fandom, a_hebrew_book, with_banner

SHADE_WITHIN = 3  # of 255, between a colour and what the palette makes of it


def drawn(book) -> Image.Image:
    return Image.open(BytesIO(cover_picture(book).data)).convert("RGB")


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def ink_of(fandom) -> tuple[int, ...]:
    return rgb(hex_colour(*FAMILIES["light"], fandom.ink * 360 / HUES))


def colours(picture, box) -> set:
    return {colour for _, colour in picture.crop(box).getcolors(100_000)}


def words_there(picture) -> bool:
    """Whether the title's black, which nothing else has, stands anywhere."""
    return rgb(INK) in colours(picture, (SPINE, 0, WIDTH - SPINE, HEIGHT))


def test_it_is_a_portrait_with_a_spine_in_the_fandoms_inks():
    book = a_book()
    picture = drawn(book)
    assert picture.size == (WIDTH, HEIGHT)
    assert picture.getpixel((WIDTH - 1, 0)) == rgb(PAPER)
    assert [picture.getpixel((5, y)) for y in (10, HEIGHT - 10)] == [
        ink_of(fandom) for fandom in book.fandoms
    ]
    assert words_there(picture)


def test_a_drawn_cover_is_a_small_png_and_one_with_a_banner_a_jpeg():
    alone, under = cover_picture(a_book()), cover_picture(with_banner(a_book()))
    assert (alone.name, alone.media_type) == ("cover.png", "image/png")
    assert (under.name, under.media_type) == ("cover.jpg", "image/jpeg")
    assert len(alone.data) < 60_000


def test_the_banner_stands_above_and_a_tall_one_is_cut():
    assert all(
        abs(one - other) < 12 for one, other in zip(drawn(with_banner(a_book())).getpixel((10, 10)), rgb("#dfe8ea"), strict=True)
    )  # fmt: skip


def test_a_book_from_right_to_left_is_bound_at_the_right():
    book = a_hebrew_book()
    picture = drawn(book)
    assert picture.getpixel((WIDTH - 5, 10)) == ink_of(book.fandoms[0])
    assert picture.getpixel((5, 10)) == rgb(PAPER)


@pytest.mark.parametrize("book", [a_hebrew_book(), a_chinese_book()], ids=["Hebrew", "Chinese"])
def test_words_that_our_fonts_cannot_write_are_left_out_whole(book):
    assert not words_there(drawn(book))


@pytest.mark.parametrize(
    "title",
    [
        "Émigré naïf, Żółć & Ørsted",
        "Исчезающая улыбка",
        "Ἡ χαμένη γάτα",
        "Bình minh đỏ",
        "“…” – ‘?’ №",
        "W" * 255,
        "A very long title that goes on " * 8,
        "<b>&\"'",
    ],
)
def test_titles_are_written(title):
    assert words_there(drawn(a_book(title=title)))


@pytest.mark.parametrize("title", ["\u202e", " ", "\x01", "🦊", "Half 漢字"])
def test_titles_that_cannot_be_written_break_nothing(title):
    assert not words_there(drawn(a_book(title=title)))


def test_any_number_of_fandoms_has_a_place():
    for names in (
        (),
        ("Moby-Dick",),
        ("Moby-Dick", "Emma", "Dracula"),
        tuple(f"Fandom {n}" for n in range(30)),
    ):
        picture = drawn(a_book(fandoms=tuple(map(a_fandom, names))))
        expected = ink_of(a_fandom(names[0])) if names else rgb(MUTED)
        assert picture.getpixel((5, 5)) == expected


def test_faces_know_what_they_can_write():
    assert face_for("The Grin", TITLE, TITLE_BEYOND) is TITLE
    assert face_for("Улыбка", TITLE, TITLE_BEYOND) is TITLE_BEYOND
    assert face_for("微笑", TITLE, TITLE_BEYOND, NAME, LABEL) is None
    assert len(TITLE.runs("Żółć z Ørsted", 40)) > 1, "letters come from the file of their alphabet"
    assert TITLE.width("WW", 40) > TITLE.width("W", 40) > TITLE.width("i", 40)
