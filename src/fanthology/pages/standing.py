"""What the reader of a page never wants to see: with the account, or in a cookie. Every list of stories asks here."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse

from fanthology.finding.standing import Mark, cookie_of, marks_of, standing_of
from fanthology.finding.wishes import Standing
from fanthology.pages.look import YEAR

COOKIE: Final = "never"


def standing_for(request: HttpRequest) -> Standing:
    """What to leave out of a list: nothing where the reader has asked to be shown all the same (`?show=all`).

    One query for a member; for a visitor one where the cookie names tags, else none.
    """
    return Standing() if shows_all(request) else standing_of(request.user, cookie_text(request))


def shows_all(request: HttpRequest) -> bool:
    """Whether this page is to show also what its reader never wants to see."""
    return request.GET.get("show") == "all"


def marks_for(request: HttpRequest) -> tuple[Mark, ...]:
    """Everything that the reader never wants to see, as it is kept."""
    return marks_of(request.user, cookie_text(request))


def cookie_text(request: HttpRequest) -> str:
    """What this browser keeps."""
    return request.COOKIES.get(COOKIE, "")


def keep_in_cookie(request: HttpRequest, response: HttpResponse, marks: Sequence[Mark]) -> None:
    """Let the browser keep `marks`; for none, let it forget."""
    text = cookie_of(marks)
    if not text:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(COOKIE, text, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
