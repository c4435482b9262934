"""Any file is read or refused, and never keeps anyone waiting."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanthology.formats.importers import IMPORTERS, MAX_BYTES, fingerprint, read
from fanthology.formats.manuscript import Manuscript, Refused
from tests.formats.importers.samples import HEAD, STORY, html_page, text_page

SAMPLES = {
    "page.txt": text_page(),
    "page.html": html_page(),
    "first.html": html_page(1, body="".join(f"<p>{each}</p>" for each in (*HEAD.split("\n\n"), *STORY))),
    "story.md": "+++\ntitle = 'The Lamp'\nseries = { title = 'Fog', number = 3 }\n+++\n# The Lamp\n\n## Fog\n\nA whale.\n\n## Rain\n\nA lamp.",
    "ours.md": "+++\nfanthology = 1\ntitle = 'The Lamp'\n[[chapters]]\ntitle = 'Fog'\n+++\n<!-- chapter -->\n## Fog\n<!-- text -->\nA whale.\n<!-- end of text -->",
    "yaml.md": "---\ntitle: The Lamp\ntags: [fog, 'lamps']\nsummary: >\n  A whale.\n---\n# The Lamp\n\nA whale.",
    "ours.html": '<html><script type="application/json" id="fanthology">{"fanthology": 1, "title": "x", "chapters": [{}]}</script><section class="chapter"><div class="text"><p>A whale.</p></div></section>',
    "plain.txt": f"The Lamp\n\nby Elinor Vance\n\n{HEAD}\n\nChapter 1: Fog\n\nA whale.\n\nChapter 2\n\nA lamp.",
}  # fmt: skip
TOKENS = [
    "<p>", "</p>", "<div>", "<b>", "<table class='verticaltable'>", "<td>", "<h3>", "<h2>x</h2>", "<script>", "<!--", "-->",
    "<div id='storyinnerbody'>", "<select name='chapnav'>", "<option selected value='/Story-1-2/A+B.htm'>", "&nbsp;", "&#0;",
    "&#xD800;", "<br>" * 6, "\n" * 6, "Summary: ", "Timeline- ", "FR13", "1,2", "6 Apr 11", "Yes", " > ", "CoA Winner", "+++\n",
    "---\n", "fanthology = 1\n", "# ", "## ", "* * *", "\u2028", "\x85", "\ue0003", "Chapter 1\n\n", "(Current Donor)", "\"", "=",
    "You have reached the end of \"x\". This story is complete.", "NOTE: This chapter is rated FR15", "[", "{", "\x00", "\ufeff",
]  # fmt: skip


def attempt(name, data):
    """Read a file as the front door does: manuscripts, or None and a sentence that names the file."""
    try:
        return read(name, data)
    except Refused as problem:
        refusal = problem
    assert refusal.name == name
    assert refusal.reason.endswith((".", "”"))
    return None


def check(name, data):
    """Read a file, and look at what comes out as the next room does."""
    for manuscript in attempt(name, data) or ():
        assert manuscript.chapters
        assert manuscript.title
        assert Manuscript.from_json(json.loads(json.dumps(manuscript.to_json()))) == manuscript
        assert len(fingerprint(manuscript)) == 64


@given(st.binary(max_size=400), st.sampled_from(sorted(SAMPLES)))
def test_any_bytes_are_read_or_refused(data, name):
    check(name, data)


@given(st.lists(st.sampled_from(TOKENS) | st.text(max_size=4), max_size=25), st.sampled_from(sorted(SAMPLES)))
def test_any_pieces_are_read_or_refused(parts, name):
    check(name, "".join(parts).encode(errors="surrogatepass"))


@given(st.sampled_from(sorted(SAMPLES)), st.randoms(use_true_random=False), st.integers(1, 6))
@settings(max_examples=200)
def test_mutated_samples_are_read_or_refused(name, dice, changes):
    text = SAMPLES[name]
    for _ in range(changes):
        at, length = dice.randrange(len(text) + 1), dice.choice([0, 1, 5, 50, 500])
        new = dice.choice([dice.choice(TOKENS), "", text[at : at + length] * dice.choice([1, 2, 30])])
        text = text[:at] + new + text[at + length :]
    check(name, text.encode(errors="surrogatepass"))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_sample_is_read_and_from_every_cut_something_or_a_refusal(name):
    assert attempt(name, SAMPLES[name].encode())
    dice = random.Random(1)
    for _ in range(30):
        check(name, SAMPLES[name][: dice.randrange(len(SAMPLES[name]))].encode())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("page.txt", "the text of a page of Twisting the Hellmouth"),
        ("page.html", "a saved page of Twisting the Hellmouth"),
        ("story.md", "Markdown"),
        ("ours.md", "Markdown"),
        ("ours.html", "a story page of Fanthology"),
        ("plain.txt", "plain text"),
    ],
)
def test_each_kind_has_its_importer(name, kind):
    from fanthology.formats.importers import File

    file = File(name, SAMPLES[name])
    assert next(each.kind for each in IMPORTERS if each.recognises(file)) == kind


def test_nested_elements_are_refused_with_the_sanitisers_sentence():
    with pytest.raises(Refused, match="tags inside each other"):
        read("deep.html", b"<html>" + b"<div>" * 20_000 + b"x")


@pytest.mark.parametrize("kilobytes", [50 * 1024, 20 * 1024 + 1])
def test_large_files_are_refused_before_they_are_looked_at(kilobytes):
    with pytest.raises(Refused, match="larger than 20 MB"):
        read("large.txt", bytes(kilobytes * 1024))


def filled(piece, megabytes=2):
    """A file of one piece, over and over."""
    return (piece * (megabytes * 2**20 // len(piece) + 1))[: min(megabytes * 2**20, MAX_BYTES)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("spaces.txt", b"a" + b" " * 4_000_000 + b"b"),
        ("lines.txt", filled(b"ab\n", 1)),
        ("headings.txt", filled(b"Chapter 1\n\n", 1)),
        ("labels.txt", filled(b"Pairing: A/B\n", 1)),
        ("timeline.txt", b"Timeline: " + filled(b"X for ")),
        ("warnings.txt", b"Warnings: " + filled(b"no sex ")),
        ("rows.txt", filled(b"A > BFR1312,491041,3726 Apr 116 Apr 11Yes\n")),
        ("digits.txt", b"A > BFR13" + filled(b"1") + b" Apr 116 Apr 11Yes"),
        ("ends.txt", b'You have reached the end of "x".\n' + filled(b'You have reached the end of "')),
        ("addresses.txt", b'x\nYou have reached the end of "x".\n' + filled(b"Story-1/")),
        ("brackets.txt", b"Summary: " + filled(b" (") + b"\nA > BFR1312,491041,3726 Apr 116 Apr 11Yes\nx"),
        ("stars.md", filled(b"*")),
        ("headings.md", filled(b"## a\n", 1)),
        ("underlines.md", filled(b"\na\n---\n", 1)),
        ("yaml.md", b"---\na: [" + b'"' * 900_000 + b"\n---\nx y"),
        ("toml.md", b"+++\na = " + b"[" * 900_000 + b"\n+++\nx y"),
        ("less.html", b"<html>" + filled(b"<", 3)),
        ("breaks.html", b"<html>x" + b"<br>" * 250_000 + b"y"),
        ("spaces.html", b"<html>x" + b"&nbsp;" * 600_000),
        ("open.html", b"<html>x" + b"<p> " * 900_000),
        ("scripts.html", b"<html>" + filled(b"<script>", 20)),
        ("styles.html", b"<html>" + filled(b"<style ", 20)),
        ("metas.html", filled(b"<meta ", 20)),
        ("comments.html", filled(b"<!--", 20)),
        ("data.html", b"<html>" + filled(b"data:a/a", 20)),
        ("bold.html", b"<html>" + b"<b><p>x" * 100_000),
        (
            "cells.html",
            b"<html><table class=verticaltable>"
            + b"<td>x" * 50_000
            + b"</table><div id=storyinnerbody>x y</div>",
        ),
    ],
)
def test_nasty_files_do_not_keep_anyone_waiting(name, data):
    attempt(name, data)


def test_a_text_file_of_ours_comes_home_with_its_author():
    text = (
        "The Second Lantern\nby Lanternhouse\n\nSummary: Somebody has lit it.\n\nRating: FR13\n\n\n"
        "Tea was served in the dark, and nobody remarked on it.\n\nThe lantern went out.\n\n\n"
        "You have reached the end of “The Second Lantern”. This story is complete.\n\n\n"
        "This copy was made from The Moors, as the story stood on 6 Apr 2011.\nhttps://moors.example/stories/1/\n"
    )
    (manuscript,) = read("lantern.txt", text.encode())
    assert (manuscript.title, manuscript.authors, manuscript.complete) == (
        "The Second Lantern",
        ("Lanternhouse",),
        True,
    )
    assert manuscript.chapters[0].source.endswith("The lantern went out.")
