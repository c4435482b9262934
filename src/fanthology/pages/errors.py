"""The pages for what goes wrong: as good as the others, and never a stack trace.

They are drawn without the database: whatever broke, it may be the database.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from fanthology.pages.kept import is_from_here, keep
from fanthology.pages.look import COOKIE, read_cookie


class MembersOnly(PermissionDenied):
    """What is asked for is open to members, and a visitor asks. The page says no more than that."""


def _page(request: HttpRequest, name: str, status: int, **facts: object) -> HttpResponse:
    """A page that asks nobody who is looking, and so needs neither session nor database."""
    look = read_cookie(request.COOKIES.get(COOKIE, ""))
    context = {"archive": settings.CONFIG, "look": look, **facts}
    response = HttpResponse(render_to_string(f"errors/{name}.html", context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request that makes no sense."""
    return _page(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this viewer."""
    if isinstance(exception, MembersOnly):
        return _page(request, "members_only", 403, path=request.get_full_path())
    return _page(request, "forbidden", 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing that this viewer may know of."""
    return _page(request, "missing", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(request, "broken", 500)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than the archive takes at once."""
    return _page(request, "too_large", 413, megabytes=settings.CONFIG.upload_mb)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token. One of our own pages is answered with all that was typed, ready to be sent again."""
    kept = keep(request) if is_from_here(request) else None
    return render(request, "errors/csrf_failure.html", {"kept": kept}, status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """429."""
    return render(request, "errors/too_many.html", status=429)
