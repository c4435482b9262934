"""Deeds with accounts and pen names."""

import unicodedata
from collections.abc import Mapping

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from fanthology.core import limits
from fanthology.core.slugs import free_slug
from fanthology.people import rules
from fanthology.people.models import Account, PenName, Role
from fanthology.text.clean import TextRefused
from fanthology.text.names import fold, slug, tidy

OWNER_SALT = "fanthology.people.owner"
EMAIL_TAKEN = "An account with this e-mail address exists already."
INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Hangul fillers: letters to Unicode, nothing to the eye."""

PEN_NAME_LENGTHS = {
    "about": limits.ABOUT,
    "default_disclaimer": limits.FIELD,
    "default_note": limits.NOTE,
}


def owner_link(base_url: str) -> str | None:
    """The one-time link that makes the owner's account, or nothing once there is an owner.

    `base_url` is where the archive answers, without a path. The link is signed with the archive's secret key, and dies
    with the first owner.
    """
    if not rules.can_become_owner():
        return None
    return base_url.rstrip("/") + reverse("owner_welcome", args=[owner_token()])


def owner_token() -> str:
    """What the one-time link carries."""
    return signing.Signer(salt=OWNER_SALT).signature("owner")


def is_owner_token(token: str) -> bool:
    """Whether this is what the one-time link carries, used or not."""
    return constant_time_compare(token, owner_token())


@transaction.atomic
def make_owner(*, token: str, email: str, password: str, pen_name: str) -> Account:
    """Make the archive's owner. Needs the token of the one-time link, and works once.

    The address counts as confirmed: whoever reads the link holds the machine, and must not be locked out by a mail
    server that does not work yet.
    """
    _wait_for_other_writers()
    if not is_owner_token(token) or not rules.can_become_owner():
        raise PermissionDenied
    account = open_account(email=email, password=password, role=Role.OWNER)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    add_pen_name(account=account, name=pen_name)
    return account


def _wait_for_other_writers() -> None:
    """Let no other transaction add an account before this one ends. SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Account._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def sign_up(*, email: str, password: str, pen_name: str) -> Account:
    """Make a member's account with its first pen name, both or neither."""
    account = open_account(email=email, password=password)
    add_pen_name(account=account, name=pen_name)
    return account


@transaction.atomic
def open_account(*, email: str, password: str, role: Role = Role.MEMBER) -> Account:
    """Make an account. Raises ValidationError with kind sentences for an address or a password that will not do."""
    account = Account(email=check_email(email), role=role)
    try:
        validate_password(password, account)
    except ValidationError as problem:
        raise ValidationError({"password": problem.messages}) from problem
    account.set_password(password)
    _save_email(account)
    return account


@transaction.atomic
def change_email(*, account: Account, email: str) -> Account:
    """Give the account another address at once, unconfirmed: for archives that confirm none."""
    changed = Account.objects.get(pk=account.pk)
    changed.email = check_email(email, but=account)
    _save_email(changed)
    EmailAddress.objects.filter(user=changed).delete()
    EmailAddress.objects.create(user=changed, email=changed.email, verified=False, primary=True)
    return changed


@transaction.atomic
def ask_for_email(*, account: Account, email: str) -> EmailAddress:
    """Note the address that the account wants to change to once it is confirmed; an earlier wish is forgotten.

    Whether somebody else has it is told only to whoever opens the link that is sent there.
    """
    forget_email_wish(account=account)
    wish, _ = EmailAddress.objects.get_or_create(user=account, email=email)
    return wish


def forget_email_wish(*, account: Account) -> None:
    """Keep the address as it is."""
    EmailAddress.objects.filter(user=account, verified=False).exclude(email=account.email).delete()


def password_link(*, base_url: str, account: Account) -> str:
    """A link with which the account can choose a new password: once, and for three days."""
    uid = user_pk_to_url_str(account)
    token = default_token_generator.make_token(account)
    return base_url.rstrip("/") + reverse("account_reset_password_from_key", args=[uid, token])


def check_email(email: str, *, but: Account | None = None) -> str:
    """An address as it is kept, in small letters. Raises ValidationError where it is none, or somebody else's."""
    tidied = email.strip().lower()
    try:
        validate_email(tidied)
    except ValidationError as problem:
        raise ValidationError({"email": problem.messages}) from problem
    longest = Account._meta.get_field("email").max_length or 0
    if len(tidied) > longest:
        raise ValidationError({"email": f"An e-mail address can have up to {longest} characters."})
    rivals = Account.objects.filter(email__iexact=tidied)
    if (rivals.exclude(pk=but.pk) if but else rivals).exists():
        raise ValidationError({"email": EMAIL_TAKEN})
    return tidied


def _save_email(account: Account) -> None:
    """Save the account; an address that somebody else took a moment ago is said, not crashed on."""
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as problem:
        raise ValidationError({"email": EMAIL_TAKEN}) from problem


def check_pen_name(name: str, *, but: PenName | None = None) -> str:
    """A pen name as it will be kept. Raises ValidationError where it cannot be: nothing to see, too long, or taken."""
    tidied = tidy(name)
    key = fold(tidied)
    if not key or not any(_is_seen(sign) for sign in tidied):
        raise ValidationError({"name": "A pen name needs at least one letter or digit."})
    if len(tidied) > limits.PEN_NAME or len(key) > 2 * limits.PEN_NAME:
        raise ValidationError({"name": f"A pen name can have up to {limits.PEN_NAME} characters."})
    rival = PenName.objects.filter(key=key).first()
    if rival is not None and rival != but:
        raise _taken(tidied)
    return tidied


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LN" and sign not in INVISIBLE_LETTERS


def _taken(name: str) -> ValidationError:
    return ValidationError({"name": f"The pen name “{name}” is taken."})


@transaction.atomic
def add_pen_name(*, account: Account | None, name: str) -> PenName:
    """Give `account` a further pen name, or make an unclaimed one."""
    if account is not None and not rules.can_add_pen_name(account):
        raise PermissionDenied
    tidied = check_pen_name(name)
    pen_name = PenName(account=account, name=tidied, key=fold(tidied), slug=_free_slug(tidied))
    _save_pen_name(pen_name)
    return pen_name


@transaction.atomic
def edit_pen_name(*, by: Account, pen_name: PenName, name: str, words: Mapping[str, str]) -> PenName:
    """Change a pen name's name, what it says of itself (`about`) and what it puts into every new story.

    The address keeps working: it changes only when the name does not fold to the same letters any more.
    """
    if not rules.can_edit_pen_name(by, pen_name):
        raise PermissionDenied
    tidied = check_pen_name(name, but=pen_name)
    _check_words(words)
    if fold(tidied) != pen_name.key:
        pen_name.key, pen_name.slug = fold(tidied), _free_slug(tidied)
    pen_name.name = tidied
    pen_name.default_disclaimer = words.get("default_disclaimer", pen_name.default_disclaimer)
    pen_name.default_note = words.get("default_note", pen_name.default_note)
    try:
        pen_name.write({"about": words.get("about", pen_name.about_source)})
    except TextRefused as problem:
        raise ValidationError({"about": str(problem)}) from problem
    _save_pen_name(pen_name)
    return pen_name


def _check_words(words: Mapping[str, str]) -> None:
    problems = {
        name: f"This has {len(text):,} characters; up to {PEN_NAME_LENGTHS[name]:,} fit."
        for name, text in words.items()
        if len(text) > PEN_NAME_LENGTHS[name]
    }
    if problems:
        raise ValidationError(problems)


def _save_pen_name(pen_name: PenName) -> None:
    """Save the pen name; one that somebody else took a moment ago is said, not crashed on."""
    try:
        with transaction.atomic():
            pen_name.save()
    except IntegrityError as problem:
        raise _taken(pen_name.name) from problem


def _free_slug(name: str) -> str:
    return free_slug(slug(name, "author"), PenName.objects.all())
