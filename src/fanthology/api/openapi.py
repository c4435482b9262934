"""The OpenAPI document, made from `description`."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings

from fanthology.api.description import FOUND, STORIES, SUGGESTIONS, TAGS, TROUBLE, Parameter, Schema

_NUMBER: Final = {"schema": {"type": "integer"}}
_LIMITS: Final = {
    "RateLimit-Limit": {"description": "How many requests can be made at once.", **_NUMBER},
    "RateLimit-Remaining": {"description": "How many of them are left.", **_NUMBER},
    "RateLimit-Reset": {"description": "Seconds until all are there again.", **_NUMBER},
    "RateLimit-Policy": {"description": "How many a minute come back.", "schema": {"type": "string"}},
}
_TROUBLES: Final = {
    "400": "A parameter that does not exist, or cannot be understood.",
    "404": "There is nothing at this address.",
    "405": "Only reading is possible.",
    "414": "The query is too long.",
    "429": "Too often; Retry-After says in how many seconds to ask again.",
    "503": "The search took too long.",
}


def document(base: str) -> dict[str, Any]:
    """The whole document of the archive at `base`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.CONFIG.name}: API",
            "version": "1",
            "description": "Finding stories, read-only and without an account: only what every visitor may see.",
            "license": {"name": "AGPL-3.0-or-later (the software)", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": f"{base}/api/v1"}],
        "paths": {
            "/stories": _path("api_stories", "Stories that fulfil all wishes.", STORIES, "Found"),
            "/tags": _path("api_tags", "Names that begin so, the most used first.", TAGS, "Suggestions"),
        },
        "components": {
            "schemas": {"Found": FOUND, "Suggestions": SUGGESTIONS, "Trouble": TROUBLE},
            "responses": {
                f"Trouble{status}": {"description": about, "content": _content("Trouble")}
                for status, about in _TROUBLES.items()
            },
        },
    }


def _path(name: str, summary: str, parameters: tuple[Parameter, ...], schema: str) -> dict[str, Any]:
    troubles = {status: {"$ref": f"#/components/responses/Trouble{status}"} for status in _TROUBLES}
    found = {"description": summary, "headers": _LIMITS, "content": _content(schema)}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [one.openapi() for one in parameters],
            "responses": {"200": found, "304": {"description": "As you know it already (ETag)."}, **troubles},
        }
    }


def _content(schema: str) -> dict[str, Schema]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
