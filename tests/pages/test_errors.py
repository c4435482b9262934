"""The pages for what goes wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory

from fanthology.pages import errors
from tests.make import a_story, an_account
from tests.pages.seen import tree, words
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is no such page" in words(answer)


def test_a_request_that_makes_no_sense(client):
    answer = client.post("/look/", {f"field{number}": "" for number in range(2_001)})
    assert answer.status_code == 400
    assert "made no sense" in words(answer)


def test_more_than_the_archive_takes(client, settings):
    settings.REQUEST_BYTES = 10
    answer = client.post("/look/", {"theme": "dusk" * 20})
    assert answer.status_code == 413
    assert "takes up to 20 MB at once" in words(answer)


def test_a_fault_of_ours_even_when_the_database_is_gone():
    def broken(*_words):
        raise RuntimeError("the disk is on fire")

    story = a_story()
    client = Client(raise_request_exception=False)
    client.force_login(an_account())
    with connection.execute_wrapper(broken):
        answer = client.get(f"/stories/{story.pk}/")
    assert answer.status_code == 500
    assert "Something broke, and it was not you" in words(answer)
    assert "disk" not in answer.content.decode()


PAGES = {
    "bad_request": lambda request: errors.bad_request(request, ValueError()),
    "forbidden": lambda request: errors.forbidden(request, PermissionDenied()),
    "members_only": lambda request: errors.forbidden(request, errors.MembersOnly()),
    "missing": lambda request: errors.missing(request, ValueError()),
    "broken": errors.broken,
    "too_large": errors.too_large,
}


@pytest.mark.parametrize("name", PAGES)
def test_every_one_wears_the_archives_dress_and_asks_no_database(name):
    request = RequestFactory().get("/somewhere/")
    request.COOKIES["look"] = "theme:dusk"
    with count_queries() as counted:
        answer = PAGES[name](request)
    page = tree(answer)
    assert len(counted) == 0
    assert page.css_first("html").attributes["data-theme"] == "dusk"
    assert page.css_first(".mast .name").text() == "Fanthology"
    assert page.css_first("main h1") is not None
    assert page.css("main a.btn"), "there is a way on"
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"


def test_each_has_a_title_of_its_own():
    request = RequestFactory().get("/somewhere/")
    titles = {tree(draw(request)).css_first("title").text() for draw in PAGES.values()}
    assert len(titles) == len(PAGES)
