"""The tests' own tools: a guard that never bites would be worse than none."""

import smtplib

import pytest
from playwright.sync_api import Error

from fanthology.stories.models import Story
from tests.conftest import is_complaint, is_stray
from tests.tools import assert_accessible, count_queries

HARBOUR = "data:text/html,<html lang=en><title>Harbour</title><main><h1>Harbour</h1>{}</main></html>"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8000/", False),
        ("http://localhost/x", False),
        ("http://[::1]:8000/", False),
        ("data:image/png;base64,AA", False),
        ("about:blank", False),
        ("https://fonts.example/x.woff2", True),
        ("http://10.0.0.1/", True),
        ("http://127.0.0.1.evil.example/", True),
        ("ftp://files.example/", True),
    ],
)
def test_what_leaves_this_machine(url, expected):
    assert is_stray(url) is expected


@pytest.fixture
def unguarded(browser, base_url):
    """A page whose test may do what the guard would complain of."""
    window = browser.new_context(base_url=base_url)
    yield window.new_page()
    window.close()


@pytest.mark.browser
def test_the_guard_hears_of_a_broken_rule(unguarded):
    complaints = []
    unguarded.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
    unguarded.goto("/")
    assert complaints == []
    assert (
        unguarded.evaluate("fetch('https://elsewhere.example/').then(() => 'came', () => 'refused')")
        == "refused"
    )
    assert any("Content Security Policy" in text for text in complaints)


@pytest.mark.browser
def test_the_browser_finds_only_this_machine_and_the_guard_hears_of_the_attempt(unguarded):
    strays = []
    unguarded.on("request", lambda request: strays.append(request.url) if is_stray(request.url) else None)
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        unguarded.goto("http://elsewhere.example/")
    assert strays == ["http://elsewhere.example/"]


@pytest.mark.browser
def test_axe_finds_what_is_wrong(page):
    page.goto(HARBOUR.format("<p>Ships</p>"))
    assert_accessible(page)
    page.goto(HARBOUR.format("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"))
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
    assert_accessible(page, except_for=("image-alt",))


@pytest.mark.django_db
def test_queries_are_counted():
    with count_queries() as counted:
        assert list(Story.objects.all()) == []
    assert len(counted) == 1
    assert "FROM" in counted.sql[0]


def test_letters_are_kept(smtp):
    with smtplib.SMTP("127.0.0.1", smtp.port) as line:
        line.sendmail("a@example.org", ["b@example.org"], "Subject: Höhe\r\n\r\nGood evening.".encode())
    assert [letter["Subject"] for letter in smtp.letters]
    assert smtp.letters[0].get_content().strip() == "Good evening."
