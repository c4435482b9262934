"""The one Django app."""

from django.apps import AppConfig


class FanthologyConfig(AppConfig):
    """Gathers the rooms' tables under one line of migrations, and opens the ears for happenings."""

    name = "fanthology"
    verbose_name = "Fanthology"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make `reactions.py` the list of what follows from what."""
        from fanthology.core.happenings import listen  # noqa: PLC0415 - models must be loaded first
        from fanthology.reactions import REACTIONS, RECORDS  # noqa: PLC0415

        listen(REACTIONS, RECORDS)
