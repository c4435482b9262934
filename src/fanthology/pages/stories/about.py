"""What a story's page tells machines: one sentence for previews, and facts for search engines."""

import json
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from fanthology.catalogue.models import Kind
from fanthology.pages.paths import address
from fanthology.stories.models import Story
from fanthology.stories.queries import fandoms_of
from fanthology.text.markup import first_words

PREVIEW_CHARACTERS: Final = 300


def description(story: Story) -> str:
    """The story in one breath: its summary, or what it is."""
    if story.summary:
        return first_words(story.summary, PREVIEW_CHARACTERS)
    names = " × ".join(fandom.name for fandom in fandoms_of(story))
    return f"A story of {names}." if names else "A story."


def json_ld(request: HttpRequest, story: Story) -> SafeString:
    """The story as schema.org has it, as JSON that can stand inside a `<script>` element."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": story.title,
        "url": address(request, reverse("story_read", args=[story.pk])),
        "description": description(story),
        "inLanguage": story.language,
        "author": [
            {
                "@type": "Person",
                "name": authorship.pen_name.name,
                "url": address(request, reverse("author_read", args=[authorship.pen_name.slug])),
            }
            for authorship in story.authorships.all()
        ],
        "about": [{"@type": "CreativeWork", "name": fandom.name} for fandom in fandoms_of(story)],
        "genre": [link.tag.name for link in story.tag_links.all() if link.tag.kind == Kind.GENRE],
        "contentRating": story.rating.code,
        "creativeWorkStatus": "Complete" if story.complete else "Incomplete",
        "isAccessibleForFree": True,
        "dateModified": story.updated.isoformat(),
    }
    if story.published:
        facts["datePublished"] = story.published.isoformat()
    text = json.dumps(facts, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(text)  # noqa: S308 - nothing in it can end the element
