"""Authors, as readers see them: pen names."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fanthology.core.paging import page_of
from fanthology.finding.wishes import Choice, Field
from fanthology.pages.letters import LETTERS, starting_with
from fanthology.pages.lists import find_stories
from fanthology.pages.tags import count_column
from fanthology.people.queries import visible_pen_names
from fanthology.people.rules import can_edit_pen_name
from fanthology.stories.queries import listed_series, listed_stories

PER_PAGE = 100
SERIES = 50


def author_list(request: HttpRequest) -> HttpResponse:
    """All pen names with a story, by name or by the number of their stories."""
    column = count_column(request.user)
    letter = request.GET.get("letter", "")
    by_size = not letter and request.GET.get("sort") == "size"
    authors = starting_with(visible_pen_names(request.user).filter(**{f"{column}__gt": 0}), letter)
    authors = authors.only("name", "slug", column).order_by(*([f"-{column}", "key"] if by_size else ["key"]))
    context = {
        "slice": page_of(authors, request.GET.get("page", 1), per_page=PER_PAGE),
        "by_size": by_size,
        "letter": letter if letter in LETTERS else "",
        "letters": LETTERS,
    }
    return render(request, "people/author_list.html", context)


def author_read(request: HttpRequest, slug: str) -> HttpResponse:
    """A pen name: what it says of itself, its series and its stories."""
    author = get_object_or_404(visible_pen_names(request.user), slug=slug)
    listed = listed_stories(request.user)
    series = (
        listed_series(request.user)
        .filter(owner=author)
        .annotate(number=Count("places", filter=Q(places__story__in=listed.order_by().values("pk"))))
        .order_by("title", "pk")
    )
    context = {
        "author": author,
        "stories": find_stories(request, Choice(Field.AUTHOR, (author.pk,), author.name)),
        "series": series[:SERIES],
        "can_edit": can_edit_pen_name(request.user, author),
    }
    return render(request, "people/author_read.html", context)
