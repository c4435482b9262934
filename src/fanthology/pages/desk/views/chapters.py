"""Chapters at the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fanthology.pages.desk.forms.chapter import ChapterForm
from fanthology.pages.desk.own import own_chapter, own_story
from fanthology.pages.desk.versions import differences, go_on_from
from fanthology.pages.forms import show_problem
from fanthology.pages.signed_in import MemberRequest, signed_in
from fanthology.stories.actions import (
    Overtaken,
    add_chapter,
    delete_chapter,
    edit_chapter,
    move_chapter,
    publish_chapter,
    withdraw_chapter,
)
from fanthology.stories.models import Chapter, Story


def back_to(story: Story) -> HttpResponse:
    """To the chapters on the story's page at the desk."""
    return redirect(reverse("story_manage", args=[story.pk]) + "#chapters")


@signed_in
def chapter_add(request: MemberRequest, pk: int) -> HttpResponse:
    """Write the next chapter of a story."""
    story = own_story(request.user, pk)
    form = ChapterForm(request.POST or None, story=story)
    publish = request.POST.get("then") == "publish"
    if form.is_valid():
        try:
            chapter = add_chapter(by=request.user, story=story, fields=form.said(), publish=publish)
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"“{chapter}” is {'published' if publish else 'saved as a draft'}.")
            return (
                redirect("chapter_edit", chapter.pk) if request.POST.get("then") == "stay" else back_to(story)
            )
    return render(request, "desk/chapter_add.html", {"form": form, "story": story})


@signed_in
def chapter_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a chapter. What somebody saved meanwhile is shown beside one's own, never overwritten."""
    chapter = own_chapter(request.user, pk)
    form = ChapterForm(request.POST or None, story=chapter.story, chapter=chapter)
    clash = None
    if form.is_valid():
        try:
            save(request, chapter, form)
        except ValidationError as problem:
            show_problem(form, problem)
        except Overtaken:
            saved = ChapterForm(story=chapter.story, chapter=own_chapter(request.user, pk))
            clash = differences(saved, form)
            go_on_from(form, saved)
        else:
            if request.POST.get("then") == "stay":
                return redirect("chapter_edit", pk)
            return back_to(chapter.story)
    shown = own_chapter(request.user, pk)  # a refused deed may have left its mark on `chapter`
    return render(
        request,
        "desk/chapter_edit.html",
        {"form": form, "chapter": shown, "story": shown.story, "clash": clash},
    )


@transaction.atomic
def save(request: MemberRequest, chapter: Chapter, form: ChapterForm) -> None:
    """Save the chapter, and publish it where that button was pressed: both or neither."""
    edit_chapter(by=request.user, chapter=chapter, fields=form.said(), seen=form.cleaned_data["seen"])
    if request.POST.get("then") == "publish":
        publish_chapter(by=request.user, chapter=chapter)
        messages.success(request, f"“{chapter}” is saved and published.")
    else:
        messages.success(request, f"“{chapter}” is saved.")


@signed_in
@require_POST
def chapter_publish(request: MemberRequest, pk: int) -> HttpResponse:
    """Publish a chapter."""
    return do(request, pk, publish_chapter, "“{}” is published.")


@signed_in
@require_POST
def chapter_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a chapter back to draft."""
    return do(request, pk, withdraw_chapter, "“{}” is a draft again.")


@signed_in
@require_POST
def chapter_move(request: MemberRequest, pk: int) -> HttpResponse:
    """Move a chapter up, down, or to the number that the button names."""
    asked = request.POST.get("to", "")
    to = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return do(request, pk, move_chapter, "“{}” is moved.", to=to)


def do(request: MemberRequest, pk: int, deed: Any, said: str, **given: Any) -> HttpResponse:
    """Do one thing with a chapter, say so, and go back to the list."""
    chapter = own_chapter(request.user, pk)
    try:
        deed(by=request.user, chapter=chapter, **given)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, said.format(chapter))
    return back_to(chapter.story)


@signed_in
def chapter_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once more, show the text, and delete the chapter for good."""
    chapter = own_chapter(request.user, pk)
    if request.method == "POST":
        named = str(chapter)
        delete_chapter(by=request.user, chapter=chapter)
        messages.success(request, f"“{named}” is deleted.")
        return back_to(chapter.story)
    return render(request, "desk/chapter_delete.html", {"chapter": chapter, "story": chapter.story})
