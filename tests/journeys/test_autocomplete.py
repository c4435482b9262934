"""Names are suggested where they are typed: with arrow keys, with a finger, and never in the way."""

import pytest

from tests.journeys.test_writing import join
from tests.tools import assert_accessible, served

pytestmark = pytest.mark.browser
DESK = "/desk/stories/new/"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The sample archive, and its stories can be found."""
    with served("--sample", data=tmp_path_factory.mktemp("named") / "data") as archive:
        yield archive


@pytest.fixture
def page(browser, archive, request):
    """A browser in which somebody has just joined."""
    context = browser.new_context(base_url=archive.url, reduced_motion="reduce")
    page = context.new_page()
    join(page, f"Wren {abs(hash(request.node.name)) % 10_000}")
    yield page
    context.close()


def options(page) -> list[str]:
    page.locator(".offered:not([hidden]) [role=option]").first.wait_for()
    return page.locator(".offered:not([hidden]) [role=option] bdi:first-child").all_inner_texts()


def test_a_line_is_completed_with_the_keyboard_and_the_other_lines_stay(page):
    page.goto(DESK)
    field = page.locator("[name=fandoms]")
    field.fill("My Own World\n")
    field.press("Control+End")
    field.press_sequentially("holm")
    assert options(page)[0] == "Sherlock Holmes"
    assert_accessible(page)
    field.press("ArrowDown")
    assert page.locator("[role=option][aria-selected=true]").inner_text().startswith("Sherlock Holmes")
    assert field.get_attribute("aria-activedescendant")
    field.press("Enter")
    assert field.input_value() == "My Own World\nSherlock Holmes"
    assert page.locator(".offered:not([hidden])").count() == 0
    field.press("Enter")
    field.press_sequentially("An Other")
    assert field.input_value() == "My Own World\nSherlock Holmes\nAn Other"


def test_a_finger_chooses_too_and_escape_closes_without_losing_a_letter(page):
    page.goto(DESK)
    field = page.locator("[name=fandoms]")
    field.press_sequentially("sher")
    options(page)
    field.press("Escape")
    assert page.locator(".offered:not([hidden])").count() == 0
    assert field.input_value() == "sher"
    field.press_sequentially("l")
    options(page)
    page.locator(".offered:not([hidden]) [role=option]").first.click()
    assert field.input_value() == "Sherlock Holmes"
    assert field.evaluate("field => field === document.activeElement")


def test_one_letter_asks_nothing_and_a_typed_name_is_left_alone(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/api/v1/tags" in request.url else None)
    page.goto(DESK)
    field = page.locator("[name=fandoms]")
    field.press_sequentially("s")
    page.wait_for_timeout(400)
    assert asked == []
    field.press_sequentially("her")
    options(page)
    field.press("Enter")
    field.press("Tab")
    assert field.input_value() == "sher\n"


def test_suggestions_know_the_fandoms_of_the_form(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/api/v1/tags" in request.url else None)
    page.goto(DESK)
    page.locator("[name=fandoms]").fill("Sherlock Holmes")
    page.locator("[name=characters]").press_sequentially("wat")
    assert "John Watson" in options(page)
    assert "fandom=Sherlock+Holmes" in asked[-1]


def test_where_the_archive_does_not_answer_the_names_of_the_page_do(page):
    page.goto(DESK)
    page.route("**/api/v1/tags*", lambda route: route.abort())
    page.locator("[name=fandoms]").press_sequentially("sher")
    assert options(page) == ["Sherlock Holmes"]


def test_the_finders_line_completes_what_follows_a_field(page):
    page.goto("/stories/")
    field = page.locator("#q")
    field.fill("rain fandom:sher")
    field.press("End")
    field.press_sequentially("l")
    options(page)
    assert_accessible(page)
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == 'rain fandom:"Sherlock Holmes" '


def test_without_scripts_a_name_is_typed_as_ever(browser, archive):
    context = browser.new_context(base_url=archive.url, java_script_enabled=False)
    page = context.new_page()
    join(page, "Wren Unscripted")
    page.goto(DESK)
    page.locator("[name=fandoms]").fill("Sherlock Holmes")
    assert page.locator("[name=fandoms]").input_value() == "Sherlock Holmes"
    assert page.locator(".offered").count() == 0
    context.close()
