"""Stories as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator

from fanthology.stories.models import Story

TYPE: Final = "application/atom+xml; charset=utf-8"
CATEGORIES: Final = 100
"""Tags of one entry: as many as a story can have."""
FIRST: Final = "2026-01-01T00:00:00+00:00"
"""When a feed without any story was last updated."""
_NOT_XML: Final = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]")


class StoryFeed(Atom1Feed):
    """An Atom feed whose entries may have several authors and a language, and that is only as new as its newest story."""

    def latest_post_date(self) -> datetime:
        """The latest of the stories; not this moment, or the feed would change without anything new in it."""
        return max((item["updateddate"] for item in self.items), default=datetime.fromisoformat(FIRST))

    def root_attributes(self) -> dict[str, Any]:
        """Also that HTML in summaries belongs to this address."""
        return {**super().root_attributes(), "xml:base": self.feed["link"]}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        """The language of the story."""
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Also the authors after the first."""
        super().add_item_elements(handler, item)
        for name, address in item["co_authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", address)
            handler.endElement("author")


def full(request: HttpRequest, path: str) -> str:
    """The full address of `path`: at the archive's own address where its keeper has said one."""
    base: str = settings.CONFIG.url.rstrip("/")
    return f"{base}{path}" if base else request.build_absolute_uri(path)


def feed_of(
    request: HttpRequest, stories: Iterable[Story], *, title: str, about: str, page: str, path: str
) -> bytes:
    """The feed. `page` is the path of the page with the same stories, `path` the feed's own; `stories` are ready for cards."""
    feed = StoryFeed(
        title=_fit(title),
        link=full(request, page),
        description=_fit(about),
        language="en",
        feed_url=full(request, path),
        feed_guid=full(request, path),
        author_name=_fit(settings.CONFIG.name),
    )
    for story in stories:
        _add(feed, request, story)
    return str(feed.writeString("utf-8")).encode()


def _add(feed: StoryFeed, request: HttpRequest, story: Story) -> None:
    authors = [
        (_fit(link.pen_name.name), full(request, reverse("author_read", args=[link.pen_name.slug])))
        for link in story.authorships.all()
    ]
    first, *others = authors or [(_fit(settings.CONFIG.name), full(request, "/"))]
    address = full(request, reverse("story_read", args=[story.pk]))
    tags = dict.fromkeys(_fit((link.tag.canonical or link.tag).name) for link in story.tag_links.all())
    feed.add_item(
        title=_fit(story.title),
        link=address,
        description=_fit(story.summary),
        author_name=first[0],
        author_link=first[1],
        pubdate=story.published,
        updateddate=max(story.updated, story.published or story.updated),
        unique_id=address,
        categories=tuple(tags)[:CATEGORIES],
        language=story.language,
        co_authors=others,
    )


def _fit(text: str) -> str:
    """`text` without what no XML file may hold."""
    return _NOT_XML.sub("", text)


def answer(request: HttpRequest, body: bytes, stories: Iterable[Story], *, private: bool) -> HttpResponse:
    """The feed as an answer, or that the reader's copy is still good. A private one is not for caches that many share."""
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    latest = max((int(story.updated.timestamp()) for story in stories), default=None)
    response = HttpResponse(body, content_type=TYPE)
    response["Cache-Control"] = f"{'private' if private else 'public'}, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    response["ETag"] = tag
    if latest is not None:
        response["Last-Modified"] = http_date(latest)
    return get_conditional_response(request, etag=tag, last_modified=latest, response=response) or response
