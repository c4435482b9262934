"""Bringing stories in: send them, look them over, save or drop them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from fanthology.core import limits
from fanthology.core.paging import page_of
from fanthology.formats.arrivals import Landed, correct_arrival, drop_arrival, land, save_arrival
from fanthology.formats.manuscript import Manuscript
from fanthology.formats.models import Arrival
from fanthology.formats.queries import already_here, arrivals_of
from fanthology.pages.formats.arrival_forms import ArrivalForm
from fanthology.pages.formats.arrival_sending import ArrivalBeginForm
from fanthology.pages.formats.preview import preview
from fanthology.pages.forms import show_problem
from fanthology.pages.signed_in import MemberRequest, signed_in
from fanthology.people.rules import can_write
from fanthology.stories.models import Openness
from fanthology.text.languages import direction


@signed_in
def arrival_begin(request: MemberRequest) -> HttpResponse:
    """Send files or text, and say what became of each."""
    if not can_write(request.user):
        raise PermissionDenied
    if not request.user.is_moderator and not request.user.pen_names.exists():
        messages.info(request, "First you need a name that readers see.")
        return redirect("pen_name_add")
    form = ArrivalBeginForm(request.POST or None, request.FILES or None)
    landed: Landed | None = None
    if form.is_valid():
        try:
            landed = land(by=request.user, files=form.sent())
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            if not landed.refused and not landed.here:
                return on_to(landed)
    facts = {
        "form": form,
        "landed": landed,
        "waiting": arrivals_of(request.user).count(),
        "most": limits.ARRIVALS_PER_ACCOUNT,
    }
    return render(request, "formats/arrival_begin.html", facts)


def on_to(landed: Landed) -> HttpResponse:
    """To the preview of what arrived, or to the list where several did."""
    if len(landed.arrivals) == 1:
        return redirect("arrival_edit", landed.arrivals[0].pk)
    return redirect("arrival_list")


@signed_in
def arrival_list(request: MemberRequest) -> HttpResponse:
    """What waits for one's eye."""
    found = page_of(arrivals_of(request.user), request.GET.get("page", 1))
    return render(request, "formats/arrival_list.html", {"slice": found, "most": limits.ARRIVALS_PER_ACCOUNT})


@signed_in
def arrival_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The preview: look at what was read, and correct it. Every press of a button keeps what was corrected."""
    arrival = own_arrival(request, pk)
    form = read_form(request, arrival)
    if form.is_valid():
        correct_arrival(by=request.user, arrival=arrival, manuscript=form.corrected())
        asked = request.POST.get("go", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else form.number + 1
        if not asked:
            messages.success(request, "Your corrections are kept. Nothing is published yet.")
        words = urlencode({"chapter": number, "as": form.cleaned_data["post_as"]})
        return redirect(f"{reverse('arrival_edit', args=[pk])}?{words}#{'chapter' if asked else 'main'}")
    return show(request, arrival, form)


@signed_in
@require_POST
def arrival_save(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep the corrections and make a story of it: a draft, or open at once."""
    arrival = own_arrival(request, pk)
    form = read_form(request, arrival)
    asked = request.POST.get("openness", "")
    openness = Openness(asked) if asked in Openness.values else Openness.DRAFT
    if not form.is_valid():
        return show(request, arrival, form)
    correct_arrival(by=request.user, arrival=arrival, manuscript=form.corrected())
    try:
        brought = save_arrival(
            by=request.user, arrival=arrival, pen_names=form.pen_names(), openness=openness
        )
    except ValidationError as problem:
        show_problem(form, problem)
        return show(request, own_arrival(request, pk), form)
    title = Truncator(brought.story.title).chars(80)
    if not brought.new:
        messages.info(request, f"“{title}” was here already: this is it. Nothing was doubled.")
        return redirect("story_read", brought.story.pk)
    said = "is saved as a draft" if openness == Openness.DRAFT else "is published"
    messages.success(request, f"“{title}” {said}.")
    return redirect("story_manage", brought.story.pk)


@signed_in
def arrival_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once more, and let an arrival go."""
    arrival = own_arrival(request, pk)
    title = manuscript_of(arrival).title or arrival.file_name
    if request.method == "POST":
        drop_arrival(by=request.user, arrival=arrival)
        messages.success(request, f"“{Truncator(title).chars(80)}” is dropped.")
        return redirect("arrival_list" if arrivals_of(request.user).exists() else "desk")
    return render(request, "formats/arrival_delete.html", {"arrival": arrival, "title": title})


def own_arrival(request: MemberRequest, pk: int) -> Arrival:
    """One's own arrival; others' are not there."""
    return get_object_or_404(arrivals_of(request.user), pk=pk)


def manuscript_of(arrival: Arrival) -> Manuscript:
    """What was read."""
    return Manuscript.from_json(arrival.manuscript)


def read_form(request: MemberRequest, arrival: Arrival) -> ArrivalForm:
    """The form over the manuscript, with the chapter that the form or the address names."""
    manuscript = manuscript_of(arrival)
    asked = request.POST.get("chapter", "") or request.GET.get("chapter", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    number = max(1, min(number, len(manuscript.chapters)))
    return ArrivalForm(
        request.POST or None,
        by=request.user,
        manuscript=manuscript,
        number=number - 1,
        wanted=request.GET.get("as", ""),
    )


def show(request: MemberRequest, arrival: Arrival, form: ArrivalForm) -> HttpResponse:
    """The preview page."""
    manuscript = form.manuscript
    language = manuscript.chapters[form.number].language or manuscript.language or "en"
    facts = {
        "arrival": arrival,
        "form": form,
        "manuscript": manuscript,
        "number": form.number + 1,
        "chapter": manuscript.chapters[form.number],
        "shown": preview(manuscript, form.number),
        "here": already_here(manuscript, request.user),
        "language": language,
        "direction": direction(language),
    }
    return render(request, "formats/arrival_edit.html", facts)
