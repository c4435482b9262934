"""What a chapter costs a reader's connection (docs: the look of Fanthology)."""

import gzip
import re
from pathlib import Path

import pytest

import fanthology.pages
from tests.make import a_story
from tests.pages.seen import tree

STATIC = Path(fanthology.pages.__file__).parent / "static"
FONTS = STATIC / "fonts"


def packed(href: str) -> int:
    """The bytes that travel for a file of ours."""
    return len(gzip.compress((STATIC / href.removeprefix("/static/")).read_bytes(), 9))


@pytest.mark.django_db
def test_a_chapter_is_light(client):
    page = tree(client.get(f"/stories/{a_story(chapters=2).pk}/2/"))
    styles = [link.attributes["href"] for link in page.css("link[rel=stylesheet]")]
    scripts = [script.attributes["src"] for script in page.css("script[src]")]
    preloads = [link.attributes["href"] for link in page.css("link[rel=preload]")]
    assert sum(map(packed, styles)) <= 12 * 1024
    assert sum(map(packed, scripts)) <= 8 * 1024
    assert preloads == ["/static/fonts/literata-latin-normal.woff2"]


def test_the_fonts_of_every_page_are_light():
    def size(pattern):
        return sum(path.stat().st_size for path in FONTS.glob(pattern))

    assert size("literata-latin-normal.woff2") <= 54 * 1024
    assert size("fraunces-latin.woff2") <= 40 * 1024
    assert size("atkinson-latin-normal.woff2") <= 36 * 1024
    assert size("*.woff2") <= 2.5 * 1024 * 1024


def test_every_font_is_declared_and_every_declared_font_is_there():
    declared = {
        name
        for sheet in ("faces.css", "faces-chosen.css")
        for name in re.findall(r"url\(fonts/([^)]+)\)", (STATIC / sheet).read_text(encoding="utf-8"))
    }
    assert declared == {path.name for path in FONTS.glob("*.woff2")}


@pytest.mark.parametrize("font", sorted(FONTS.glob("*.woff2")), ids=lambda path: path.name)
def test_every_font_has_its_licence_beside_it(font):
    licences = [
        path for path in FONTS.glob("*.OFL.txt") if font.name.startswith(path.name.removesuffix(".OFL.txt"))
    ]
    assert len(licences) == 1
    assert "SIL OPEN FONT LICENSE Version 1.1" in licences[0].read_text(encoding="utf-8")
