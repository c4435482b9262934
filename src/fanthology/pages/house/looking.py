"""The page of reading settings."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fanthology.pages.look import COOKIE, YEAR, Look, look_of, read_cookie, settings_of
from fanthology.pages.paths import way_back


@csrf_exempt  # the form stands on pages that a cache may share, so it holds no token; it changes only one's own view
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Show the settings, or take them and go back to where the reader was."""
    back = way_back(request)
    if request.method != "POST":
        context = {"settings": settings_of(read_cookie(request.COOKIES.get(COOKIE, ""))), "back": back}
        return render(request, "house/look.html", context)
    response = HttpResponseRedirect(back or reverse("look"))
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site":
        return response
    chosen = Look() if "reset" in request.POST else look_of(request.POST.dict())
    if chosen.cookie:
        response.set_cookie(COOKIE, chosen.cookie, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
