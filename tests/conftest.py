"""What every test stands on: an archive's folder of its own, quick passwords, a real server, browser and post office.

`FANTHOLOGY_TEST_DATABASE` chooses a PostgreSQL server; without it the tests run on SQLite in memory. No other setting of
the person who runs the tests reaches them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

DATABASE = os.environ.get("FANTHOLOGY_TEST_DATABASE", "")
FOLDER = Path(tempfile.mkdtemp(prefix="fanthology-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def settle_environment() -> None:
    """Point everything at the tests' own folder, before anybody loads Django."""
    for name in [name for name in os.environ if name.startswith("FANTHOLOGY_")]:
        del os.environ[name]
    os.environ["FANTHOLOGY_DATA"] = str(FOLDER)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs an event loop beside the tests
    if DATABASE:
        os.environ["FANTHOLOGY_DATABASE"] = os.environ["FANTHOLOGY_TEST_DATABASE"] = DATABASE
    (FOLDER / "static").mkdir()


settle_environment()


@pytest.fixture(autouse=True)
def quick_and_tidy(settings, tmp_path):
    """Hash passwords the quick way, and keep what is uploaded out of the real data folder."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
