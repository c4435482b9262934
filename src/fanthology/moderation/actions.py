"""Deeds of those who look after the archive. Each is logged with its reason."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from fanthology.core import limits
from fanthology.core.happenings import tell
from fanthology.moderation import rules
from fanthology.moderation.models import Decision, Deed, HouseText
from fanthology.people.models import Account, Role
from fanthology.stories.actions import recount_story
from fanthology.stories.actions.stories import shelves_of
from fanthology.stories.models import Authorship, Chapter, Story
from fanthology.text.clean import TextRefused
from fanthology.text.markup import Markup

NAMED = 600
"""Characters of `Decision.named`."""


@transaction.atomic
def hide_story(*, by: Account, story: Story, reason: str) -> Decision:
    """Hide a story from readers; its authors see it, and why."""
    _ask(by)
    story.hidden_reason, story.hidden_at = _said(reason), timezone.now()
    story.save(update_fields=["hidden_at", "hidden_reason"])
    tell(shelves_of(story))
    return _log(Deed.HIDE, by, reason, named=story.title, story=story)


@transaction.atomic
def restore_story(*, by: Account, story: Story, reason: str) -> Decision:
    """Show a hidden story again."""
    _ask(by)
    _check_hidden(story)
    _said(reason)
    story.hidden_reason, story.hidden_at = "", None
    story.save(update_fields=["hidden_at", "hidden_reason"])
    tell(shelves_of(story))
    return _log(Deed.RESTORE, by, reason, named=story.title, story=story)


@transaction.atomic
def hide_chapter(*, by: Account, chapter: Chapter, reason: str) -> Decision:
    """Hide a chapter from readers; its authors see it, and why."""
    _ask(by)
    chapter.hidden_reason, chapter.hidden_at = _said(reason), timezone.now()
    return _settle_chapter(Deed.HIDE, by, chapter, reason)


@transaction.atomic
def restore_chapter(*, by: Account, chapter: Chapter, reason: str) -> Decision:
    """Show a hidden chapter again."""
    _ask(by)
    _check_hidden(chapter)
    _said(reason)
    chapter.hidden_reason, chapter.hidden_at = "", None
    return _settle_chapter(Deed.RESTORE, by, chapter, reason)


def _settle_chapter(deed: Deed, by: Account, chapter: Chapter, reason: str) -> Decision:
    chapter.save(update_fields=["hidden_at", "hidden_reason"])
    story = recount_story(chapter.story)
    tell(shelves_of(story))
    return _log(deed, by, reason, named=f"{story.title}: {chapter}", story=story, chapter=chapter)


@transaction.atomic
def hide_account(*, by: Account, account: Account, reason: str) -> Decision:
    """Hide an account: its pen names and all that it wrote alone. Its owner can still sign in, read and see why."""
    if not rules.can_hide_account(by, account):
        raise PermissionDenied
    account.hidden_reason, account.hidden_at = _said(reason), timezone.now()
    return _settle_account(Deed.HIDE, by, account, reason)


@transaction.atomic
def restore_account(*, by: Account, account: Account, reason: str) -> Decision:
    """Show a hidden account and its work again."""
    if not rules.can_hide_account(by, account):
        raise PermissionDenied
    _check_hidden(account)
    _said(reason)
    account.hidden_reason, account.hidden_at = "", None
    return _settle_account(Deed.RESTORE, by, account, reason)


def _settle_account(deed: Deed, by: Account, account: Account, reason: str) -> Decision:
    """Keep the account's new state, and whether each of its stories still has an author who is not hidden."""
    account.save(update_fields=["hidden_at", "hidden_reason"])
    shown = Authorship.objects.filter(story=OuterRef("pk"), pen_name__account__hidden_at__isnull=True)
    touched = Story.objects.filter(authors__account=account).distinct()
    ids = list(touched.values_list("pk", flat=True))
    Story.objects.filter(pk__in=ids).update(authors_hidden=True)
    Story.objects.filter(Exists(shown), pk__in=ids).update(authors_hidden=False)
    for story in Story.objects.filter(pk__in=ids).iterator(chunk_size=500):
        tell(shelves_of(story))
    return _log(deed, by, reason, named=_names_of(account), account=account)


@transaction.atomic
def change_role(*, by: Account, account: Account, role: Role, note: str = "") -> Decision:
    """Give an account another role. `note` says why, for the log; it may be empty."""
    if not rules.can_change_role(by, account):
        raise PermissionDenied
    if role == account.role:
        raise ValidationError({"role": f"That is the role already: {role.label.lower()}."})
    was, account.role = Role(account.role), role
    account.save(update_fields=["role"])
    reason = f"{was.label} until now, {role.label.lower()} from now on. {note}"
    return _log(Deed.ROLE, by, reason, named=_names_of(account), account=account)


def _names_of(account: Account) -> str:
    """What the log calls an account: its pen names, as many as fit."""
    names = ", ".join(account.pen_names.values_list("name", flat=True)) or "an account without a pen name"
    return names if len(names) <= NAMED else names[: NAMED - 1] + "…"


def _ask(by: Account) -> None:
    if not rules.can_moderate(by):
        raise PermissionDenied


def _check_hidden(thing: Story | Chapter | Account) -> None:
    if thing.hidden_at is None:
        raise ValidationError("This is not hidden; perhaps somebody else has restored it a moment ago.")


def _said(reason: str) -> str:
    """The reason as it is kept. Raises ValidationError for none, or too long a one."""
    text = reason.strip()
    if not text:
        raise ValidationError({"reason": "Please give a reason; those concerned will see it."})
    if len(text) > limits.REASON:
        raise ValidationError({"reason": f"A reason can have up to {limits.REASON:,} characters."})
    return text


def _log(
    deed: Deed,
    by: Account,
    reason: str,
    *,
    named: str,
    story: Story | None = None,
    chapter: Chapter | None = None,
    account: Account | None = None,
) -> Decision:
    """Write the line of the log. The command line's keeper is no account, and leaves `by` empty."""
    return Decision.objects.create(
        deed=deed,
        by=by if by.pk else None,
        reason=_said(reason),
        named=named,
        story=story,
        chapter=chapter,
        account=account,
    )


@transaction.atomic
def write_house_text(*, by: Account, name: str, body: str, markup: Markup) -> HouseText:
    """Write one of the texts of the house (`welcome`, `about`, `rules`)."""
    if not rules.can_edit_house(by):
        raise PermissionDenied
    if len(body) > limits.HOUSE_TEXT:
        raise ValidationError(
            {"body": f"This has {len(body):,} characters; up to {limits.HOUSE_TEXT:,} fit."}
        )
    text = HouseText.objects.filter(name=name).first() or HouseText(name=name)
    try:
        text.write({"body": body}, markup=markup)
    except TextRefused as problem:
        raise ValidationError({"body": str(problem)}) from problem
    text.edited = timezone.now()
    text.save()
    return text
