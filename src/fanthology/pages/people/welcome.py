"""The archive's first visitor: whoever opens the one-time link becomes its owner."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from fanthology.pages.forms import show_problem
from fanthology.pages.people.forms import OwnerForm
from fanthology.people import rules
from fanthology.people.actions import is_owner_token, make_owner


@never_cache
@sensitive_post_parameters("password")
def owner_welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the owner's address, pen name and password; then sign them in and show what to do first."""
    if not is_owner_token(token):
        return render(request, "people/owner_welcome_wrong.html", status=404)
    if not rules.can_become_owner():
        return render(request, "people/owner_welcome_used.html", status=410)
    form = OwnerForm(request.POST or None)
    if form.is_valid():
        try:
            account = make_owner(token=token, **form.cleaned_data)
        except PermissionDenied:  # somebody was faster by a moment
            return render(request, "people/owner_welcome_used.html", status=410)
        except ValidationError as problem:
            show_problem(form, problem, {"name": "pen_name"})
        else:
            get_adapter(request).login(request, account)
            return redirect("owner_steps")
    return render(request, "people/owner_welcome.html", {"form": form})
