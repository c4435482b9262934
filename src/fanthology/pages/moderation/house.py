"""What the owner decides: what the house says of itself, how stories are rated, and what to do first."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from fanthology.catalogue.actions import use_scheme
from fanthology.catalogue.models import Category
from fanthology.catalogue.queries import schemes
from fanthology.moderation.actions import write_house_text
from fanthology.moderation.models import HouseText
from fanthology.moderation.queries import house_text
from fanthology.pages.forms import show_problem
from fanthology.pages.moderation.access import for_owners
from fanthology.pages.moderation.forms import HouseTextForm, SchemeForm
from fanthology.pages.signed_in import MemberRequest
from fanthology.stories.models import Story
from fanthology.text.markup import Markup

TEXTS = {
    "welcome": ("Welcome", "Stands on the front page, above the newest stories.", "front"),
    "about": ("About this archive", "What it is for, who keeps it, how to reach them.", "about"),
    "rules": ("Rules of the house", "Whoever joins is asked to keep them.", "rules"),
}


@for_owners
def house_text_edit(request: MemberRequest, name: str) -> HttpResponse:
    """Write a text of the house; what was saved is shown above the form."""
    if name not in TEXTS:
        raise Http404
    title, purpose, place = TEXTS[name]
    saved = HouseText.objects.filter(name=name).first()
    known = {"body": saved.body_source, "markup": saved.markup} if saved else None
    form = HouseTextForm(request.POST or None, initial=known)
    if form.is_valid():
        markup = cast(Markup, form.cleaned_data["markup"])
        try:
            write_house_text(by=request.user, name=name, body=form.cleaned_data["body"], markup=markup)
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"“{title}” is saved; below is how it looks.")
            return redirect("house_text_edit", name)
    facts = {"form": form, "title": title, "purpose": purpose, "place": place, "saved": house_text(name)}
    return render(request, "moderation/house_text_edit.html", facts)


@for_owners
def rating_scheme_choose(request: MemberRequest) -> HttpResponse:
    """Choose the ratings that new stories are given."""
    offered = list(schemes())
    used = next((scheme for scheme in offered if scheme.in_use), None)
    form = SchemeForm(request.POST or None, initial={"scheme": used})
    if form.is_valid():
        scheme = form.cleaned_data["scheme"]
        use_scheme(by=request.user, scheme=scheme)
        messages.success(request, f"New stories are rated by “{scheme}” from now on.")
        return redirect("rating_scheme_choose")
    facts = {"form": form, "schemes": offered, "chosen": form["scheme"].value(), "used": used}
    return render(request, "moderation/rating_scheme_choose.html", facts)


@for_owners
def owner_steps(request: MemberRequest) -> HttpResponse:
    """What to do first with a new archive, and what has been done of it."""
    facts = {
        "written": {name: house_text(name) is not None for name in TEXTS},
        "has_categories": Category.objects.exists(),
        "has_stories": Story.objects.exists(),
        "data": settings.CONFIG.data,
    }
    return render(request, "moderation/owner_steps.html", facts)
