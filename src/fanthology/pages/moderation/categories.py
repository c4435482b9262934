"""The category tree: add, rename, describe, delete."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fanthology.catalogue.actions import category_named, delete_category, edit_category
from fanthology.catalogue.models import Category
from fanthology.catalogue.queries import SEPARATOR
from fanthology.core.paging import page_of
from fanthology.pages.forms import show_problem
from fanthology.pages.moderation.access import for_moderators
from fanthology.pages.moderation.forms import CategoryAddForm, CategoryEditForm
from fanthology.pages.signed_in import MemberRequest

PER_PAGE = 100


def place_of(category: Category | None) -> str:
    """The page that lists what stands directly under a category, or at the root."""
    start = reverse("category_manage")
    return f"{start}?under={category.pk}" if category else start


def wanted_place(number: str) -> Category | None:
    """The category that the address names, or nothing, which is the root."""
    if not number.isdecimal() or len(number) > 18:
        return None
    return Category.objects.select_related("parent").filter(pk=int(number)).first()


@for_moderators
def category_manage(request: MemberRequest) -> HttpResponse:
    """One level of the tree, and a form that adds to it."""
    under = wanted_place(request.GET.get("under", ""))
    initial = {"path": f"{under.path}{SEPARATOR}"} if under else None
    form = CategoryAddForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            category = category_named(path=form.cleaned_data["path"])
        except ValidationError as problem:
            show_problem(form, problem, {"name": "path"})
        else:
            messages.success(request, f"There is a category “{category}”.")
            return redirect(place_of(category.parent))
    rows = Category.objects.filter(parent=under).order_by("path")
    slice_ = page_of(rows, request.GET.get("page"), per_page=PER_PAGE)
    return render(request, "moderation/category_manage.html", {"form": form, "under": under, "slice": slice_})


@for_moderators
def category_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Rename or describe a category."""
    category = get_object_or_404(Category.objects.select_related("parent"), pk=pk)
    form = CategoryEditForm(request.POST or None, initial={"name": category.name, "about": category.about})
    if form.is_valid():
        try:
            edit_category(by=request.user, category=category, **form.cleaned_data)
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"“{category}” is saved.")
            return redirect(place_of(category.parent))
    return render(request, "moderation/category_edit.html", {"form": form, "category": category})


@for_moderators
def category_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete an empty category, once asked."""
    category = get_object_or_404(Category.objects.select_related("parent"), pk=pk)
    problem = ""
    if request.method == "POST":
        try:
            delete_category(by=request.user, category=category)
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
        else:
            messages.success(request, f"“{category.path}” is deleted.")
            return redirect(place_of(category.parent))
    return render(request, "moderation/category_delete.html", {"category": category, "problem": problem})
