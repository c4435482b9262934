"""Bring stored HTML up to date with the sanitiser."""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction

from fanthology.core.prose import Prose, prose_models
from fanthology.text.clean import SANITISER, TextRefused

BATCH = 50


def outdated() -> int:
    """How many rows were cleaned by an older sanitiser."""
    return sum(model._default_manager.exclude(cleaned_with=SANITISER).count() for model in _models())


def reclean() -> Iterator[tuple[Prose, str]]:
    """Clean every outdated row again from its source, a batch a transaction; safe to stop and to run twice.

    Yields each row with an empty string, or with the sentence why its source is refused now; such a row keeps its old
    HTML and is asked again next time.
    """
    for model in _models():
        last = 0
        while True:
            rows = list(
                model._default_manager.exclude(cleaned_with=SANITISER)
                .filter(pk__gt=last)
                .order_by("pk")[:BATCH]
            )
            if not rows:
                break
            with transaction.atomic():
                for row in rows:
                    yield row, _again(row)
            last = rows[-1].pk


def _again(row: Prose) -> str:
    try:
        row.save(update_fields=row.reclean())
    except TextRefused as problem:
        return str(problem)
    return ""


def _models() -> list[type[Prose]]:
    return prose_models(list(apps.get_models()))
