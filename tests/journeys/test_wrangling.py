"""A moderator at the tags, with a real browser, with and without scripts: look, merge, see the log, undo."""

import pytest

from tests.make import PASSWORD
from tests.tools import assert_accessible, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The sample archive, to be changed."""
    with served("--sample", data=tmp_path_factory.mktemp("wrangled") / "data") as archive:
        yield archive


@pytest.fixture(scope="module")
def kept(browser, archive):
    """The owner's sign-in, to open further windows with."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(archive.owner_link)
    for name, value in {"email": "olga@example.org", "pen_name": "Olga", "password": PASSWORD}.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form button").first.click()
    page.get_by_text("The archive is yours").first.wait_for()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def desk(request, browser, archive, kept):
    """The owner's browser."""
    context = browser.new_context(
        base_url=archive.url,
        java_script_enabled=request.param,
        reduced_motion="reduce",
        storage_state=kept,
        viewport={"width": 390, "height": 844},
    )
    page = context.new_page()
    page.scripts = request.param
    yield page
    context.close()


def check(page) -> None:
    """Nothing that axe finds, where it can run, and nothing wider than a phone."""
    if page.scripts:
        assert_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, page.url


def test_a_character_is_merged_and_the_merging_undone(desk):
    page = desk
    page.goto("/moderation/")
    page.get_by_role("link", name="Tags", exact=True).click()
    check(page)
    page.get_by_role("rowheader").get_by_role("link", name="Character").click()
    check(page)
    rows = page.locator("tbody tr")
    first, second = (rows.nth(place).locator("th a").inner_text() for place in (0, 1))
    rows.nth(0).locator("input").check()
    page.get_by_label("Merge them into").fill("Nobody of that name")
    page.get_by_role("button", name="Show what that does").first.click()
    assert "There is no character “Nobody of that name”." in page.locator("main").inner_text()
    check(page)
    page.get_by_label("Into").fill(second.upper())
    page.get_by_role("button", name="Show what that does").click()
    assert "What that does" in page.locator("main").inner_text()
    check(page)
    page.get_by_label("Note").fill("The same person.")
    page.get_by_role("button", name="Merge").click()
    assert f"synonym of {second}" in page.locator("main").inner_text()
    assert first in page.locator("h1").inner_text()
    check(page)
    page.get_by_role("link", name="The whole log").click()
    assert "The same person." in page.locator("main").inner_text()
    check(page)
    page.get_by_role("link", name="Undo").first.click()
    check(page)
    page.get_by_role("button", name="Undo it").click()
    assert "undone since" in page.locator("main").inner_text()
    check(page)
