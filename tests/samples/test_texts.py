"""The sample stories are whole: every name they use is declared, every picture exists, the promised variety is there."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from fanthology.text.languages import direction
from fanthology.text.words import count_words

SAMPLES = Path(__file__).resolve().parents[2] / "src" / "fanthology" / "samples"
RATINGS = {"FR7", "FR13", "FR15", "FR18", "FR21"}
REQUIRED = {
    "fanthology", "notes_markup",
    "title", "authors", "summary", "categories", "fandoms", "characters", "relationships", "genres", "warnings",
    "tags", "rating", "timeline", "disclaimer", "language", "complete", "published", "updated", "visibility",
}  # fmt: skip
OPTIONAL = {
    "author_rating", "author_note", "credits", "series", "planned_chapters", "banner", "banner_alt",
    "banner_credits", "chapters",
}  # fmt: skip
CHAPTER_KEYS = {"title", "published", "rating", "note_before", "note_after", "summary"}


@dataclass(frozen=True)
class Sample:
    """One story file: its front matter and its chapters as (title, Markdown)."""

    name: str
    head: dict
    chapters: list[tuple[str, str]]


def read_sample(path: Path) -> Sample:
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    pieces = re.split(r"^## (.+)\n", body, flags=re.MULTILINE)
    chapters = list(zip(pieces[1::2], pieces[2::2], strict=True)) or [("", body)]
    return Sample(path.name, tomllib.loads(front), chapters)


def table(name: str, key: str) -> list[dict]:
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))[key]


STORIES = [read_sample(path) for path in sorted((SAMPLES / "stories").glob("*.md"))]
PEOPLE = {row["name"] for row in table("people.toml", "people")}
FANDOMS = {row["name"]: row for row in table("fandoms.toml", "fandoms")}
CHARACTERS = {row["name"]: row for row in table("fandoms.toml", "characters")}
CATEGORIES = [row["path"] for row in table("categories.toml", "categories")]
SERIES = {row["title"]: row for row in table("series.toml", "series")}

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)


def key(name: str) -> str:
    """Two names with the same key would be one tag."""
    plain = unicodedata.normalize("NFKD", name).replace("’", "'")
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).casefold().split())


def root(fandom: str) -> str:
    """The franchise of a fandom, or the fandom itself."""
    return FANDOMS[fandom].get("franchise", fandom)


def words(markdown: str) -> int:
    return count_words(re.sub(r"[*>\\#]", "", markdown))


@each_story
def test_front_matter_has_the_agreed_keys(story):
    keys = set(story.head)
    assert keys >= REQUIRED
    assert keys <= REQUIRED | OPTIONAL
    assert all(set(row) <= CHAPTER_KEYS for row in story.head.get("chapters", []))


@each_story
def test_every_name_is_declared(story):
    head = story.head
    assert set(head["authors"]) <= PEOPLE
    assert set(head["fandoms"]) <= set(FANDOMS)
    assert set(head["categories"]) <= set(CATEGORIES)
    assert set(head["characters"]) <= set(CHARACTERS)
    assert {place["title"] for place in head.get("series", [])} <= set(SERIES)
    assert {point["fandom"] for point in head["timeline"]} == set(head["fandoms"])
    assert len(head["timeline"]) == len(head["fandoms"])


@each_story
def test_characters_come_from_its_fandoms_and_relationships_from_its_characters(story):
    assert {CHARACTERS[name]["fandom"] for name in story.head["characters"]} == set(story.head["fandoms"])
    for relationship in story.head["relationships"]:
        people = re.split(r" & |/", relationship)
        assert len(people) == 2
        assert set(people) <= set(story.head["characters"])


@each_story
def test_ratings_dates_and_visibility_make_sense(story):
    head = story.head
    rows = head.get("chapters", [])
    assert {head["rating"], *(row.get("rating", head["rating"]) for row in rows)} <= RATINGS
    assert head["visibility"] in {"public", "members"}
    assert date(2019, 1, 1) <= head["published"] <= head["updated"] <= date(2026, 11, 22)
    posted = [row["published"] for row in rows]
    assert posted == sorted(posted)
    assert not posted or (posted[0] == head["published"] and posted[-1] == head["updated"])


@each_story
def test_chapters_of_the_body_are_the_chapters_of_the_front_matter(story):
    rows = [row["title"] for row in story.head.get("chapters", [])]
    assert [title for title, _ in story.chapters] == (rows or [""])
    assert story.head.get("planned_chapters", len(story.chapters)) >= len(story.chapters)


@each_story
def test_chapters_are_neither_scraps_nor_walls(story):
    for title, text in story.chapters:
        assert 480 <= words(text) <= 2700, f"{story.name}: {title}"


@each_story
def test_text_is_typeset(story):
    for _, text in story.chapters:
        assert '"' not in text
        assert "'" not in text
        assert "\t" not in text
        assert "<" not in text
        assert all(line == line.rstrip() for line in text.splitlines())


@each_story
def test_a_banner_exists_with_words_for_those_who_do_not_see_it(story):
    head = story.head
    if "banner" not in head:
        assert "banner_alt" not in head
        return
    path = SAMPLES / "art" / head["banner"]
    assert path.with_suffix(".svg").is_file()
    assert path.stat().st_size <= 80 * 1024
    with Image.open(path) as picture:
        assert picture.size == (1600, 600)
    assert 60 <= len(head["banner_alt"]) <= 400
    assert head["banner_credits"]


def test_the_art_folder_holds_nothing_unused():
    used = {story.head["banner"] for story in STORIES if "banner" in story.head}
    assert {path.name for path in (SAMPLES / "art").glob("*.webp")} == used
    assert {path.stem for path in (SAMPLES / "art").glob("*.svg")} == {Path(name).stem for name in used}


def test_declarations_are_tidy():
    for kind in (FANDOMS, CHARACTERS):
        names = [name for row in kind.values() for name in [row["name"], *row.get("synonyms", [])]]
        assert len({key(name) for name in names}) == len(names)
    assert all(row["fandom"] in FANDOMS for row in CHARACTERS.values())
    assert all(row.get("franchise", name) in FANDOMS for name, row in FANDOMS.items())
    assert all(set(row["authors"]) <= PEOPLE and row["introduction"] for row in SERIES.values())
    for place, path in enumerate(CATEGORIES):
        parent = path.rpartition(" > ")[0]
        assert not parent or parent in CATEGORIES[:place]
    assert len(set(CATEGORIES)) == len(CATEGORIES)


def test_every_pen_name_has_written_something():
    assert {name for story in STORIES for name in story.head["authors"]} == PEOPLE
    assert 7 <= len(PEOPLE) <= 9


def test_the_series_is_numbered_without_gaps():
    for title in SERIES:
        places = [p["number"] for s in STORIES for p in s.head.get("series", []) if p["title"] == title]
        assert sorted(places) == [1, 2, 3]


def variety() -> dict[str, int]:
    heads = [story.head for story in STORIES]
    return {
        "by two authors": sum(len(head["authors"]) == 2 for head in heads),
        "unfinished": sum(not head.get("complete") for head in heads),
        "three of five": sum(
            head.get("planned_chapters") == 5
            and len(head.get("chapters", [])) == 3
            and not head.get("complete")
            for head in heads
        ),
        "several categories": sum(len(head["categories"]) > 1 for head in heads),
        "right to left": sum(direction(head["language"]) == "rtl" for head in heads),
        "Chinese or Japanese": sum(head["language"][:2] in {"zh", "ja"} for head in heads),
        "another European language": sum(head["language"] in {"fr", "es"} for head in heads),
        "a chapter rated apart": sum(
            any(row.get("rating", head["rating"]) != head["rating"] for row in head.get("chapters", []))
            for head in heads
        ),
        "members only": sum(head["visibility"] == "members" for head in heads),
        "three fandoms": sum(len(head["fandoms"]) == 3 for head in heads),
        "one fandom": sum(len(head["fandoms"]) == 1 for head in heads),
        "one franchise": sum(
            len(head["fandoms"]) == 2 and len({root(f) for f in head["fandoms"]}) == 1 for head in heads
        ),
        "long": sum(len(story.chapters) >= 5 for story in STORIES),
        "with verse": sum("\\\n" in text for story in STORIES for _, text in story.chapters),
        "with a banner": sum("banner" in head for head in heads) // 8,
        "a dozen": len(STORIES) // 12,
    }


@pytest.mark.parametrize("kind", variety())
def test_the_promised_variety_is_there(kind):
    assert variety()[kind] >= 1


def test_drabbles_have_a_hundred_words_each():
    (story,) = [story for story in STORIES if "Drabble sequence" in story.head["tags"]]
    parts = re.sub(r"\*\*[IV]+\*\*", "", story.chapters[0][1]).split("* * *")
    assert [words(part) for part in parts] == [100] * 5
