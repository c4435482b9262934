"""Template tags and filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from django.template import Context
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fanthology.catalogue.models import Kind, Tag
from fanthology.finding.found import Found
from fanthology.formats.exporters import FORMATS, Format
from fanthology.pages.look import Look, settings_of
from fanthology.pages.paths import address
from fanthology.people.queries import Viewer, is_member
from fanthology.stories.models import Chapter, Provenance, Story
from fanthology.stories.queries import fandoms_of
from fanthology.text.inks import ink as ink_of
from fanthology.text.names import fold

register = template.Library()

WORDS_A_MINUTE = 250
ROW_CHARACTERS = 48
"""Characters of category and author that leave room for the rest of the listing row on one line."""
CARD_TAGS = 14
"""How many tags a card shows beside fandoms and warnings."""


@register.simple_tag(takes_context=True)
def place(context: Context, name: str, label: str) -> SafeString:
    """A list item that links to the page `name`, marked when this is the page."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match is not None and match.url_name == name
    current = SafeString(' aria-current="page"') if here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', reverse(name), current, label)


def count_column(viewer: Viewer) -> str:
    """Which of the two kept counts of stories the viewer sees (`catalogue.models.Counted`)."""
    return "member_count" if is_member(viewer) else "public_count"


@register.simple_tag(takes_context=True)
def stories_under(context: Context, row: Any) -> int:
    """How many stories stand under a tag, category or pen name, for whoever looks."""
    viewer = context.get("user") or AnonymousUser()
    number: int = getattr(row, count_column(viewer))
    return number


@register.filter
def ink(fandom: Tag) -> str:
    """The class that colours a fandom's name."""
    return f"ink-{ink_of(fandom.name):02}"


@register.filter
def ink_named(name: str) -> str:
    """The same, where only the name is known."""
    return f"ink-{ink_of(name):02}"


@register.filter
def bands(fandoms: list[Tag]) -> str:
    """The classes that give a text its two inks: those of the first two fandoms, or of the only one twice."""
    pair = [*fandoms[:2], *fandoms[:1]][:2]
    return " ".join(f"ink-{band}-{ink_of(fandom.name):02}" for band, fandom in zip("ab", pair, strict=False))


@register.filter
def fandoms(story: Story) -> list[Tag]:
    """A story's fandoms, canonical, in the author's order."""
    return fandoms_of(story)


@register.filter
def tags_of(story: Story, kind: str) -> list[Tag]:
    """A story's tags of one kind as its author wrote them, in their order."""
    return [link.tag for link in story.tag_links.all() if link.tag.kind == kind]


@register.filter
def card_tags(story: Story) -> list[Tag]:
    """What a card shows beside fandoms and warnings: pairings, characters, genres, freeform tags; the first few."""
    kinds = (Kind.RELATIONSHIP, Kind.CHARACTER, Kind.GENRE, Kind.FREEFORM)
    return [tag for kind in kinds for tag in tags_of(story, kind)][:CARD_TAGS]


@register.filter
def filter_tags(story: Story) -> list[Tag]:
    """A story's tags as searches name them: canonical, each once, in the order of a card."""
    links = [link.tag.canonical or link.tag for link in story.tag_links.all()]
    return sorted(dict.fromkeys(links), key=lambda tag: Kind.values.index(tag.kind))


@register.filter
def snippet(found: Found, story: Story) -> tuple[tuple[str, bool], ...]:
    """The passage of a story in which words were found, in pieces."""
    return found.snippets.get(story.pk, ())


@register.filter
def warns(tag: Tag) -> bool:
    """Whether a warning warns of something: "No warnings apply" and "None" do not."""
    return not f"{fold(tag.name)} ".startswith(("no ", "none "))


@register.filter
def reading_time(words: int) -> str:
    """How long `words` take at 250 a minute: "1 min", "33 min", "2 h 47"."""
    minutes = max(1, round(words / WORDS_A_MINUTE))
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours else f"{minutes} min"


@register.filter
def chapters_of(story: Story) -> str:
    """The number of chapters as the listing row has it: "3", "3 of 5"."""
    planned = story.planned_chapters
    if planned and not story.complete and planned > story.chapter_count:
        return f"{story.chapter_count:,} of {planned:,}"
    return f"{story.chapter_count:,}"


@register.filter
def chapters_said(story: Story) -> str:
    """The same in words: "1 chapter", "3 of 5 chapters"."""
    said = chapters_of(story)
    return f"{said} chapter" if said == "1" else f"{said} chapters"


@register.filter
def has_tall_row(story: Story) -> bool:
    """Whether the categories take a line of their own: several, or too long to stand beside the numbers."""
    paths = [link.category.path for link in story.category_links.all()]
    names = ", ".join(authorship.pen_name.name for authorship in story.authorships.all())
    return len(paths) > 1 or sum(map(len, paths)) + len(names) > ROW_CHARACTERS


@register.filter
def page_numbers(page: "Page[Any]") -> list[int | None]:
    """The numbers that page links show; nothing stands for a gap."""
    found = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in found]


@register.simple_tag(takes_context=True)
def look_settings(context: Context) -> list[dict[str, object]]:
    """Every reading setting with its choices and the one in use, for the panel beside a text."""
    return settings_of(context.get("look") or Look())


@register.simple_tag
def file_formats() -> Iterable[Format]:
    """The kinds of file that a story can be taken away as."""
    return FORMATS.values()


@register.filter
def posted(chapter: Chapter) -> datetime:
    """The day a chapter was posted; a draft's is the day it was last edited."""
    return chapter.published or chapter.edited


@register.filter
def is_web_address(text: str) -> bool:
    """Whether an imported story's address may be a link."""
    return text.startswith(("https://", "http://"))


@register.simple_tag(takes_context=True)
def full_url(context: Context, name: str, *args: object) -> str:
    """The full address of the page `name`, for previews and search engines."""
    return address(context["request"], reverse(name, args=args))


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of an imported story; a `score` is hidden from readers who wish no counts."""

    text: str
    score: bool = False


@register.simple_tag
def provenance_facts(source: Provenance) -> list[Fact]:
    """What the archive that a story came from said of it, in the order of its listing row."""
    counts = (
        (source.chapters, "chapter", False),
        (source.words, "word", False),
        (source.recommendations, "rec", True),
        (source.reviews, "review", True),
        (source.hits, "hit", True),
    )
    found = [
        Fact(f"{number:,} {name}{'' if number == 1 else 's'}", score)
        for number, name, score in counts
        if number is not None
    ]
    days = (("published", source.published), ("updated", source.updated))
    found += [Fact(f"{name} {date_format(day, 'j M Y')}".replace(" ", "\u00a0")) for name, day in days if day]
    if source.complete is not None:
        found.append(Fact("complete" if source.complete else "incomplete"))
    return found
