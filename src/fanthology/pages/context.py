"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from fanthology.pages.look import COOKIE, read_cookie


def house(request: HttpRequest) -> dict[str, Any]:
    """The archive's settings, and how this reader wishes to see it."""
    return {"archive": settings.CONFIG, "look": read_cookie(request.COOKIES.get(COOKIE, ""))}
