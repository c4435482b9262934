"""The pages on which stories are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fanthology.core.paging import page_of
from fanthology.moderation.rules import can_moderate
from fanthology.pages.stories.about import description, json_ld
from fanthology.pages.stories.found import find_story
from fanthology.stories.models import Chapter, Openness, Story
from fanthology.stories.queries import (
    authors_in_order,
    contents,
    fandoms_of,
    for_title_page,
    series_places,
    tags_in_order,
    visible_chapters,
    with_neighbours,
)
from fanthology.stories.rules import can_edit, is_author
from fanthology.text.languages import direction

SHOWN_CONTENTS: Final = 40
"""Chapters that the title page lists; the page of chapters has all."""
CHAPTERS_PER_PAGE: Final = 100
PART_CHARACTERS: Final = 2_000_000
"""How much text one page of a whole story holds; a longer story has several such pages."""
WITHOUT_ALPHABET: Final = frozenset({"zh", "ja", "ko", "yue", "wuu", "lzh"})
"""Languages whose lines break between any two characters."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chapter as it is read: what it inherits from its story is filled in."""

    chapter: Chapter
    story: Story
    alone: bool

    @property
    def language(self) -> str:
        """The chapter's own language, or the story's."""
        return self.chapter.language or self.story.language

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.language)

    @property
    def script(self) -> str:
        """The class for text without an alphabet, which knows neither small capitals nor hyphens."""
        return "cjk" if self.language.lower().split("-")[0] in WITHOUT_ALPHABET else "alphabetic"

    @property
    def heading(self) -> str:
        """What stands above the text; nothing for the only chapter of a story, unless it has a name of its own."""
        title = self.chapter.title
        if title == self.story.title and self.alone:
            return ""
        return title or ("" if self.alone else f"Chapter {self.chapter.position}")

    @property
    def other_rating(self) -> str:
        """The chapter's rating where it is not the story's."""
        rating = self.chapter.rating
        return rating.code if rating is not None and rating.pk != self.story.rating_id else ""


def story_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The title page of a story, and its first chapter."""
    story = find_story(request, pk, for_title_page)
    rows = visible_chapters(request.user, story)
    listed = list(contents(rows)[: SHOWN_CONTENTS + 1])
    first = _readable(rows).first() if listed else None
    context = {
        **frame(request, story),
        "chapters": listed[:SHOWN_CONTENTS],
        "more_chapters": len(listed) > SHOWN_CONTENTS,
        "several": len(listed) > 1,
        "passage": Passage(first, story, len(listed) == 1) if first else None,
        "next": listed[1] if len(listed) > 1 else None,
        "series": list(with_neighbours(series_places(story, request.user), request.user)),
        "description": description(story),
        "json_ld": json_ld(request, story),
    }
    return render(request, "stories/story_read.html", context)


def chapter_read(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A chapter after the first, which stands on the story's own page."""
    if number == 1:
        return redirect("story_read", pk)
    story = find_story(request, pk, with_names)
    rows = visible_chapters(request.user, story)
    chapter = _readable(rows).filter(position=number).first()
    if chapter is None:
        raise Http404
    before = contents(rows).filter(position__lt=number).order_by("-position").first()
    if before is None:
        return redirect("story_read", pk)
    after = contents(rows).filter(position__gt=number).first()
    context = {
        **frame(request, story),
        "several": True,
        "passage": Passage(chapter, story, alone=False),
        "previous": before,
        "next": after,
        "series": [] if after else list(with_neighbours(series_places(story, request.user), request.user)),
    }
    return render(request, "stories/chapter_read.html", context)


def story_whole(request: HttpRequest, pk: int) -> HttpResponse:
    """All chapters on one page; a very long story on as few as hold it (`?part=`)."""
    story = find_story(request, pk, with_names)
    rows = visible_chapters(request.user, story)
    parts = _parts(rows)
    number = _number(request.GET.get("part", ""), len(parts))
    shown = _readable(rows).filter(position__in=parts[number - 1]) if parts else []
    total = sum(len(part) for part in parts)
    last = number == max(1, len(parts))
    context = {
        **frame(request, story),
        "several": total > 1,
        "passages": [Passage(chapter, story, total == 1) for chapter in shown],
        "part": number,
        "parts": list(range(1, len(parts) + 1)),
        "is_last": last,
        "series": list(with_neighbours(series_places(story, request.user), request.user)) if last else [],
    }
    return render(request, "stories/story_whole.html", context)


def story_chapters(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of contents, with words and dates."""
    story = find_story(request, pk, with_names)
    rows = contents(visible_chapters(request.user, story))
    chapters = page_of(rows, request.GET.get("page", 1), per_page=CHAPTERS_PER_PAGE)
    context = {**frame(request, story), "slice": chapters, "several": chapters.total > 1}
    return render(request, "stories/story_chapters.html", context)


def frame(request: HttpRequest, story: Story) -> dict[str, Any]:
    """What every page of a story shows around it."""
    author = is_author(request.user, story)
    return {
        "story": story,
        "fandoms": fandoms_of(story),
        "is_author": author,
        "can_edit": author or can_edit(request.user, story),
        "can_moderate": can_moderate(request.user),
        "is_open": story.openness == Openness.PUBLIC and not story.is_hidden and not story.authors_hidden,
    }


def with_names(stories: QuerySet[Story]) -> QuerySet[Story]:
    """What pages after the title page show of a story."""
    sources = [f"{name}_source" for name in Story.PROSE]
    return (
        stories.select_related("rating").defer(*sources).prefetch_related(authors_in_order(), tags_in_order())
    )


def _readable(rows: QuerySet[Chapter]) -> QuerySet[Chapter]:
    """Chapters with their text, but without the words it was made from."""
    return rows.select_related("rating").defer(*(f"{name}_source" for name in Chapter.PROSE))


def _parts(rows: QuerySet[Chapter]) -> list[list[int]]:
    """The positions of the chapters on each page of the whole story: as many to a page as `PART_CHARACTERS` allow."""
    parts: list[list[int]] = []
    room = 0
    for position, size in rows.annotate(size=Length("text")).values_list("position", "size"):
        if not parts or size > room:
            parts.append([])
            room = PART_CHARACTERS
        parts[-1].append(position)
        room -= size
    return parts


def _number(asked: str, most: int) -> int:
    """The part asked for, from 1; nonsense is the first."""
    return max(1, min(int(asked), most)) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
