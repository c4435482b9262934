"""The archive's own settings, but for what would only cost the tests time."""

from fanthology.settings import *  # noqa: F403 (settings are made to be taken over whole)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    },  # nothing is collected
}
FINDING_CATCHES_UP = True  # no process runs beside the tests
