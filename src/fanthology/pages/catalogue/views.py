"""Tags of every kind but fandoms, which have pages of their own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fanthology.catalogue.models import Kind, Tag
from fanthology.finding.wishes import Choice, Field
from fanthology.pages.lists import find_stories


def tag_read(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The stories under a tag; a synonym leads to the tag it stands for."""
    if kind not in Kind.values:
        raise Http404
    tag = get_object_or_404(Tag.objects.select_related("canonical"), kind=kind, slug=slug)
    if tag.canonical is not None:
        return redirect("tag_read", kind, tag.canonical.slug, permanent=False)
    if kind == Kind.FANDOM:
        return redirect("fandom_read", slug)
    stories = find_stories(request, Choice(Field(tag.kind), (tag.pk,), tag.name))
    context = {"tag": tag, "stories": stories}
    return render(request, "catalogue/tag_read.html", context)
