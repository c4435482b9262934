"""What every answer of the API has in common: JSON for everybody, for reading only, and never too often."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from hashlib import blake2b
from typing import Any, Final, TypeAlias

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from fanthology.api.limiting import Left, Limiter, asker

LONGEST_QUERY: Final = 16_000
"""Bytes of a query string."""
METHODS: Final = "GET, HEAD, OPTIONS"
SHOWN: Final = "ETag, RateLimit-Limit, RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset, Retry-After"
OPEN: Final = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": SHOWN}
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Refusal(Exception):
    """A request that is not answered: why, and with which status. `facts` go along in the answer."""

    sentence: str
    status: int = 400
    facts: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


Answer: TypeAlias = Callable[[HttpRequest], Mapping[str, Any]]
View: TypeAlias = Callable[[HttpRequest], HttpResponse]


def answers(*, share: int = 1, max_age: int = 0) -> Callable[[Answer], View]:
    """A view of the API out of a function from a request to what the JSON says.

    `share`: how many of these weigh as much as one search. `max_age`: for how many seconds a copy will do.
    """

    def door(answer: Answer) -> View:
        @wraps(answer)
        def view(request: HttpRequest) -> HttpResponse:
            left: Left | None = None
            try:
                _see_to(request)
                if request.method == "OPTIONS":
                    return _finished(HttpResponse(status=204), None, share)
                left = _take(request, share)
                response = _said(request, answer(request), max_age)
            except Refusal as refusal:
                response = _refused(refusal)
            except SuspiciousOperation:
                response = _refused(Refusal("This query makes no sense: it has too many parameters."))
            except Exception:
                log.exception("The API could not answer")
                response = _refused(Refusal("Something went wrong here; it is not your fault.", 500))
            return _finished(response, left, share)

        return view

    return door


def as_json(said: Mapping[str, Any]) -> bytes:
    """The shortest JSON of an answer."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def base_of(request: HttpRequest) -> str:
    """The archive's own address, without a closing slash."""
    own: str = settings.CONFIG.url.rstrip("/")
    return own or f"{request.scheme}://{request.get_host()}"


@lru_cache(maxsize=8)
def limiter(per_minute: int, share: int) -> Limiter:
    """The buckets of this process; half a minute's worth can be asked for at once."""
    return Limiter(per_minute=per_minute * share, burst=max(1, per_minute * share // 2))


def _see_to(request: HttpRequest) -> None:
    """Refuse what no part of the API answers."""
    if request.method not in METHODS.split(", "):
        raise Refusal("This API is for reading only: please use GET.", 405, headers={"Allow": METHODS})
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise Refusal(f"The query is longer than {LONGEST_QUERY:,} bytes.", 414)


def _take(request: HttpRequest, share: int) -> Left | None:
    """Take one request from the asker's bucket; `api_per_minute = 0` means that nothing is counted."""
    per_minute: int = settings.CONFIG.api_per_minute
    if not per_minute:
        return None
    left = limiter(per_minute, share).take(asker(request), time.monotonic())
    if left.wait:
        again = "a second" if left.wait == 1 else f"{left.wait} seconds"
        headers = {"Retry-After": str(left.wait), **_limits(left, share)}
        raise Refusal(f"That was a little too often. Please ask again in {again}.", 429, headers=headers)
    return left


def _limits(left: Left, share: int) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(left.most),
        "RateLimit-Remaining": str(left.remaining),
        "RateLimit-Reset": str(left.full_in),
        "RateLimit-Policy": f"{settings.CONFIG.api_per_minute * share};w=60;burst={left.most}",
    }


def _said(request: HttpRequest, said: Mapping[str, Any], max_age: int) -> HttpResponse:
    """The answer, or only that nothing is new."""
    body = as_json(said)
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    known = [one.strip().removeprefix("W/") for one in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")]
    new = tag not in known and "*" not in known
    response = _json(body) if new else HttpResponse(status=304)
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={max_age}" if max_age else "no-cache"
    return response


def _refused(refusal: Refusal) -> HttpResponse:
    response = _json(as_json({"error": refusal.sentence, **refusal.facts}), refusal.status)
    response["Cache-Control"] = "no-store"
    for name, value in refusal.headers.items():
        response[name] = value
    return response


def _json(body: bytes, status: int = 200) -> HttpResponse:
    return HttpResponse(body, content_type="application/json", status=status)


def _finished(response: HttpResponse, left: Left | None, share: int) -> HttpResponse:
    if response.status_code == 204:
        response["Allow"] = response["Access-Control-Allow-Methods"] = METHODS
    for name, value in (OPEN | (_limits(left, share) if left else {})).items():
        response[name] = value
    return response
