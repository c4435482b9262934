"""Readers who never want to see something again: a visitor, who joins, and takes the list along; all without scripts."""

import pytest

from tests.make import PASSWORD
from tests.tools import assert_accessible, served

pytestmark = pytest.mark.browser

HOLMES = "/fandoms/sherlock-holmes/"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive with the samples, for these readers alone."""
    with served("--sample", data=tmp_path_factory.mktemp("never") / "data") as archive:
        yield archive


@pytest.fixture(scope="session")
def browser_context_args():
    """These journeys start archives of their own."""
    return {"reduced_motion": "reduce"}


@pytest.fixture
def bare(browser, archive):
    """A browser without scripts."""
    context = browser.new_context(base_url=archive.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def number(page) -> int:
    """How many stories the list has."""
    return int(page.locator("main .bar .num").first.inner_text().split()[0])


def never_show(page, path: str, reason: str = "") -> None:
    page.goto(path)
    page.locator(".head .never a, .reading > .never a").first.click()
    if reason:
        page.get_by_label("Why").fill(reason)
    page.get_by_role("button", name="Never show it again").click()


def join(page, name: str, at: str = "") -> None:
    page.goto(f"{at}/accounts/signup/")
    for field, value in (
        ("email", f"{name.lower()}@example.org"),
        ("pen_name", name),
        ("password1", PASSWORD),
    ):
        page.locator(f"main [name={field}]").fill(value)
    page.get_by_role("button", name="Make the account").click()


def wait_for_the_index(page) -> None:
    """It is made beside the server, in the first seconds."""
    for _ in range(200):
        page.goto("/latest/")
        if page.locator("main .bar .num").count():
            return
        page.wait_for_timeout(100)
    pytest.fail("no index was made")


def test_a_visitor_leaves_out_a_fandom_looks_all_the_same_and_takes_it_back(bare):
    wait_for_the_index(bare)
    everything = number(bare)
    bare.goto(HOLMES)
    of_holmes = number(bare)
    never_show(bare, HOLMES)
    assert bare.url.endswith(HOLMES)
    assert "You will not see “Sherlock Holmes”" in bare.get_by_role("status").inner_text()
    bare.goto("/latest/")
    assert number(bare) == everything - of_holmes
    assert f"{of_holmes} stories hidden" in bare.locator("main").inner_text()
    bare.get_by_role("link", name="Show anyway").click()
    assert number(bare) == everything
    bare.goto("/stories/")
    assert f"{of_holmes} stories hidden" in bare.locator("main").inner_text()
    never_show(bare, "/stories/1/")
    bare.get_by_role("link", name="Undo").click()
    bare.get_by_role("button", name="Show it again").click()
    assert bare.url.endswith("/stories/1/")
    bare.goto("/never/")
    assert bare.locator(".never-rows li").count() == 1
    bare.get_by_role("button", name="Show again Sherlock Holmes").click()
    bare.goto("/latest/")
    assert number(bare) == everything


def test_who_joins_takes_the_list_over_and_saves_a_search_that_is_a_feed(bare):
    wait_for_the_index(bare)
    never_show(bare, "/authors/marginalia/")
    bare.goto("/latest/")
    left = number(bare)
    join(bare, "Wren")
    bare.goto("/latest/")
    assert number(bare) > left, "nothing is taken over unasked"
    bare.goto("/never/")
    bare.get_by_role("button", name="Take it over").click()
    assert not [cookie for cookie in bare.context.cookies() if cookie["name"] == "never"]
    never_show(bare, "/tags/genre/humour/", reason="Not today.")
    bare.goto("/never/")
    assert "Not today." in bare.locator("main").inner_text()
    bare.goto("/stories/?words_from=100")
    bare.get_by_role("link", name="Save this search").click()
    bare.get_by_label("Name").fill("Long enough")
    bare.get_by_role("button", name="Save it").click()
    feed = bare.get_by_role("link", name="Feed of Long enough").get_attribute("href")
    answer = bare.request.get(feed)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert "<name>Marginalia</name>" not in answer.text()
    assert "<entry" in answer.text()
    bare.get_by_role("link", name="Long enough", exact=True).click()
    assert bare.url.endswith("/stories/?words_from=100")


def test_the_pages_of_a_members_lists_are_accessible(page, archive):
    page.goto(archive.url)
    join(page, "Robin", archive.url)
    page.goto(f"{archive.url}{HOLMES}")
    page.get_by_role("link", name="Never show this again Sherlock Holmes").click()
    assert_accessible(page)
    page.get_by_role("button", name="Never show it again").click()
    page.get_by_role("link", name="Undo").click()
    assert_accessible(page)
    page.goto(f"{archive.url}/never/")
    assert_accessible(page)
    page.get_by_label("Its name").fill("Draculla")
    page.get_by_role("button", name="Never show it again").click()
    page.get_by_text("Which one do you mean?").wait_for()
    assert_accessible(page)
    page.goto(f"{archive.url}/searches/save/?in=fandom:Dracula")
    assert_accessible(page)
    page.get_by_label("Name").fill("Vampires")
    page.get_by_role("button", name="Save it").click()
    assert_accessible(page)
    for link in ("Rename Vampires", "Forget Vampires"):
        page.goto(f"{archive.url}/searches/")
        page.get_by_role("link", name=link).click()
        assert_accessible(page)
