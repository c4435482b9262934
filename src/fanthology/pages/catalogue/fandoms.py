"""Fandoms."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import canonical_tags, family, kin
from fanthology.core.paging import page_of
from fanthology.finding.wishes import Choice, Field
from fanthology.pages.letters import LETTERS, starting_with
from fanthology.pages.lists import find_stories
from fanthology.pages.tags import count_column
from fanthology.stories.queries import crossed_with

PER_PAGE = 100
PARTNERS = 16
CHARACTERS = 16
RELATIVES = 60


def fandom_list(request: HttpRequest) -> HttpResponse:
    """All fandoms that have a story, by size or by name."""
    column = count_column(request.user)
    fandoms: QuerySet[Tag] = canonical_tags(Kind.FANDOM).filter(**{f"{column}__gt": 0})
    letter = request.GET.get("letter", "")
    by_name = bool(letter) or request.GET.get("sort") == "name"
    fandoms = starting_with(fandoms, letter).order_by(*(["key"] if by_name else [f"-{column}", "key"]))
    context = {
        "slice": page_of(fandoms, request.GET.get("page", 1), per_page=PER_PAGE),
        "by_name": by_name,
        "letter": letter if letter in LETTERS else "",
        "letters": LETTERS,
    }
    return render(request, "catalogue/fandom_list.html", context)


def fandom_read(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories of a fandom, its relatives, and what it is most often crossed with."""
    fandom = get_object_or_404(Tag.objects.select_related("canonical"), kind=Kind.FANDOM, slug=slug)
    if fandom.canonical is not None:
        return redirect("fandom_read", fandom.canonical.slug)
    found = find_stories(request, Choice(Field.FANDOM, (fandom.pk,), fandom.name))
    column = count_column(request.user)
    context = {
        "fandom": fandom,
        "stories": found,
        "parents": fandom.parents.order_by("key")[:RELATIVES],
        "children": fandom.children.filter(kind=Kind.FANDOM).order_by(f"-{column}", "key")[:RELATIVES],
        "characters": fandom.children.filter(kind=Kind.CHARACTER, **{f"{column}__gt": 0}).order_by(
            f"-{column}", "key"
        )[:CHARACTERS],
        "synonyms": fandom.synonyms.order_by("key")[:RELATIVES],
        "partners": crossed_with(request.user, family(fandom), kin(fandom))[:PARTNERS],
    }
    return render(request, "catalogue/fandom_read.html", context)
