"""What a reader never wants to see again: the list, and the ways onto it and off it. For visitors a cookie keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from fanthology.core import limits
from fanthology.finding.actions import take_over
from fanthology.finding.listed import as_text, from_text
from fanthology.finding.named import Key, Thing, name_of, things
from fanthology.finding.standing import Mark, marks_in, standing, with_mark
from fanthology.finding.wishes import TAG_FIELDS, Choice, Field
from fanthology.pages.finding.keeping import limit, never_show, said_with_undo, show_again
from fanthology.pages.finding.standing_forms import (
    KINDS,
    PLURALS,
    ExclusionForm,
    LanguageForm,
    ListForm,
    RatingLimitForm,
    age_in,
    choice_of,
)
from fanthology.pages.forms import show_problem
from fanthology.pages.paths import way_back
from fanthology.pages.standing import COOKIE, cookie_text, keep_in_cookie, marks_for
from fanthology.people.queries import as_account

BELOW: Final = {Field.FANDOM, Field.CHARACTER, Field.RELATIONSHIP, Field.FREEFORM, Field.CATEGORY}
"""Fields of which one thing may stand below another; a page says that those are left out with it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    field: Field
    key: str
    name: str
    address: str
    reason: str
    made: datetime | None


@never_cache
@require_GET
def exclusion_list(request: HttpRequest) -> HttpResponse:
    """Everything that the reader never wants to see, with the forms to add to it."""
    return _list(request)


def _list(request: HttpRequest, form: ExclusionForm | None = None) -> HttpResponse:
    marks = marks_for(request)
    rows = things((mark.choice for mark in marks if mark.field != Field.RATING), request.user)
    account = as_account(request.user)
    context = {
        "groups": [
            (PLURALS[kind], [_row(mark, rows) for mark in marks if mark.field == kind])
            for kind in KINDS
            if any(mark.field == kind for mark in marks)
        ],
        "form": form or ExclusionForm(viewer=request.user),
        "language_form": LanguageForm(),
        "rating_form": RatingLimitForm(now=standing(marks).oldest),
        "waiting": len(marks_in(cookie_text(request))) if account else 0,
        "most": limits.EXCLUSIONS if account else limits.EXCLUSIONS_IN_COOKIE,
        "most_with_account": limits.EXCLUSIONS,
        "number": len(marks),
    }
    return render(request, "finding/exclusion_list.html", context)


def _row(mark: Mark, rows: Mapping[Key, Thing]) -> Row:
    choice = mark.choice
    return Row(
        mark.field,
        mark.key,
        name_of(choice, rows),
        _address(choice, rows.get((choice.field, choice.keys[0]))),
        mark.reason,
        mark.made,
    )


def _address(choice: Choice, thing: Thing | None) -> str:
    """The page of what a choice names; empty where there is none."""
    if thing is None:
        return ""
    slug = getattr(thing, "slug", "")
    if choice.field in TAG_FIELDS:
        return reverse("tag_read", args=[choice.field.value, slug])
    if choice.field == Field.CATEGORY:
        return reverse("category_read", args=[thing.pk, slug])
    if choice.field == Field.AUTHOR:
        return reverse("author_read", args=[slug])
    return reverse("series_read" if choice.field == Field.SERIES else "story_read", args=[thing.pk])


@never_cache
def exclusion_add(request: HttpRequest) -> HttpResponse:
    """Ask once more, with room for a reason, and keep that this is never to be shown again."""
    back = way_back(request)
    if request.method == "POST" and request.POST.get("kind") == Field.RATING:
        return _limit(request)
    if request.method == "POST" and request.POST.get("kind") == Field.LANGUAGE:
        return _add_language(request)
    if request.method == "POST":
        form = ExclusionForm(request.POST, viewer=request.user)
        if form.is_valid() and form.choice is not None:
            return _add(request, form, form.choice)
        return _ask(request, form, form.choice, back)
    kind, key = request.GET.get("kind", ""), request.GET.get("key", "")
    choice = choice_of(kind, key, request.user) if kind in KINDS and key else None
    if key and (choice is None or choice.field == Field.LANGUAGE):
        raise Http404
    asked = {"kind": kind, "name": request.GET.get("name", ""), "key": key}
    return _ask(request, ExclusionForm(viewer=request.user, initial=asked), choice, back)


def _ask(request: HttpRequest, form: ExclusionForm, choice: Choice | None, back: str) -> HttpResponse:
    facts = {"form": form, "choice": choice, "back": back, "below": choice and choice.field in BELOW}
    if choice is not None:
        facts["kind"] = KINDS[choice.field].lower()
    return render(request, "finding/exclusion_add.html", facts)


def _add(request: HttpRequest, form: ExclusionForm, choice: Choice) -> HttpResponse:
    """Keep it, and go back with a message that can take it back."""
    back = way_back(request) or reverse("exclusion_list")
    response = HttpResponseRedirect(back)
    try:
        never_show(request, response, choice, form.cleaned_data.get("reason", ""))
    except ValidationError as problem:
        show_problem(form, problem)
        return _ask(request, form, choice, back)
    said = f"You will not see “{choice.name}” in lists any more."
    messages.success(request, said_with_undo(said, choice, back))
    return response


def _add_language(request: HttpRequest) -> HttpResponse:
    response = redirect("exclusion_list")
    choice = choice_of(Field.LANGUAGE, request.POST.get("key", ""), request.user)
    if choice is None:
        messages.error(request, "Please choose a language.")
        return response
    try:
        never_show(request, response, choice)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return response
    said = f"You will not see stories in {choice.name} in lists any more."
    messages.success(request, said_with_undo(said, choice, reverse("exclusion_list")))
    return response


def _limit(request: HttpRequest) -> HttpResponse:
    response = redirect("exclusion_list")
    try:
        age = age_in(request.POST.get("key", ""))
        limit(request, response, age)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return response
    everything = "Stories of every rating are shown again."
    messages.success(
        request, everything if age is None else f"Stories rated above {age} years are left out now."
    )
    return response


@never_cache
def exclusion_remove(request: HttpRequest) -> HttpResponse:
    """Take something off the list. Asked for by a link (`Undo`), it is a page with one button."""
    given = request.POST if request.method == "POST" else request.GET
    kind, key = given.get("kind", ""), given.get("key", "")
    mark = next(
        (mark for mark in marks_for(request) if mark.field == kind and key in {mark.key, mark.now}), None
    )
    if mark is None and request.method != "POST":
        raise Http404
    back = way_back(request)
    if request.method != "POST":
        shown = {"choice": choice_of(kind, key, request.user), "kind": kind, "key": key, "back": back}
        return render(request, "finding/exclusion_remove.html", shown)
    response = HttpResponseRedirect(back or reverse("exclusion_list"))
    if mark is not None:
        show_again(request, response, mark.choice)
        named = choice_of(kind, mark.now or mark.key, request.user)
        messages.success(request, f"“{named.name}” is shown again." if named else "It is shown again.")
    return response


@never_cache
@require_POST
def exclusion_take_over(request: HttpRequest) -> HttpResponse:
    """Keep with the account what this browser kept before its reader signed in, or let it go."""
    response = redirect("exclusion_list")
    account = as_account(request.user)
    if account is None:
        return response
    if "forget" in request.POST:
        messages.success(request, "This browser has forgotten its list.")
    else:
        number = take_over(by=account, marks=marks_in(cookie_text(request)))
        new = f"{number:,} thing{'' if number == 1 else 's'}" if number else "Nothing new"
        messages.success(request, f"{new} came over to your account’s list.")
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


@never_cache
@require_GET
def exclusion_export(request: HttpRequest) -> HttpResponse:
    """The list as a text, to keep or to bring in elsewhere."""
    text = as_text(marks_for(request), request.user)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="never-again.txt"'
    return response


@never_cache
def exclusion_import(request: HttpRequest) -> HttpResponse:
    """Bring in a list; lines that cannot be read stay in the form."""
    form = ListForm(request.POST or None)
    if not form.is_valid():
        return render(request, "finding/exclusion_import.html", {"form": form})
    marks, lost = from_text(form.cleaned_data["lines"], request.user)
    response = redirect("exclusion_list")
    number = _bring_in(request, response, marks)
    said = f"{number:,} thing{'' if number == 1 else 's'} came onto your list."
    if not lost:
        messages.success(request, said)
        return response
    form = ListForm(initial={"lines": "\n".join(lost)})
    page = render(request, "finding/exclusion_import.html", {"form": form, "said": said, "lost": len(lost)})
    page.cookies.update(response.cookies)
    return page


def _bring_in(request: HttpRequest, response: HttpResponse, marks: Sequence[Mark]) -> int:
    """Keep what came in as far as there is room; how many were new."""
    account = as_account(request.user)
    if account is not None:
        return take_over(by=account, marks=marks)
    kept = before = marks_for(request)
    for mark in marks:
        if len(kept) < limits.EXCLUSIONS_IN_COOKIE and not any(
            one.field == mark.field and (mark.field == Field.RATING or mark.key in {one.key, one.now})
            for one in kept
        ):
            kept = with_mark(kept, mark)
    keep_in_cookie(request, response, kept)
    return len(kept) - len(before)
