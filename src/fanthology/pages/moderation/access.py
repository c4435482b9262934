"""Who may open the pages of those who look after the archive."""

from collections.abc import Callable
from functools import update_wrapper
from typing import ParamSpec

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from fanthology.moderation import rules
from fanthology.pages.signed_in import AnyView, MemberRequest, MemberView, signed_in
from fanthology.people.queries import Viewer

P = ParamSpec("P")


def for_moderators(view: MemberView[P]) -> AnyView[P]:
    """Let moderators and owners through; visitors are sent to sign in, members told that it is not theirs."""
    return guarded(view, rules.can_moderate)


def for_owners(view: MemberView[P]) -> AnyView[P]:
    """Let only owners through."""
    return guarded(view, rules.can_edit_house)


def guarded(view: MemberView[P], may: Callable[[Viewer], bool]) -> AnyView[P]:
    """Let only those through who `may`."""

    def ask_first(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not may(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    update_wrapper(ask_first, view)
    return signed_in(ask_first)
