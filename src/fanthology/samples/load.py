"""Fill an empty archive with the sample stories: what a visitor sees with `run --sample`, and what tests read."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from fanthology.catalogue.actions import category_named, make_synonym, put_under, tag_named
from fanthology.catalogue.models import Kind, Tag
from fanthology.formats.actions import bring_in
from fanthology.formats.frontmatter import FENCE
from fanthology.formats.importers import read
from fanthology.people.actions import add_pen_name, edit_pen_name
from fanthology.people.models import Account
from fanthology.people.queries import keeper, pen_name_called
from fanthology.stories.actions import begin_series, set_banner
from fanthology.stories.models import Openness, Story

HERE = Path(__file__).resolve().parent


def fill() -> list[Story]:
    """Bring in fandoms, people, categories, series and stories, in that order; give back the stories.

    The fandoms have a transaction of their own, so that what follows from a synonym is done before there are stories;
    they may stay behind when the rest fails, and are not made twice.
    """
    with transaction.atomic():
        _fandoms()
    with transaction.atomic():
        return _fill(keeper())


def _fill(by: Account) -> list[Story]:
    _people(by)
    for entry in _table("categories"):
        category = category_named(path=entry["path"])
        category.about = entry.get("description", "")
        category.save(update_fields=["about"])
    _series(by)
    return [_story(by, path) for path in sorted((HERE / "stories").glob("*.md"))]


def _table(name: str) -> list[dict[str, Any]]:
    """The rows of one of the sample archive's tables."""
    return list(_document(name)[name])


@cache
def _document(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _people(by: Account) -> None:
    for entry in _table("people"):
        pen_name = add_pen_name(account=None, name=entry["name"])
        edit_pen_name(by=by, pen_name=pen_name, name=pen_name.name, words={"about": entry["bio"]})


def _fandoms() -> None:
    named: dict[str, Tag] = {}
    for entry in _table("fandoms"):
        named[entry["name"]] = _with_synonyms(Kind.FANDOM, entry)
    for entry in _table("fandoms"):
        if "franchise" in entry:
            put_under(child=named[entry["name"]], parent=named[entry["franchise"]])
    for entry in _document("fandoms").get("characters", ()):
        put_under(child=_with_synonyms(Kind.CHARACTER, entry), parent=named[entry["fandom"]])


def _with_synonyms(kind: Kind, entry: Mapping[str, Any]) -> Tag:
    tag = tag_named(kind=kind, name=entry["name"])
    for name in entry.get("synonyms", ()):
        synonym = tag_named(kind=kind, name=name)
        if synonym != tag:  # two spellings may be one name already
            make_synonym(tag=synonym, of=tag)
    return tag


def _series(by: Account) -> None:
    for entry in _table("series"):
        owner = pen_name_called(entry["authors"][0])
        if owner is None:
            raise LookupError(entry["authors"][0])
        series = begin_series(by=by, owner=owner, title=entry["title"], introduction=entry["introduction"])
        series.complete = entry.get("complete", False)
        series.save(update_fields=["complete"])


def _story(by: Account, path: Path) -> Story:
    """One story: its manuscript as any Markdown file is read, then what only the sample archive's files say."""
    data = path.read_bytes()
    head = tomllib.loads(data.decode().split(f"{FENCE}\n", 2)[1])
    (manuscript,) = read(path.name, data)
    brought = bring_in(
        by=by,
        manuscript=manuscript,
        pen_names=None,
        openness=Openness(head.get("visibility", "public")),
        file_name=path.name,
    )
    story = brought.story
    story.planned_chapters = head.get("planned_chapters")
    story.save(update_fields=["planned_chapters"])
    if "banner" in head:
        picture = (HERE / "art" / head["banner"]).read_bytes()
        set_banner(
            by=by, story=story, picture=picture, alt=head["banner_alt"], credit=head.get("banner_credits", "")
        )
    return story
