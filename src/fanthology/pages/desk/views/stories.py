"""Stories at the desk: begin one, look after it, change what is said about it, open it, delete it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from fanthology.core import limits
from fanthology.core.paging import page_of
from fanthology.pages.desk.forms.series import PlaceForm
from fanthology.pages.desk.forms.story import NewStoryForm, StoryForm
from fanthology.pages.desk.own import own_story
from fanthology.pages.desk.versions import differences, go_on_from
from fanthology.pages.forms import show_problem
from fanthology.pages.signed_in import MemberRequest, signed_in
from fanthology.people.models import PenName
from fanthology.people.rules import can_write
from fanthology.stories.actions import (
    Overtaken,
    delete_story,
    edit_story,
    open_story,
    open_with_drafts,
    post_story,
)
from fanthology.stories.models import Openness, Story
from fanthology.stories.queries import contents

CHAPTERS_A_PAGE = 100
OPENED = {
    Openness.DRAFT: "“{}” is a draft now: only you see it.",
    Openness.MEMBERS: "“{}” is open to the members of this archive.",
    Openness.PUBLIC: "“{}” is open to everyone.",
}


@signed_in
def story_begin(request: MemberRequest) -> HttpResponse:
    """Begin a story, as a draft or published at once with its first chapter."""
    if not can_write(request.user):
        raise PermissionDenied
    pen_names = list(request.user.pen_names.order_by("key"))
    if not pen_names:
        messages.info(request, "First you need a name that readers see.")
        return redirect("pen_name_add")
    wanted = next((name for name in pen_names if str(name.pk) == request.GET.get("as")), pen_names[0])
    form = NewStoryForm(request.POST or None, by=request.user, initial=defaults_of(wanted))
    if form.is_valid():
        openness = chosen_openness(request)
        try:
            story = post_story(
                by=request.user, fields=form.said(), chapter=form.first_chapter(), openness=openness
            )
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            said = OPENED[openness] if openness != Openness.DRAFT else "“{}” is saved as a draft."
            messages.success(request, said.format(short(story)))
            return redirect("story_manage", story.pk)
    return render(request, "desk/story_begin.html", {"form": form, "pen_names": pen_names, "wanted": wanted})


def defaults_of(pen_name: PenName) -> dict[str, object]:
    """What a pen name puts into every new story."""
    return {
        "authors": [pen_name.pk],
        "disclaimer": pen_name.default_disclaimer,
        "author_note": pen_name.default_note,
    }


def chosen_openness(request: MemberRequest) -> Openness:
    """What the pressed button says: anything unknown is a draft."""
    asked = request.POST.get("openness", "")
    return Openness(asked) if asked in Openness.values else Openness.DRAFT


def short(story: Story) -> str:
    """A title for a message."""
    return Truncator(story.title).chars(80)


@signed_in
def story_manage(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything about one story: who may read it, its chapters in order, banner, series, where it came from."""
    story = own_story(request.user, pk)
    chapters = contents(story.chapters.order_by("position"))
    waiting = story.chapters.filter(published__isnull=True).exclude(text="")
    facts = {
        "story": story,
        "slice": page_of(chapters, request.GET.get("page", 1), per_page=CHAPTERS_A_PAGE),
        "waiting": waiting.count(),
        "levels": Openness.choices,
        "places": story.series_places.select_related("series__owner").order_by("series__title", "pk"),
        "place_form": PlaceForm(by=request.user, story=story),
        "authors": story.authorships.select_related("pen_name").order_by("position"),
        "banner": getattr(story, "banner", None),
        "provenance": getattr(story, "provenance", None),
        "can_add_chapter": story.chapters.count() < limits.CHAPTERS_PER_STORY,
    }
    return render(request, "desk/story_manage.html", facts)


@signed_in
def story_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is said about a story. What somebody saved meanwhile is shown beside one's own, never overwritten."""
    story = own_story(request.user, pk)
    form = StoryForm(request.POST or None, by=request.user, story=story)
    clash = None
    if form.is_valid():
        try:
            edit_story(
                by=request.user, story=story, fields=form.said(), seen=form.cleaned_data["seen"] or None
            )
        except ValidationError as problem:
            show_problem(form, problem)
        except Overtaken:
            saved = StoryForm(by=request.user, story=own_story(request.user, pk))
            clash = differences(saved, form)
            go_on_from(form, saved)
        else:
            messages.success(request, f"“{short(story)}” is saved.")
            return redirect("story_manage", pk)
    shown = own_story(request.user, pk)  # a refused deed may have left its mark on `story`
    return render(request, "desk/story_edit.html", {"form": form, "story": shown, "clash": clash})


@signed_in
@require_POST
def story_open(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a story to members or to everyone, or take it back to draft."""
    story = own_story(request.user, pk)
    openness = chosen_openness(request)
    deed = open_with_drafts if "with_drafts" in request.POST and openness != Openness.DRAFT else open_story
    try:
        deed(by=request.user, story=story, openness=openness)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, OPENED[openness].format(short(story)))
    return redirect("story_manage", pk)


@signed_in
def story_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once more, offer to take the story along, and delete it for good."""
    story = own_story(request.user, pk)
    if request.method == "POST":
        title = short(story)
        delete_story(by=request.user, story=story)
        messages.success(request, f"“{title}” is deleted.")
        return redirect("desk")
    facts = {"story": story, "chapters": story.chapters.count(), "series": story.series_places.count()}
    return render(request, "desk/story_delete.html", facts)
