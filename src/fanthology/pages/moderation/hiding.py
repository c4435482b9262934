"""Hide something with a reason, or show it again."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fanthology.moderation import actions, rules
from fanthology.pages.forms import show_problem
from fanthology.pages.moderation.access import for_moderators
from fanthology.pages.moderation.forms import ReasonForm
from fanthology.pages.signed_in import MemberRequest
from fanthology.people.models import Account
from fanthology.stories.models import Chapter, Story
from fanthology.stories.queries import HEAVY, visible_chapters, visible_stories


@dataclass(frozen=True, slots=True)
class Subject:
    """What is hidden or shown again, what the page calls it, and where it leads afterwards."""

    thing: Story | Chapter | Account
    named: str
    back: str


def ask_why(
    request: MemberRequest, subject: Subject, deed: Callable[[str], object], *, hides: bool
) -> HttpResponse:
    """Ask for the reason, then do the deed with it."""
    help_text = "Those concerned will read it." if hides else "For the log; moderators read it."
    form = ReasonForm(request.POST or None, help_text=help_text)
    if form.is_valid():
        try:
            deed(form.cleaned_data["reason"])
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            done = "hidden" if hides else "shown again"
            messages.success(request, f"{subject.named} is {done}, and the log says why.")
            return redirect(subject.back)
    match = request.resolver_match
    facts = {
        "form": form,
        "thing": subject.thing,
        "named": subject.named,
        "back": subject.back,
        "hides": hides,
    }
    return render(request, f"moderation/{match.url_name if match else ''}.html", facts)


def about_story(story: Story) -> Subject:
    """The page's words for a story."""
    return Subject(story, f"“{story.title}”", reverse("story_read", args=[story.pk]))


def about_chapter(chapter: Chapter) -> Subject:
    """The page's words for a chapter."""
    named = f"“{chapter}” of “{chapter.story.title}”"
    return Subject(chapter, named, reverse("story_read", args=[chapter.story_id]))


def about_account(account: Account) -> Subject:
    """The page's words for an account."""
    return Subject(account, name_of(account), reverse("account_list"))


def name_of(account: Account) -> str:
    """What a moderator calls an account: its pen names."""
    return ", ".join(account.pen_names.values_list("name", flat=True)) or "The account without a pen name"


def story_seen_by(request: MemberRequest, pk: int) -> Story:
    """The story, if the moderator may open it: other people's drafts are nobody's business."""
    return get_object_or_404(visible_stories(request.user), pk=pk)


def chapter_seen_by(request: MemberRequest, pk: int) -> Chapter:
    """The chapter, likewise."""
    chapter = get_object_or_404(Chapter.objects.select_related("story").defer(*HEAVY), pk=pk)
    story = story_seen_by(request, chapter.story_id)
    get_object_or_404(visible_chapters(request.user, story), pk=pk)
    return chapter


def account_touched_by(request: MemberRequest, pk: int) -> Account:
    """The account, if the viewer may hide it."""
    account = get_object_or_404(Account, pk=pk)
    if not rules.can_hide_account(request.user, account):
        raise PermissionDenied
    return account


@for_moderators
def story_hide(request: MemberRequest, pk: int) -> HttpResponse:
    """Hide a story from readers."""
    story = story_seen_by(request, pk)

    def deed(reason: str) -> object:
        return actions.hide_story(by=request.user, story=story, reason=reason)

    return ask_why(request, about_story(story), deed, hides=True)


@for_moderators
def story_restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a hidden story again."""
    story = story_seen_by(request, pk)

    def deed(reason: str) -> object:
        return actions.restore_story(by=request.user, story=story, reason=reason)

    return ask_why(request, about_story(story), deed, hides=False)


@for_moderators
def chapter_hide(request: MemberRequest, pk: int) -> HttpResponse:
    """Hide a chapter from readers."""
    chapter = chapter_seen_by(request, pk)

    def deed(reason: str) -> object:
        return actions.hide_chapter(by=request.user, chapter=chapter, reason=reason)

    return ask_why(request, about_chapter(chapter), deed, hides=True)


@for_moderators
def chapter_restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a hidden chapter again."""
    chapter = chapter_seen_by(request, pk)

    def deed(reason: str) -> object:
        return actions.restore_chapter(by=request.user, chapter=chapter, reason=reason)

    return ask_why(request, about_chapter(chapter), deed, hides=False)


@for_moderators
def account_hide(request: MemberRequest, pk: int) -> HttpResponse:
    """Hide an account with its pen names, and what it wrote alone."""
    account = account_touched_by(request, pk)

    def deed(reason: str) -> object:
        return actions.hide_account(by=request.user, account=account, reason=reason)

    return ask_why(request, about_account(account), deed, hides=True)


@for_moderators
def account_restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a hidden account again."""
    account = account_touched_by(request, pk)

    def deed(reason: str) -> object:
        return actions.restore_account(by=request.user, account=account, reason=reason)

    return ask_why(request, about_account(account), deed, hides=False)
