"""The moderators' first page, what is hidden now, and the log."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from fanthology.core.paging import page_of
from fanthology.moderation import queries
from fanthology.pages.moderation.access import for_moderators
from fanthology.pages.signed_in import MemberRequest

SHOWN = 5
"""How many of each the first page shows."""

KINDS = {"stories": "Hidden stories", "chapters": "Hidden chapters", "accounts": "Hidden accounts"}


def hidden(kind: str) -> QuerySet[Any]:
    """What is hidden now, of one kind."""
    if kind == "stories":
        return queries.hidden_stories()
    return queries.hidden_chapters() if kind == "chapters" else queries.hidden_accounts()


@for_moderators
def moderation(request: MemberRequest) -> HttpResponse:
    """What is hidden now, what was decided last, and the ways to everything else."""
    shelves = [
        {"kind": kind, "title": title, "rows": hidden(kind)[:SHOWN], "total": hidden(kind).count()}
        for kind, title in KINDS.items()
    ]
    return render(
        request, "moderation/moderation.html", {"shelves": shelves, "decisions": queries.decisions()[:SHOWN]}
    )


@for_moderators
def hidden_list(request: MemberRequest, kind: str) -> HttpResponse:
    """All that is hidden, of one kind."""
    if kind not in KINDS:
        raise Http404
    slice_ = page_of(hidden(kind), request.GET.get("page"))
    facts = {"kind": kind, "title": KINDS[kind], "slice": slice_}
    return render(request, "moderation/hidden_list.html", facts)


@for_moderators
def decision_list(request: MemberRequest) -> HttpResponse:
    """The log, newest first."""
    slice_ = page_of(queries.decisions(), request.GET.get("page"))
    return render(request, "moderation/decision_list.html", {"slice": slice_})
