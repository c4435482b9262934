"""What stands before every page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from fanthology.pages import errors


class RequestLimitMiddleware:
    """Refuses a request that says it is larger than the archive takes, before a byte of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase | HttpResponse:
        """Answer 413 in the archive's own dress, or go on."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > settings.REQUEST_BYTES:
            return errors.too_large(request)
        return self.get_response(request)
