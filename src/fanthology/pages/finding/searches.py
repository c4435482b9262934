"""Saved searches: a search with a name of its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fanthology.finding.actions import delete_search, rename_search, save_search
from fanthology.finding.asking import Asked
from fanthology.finding.models import SavedSearch
from fanthology.finding.reading import read
from fanthology.pages.finding.search_forms import SearchForm
from fanthology.pages.forms import show_problem
from fanthology.pages.signed_in import MemberRequest, signed_in


@signed_in
def search_list(request: MemberRequest) -> HttpResponse:
    """One's searches, by name."""
    context = {"searches": SavedSearch.objects.filter(account=request.user), "finder": reverse("story_list")}
    return render(request, "finding/search_list.html", context)


@signed_in
def search_save(request: MemberRequest) -> HttpResponse:
    """Say what the search was understood as, and keep it under a name.

    The search comes as `?address=`, or as the same query string that the finder has.
    """
    given = request.POST if request.method == "POST" else request.GET
    asked = Asked.read(QueryDict(given["address"]) if "address" in given else request.GET)
    if request.method == "POST":
        form = SearchForm(request.POST)
        if form.is_valid():
            try:
                search = save_search(by=request.user, name=form.cleaned_data["name"], address=asked.address)
            except ValidationError as problem:
                show_problem(form, problem)
            else:
                messages.success(request, f"“{search}” is saved.")
                return redirect("search_list")
    else:
        form = SearchForm(initial={"address": asked.address})
    reading = read(asked, request.user, timezone.now())
    context = {
        "form": form,
        "understood": reading.understood,
        "problems": reading.problems,
        "address": asked.address,
        "finder": reverse("story_list"),
    }
    return render(request, "finding/search_save.html", context)


@signed_in
def search_rename(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a search another name."""
    search = own_search(request, pk)
    form = SearchForm(request.POST or None, initial={"name": search.name})
    if form.is_valid():
        try:
            rename_search(by=request.user, search=search, name=form.cleaned_data["name"])
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"It is named “{search}” now.")
            return redirect("search_list")
    return render(request, "finding/search_rename.html", {"form": form, "search": own_search(request, pk)})


@signed_in
def search_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once more, and forget a search."""
    search = own_search(request, pk)
    if request.method == "POST":
        named = search.name
        delete_search(by=request.user, search=search)
        messages.success(request, f"“{named}” is forgotten.")
        return redirect("search_list")
    return render(request, "finding/search_delete.html", {"search": search})


def own_search(request: MemberRequest, pk: int) -> SavedSearch:
    """The search, if it is the reader's own; others are not even there."""
    return get_object_or_404(SavedSearch, pk=pk, account=request.user)
