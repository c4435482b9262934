"""The wranglers' desk: the bins, one bin, one tag."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fanthology.catalogue.actions import settle_tag
from fanthology.catalogue.models import Kind, Tag, TagDeed
from fanthology.catalogue.queries import steps_with, tag_called, unwrangled
from fanthology.core import limits
from fanthology.core.paging import page_of
from fanthology.pages.moderation.access import for_moderators
from fanthology.pages.moderation.tag_forms import FindForm, forms_for, tag_or_sentence
from fanthology.pages.signed_in import MemberRequest
from fanthology.stories.bins import SORTS, bins, bins_by_fandom, used_in, uses
from fanthology.text.names import fold

PER_PAGE = 50
SHOWN = 100
"""Relatives of a tag that its page shows of each sort."""
MOST = 5_000
"""Tags of a bin that can be paged through; a search or a fandom narrows it."""
STEPS = 10
BY_FANDOM = (Kind.CHARACTER, Kind.RELATIONSHIP, Kind.FREEFORM)


@for_moderators
def tag_bins(request: MemberRequest) -> HttpResponse:
    """How many tags wait in which bin; a tag looked for by name."""
    form = FindForm(request.GET if "name" in request.GET else None)
    if form.is_valid():
        return redirect("tag_manage", form.found.pk)
    fandoms = [{"kind": kind, "rows": bins_by_fandom(kind)} for kind in BY_FANDOM]
    return render(
        request,
        "moderation/tag_bins.html",
        {"form": form, "bins": bins(), "fandoms": [entry for entry in fandoms if entry["rows"]]},
    )


@for_moderators
def tag_bin(request: MemberRequest, kind: str) -> HttpResponse:
    """The tags of a bin, and what can be done with many at once."""
    if kind not in Kind.values:
        raise Http404
    if request.method == "POST":
        return _many(request, Kind(kind))
    wanted, named = request.GET.get("q", "")[: limits.TAG], request.GET.get("fandom", "")[: limits.TAG]
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else next(iter(SORTS))
    rows: QuerySet[Tag] = unwrangled(Kind(kind))
    problem = ""
    if fold(wanted):
        rows = rows.filter(key__contains=fold(wanted))
    if named:
        try:
            rows = used_in(rows, tag_or_sentence(Kind.FANDOM, named))
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
    slice_ = page_of(rows.order_by(*SORTS[sort])[:MOST], request.GET.get("page"), per_page=PER_PAGE)
    used = uses(tag.pk for tag in slice_.page)
    facts = {
        "kind": Kind(kind),
        "rows": [{"tag": tag, "uses": used.get(tag.pk, 0)} for tag in slice_.page],
        "slice": slice_,
        "most": MOST,
        "wanted": wanted,
        "named": named,
        "sort": sort,
        "problem": problem,
        "under_fandoms": Kind(kind) in BY_FANDOM or kind == Kind.FANDOM,
    }
    return render(request, "moderation/tag_bin.html", facts)


def _many(request: MemberRequest, kind: Kind) -> HttpResponse:
    """Settle the chosen tags at once, or lead to the page that shows what merging or placing them does."""
    chosen = chosen_tags(request.POST.getlist("tags")).filter(kind=kind)
    if not chosen:
        messages.error(request, "Choose at least one tag.")
        return redirect(request.get_full_path())
    deed = request.POST.get("deed", "")
    if deed == TagDeed.SETTLE:
        with transaction.atomic():
            settled = [settle_tag(by=request.user, tag=tag) for tag in chosen if tag.wrangled is None]
        messages.success(request, f"{len(settled)} found in order.")
        return redirect(request.get_full_path())
    asked: dict[str, Any] = {"deed": deed, "tags": [tag.pk for tag in chosen]}
    if deed == TagDeed.MERGE:
        asked["name"] = request.POST.get("into", "")
    else:
        asked |= {"kind_above": Kind.FANDOM.value, "name": request.POST.get("under", "")}
    return redirect(f"{reverse('tag_step_confirm')}?{urlencode(asked, doseq=True)}")


def chosen_tags(numbers: list[str]) -> QuerySet[Tag]:
    """The tags with these numbers, as they came from a form; nonsense is nothing."""
    ids = [int(number) for number in numbers if number.isascii() and number.isdecimal() and len(number) < 19]
    found = Tag.objects.select_related("canonical").filter(pk__in=ids[: limits.TAGS_AT_ONCE])
    return found.order_by("created", "pk")


@for_moderators
def tag_manage(request: MemberRequest, pk: int) -> HttpResponse:
    """One tag: what it is, what surrounds it, what was done with it, and what can be done."""
    tag = get_object_or_404(Tag.objects.select_related("canonical"), pk=pk)
    if request.method == "POST":
        settle_tag(by=request.user, tag=tag)
        messages.success(request, f"“{tag}” is found in order.")
        return redirect("tag_manage", pk)
    facts = {
        "tag": tag,
        "uses": uses([pk]).get(pk, 0),
        "synonyms": tag.synonyms.order_by("key")[:SHOWN],
        "parents": tag.parents.order_by("kind", "key")[:SHOWN],
        "children": tag.children.order_by("kind", "key")[:SHOWN],
        "shown": SHOWN,
        "forms": forms_for(tag),
        "steps": steps_with([pk])[:STEPS],
        "same_name": [
            other for kind in Kind if kind != tag.kind and (other := tag_called(kind, tag.name)) is not None
        ],
    }
    return render(request, "moderation/tag_manage.html", facts)
