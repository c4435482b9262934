"""The pages for what goes wrong: as good as the others, and never a stack trace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return render(request, "errors/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "errors/forbidden.html", status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return render(request, "errors/missing.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return render(request, "errors/broken.html", status=500)


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return render(request, "errors/too_large.html", status=413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token."""
    return render(request, "errors/csrf_failure.html", status=403)
