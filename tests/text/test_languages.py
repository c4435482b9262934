"""Languages: what a form offers, which codes are codes, and which way they are written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.text.languages import LANGUAGES, choices, direction, is_code


def test_there_are_languages_enough_each_once():
    assert len(LANGUAGES) >= 100
    assert len({one.english for one in LANGUAGES.values()}) == len(LANGUAGES)
    for code, language in LANGUAGES.items():
        assert is_code(code)
        assert language.code == code
        assert language.english.isascii() or code in {"gn", "mi", "nb", "se", "vo"}
        assert language.native == language.native.strip()
        assert language.native


def test_right_to_left_languages_have_names_written_so():
    for language in LANGUAGES.values():
        first = next(sign for sign in language.native if unicodedata.category(sign)[0] == "L")
        written = "rtl" if unicodedata.bidirectional(first) in {"R", "AL"} else "ltr"
        assert language.dir == written, language.code


@pytest.mark.parametrize(
    ("code", "way"),
    [
        *(
            (code, "rtl")
            for code in ("ar", "he", "fa", "ur", "yi", "dv", "ps", "sd", "ug", "ckb", "syr", "ar-EG", "FA-ir")
        ),
        *(
            (code, "rtl")
            for code in ("az-Arab", "pa-Arab", "ku-Arab-IQ", "AZ-ARAB", "ff-Adlm", "und-Hebr", "iw")
        ),
        *(
            (code, "ltr")
            for code in ("en", "az", "az-Latn", "ar-Latn", "yi-Latn-US", "ku", "ja", "und", "tlh", "sr-Cyrl")
        ),
        *((code, "ltr") for code in ("", "no such code", "ar\n", "qaa", "x-klingon")),
    ],
)
def test_the_way_a_language_is_written(code, way):
    assert direction(code) == way


@pytest.mark.parametrize(
    "code",
    "en en-GB EN-gb zh-Hant-TW sl-rozaj-biske de-CH-1901 es-419 zh-yue ar-aao qaa-Qaaa-QM de-u-co-phonebk en-x-elvish art-x-sindarin".split(),
)
def test_codes(code):
    assert is_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "e",
        "en_GB",
        "en-",
        "-en",
        "en--GB",
        " en",
        "en\n",
        "deutsch!",
        "en-GBR-x",
        "éé",
        "ſv",
        "١٢",
        "a" * 9,
        "en" + "-abcde" * 9,
    ],
)
def test_what_is_no_code(code):
    assert not is_code(code)


def test_choices_are_for_a_form():
    offered = choices()
    assert ("de", "German · Deutsch") in offered
    assert ("af", "Afrikaans") in offered
    names = [name for _, name in offered]
    assert names == sorted(names, key=lambda name: name.split(" · ")[0].casefold())
    assert {code for code, _ in offered} == set(LANGUAGES)


@given(st.text())
def test_any_text_has_a_direction(text):
    assert direction(text) in {"ltr", "rtl"}
    assert not is_code(text) or text.isascii()
