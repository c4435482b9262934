"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """The archive's name and line."""
    return {"archive": settings.CONFIG}
