"""Deeds of readers: what they never want to see, and searches with a name."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict

from fanthology.catalogue.models import Tag
from fanthology.core import limits
from fanthology.finding import rules
from fanthology.finding.models import Exclusion, SavedSearch
from fanthology.finding.named import things
from fanthology.finding.standing import OLDEST, Mark, exclusions_called, exclusions_of, is_key
from fanthology.finding.wishes import Choice, Field
from fanthology.people.models import Account
from fanthology.text.names import tidy

GONE = "There is nothing of that name here that you can see."


@transaction.atomic
def exclude(*, by: Account, choice: Choice, reason: str = "") -> Exclusion:
    """Never show `by` the chosen thing again. What is excluded already gets the new reason, if there is one."""
    _ask(by)
    field, key = choice.field, _only_key(choice)
    said = tidy(reason)
    if len(said) > limits.EXCLUSION_REASON:
        raise ValidationError({"reason": f"A reason can have up to {limits.EXCLUSION_REASON} characters."})
    if field != Field.LANGUAGE:
        row = things([choice], by).get((field, int(key)))
        if row is None:
            raise ValidationError({"name": GONE})
        if isinstance(row, Tag) and row.canonical_id:
            key = str(row.canonical_id)
    kept = exclusions_called(by, field, key).first()
    if kept is None:
        _check_room(by)
        return Exclusion.objects.get_or_create(account=by, kind=field, key=key, defaults={"reason": said})[0]
    if said and said != kept.reason:
        kept.reason = said
        kept.save(update_fields=["reason"])
    return kept


@transaction.atomic
def include_again(*, by: Account, choice: Choice) -> bool:
    """Show the chosen thing again; whether it had been excluded. For a rating, all ratings are shown again."""
    _ask(by)
    if choice.field == Field.RATING:
        rows = exclusions_of(by).filter(kind=Field.RATING)
    else:
        rows = exclusions_called(by, choice.field, _only_key(choice))
    return rows.delete()[0] > 0


@transaction.atomic
def limit_ratings(*, by: Account, age: int | None) -> Exclusion | None:
    """Show `by` only stories rated for this age, in years, or younger; None shows them all again."""
    _ask(by)
    if age is not None and not 0 <= age <= OLDEST:
        raise ValidationError({"age": f"Please choose an age from 0 to {OLDEST}."})
    exclusions_of(by).filter(kind=Field.RATING).delete()
    if age is None:
        return None
    _check_room(by)
    return Exclusion.objects.create(account=by, kind=Field.RATING, key=str(age))


@transaction.atomic
def take_over(*, by: Account, marks: Iterable[Mark]) -> int:
    """Keep with the account what a browser kept; how many were new. A limit of ratings of one's own stays.

    What is gone meanwhile, or was never there, is passed over, and so is what finds no room any more.
    """
    _ask(by)
    given = list(marks)
    rows = things((mark.choice for mark in given if mark.field != Field.RATING), by)
    kept = set(exclusions_of(by).values_list("kind", "key"))
    limited = any(kind == Field.RATING for kind, _ in kept)
    new: dict[tuple[str, str], Exclusion] = {}
    for mark in given:
        key = mark.now or mark.key
        there = limited if mark.field == Field.RATING else (mark.field.value, key) in kept
        known = mark.field in {Field.LANGUAGE, Field.RATING} or (mark.field, int(key)) in rows
        if known and not there:
            new[mark.field.value, key] = Exclusion(
                account=by, kind=mark.field, key=key, reason=tidy(mark.reason)[: limits.EXCLUSION_REASON]
            )
    room = max(0, limits.EXCLUSIONS - len(kept))
    return len(Exclusion.objects.bulk_create(list(new.values())[:room]))


def _only_key(choice: Choice) -> str:
    """The key of a choice that names one thing. Ratings have a limit instead (`limit_ratings`)."""
    if choice.field == Field.RATING:
        raise ValidationError(
            {"name": "Ratings are limited by age; please choose the highest you wish to see."}
        )
    if len(choice.keys) != 1:
        raise ValidationError({"name": "Please choose one thing at a time."})
    key = str(choice.keys[0])
    if not is_key(choice.field, key):
        raise ValidationError({"name": GONE})
    return key


def _check_room(by: Account) -> None:
    if exclusions_of(by).count() >= limits.EXCLUSIONS:
        raise ValidationError(
            f"Your list holds {limits.EXCLUSIONS} things, which is as many as there can be. Take something off it first."
        )


@transaction.atomic
def save_search(*, by: Account, name: str, address: str) -> SavedSearch:
    """Keep a search under a name of its own. `address` is its query string."""
    _ask(by)
    if SavedSearch.objects.filter(account=by).count() >= limits.SEARCHES_PER_ACCOUNT:
        raise ValidationError(
            f"You have {limits.SEARCHES_PER_ACCOUNT} saved searches, which is as many as there can be."
        )
    search = SavedSearch(account=by, name=_search_name(by, name), address=_usual_form(address))
    _save_search(search)
    return search


@transaction.atomic
def rename_search(*, by: Account, search: SavedSearch, name: str) -> SavedSearch:
    """Give a saved search another name. Its feed keeps its address."""
    _ask_for(by, search)
    search.name = _search_name(by, name, but=search)
    _save_search(search)
    return search


@transaction.atomic
def delete_search(*, by: Account, search: SavedSearch) -> None:
    """Forget a saved search; its feed ends with it."""
    _ask_for(by, search)
    search.delete()


def _usual_form(address: str) -> str:
    """A search's query string as it is kept: without the page one happened to be on, or what a database chokes on."""
    asked = QueryDict(address.replace("\x00", ""), mutable=True)
    asked.pop("page", None)
    kept = asked.urlencode().replace("%00", "")
    if len(kept) > limits.SEARCH_ADDRESS:
        raise ValidationError("This search is too long to be kept. Leave something out of it.")
    return kept


def _search_name(by: Account, name: str, *, but: SavedSearch | None = None) -> str:
    tidied = tidy(name)
    if not tidied:
        raise ValidationError({"name": "Please give the search a name."})
    if len(tidied) > limits.SEARCH_NAME:
        raise ValidationError({"name": f"A name can have up to {limits.SEARCH_NAME} characters."})
    others = SavedSearch.objects.filter(account=by).filter(name__iexact=tidied)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise _name_taken(tidied)
    return tidied


def _name_taken(name: str) -> ValidationError:
    return ValidationError({"name": f"You have a search named “{name}” already."})


def _save_search(search: SavedSearch) -> None:
    """Save it; a name that was given a moment ago in another window is said, not crashed on."""
    try:
        with transaction.atomic():
            search.save()
    except IntegrityError as problem:
        raise _name_taken(search.name) from problem


def _ask(by: Account) -> None:
    if not rules.can_keep(by):
        raise PermissionDenied


def _ask_for(by: Account, search: SavedSearch) -> None:
    if not rules.can_keep(by) or search.account_id != by.pk:
        raise PermissionDenied
