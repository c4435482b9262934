"""Who is here, and what they may do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fanthology.core.paging import page_of
from fanthology.moderation import rules
from fanthology.moderation.actions import change_role
from fanthology.moderation.queries import accounts_called
from fanthology.pages.forms import show_problem
from fanthology.pages.moderation.access import for_moderators, for_owners
from fanthology.pages.moderation.forms import RoleForm
from fanthology.pages.moderation.hiding import name_of
from fanthology.pages.signed_in import MemberRequest
from fanthology.people.models import Account, Role

LONGEST_SEARCH = 254


@for_moderators
def account_list(request: MemberRequest) -> HttpResponse:
    """The accounts, newest first, or those that were looked for."""
    wanted = request.GET.get("q", "")[:LONGEST_SEARCH]
    slice_ = page_of(accounts_called(wanted, request.user), request.GET.get("page"))
    rows = [
        {
            "account": account,
            "can_hide": rules.can_hide_account(request.user, account),
            "can_change_role": rules.can_change_role(request.user, account),
        }
        for account in slice_.page
    ]
    return render(request, "moderation/account_list.html", {"rows": rows, "slice": slice_, "wanted": wanted})


@for_owners
def role_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a member a moderator or an owner, and back."""
    account = get_object_or_404(Account, pk=pk)
    if not rules.can_change_role(request.user, account):
        raise PermissionDenied
    named = name_of(account)
    form = RoleForm(request.POST or None, initial={"role": account.role})
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            change_role(by=request.user, account=account, role=role, note=form.cleaned_data["note"])
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"{named}: {role.label.lower()} from now on.")
            return redirect("account_list")
    return render(request, "moderation/role_edit.html", {"form": form, "account": account, "named": named})
