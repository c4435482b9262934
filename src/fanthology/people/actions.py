"""Deeds with accounts and pen names."""

from collections.abc import Mapping

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from fanthology.core import limits
from fanthology.core.slugs import free_slug
from fanthology.people import rules
from fanthology.people.models import Account, PenName, Role
from fanthology.text.clean import TextRefused
from fanthology.text.names import fold, slug, tidy

OWNER_SALT = "fanthology.people.owner"


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


@transaction.atomic
def make_owner(*, token: str, email: str, password: str, pen_name: str) -> Account:
    """Make the archive's first account, its owner. Needs the token of the one-time link."""
    right = constant_time_compare(token, owner_token())
    if not right or not rules.can_become_owner():
        raise PermissionDenied
    account = open_account(email=email, password=password, role=Role.OWNER)
    add_pen_name(account=account, name=pen_name)
    return account


@transaction.atomic
def open_account(*, email: str, password: str, role: Role = Role.MEMBER) -> Account:
    """Make an account. Raises ValidationError with kind sentences for an address or a password that will not do."""
    account = Account(email=Account.objects.normalize_email(email.strip()), role=role)
    try:
        validate_email(account.email)
    except ValidationError as problem:
        raise ValidationError({"email": problem.messages}) from problem
    try:
        validate_password(password, account)
    except ValidationError as problem:
        raise ValidationError({"password": problem.messages}) from problem
    if Account.objects.filter(email__iexact=account.email).exists():
        raise ValidationError({"email": "An account with this e-mail address exists already."})
    account.set_password(password)
    account.save()
    return account


def check_pen_name(name: str, *, but: PenName | None = None) -> str:
    """A pen name as it will be kept. Raises ValidationError where it cannot be: empty, too long, or taken."""
    tidied = tidy(name)
    if not tidied or not fold(tidied):
        raise ValidationError({"name": "A pen name needs at least one letter or digit."})
    if len(tidied) > limits.PEN_NAME:
        raise ValidationError({"name": f"A pen name can have up to {limits.PEN_NAME} characters."})
    rival = PenName.objects.filter(key=fold(tidied)).first()
    if rival is not None and rival != but:
        raise ValidationError({"name": f"The pen name “{tidied}” is taken."})
    return tidied


@transaction.atomic
def add_pen_name(*, account: Account | None, name: str) -> PenName:
    """Give `account` a further pen name, or make an unclaimed one."""
    if account is not None and account.pen_names.count() >= limits.PEN_NAMES_PER_ACCOUNT:
        raise PermissionDenied
    tidied = check_pen_name(name)
    pen_name = PenName(account=account, name=tidied, key=fold(tidied), slug=_free_slug(tidied))
    try:
        with transaction.atomic():
            pen_name.save()
    except IntegrityError as problem:
        raise ValidationError({"name": f"The pen name “{tidied}” is taken."}) from problem
    return pen_name


@transaction.atomic
def edit_pen_name(*, by: Account, pen_name: PenName, name: str, words: Mapping[str, str]) -> PenName:
    """Change a pen name's name, what it says of itself (`about`) and what it puts into every new story.

    The address keeps working: it changes only when the name does not fold to the same letters any more.
    """
    if not rules.can_edit_pen_name(by, pen_name):
        raise PermissionDenied
    tidied = check_pen_name(name, but=pen_name)
    if fold(tidied) != pen_name.key:
        pen_name.key, pen_name.slug = fold(tidied), _free_slug(tidied)
    pen_name.name = tidied
    pen_name.default_disclaimer = words.get("default_disclaimer", pen_name.default_disclaimer)
    pen_name.default_note = words.get("default_note", pen_name.default_note)
    try:
        pen_name.write({"about": words.get("about", pen_name.about_source)})
    except TextRefused as problem:
        raise ValidationError({"about": str(problem)}) from problem
    pen_name.save()
    return pen_name


def _free_slug(name: str) -> str:
    return free_slug(slug(name, "author"), PenName.objects.all())
