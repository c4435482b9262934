"""Template tags and filters."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fanthology.catalogue.models import Kind, Tag
from fanthology.stories.models import Story
from fanthology.stories.queries import fandoms_of
from fanthology.text.inks import ink as ink_of
from fanthology.text.names import fold

register = template.Library()

WORDS_A_MINUTE = 250
CARD_TAGS = 14
"""How many tags a card shows beside fandoms and warnings."""


@register.simple_tag(takes_context=True)
def place(context: Context, name: str, label: str) -> SafeString:
    """A list item that links to the page `name`, marked when this is the page."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match is not None and match.url_name == name
    current = SafeString(' aria-current="page"') if here else ""
    try:
        return format_html('<li><a href="{}"{}>{}</a></li>', reverse(name), current, label)
    except NoReverseMatch:
        return SafeString("")


@register.filter
def ink(fandom: Tag) -> str:
    """The class that colours a fandom's name."""
    return f"ink-{ink_of(fandom.name):02}"


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
def page_numbers(page: "Page[Any]") -> list[int | None]:
    """The numbers that page links show; nothing stands for a gap."""
    found = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in found]
