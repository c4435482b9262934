"""What every test stands on: an archive's folder of its own, quick passwords, a real server, browser and post office.

`FANTHOLOGY_TEST_DATABASE` chooses a PostgreSQL server; without it the tests run on SQLite in memory. No other setting of
the person who runs the tests reaches them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import django
import pytest
from hypothesis import settings as property_settings
from playwright.sync_api import Locator

from tests.tools import PostOffice, served

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
BROWSER_FLAGS = [
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
DATABASE = os.environ.get("FANTHOLOGY_TEST_DATABASE", "")
property_settings.register_profile("fanthology", deadline=None)  # a busy machine is no failure
property_settings.load_profile("fanthology")
FOLDER = Path(tempfile.mkdtemp(prefix="fanthology-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def settle_environment() -> None:
    """Point everything at the tests' own folder, before anybody loads Django."""
    for name in [name for name in os.environ if name.startswith("FANTHOLOGY_")]:
        del os.environ[name]
    os.environ["FANTHOLOGY_DATA"] = str(FOLDER)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # the browser's driver runs an event loop beside the tests
    )
    if DATABASE:
        os.environ["FANTHOLOGY_DATABASE"] = os.environ["FANTHOLOGY_TEST_DATABASE"] = DATABASE
    (FOLDER / "static").mkdir()


settle_environment()
django.setup()


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, run what speaks with the database; the rest would say there what it says on SQLite."""
    if DATABASE:
        config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
        items[:] = filter(uses_database, items)


def uses_database(item) -> bool:
    """Whether a test has asked for the database."""
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames))


@pytest.fixture(autouse=True)
def quick_and_tidy(settings, tmp_path):
    """Hash passwords the quick way, and keep what is uploaded out of the real data folder."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def live_archive(tmp_path_factory):
    """The sample archive, really served: `live_archive.url`. One for a whole run, so leave it as you would wish it."""
    with served("--sample", data=tmp_path_factory.mktemp("live") / "data") as archive:
        yield archive


@pytest.fixture
def smtp():
    """A mail server of our own: `smtp.letters` are the letters that came, `smtp.settings` lead an archive to it."""
    office = PostOffice()
    office.controller.start()
    yield office
    office.controller.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium, or whichever is installed, told to keep still and to find nobody but this machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("No Chromium is installed; on Debian or Ubuntu: apt install chromium", pytrace=False)
    return {"executable_path": found, "headless": True, "args": BROWSER_FLAGS}


@pytest.fixture(scope="session", autouse=True)
def whole_pages():
    """A click that leads to another page is over when that page is there, not when its first bytes are.

    Playwright waits only for the latter: what a test counts then may not have come yet.
    """
    click = Locator.click

    def click_and_wait(self, **how):
        click(self, **how)
        if not self.page.is_closed():
            self.page.wait_for_load_state()

    Locator.click = click_and_wait
    yield
    Locator.click = click


@pytest.fixture(scope="session")
def base_url(live_archive):
    """Pages are asked for by their path: `page.goto("/latest/")`."""
    return live_archive.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Animation would only make tests wait."""
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture
def context(context):
    """A browser's window that may ask this machine only, and whose pages make no complaint of their own."""
    strays, complaints = [], []
    context.on("request", lambda request: strays.append(request.url) if is_stray(request.url) else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
    yield context
    assert strays == [], "the page asked a third party"
    assert complaints == [], "the page breaks its own rules"


def is_stray(url: str) -> bool:
    """Whether a request leaves this machine."""
    parts = urlsplit(url)
    return parts.scheme not in {"data", "blob", "about"} and parts.hostname not in {
        "127.0.0.1",
        "localhost",
        "::1",
    }


def is_complaint(said) -> bool:
    """An error on the browser's console; that a page is missing or forbidden is the test's own business."""
    return said.type == "error" and not said.text.startswith("Failed to load resource")


@pytest.fixture
def after(django_capture_on_commit_callbacks):
    """Carry out a deed, and let what follows from it happen, as after a commit."""

    from django.db import connection

    def run(deed, *args, **given):
        connection.run_on_commit.clear()  # a test never commits: what was told before must not count as still waiting
        with django_capture_on_commit_callbacks(execute=True):
            return deed(*args, **given)

    return run


@pytest.fixture(autouse=True)
def fresh_index(settings, tmp_path):
    """An index of the test's own, made once somebody searches."""
    from fanthology.finding.index import searching

    settings.FINDING_FOLDER = tmp_path / "index"
    yield
    searching.forget()
