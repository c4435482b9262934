"""Bringing a story in at a real archive, with a real browser: paste, look it over, correct, save, read."""

import pytest

from tests.journeys.test_writing import join
from tests.tools import assert_accessible, served

pytestmark = pytest.mark.browser

PASTED = """The Mantlepeice

by Somebody Else

It had rained upon London for nine days, and nobody had minded until the tenth.



“You will observe, Watson,” said he, “that the young lady has lately been a different height.”

The End
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive to bring stories into."""
    with served(data=tmp_path_factory.mktemp("brought") / "data") as archive:
        yield archive


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_pasted_story_is_corrected_saved_and_read(scripts, browser, archive):
    context = browser.new_context(base_url=archive.url, java_script_enabled=scripts, reduced_motion="reduce")
    page = context.new_page()
    join(page, f"Robin {scripts}")
    page.get_by_role("link", name="Bring one in").click()
    page.locator("[name=text]").fill(PASTED.replace("nine", "nine" if scripts else "twelve"))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="How the text will look").wait_for()
    if scripts:
        assert_accessible(page)
    shown = page.locator("article.passage")
    assert "different height" in shown.inner_text()
    title = "The Mantelpiece" if scripts else "The Other Mantelpiece"
    page.locator("[name=title]").fill(title)
    page.locator("[name=fandoms]").fill("Sherlock Holmes\nAlice in Wonderland")
    page.get_by_role("button", name="Keep the corrections, look again").click()
    page.get_by_text("Your corrections are kept.").wait_for()
    assert page.locator("[name=title]").input_value() == title
    page.get_by_role("button", name="Publish for everyone").click()
    page.get_by_text("is published.").wait_for()
    page.get_by_role("link", name="Read it").click()
    assert page.locator("h1").inner_text() == title
    assert "different height" in page.locator(".text").inner_text()
    context.close()


def test_files_that_cannot_be_read_are_named_and_the_others_wait(browser, archive, tmp_path):
    context = browser.new_context(base_url=archive.url, viewport={"width": 320, "height": 700})
    page = context.new_page()
    join(page, "Robin Sends")
    page.goto("/desk/import/")
    files = {
        "grin.png": b"\x89PNG\r\n\x1a\n" + b"0" * 60,
        "one.txt": b"One.\n\nIt rained.",
        "two.txt": b"Two.\n\nIt poured.",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    page.locator("[name=uploads]").set_input_files([tmp_path / name for name in files])
    page.get_by_role("button", name="Read it").click()
    said = page.get_by_role("status").inner_text()
    assert "grin.png was not taken" in said
    assert said.count("waits for your eye") == 2
    assert_accessible(page)
    page.get_by_role("link", name="2 arrivals waiting").click()
    assert_accessible(page)
    page.get_by_role("link", name="Drop").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Drop it").click()
    page.locator(".mine a").first.click()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
