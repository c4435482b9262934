"""The API: stories found, names suggested, and its own description.

Whoever asks is a visitor, whatever cookies come along: no answer holds what visitors may not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from fanthology.api.description import FACETS_TOO, FANDOM, KIND, LIMIT, PREFIX, STORIES, TAGS, refuse_unknown
from fanthology.api.door import Refusal, answers, base_of
from fanthology.api.openapi import document
from fanthology.api.results import results
from fanthology.finding.asking import Asked
from fanthology.finding.found import Answer
from fanthology.finding.lookup import look_up
from fanthology.finding.queries import TooLong, search, suggest
from fanthology.finding.reading import Reading, read
from fanthology.finding.wishes import Field

VISITOR: Final = AnonymousUser()
SUGGESTIONS_A_SEARCH: Final = 5
"""How many suggestions weigh as much as one search."""
SUGGESTED_FOR: Final = 60
"""Seconds for which a suggestion is good enough."""


@answers()
def api_stories(request: HttpRequest) -> Mapping[str, Any]:
    """A page of stories that fulfil all wishes, and what they have in common."""

    refuse_unknown(request.GET, STORIES)
    with_facets = FACETS_TOO.read(request.GET) != "no"
    reading = read(Asked.read(request.GET), VISITOR, timezone.now())
    if reading.problems:
        raise _unclear(reading)
    try:
        found = search(reading.wishes, VISITOR, facets=with_facets)
    except TooLong:
        said = "This search took too long. Please ask for less at once."
        raise Refusal(said, 503, headers={"Retry-After": "30"}) from None
    return _told(request, reading, found) | (_facets(found) if with_facets else {})


def _told(request: HttpRequest, reading: Reading, found: Answer) -> dict[str, Any]:
    """An answer without its facets. Beyond the last page there is nothing: whoever turns pages must come to an end."""
    wishes = reading.wishes
    ids = found.ids if found.page == wishes.page else ()
    return {
        "count": found.count,
        "hidden": found.hidden,
        "page": wishes.page,
        "per_page": wishes.per_page,
        "pages": found.pages,
        "stale": found.stale,
        "understood": list(reading.understood),
        "results": results(ids, VISITOR, base_of(request), wishes.words) if ids else [],
    }


def _facets(found: Answer) -> dict[str, Any]:
    facets = {
        field.value: [{"name": value.choice.name, "count": value.count} for value in values]
        for field, values in found.facets.items()
    }
    return {"facets": facets}


def _unclear(reading: Reading) -> Refusal:
    """The refusal of wishes that could not be read."""
    problems = [
        {
            "parameter": problem.param,
            "sentence": problem.sentence,
            "near": [near.name for near in problem.near],
        }
        for problem in reading.problems
    ]
    return Refusal(
        "Nothing was searched, because something in it could not be understood: "
        + " ".join(problem.sentence for problem in reading.problems[:3]),
        facts={"problems": problems, "understood": list(reading.understood)},
    )


@answers(share=SUGGESTIONS_A_SEARCH, max_age=SUGGESTED_FOR)
def api_tags(request: HttpRequest) -> Mapping[str, Any]:
    """Names that begin so, for whoever is typing one."""

    query = request.GET
    refuse_unknown(query, TAGS)
    kind = Field(KIND.read(query))
    fandoms = [(Field.FANDOM, name) for name in FANDOM.read(query)]
    within = (
        tuple(int(choice.keys[0]) for choice in look_up(fandoms, VISITOR).choices.values()) if fandoms else ()
    )
    found = suggest(kind, PREFIX.read(query), VISITOR, within=within, limit=LIMIT.read(query))
    return {
        "results": [
            {
                "name": one.typed or one.name,
                "kind": one.field.value,
                "count": one.count,
                "canonical": one.name,
                "typed": one.typed,
            }
            for one in found
        ]
    }


@answers(share=SUGGESTIONS_A_SEARCH, max_age=SUGGESTED_FOR)
def api_openapi(request: HttpRequest) -> Mapping[str, Any]:
    """The OpenAPI document."""
    return _document(base_of(request))


_document = lru_cache(maxsize=8)(document)


@answers(share=SUGGESTIONS_A_SEARCH)
def api_missing(request: HttpRequest) -> Mapping[str, Any]:
    """Whatever else is asked for."""
    raise Refusal("There is nothing here. What there is: /api/v1/openapi.json", 404)
