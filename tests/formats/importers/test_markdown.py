"""Markdown: front matter, headings, and our own files without a loss."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from fanthology.formats.frontmatter import to_toml
from fanthology.formats.importers import read
from fanthology.formats.importers.markdown import read_markdown
from fanthology.formats.importers.yamlish import read_yamlish
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter, Misshapen, Refused, SeriesPlace
from tests.formats.importers.samples import STORY
from tests.formats.test_manuscript import manuscripts

BODY = "\n\n".join(STORY)


def exported(manuscript):
    """A file as docs/importing.md describes it."""
    parts = [to_toml(manuscript), f"# {manuscript.title}\n", "by somebody\n"]
    for number, chapter in enumerate(manuscript.chapters, 1):
        parts += ["<!-- chapter -->\n", f"## Chapter {number}\n", "> a note for people\n", "<!-- text -->\n"]
        parts += [chapter.source, "\n<!-- end of text -->\n", "> another\n"]
    return "\n".join(parts)


@given(manuscripts)
def test_our_own_files_come_back_without_a_loss(manuscript):
    chapters = tuple(
        replace(each, source=f"# {each.title.strip()}\n\n## not a chapter\n\n{BODY}", markup="markdown")
        for each in manuscript.chapters
    )
    whole = replace(manuscript, chapters=chapters, questions=(), gaps=())
    read_back = read_markdown("x.md", exported(whole).replace("\r", "\n"))
    sources = [(each.source, each.markup) for each in read_back.chapters]
    assert sources == [(each.source.replace("\r", "\n"), "markdown") for each in chapters]
    assert replace(read_back, chapters=()) == replace(whole, chapters=())
    assert [replace(each, source="") for each in read_back.chapters] == [
        replace(each, source="") for each in chapters
    ]


def test_a_file_of_ours_that_somebody_edited():
    text = exported(Manuscript(title="The Lamp", chapters=(ManuscriptChapter(title="Fog", source=BODY),)))
    bare = (
        text.replace("<!-- text -->\n", "")
        .replace("<!-- end of text -->\n", "")
        .replace("> a note for people\n", "")
        .replace("> another", "")
    )
    (chapter,) = read_markdown("x.md", bare).chapters
    assert (chapter.title, chapter.source) == ("Fog", BODY)
    (chapter,) = read_markdown("x.md", bare.replace("<!-- chapter -->\n", "")).chapters
    assert (chapter.title, chapter.source) == ("Fog", BODY)
    more = read_markdown("x.md", f"{text}\n<!-- chapter -->\n\n## Rain\n\n{BODY}").chapters
    assert [(each.title, each.source) for each in more] == [("Fog", BODY), ("Rain", BODY)]


def test_a_damaged_head_of_ours_is_refused():
    with pytest.raises(Refused, match="“title” should be text"):
        read_markdown("x.md", f"+++\nfanthology = 1\ntitle = 7\n+++\n{BODY}")


def test_title_and_chapters():
    story = read_markdown(
        "x.md",
        f"# The Lamp\n\n*by Elinor Vance*\n\n## Chapter 1: Fog\n\n{BODY}\n\n### inside\n\nx\n\n## Rain\n\ny z",
    )
    assert (story.title, story.authors) == ("The Lamp", ("Elinor Vance",))
    assert [chapter.title for chapter in story.chapters] == ["Fog", "Rain"]
    assert story.chapters[0].source.endswith("### inside\n\nx")
    assert {chapter.markup for chapter in story.chapters} == {"markdown"}


@pytest.mark.parametrize(
    ("text", "title", "chapters"),
    [
        (f"# Fog\n\n{BODY}\n\n# Rain\n\n{BODY}", "", ["Fog", "Rain"]),
        (f"The Lamp\n========\n\nFog\n---\n\n{BODY}", "The Lamp", ["Fog"]),
        (f"# The Lamp #\n\n{BODY}", "The Lamp", [""]),
        (f"{BODY}\n\n---\n\n{BODY}", "", [""]),
        (f"# The Lamp\n\n```\n## no\n```\n\n{BODY}", "The Lamp", [""]),
        (f"## Fog\n\n{BODY}\n\n## Rain\n\n{BODY}", "", ["Fog", "Rain"]),
        (f"#no heading\n\n{BODY}", "", [""]),
    ],
)
def test_headings(text, title, chapters):
    story = read_markdown("x.md", text)
    assert (story.title, [chapter.title for chapter in story.chapters]) == (title, chapters)


def test_text_above_the_first_chapter_is_one_too():
    story = read_markdown("x.md", f"# The Lamp\n\nRating: PG\n\n{BODY}\n\n## Fog\n\n{BODY}")
    assert story.rating == "PG"
    assert [chapter.source for chapter in story.chapters] == [BODY, BODY]


def test_foreign_toml():
    front = 'title = "The Lamp"\ndate = 2011-04-06\ndraft = true\n[series]\ntitle = "Fog"\nnumber = 3'
    story = read_markdown("x.md", f"+++\n{front}\n+++\n{BODY}")
    assert (story.title, story.published, story.series) == (
        "The Lamp",
        date(2011, 4, 6),
        (SeriesPlace("Fog", 3),),
    )
    assert story.chapters[0].source == BODY


def test_yaml():
    front = (
        "title: 'The Lamp: a tale'\nauthor: Elinor Vance\nsummary: >\n  Two hunters\n  meet.\ntags:\n  - fog\n  - \"lamps\"\n"
        "fandoms: [Moby-Dick, Dracula]\nlang: fr\ncomplete: true\nrating: PG\n# a comment\nmood: damp\nword_count: 12"
    )
    story = read_markdown("x.md", f"---\n{front}\n---\n\n{BODY}")
    assert (story.title, story.authors, story.summary) == (
        "The Lamp: a tale",
        ("Elinor Vance",),
        "Two hunters meet.",
    )
    assert (story.freeforms, story.fandoms) == (("fog", "lamps"), ("Moby-Dick", "Dracula"))
    assert (story.language, story.complete, story.rating) == ("fr", True, "PG")
    assert story.author_note == "mood: damp\n\nword_count: 12"
    assert "“mood”, “word_count”" in story.questions[0].text


@pytest.mark.parametrize(
    ("front", "field", "value", "kept"),
    [
        ("status: WIP", "complete", False, ""),
        ("complete: maybe", "complete", None, "complete: maybe"),
        ("complete: false", "complete", False, ""),
        ("rating: true", "rating", "yes", ""),
        ("series: 'The Fog Cycle #3'", "series", (SeriesPlace("The Fog Cycle", 3),), ""),
        ("language: Deutsch", "language", "de", ""),
        ("language: Whalish", "language", "", "language: Whalish"),
        ("notes: for you", "author_note", "for you", "for you"),
        ("pairing/rating: Holmes/Adler, PG", "rating", "", "pairing/rating: Holmes/Adler, PG"),
        ("draft: true", "title", "", ""),
    ],
)
def test_keys_of_foreign_front_matter(front, field, value, kept):
    story = read_markdown("x.md", f"---\n{front}\n---\n{BODY}")
    assert (getattr(story, field), story.author_note) == (value, kept)


@pytest.mark.parametrize(
    "front",
    [
        "---\n\nno: matter - he said\n\n---\n\n",
        "---\nthis is no key\n---\n",
        "+++\n= x\n+++\n",
        "---\n",
        "+++",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(front):
    story = read_markdown("x.md", f"{front}{BODY}")
    words = front.replace("-", " ").replace("+", " ").split()
    everything = story.chapters[0].source + story.author_note
    assert all(word in everything for word in words)
    assert BODY.split("\n\n")[-1] in story.chapters[0].source


def test_front_matter_is_seen_without_the_files_name():
    (story,) = read("x.txt", f"---\ntitle: The Lamp\n---\n\n# not the title\n\n{BODY}".encode())
    assert story.title == "The Lamp"
    assert [question.choices for question in story.questions] == [("The Lamp", "not the title")]
    assert story.chapters[0].markup == "markdown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", {"a": "b"}),
        ('a: "b: \\"c\\""', {"a": 'b: "c"'}),
        ("a: 'it''s'", {"a": "it's"}),
        ("a: true\nb: False", {"a": True, "b": False}),
        ("a: [b, 'c, d', \"e\"]", {"a": ["b", "c, d", "e"]}),
        ("a:\n- b\n- c", {"a": ["b", "c"]}),
        ("a:\n  - b\n\nc: d", {"a": ["b"], "c": "d"}),
        ("a: |\n  b\n  c\nd: e", {"a": "b\nc", "d": "e"}),
        ("a: b\n  c", {"a": "b c"}),
        ("a:", {"a": ""}),
        ('a: ""', {"a": ""}),
        ("a: '", {"a": "'"}),
        ("a: b # why", {"a": "b"}),
        ("", {}),
    ],
)
def test_the_simple_part_of_yaml(text, expected):
    assert read_yamlish(text) == expected


@pytest.mark.parametrize("text", ["a", ": b", "a: [b", "  a: b", "- a"])
def test_the_rest_of_yaml_is_said(text):
    with pytest.raises(Misshapen):
        read_yamlish(text)
