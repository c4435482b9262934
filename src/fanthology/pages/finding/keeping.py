"""Keeping what a reader never wants to see: with the account, or for a visitor in this browser."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from fanthology.catalogue.models import Tag
from fanthology.core import limits
from fanthology.finding.actions import GONE, exclude, include_again, limit_ratings
from fanthology.finding.named import things
from fanthology.finding.standing import OLDEST, Mark, with_mark, without_mark
from fanthology.finding.wishes import Choice, Field
from fanthology.pages.standing import keep_in_cookie, marks_for
from fanthology.people.queries import as_account


def never_show(request: HttpRequest, response: HttpResponse, choice: Choice, reason: str = "") -> None:
    """Keep that the reader never wants to see `choice`. Raises ValidationError with a kind sentence."""
    account = as_account(request.user)
    if account is not None:
        exclude(by=account, choice=choice, reason=reason)
        return
    mark = Mark(choice.field, str(choice.keys[0]))
    if choice.field != Field.LANGUAGE:
        row = things([choice], request.user).get((choice.field, int(mark.key)))
        if row is None:
            raise ValidationError({"name": GONE})
        if isinstance(row, Tag) and row.canonical_id:
            mark = Mark(choice.field, str(row.canonical_id))
    _keep(request, response, mark)


def limit(request: HttpRequest, response: HttpResponse, age: int | None) -> None:
    """Keep up to which age the reader wishes to see stories; None is no limit."""
    account = as_account(request.user)
    if account is not None:
        limit_ratings(by=account, age=age)
    elif age is None:
        show_again(request, response, Choice(Field.RATING, (OLDEST,)))
    else:
        _keep(request, response, Mark(Field.RATING, str(age)))


def _keep(request: HttpRequest, response: HttpResponse, mark: Mark) -> None:
    marks = with_mark(marks_for(request), mark)
    if len(marks) > limits.EXCLUSIONS_IN_COOKIE:
        raise ValidationError(
            f"This browser can remember {limits.EXCLUSIONS_IN_COOKIE} things, and it does. Take something off the list"
            f" first; with an account the list holds {limits.EXCLUSIONS}."
        )
    keep_in_cookie(request, response, marks)


def show_again(request: HttpRequest, response: HttpResponse, choice: Choice) -> None:
    """Take `choice` off the list; for a rating, lift the limit."""
    account = as_account(request.user)
    if account is not None:
        include_again(by=account, choice=choice)
        return
    marks = without_mark(marks_for(request), Mark(choice.field, str(choice.keys[0])))
    keep_in_cookie(request, response, marks)


def said_with_undo(sentence: str, choice: Choice, back: str) -> str:
    """A message with a link that takes it back."""
    query = urlencode({"kind": choice.field, "key": choice.keys[0], "next": back})
    return format_html('{} <a href="{}?{}">Undo</a>', sentence, reverse("exclusion_remove"), query)
