"""Pages that stand where a story should be."""

import pytest

from fanthology.formats.importers import read
from fanthology.formats.manuscript import Refused
from tests.formats.importers.samples import STORY

BODY = "".join(f"<p>{each}</p>" for each in STORY * 5)


def refusal(html, name="page.html"):
    with pytest.raises(Refused) as caught:
        read(name, html.encode())
    return caught.value.reason


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        # One archive's own login page, as its client programs quote it.
        ("<html><h2>Login</h2><form method='post' action='/login.php'><input name='urealname'><input type='password'></form>", "login"),
        # A big archive's: a form in the header, a message in the middle.
        ("<html><body><form id='new_user'><input type='password'></form><main><p class='notice'>This work is only available to registered users of the Archive. If you already have an account, log in.</p></main>", "login"),
        ("<html><body><div>Log In</div><div>Email</div><div>Password</div><div>Forgot your password?</div>", "login"),
        ("<html><body>Please sign in to continue. <input type=PASSWORD>", "login"),
        ("<html><h2>Story Not Found</h2><p>The story that you asked for is not here.</p>", "error page (“Story Not Found”)"),
        ("<html><title>404</title><h1>Error 404</h1><p>The page you were looking for does not exist.</p>", "error page"),
        ("<html><body><h2>Access denied</h2>", "error page (“Access denied”)"),
        ("<html><body><p>This story has been deleted by its author.</p>", "error page (“This story has been deleted”)"),
        ("<html><body><h1>502 Bad Gateway</h1><hr>nginx", "error page"),
        ("<html><title>Just a moment...</title><body>Checking your browser before you go on.", "checks the browser"),
        ("<html><body>NOTE: This story is rated FR21 which is above your chosen filter level.", "reader's age"),
        ("<html><body>This work could have adult content. If you continue, you have agreed that you are willing to see it.", "reader's age"),
        ("<html><body><nav>Home</nav></body>", "No story text"),
        ("<html><head><title>x</title></head><body></body></html>", "No story text"),
        ("<html><body><img src='x.png'></body></html>", "No story text"),
    ],
)  # fmt: skip
def test_refusals(html, reason):
    assert reason in refusal(html)


def test_extracted_text_of_a_login_page():
    assert "login page" in refusal("Welcome\n\nUser name\n\nPassword\n\nLog in\n\nForgot it?", "page.txt")


@pytest.mark.parametrize(
    "html",
    [
        f"<form>Log in <input type='password'></form>{BODY}",
        f"<p>Access denied, said the guard. Page not found, said the clerk. Log in with your password!</p>{BODY}",
        f"<h1>Just a Moment</h1>{BODY}",
    ],
)
def test_a_story_may_say_all_that(html):
    (story,) = read("page.html", f"<html><body>{html}".encode())
    assert "The lamp in Baker Street" in story.chapters[0].source


def test_a_short_story_without_such_words_is_a_story():
    (story,) = read("page.html", b"<html><body><p>For sale: one harpoon, never used.</p>")
    assert "harpoon" in story.chapters[0].source
