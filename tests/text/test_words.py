"""Words: the one rule for every script, as docs/words.md tells it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.text.clean import clean
from fanthology.text.words import count_words, count_words_html

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed" / "eventually.txt"


def _examples():
    lines = (ROOT / "docs" / "words.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("| ")]
    return [(text.strip(" "), int(number)) for text, number in rows if number.strip().isdigit()]


@pytest.mark.parametrize(("text", "words"), _examples())
def test_the_examples_of_the_documentation(text, words):
    assert count_words(text) == words


def test_the_documentation_has_its_examples():
    assert len(_examples()) > 30


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n\u00a0\u3000 ", 0),
        ("-- - ' ’ _ … ?! & @ #", 0),
        ("cafe\u0301 s\u0323\u0307o", 2),
        ("soft\u00adhyphen non\u2011breaking", 2),
        ("zero\u200bwidth word\u2060joiner", 3),
        ("\u202aturned\u202c", 1),
        ("½ m² №5", 3),
        ("C++ #1 100% $5.00", 4),
        ("a1b2", 1),
        (
            "\U00020000\U0002ebf0\U00031350",
            3,
        ),  # Han of three versions of Unicode, two newer than Python's tables
        ("\U00010d4a\U00010d4b", 1),  # Garay, new in Unicode 16
        ("\U0001fae9", 0),  # an emoji of Unicode 16
        ("\uf8d0\uf8d1 \uf8d2", 2),  # Klingon, by private agreement
        ("\uffff\x00\ud800", 0),
        ("www.example.org, http://x", 2),
        ("他去了www.example.org。好", 5),
        ("१२३ ๑๒๓", 2),
        ("1.2.3 v1.2", 2),
        ("one two three four", 4),
        ("Հայ֊կ", 1),
        ("ꦗꦮ", 1),
    ],
)
def test_odd_texts(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>un<em>believ</em>able</p>", 1),
        ("<p>one</p><p>two</p>", 2),
        ("one<br>two<hr>three", 3),
        ("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", 4),
        ("<ol start=5><li>a</ol>", 1),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", 2),
        ("<script>one two</script>a &amp; b&nbsp;c &lt;d&gt;", 4),
        ('<a href="https://example.org/a/b">one two</a>', 2),
        ("", 0),
    ],
)
def test_words_of_html(html, words):
    assert count_words_html(html) == words
    assert count_words_html(clean(html)) == words


def test_the_users_story_is_counted_as_its_archive_did_but_for_a_few():
    if not SEED.exists():
        pytest.skip(f"{SEED.name} is not here")
    words = count_words(SEED.read_text(encoding="utf-8"))
    assert abs(words - 2491) < 60


@given(
    st.lists(st.sampled_from(["word", "don’t", "well-known", "1,000", "ça", "слово", "كلمة"]), max_size=30),
    st.sampled_from([" ", "\n", " — ", ", ", "--"]),
)
def test_words_apart_are_counted_one_by_one(parts, between):
    text = between.join(parts)
    if between != ", ":
        assert count_words(text) == len(parts)
    else:
        assert count_words(text.replace("1,000", "word")) == len(parts)


@given(st.text(), st.text())
def test_texts_apart_add_up(one, other):
    assert count_words(f"{one}\n{other}") == count_words(one) + count_words(other)


@given(st.text(alphabet="漢字かなカナ", max_size=40), st.text(alphabet="。、「」 \n", max_size=5))
def test_every_character_is_a_word_in_scripts_without_spaces(text, marks):
    assert count_words(text + marks + text) == 2 * len(text)
