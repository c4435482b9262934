"""The category tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fanthology.catalogue.models import Category
from fanthology.core.paging import Slice, page_of
from fanthology.finding.wishes import Choice, Field
from fanthology.pages.lists import find_stories
from fanthology.pages.tags import count_column

ROOTS = 100
NODES = 1_500
"""How many categories below its roots one page of the tree holds; beyond them, a category's own page goes on."""
LEVELS = 4
UNFOLDED = 60
"""Up to this many categories the tree stands open."""
CHILDREN = 300


@dataclass(slots=True)
class Node:
    """A category with what the page shows below it."""

    category: Category
    children: list[Node] = field(default_factory=list)


def category_list(request: HttpRequest) -> HttpResponse:
    """The whole tree, with counts; a very large one a hundred roots at a time."""
    roots = page_of(
        Category.objects.filter(parent=None).order_by("key"), request.GET.get("page", 1), per_page=ROOTS
    )
    tree, shown, cut = _tree(roots)
    context = {"slice": roots, "tree": tree, "cut": cut, "unfolded": shown <= UNFOLDED}
    return render(request, "catalogue/category_list.html", context)


def _tree(roots: Slice[Category]) -> tuple[list[Node], int, bool]:
    """The roots with their descendants, level by level, how many, and whether some had to be left out."""
    top = [Node(category) for category in roots.page]
    level = {node.category.pk: node for node in top}
    room = NODES
    for _ in range(LEVELS):
        rows = list(Category.objects.filter(parent__in=level).order_by("key")[: room + 1]) if level else []
        below: dict[int, Node] = {}
        for category in rows[:room]:
            node = below[category.pk] = Node(category)
            level[category.parent_id or 0].children.append(node)
        if len(rows) > room:
            return top, NODES, True
        room -= len(rows)
        level = below
    return top, len(top) + NODES - room, bool(level) and Category.objects.filter(parent__in=level).exists()


def category_read(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A category: where it stands, what stands below it, and its stories."""
    category = get_object_or_404(Category, pk=pk)
    if slug != category.slug:
        return redirect("category_read", pk, category.slug, permanent=True)
    line = [int(part) for part in category.lineage.strip("/").split("/")]
    above = Category.objects.in_bulk([part for part in line if part != pk])
    column = count_column(request.user)
    context = {
        "category": category,
        "above": [above[part] for part in line if part in above],
        "children": category.children.order_by(f"-{column}", "key")[:CHILDREN],
        "stories": find_stories(request, Choice(Field.CATEGORY, (category.pk,), category.path)),
    }
    return render(request, "catalogue/category_read.html", context)
