"""Series at the desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fanthology.core.paging import page_of
from fanthology.pages.desk.forms.series import NewSeriesForm, PlaceForm, SeriesForm
from fanthology.pages.desk.own import own_place, own_series, own_story
from fanthology.pages.forms import show_problem
from fanthology.pages.signed_in import MemberRequest, signed_in
from fanthology.people.rules import can_write
from fanthology.stories.actions import (
    begin_series,
    delete_series,
    edit_series,
    move_in_series,
    place_in_series,
    take_out_of_series,
)

PLACES_A_PAGE = 100


@signed_in
def series_begin(request: MemberRequest) -> HttpResponse:
    """Begin a series."""
    if not can_write(request.user):
        raise PermissionDenied
    if not request.user.pen_names.exists():
        messages.info(request, "First you need a name that readers see.")
        return redirect("pen_name_add")
    form = NewSeriesForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            series = begin_series(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(
                request, f"“{series}” is begun. Put stories into it on their own pages at your desk."
            )
            return redirect("series_manage", series.pk)
    return render(request, "desk/series_begin.html", {"form": form})


@signed_in
def series_manage(request: MemberRequest, pk: int) -> HttpResponse:
    """The stories of a series in their order, with buttons to move them."""
    series = own_series(request.user, pk)
    places = series.places.select_related("story").order_by("position")
    facts = {
        "series": series,
        "slice": page_of(places, request.GET.get("page", 1), per_page=PLACES_A_PAGE),
    }
    return render(request, "desk/series_manage.html", facts)


@signed_in
def series_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is said about a series."""
    series = own_series(request.user, pk)
    form = SeriesForm(request.POST or None, series=series)
    if form.is_valid():
        try:
            edit_series(by=request.user, series=series, **form.cleaned_data)
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"“{series}” is saved.")
            return redirect("series_manage", pk)
    return render(request, "desk/series_edit.html", {"form": form, "series": own_series(request.user, pk)})


@signed_in
def series_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once more, and take the series apart. Its stories stay."""
    series = own_series(request.user, pk)
    if request.method == "POST":
        named = str(series)
        delete_series(by=request.user, series=series)
        messages.success(request, f"“{named}” is gone; its stories stay.")
        return redirect("desk")
    return render(request, "desk/series_delete.html", {"series": series, "number": series.places.count()})


@signed_in
@require_POST
def place_add(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a story into a series."""
    story = own_story(request.user, pk)
    form = PlaceForm(request.POST, by=request.user, story=story)
    if not form.is_valid():
        messages.error(request, "Please choose a series, and a number from 1 to 10,000 or none.")
    else:
        number = form.cleaned_data["number"]
        try:
            place = place_in_series(
                by=request.user, series=form.cleaned_data["series"], story=story, number=number
            )
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            taken = f" No. {number} was taken." if number and number != place.position else ""
            messages.success(request, f"It is No. {place.position} of “{place.series}” now.{taken}")
    return redirect(reverse("story_manage", args=[pk]) + "#series")


@signed_in
@require_POST
def place_move(request: MemberRequest, pk: int) -> HttpResponse:
    """Swap a story of a series with the one before or after it."""
    place = own_place(request.user, pk)
    move_in_series(by=request.user, place=place, earlier=request.POST.get("to") == "earlier")
    messages.success(request, f"“{place.story}” is No. {place.position} now.")
    return redirect("series_manage", place.series_id)


@signed_in
@require_POST
def place_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a story out of a series."""
    place = own_place(request.user, pk)
    take_out_of_series(by=request.user, place=place)
    messages.success(request, f"“{place.story}” is out of “{place.series}”.")
    if request.POST.get("back") == "series":
        return redirect("series_manage", place.series_id)
    return redirect(reverse("story_manage", args=[place.story_id]) + "#series")
