"""The faces one writes under."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fanthology.core import limits
from fanthology.pages.forms import show_problem
from fanthology.pages.people.forms import PenNameEditForm, PenNameForm
from fanthology.pages.signed_in import MemberRequest, signed_in
from fanthology.people import rules
from fanthology.people.actions import add_pen_name, edit_pen_name
from fanthology.people.models import PenName


@signed_in
def pen_name_list(request: MemberRequest) -> HttpResponse:
    """One's pen names, up to their limit."""
    facts = {
        "pen_names": request.user.pen_names.order_by("key"),
        "can_add": rules.can_add_pen_name(request.user),
        "can_write": rules.can_write(request.user),
        "most": limits.PEN_NAMES_PER_ACCOUNT,
    }
    return render(request, "people/pen_name_list.html", facts)


@signed_in
def pen_name_add(request: MemberRequest) -> HttpResponse:
    """Take a further pen name."""
    if not rules.can_add_pen_name(request.user):
        raise PermissionDenied
    form = PenNameForm(request.POST or None)
    if form.is_valid():
        try:
            pen_name = add_pen_name(account=request.user, name=form.cleaned_data["name"])
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"{pen_name} is yours.")
            return redirect("pen_name_edit", pen_name.pk)
    return render(request, "people/pen_name_add.html", {"form": form})


@signed_in
def pen_name_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what a pen name is called, says of itself, and puts into every new story."""
    pen_name = get_object_or_404(PenName, pk=pk)
    if not rules.can_edit_pen_name(request.user, pen_name):
        raise PermissionDenied
    known = {
        "name": pen_name.name,
        "about": pen_name.about_source,
        "default_disclaimer": pen_name.default_disclaimer,
        "default_note": pen_name.default_note,
    }
    form = PenNameEditForm(request.POST or None, initial=known, pen_name=pen_name)
    if form.is_valid():
        words = dict(form.cleaned_data)
        try:
            edit_pen_name(by=request.user, pen_name=pen_name, name=words.pop("name"), words=words)
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"{pen_name} is saved.")
            return redirect("pen_name_edit", pen_name.pk)
    shown = PenName.objects.get(pk=pen_name.pk)  # a refused deed may have left its mark on `pen_name`
    return render(request, "people/pen_name_edit.html", {"form": form, "pen_name": shown})
