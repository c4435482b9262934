"""A step of wrangling: shown before it is done, the log of all, and undoing one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fanthology.catalogue.actions import undo_step
from fanthology.catalogue.models import TagStep
from fanthology.catalogue.queries import last_step, tag_steps
from fanthology.core.paging import page_of
from fanthology.pages.forms import show_problem
from fanthology.pages.moderation.access import for_moderators
from fanthology.pages.moderation.tag_forms import FORMS, ONE_AT_A_TIME, StepForm
from fanthology.pages.moderation.tags import chosen_tags
from fanthology.pages.signed_in import MemberRequest
from fanthology.stories.rehearsal import Effect, rehearse

MEANWHILE = "Somebody has wrangled here since you opened the page. This is what the step does now."


@for_moderators
def tag_step_confirm(request: MemberRequest) -> HttpResponse:
    """Show what a step would do to the stories; then do it."""
    asked = request.POST if request.method == "POST" else request.GET
    deed = asked.get("deed", "")
    tags = list(chosen_tags(asked.getlist("tags")))
    if deed not in FORMS or not tags:
        raise Http404
    if deed in ONE_AT_A_TIME:
        tags = tags[:1]
    form = FORMS[deed](asked, tags=tags)
    if form.is_valid() and request.method == "POST" and not _overtaken(request, form):
        try:
            with transaction.atomic():
                steps = form.do(request.user)
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, _done(steps))
            return redirect("tag_manage", tags[0].pk) if len(tags) == 1 else redirect("tag_step_list")
    effect = _effect(request, form)
    facts = {
        "form": form,
        "deed": deed,
        "tags": tags,
        "effect": effect,
        "seen": last_step(_concerned(form)),
        "meanwhile": MEANWHILE if request.method == "POST" and effect is not None else "",
    }
    return render(request, "moderation/tag_step_confirm.html", facts)


def _effect(request: MemberRequest, form: StepForm) -> Effect | None:
    """What the step would do, or nothing where it cannot be done; then the form says why."""
    if not form.is_valid():
        return None
    try:
        return rehearse(lambda: form.do(request.user), request.user)
    except ValidationError as problem:
        show_problem(form, problem)
        return None


def _concerned(form: StepForm) -> list[int]:
    target = getattr(form, "target", None)
    return [*(tag.pk for tag in form.tags), *([target.pk] if target else [])]


def _overtaken(request: MemberRequest, form: StepForm) -> bool:
    """Whether somebody has wrangled the same tags since the page was shown."""
    return request.POST.get("seen", "") != str(last_step(_concerned(form)))


def _done(steps: list[TagStep]) -> str:
    if len(steps) == 1:
        return f"{steps[0].get_deed_display()}: {steps[0].named}. It is in the log, and can be undone."
    return f"{steps[0].get_deed_display()}: {len(steps)} tags. Each is in the log, and can be undone."


@for_moderators
def tag_step_list(request: MemberRequest) -> HttpResponse:
    """The wranglers' log, newest first, with how far the stories have followed."""
    slice_ = page_of(tag_steps(), request.GET.get("page"))
    return render(request, "moderation/tag_step_list.html", {"slice": slice_, "steps": slice_.page})


@for_moderators
def tag_step_undo(request: MemberRequest, pk: int) -> HttpResponse:
    """Show what undoing a step does; then undo it."""
    step = get_object_or_404(TagStep.objects.select_related("tag", "by"), pk=pk)
    problem, effect = "", None
    try:
        if request.method == "POST":
            undo_step(by=request.user, step=step)
            messages.success(request, f"Undone: {step.get_deed_display().lower()} {step.named}.")
            return redirect("tag_step_list")
        effect = rehearse(lambda: [undo_step(by=request.user, step=step)], request.user)
    except ValidationError as refusal:
        problem = " ".join(refusal.messages)
    facts = {"step": step, "problem": problem, "effect": effect}
    return render(request, "moderation/tag_step_undo.html", facts)
