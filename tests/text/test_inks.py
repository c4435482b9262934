"""Inks: a stable hue for every name, readable in every theme."""

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fanthology.pages
from fanthology.text.inks import FAMILIES, HUES, css, hex_colour, ink
from fanthology.text.names import fold

SHEET = Path(fanthology.pages.__file__).parent / "static" / "inks.css"

# Backgrounds of the themes and the contrast their inks were measured to have (WCAG 2), lowest and highest hue.
MEASURED = {
    ("light", "#fbf7ef"): (5.0, 6.3),
    ("light", "#ffffff"): (5.4, 6.8),
    ("sepia", "#f2e6cf"): (5.0, 6.0),
    ("dusk", "#1f1d24"): (7.3, 8.2),
    ("black", "#000000"): (8.6, 9.7),
}
PANELS = {"light": "#f3ecdf", "sepia": "#e9dabd", "dusk": "#292630", "black": "#111014"}


def _light(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    darker, lighter = sorted([_light(one), _light(other)])
    return (lighter + 0.05) / (darker + 0.05)


def _colours(family):
    return [hex_colour(*FAMILIES[family], hue * 360 / HUES) for hue in range(HUES)]


def test_the_contrast_is_computed_as_the_standard_says():
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("family", "background"), MEASURED)
def test_inks_are_as_readable_as_they_were_measured(family, background):
    low, high = MEASURED[family, background]
    ratios = [_contrast(colour, background) for colour in _colours(family)]
    assert min(ratios) >= low
    assert max(ratios) <= high


@pytest.mark.parametrize(("family", "panel"), PANELS.items())
def test_inks_are_readable_on_panels(family, panel):
    assert min(_contrast(colour, panel) for colour in _colours(family)) >= 4.5


@pytest.mark.parametrize(
    ("colour", "value"),
    [
        ((1, 0, 0), "#ffffff"),
        ((0, 0, 0), "#000000"),
        ((0.62796, 0.25768, 29.234), "#ff0000"),
        ((0.5, 0.11, 0), "#944561"),
    ],
)
def test_colours_are_converted_as_browsers_do(colour, value):
    assert hex_colour(*colour) == value


def test_a_colour_that_no_screen_has_loses_strength_and_nothing_else():
    assert hex_colour(0.5, 0.4, 200) == hex_colour(0.5, 0.085, 200)


@pytest.mark.parametrize(
    ("name", "hue"), [("Smallville", 35), ("Buffy the Vampire Slayer", 16), ("西遊記", 19)]
)
def test_the_ink_of_a_name_never_changes(name, hue):
    assert ink(name) == hue


def test_neighbouring_hues_differ_in_every_family():
    for family in FAMILIES:
        assert len(set(_colours(family))) == HUES


@given(st.text())
def test_every_name_has_an_ink_and_its_spellings_the_same(name):
    assert 0 <= ink(name) < HUES
    assert ink(fold(name)) == ink(name)
    assert ink(f" {name} ") == ink(name)


def test_names_spread_over_the_hues():
    drawn = [ink(f"Tale {number}") for number in range(3600)]
    counts = [drawn.count(hue) for hue in range(HUES)]
    assert min(counts) > 60
    assert max(counts) < 150


def test_the_style_sheet_in_the_house_is_the_one_made_here():
    assert SHEET.read_text(encoding="utf-8") == css(), "write css() to pages/static/inks.css"


def test_the_style_sheet_is_whole_and_small():
    sheet = css()
    for hue in range(HUES):
        assert f".ink-{hue:02}{{color:var(--ink-{hue})}}" in sheet
        for band in "abc":
            assert f".ink-{band}-{hue:02}{{--{band}:var(--ink-{hue})}}" in sheet
    for chosen in ("paper", "white", "sepia", "dusk", "black"):
        assert f"[data-theme={chosen}]" in sheet
    assert sheet.count("--ink-35:#") == 7
    assert "@media print{" in sheet
    assert sheet.count("{") == sheet.count("}")
    assert not re.search(r"url\(|@import|http", sheet)
    assert len(gzip.compress(sheet.encode())) < 2200
