"""Readers on the crossover map, with a real browser: by keyboard, without scripts, in every theme, on a telephone."""

import pytest

from tests.tools import assert_accessible

pytestmark = pytest.mark.browser

MAP = "/crossovers/"
PAGES = (
    MAP,
    "/crossovers/?sort=name",
    "/crossovers/sherlock-holmes/",
    "/crossovers/alice-in-wonderland/sherlock-holmes/",
    "/crossovers/the-odyssey/the-time-machine/",
    "/crossovers/-/path/",
    "/crossovers/-/path/?from=Sherlok+Holmes&to=Dracula",
    "/crossovers/-/path/?from=The+Odyssey&to=Sherlock+Holmes",
)
THEMES = ("paper", "white", "sepia", "dusk", "black")


@pytest.fixture(autouse=True)
def drawn(page):
    """The map of the sample archive, which is drawn beside the server soon after its start."""
    for _ in range(150):
        page.goto(MAP)
        if page.locator("svg.map").count():
            return
        page.wait_for_timeout(200)
    pytest.fail("nobody drew the map")


@pytest.fixture
def bare(browser, base_url):
    """A browser without scripts."""
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_is_accessible_in_every_theme(page, context, base_url, theme):
    context.add_cookies([{"name": "look", "value": f"theme:{theme}", "url": base_url}])
    for path in PAGES:
        page.goto(path)
        assert_accessible(page)


def test_no_page_is_wider_than_a_telephone(page):
    for path in PAGES:
        page.goto(path)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert page.locator(".map-room.wide:visible").count() == 0


def test_a_telephone_has_a_picture_of_its_own(page):
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(MAP)
    box = page.locator(".map-room.small svg").bounding_box()
    assert box["width"] <= 390
    page.locator(".map-room.small .node").first.click()
    assert page.locator("h1").inner_text() == page.title().split(" · ")[0].removeprefix("Crossovers with ")


def test_from_the_masthead_to_a_story_without_scripts(bare):
    bare.goto("/")
    bare.get_by_role("link", name="Crossovers", exact=True).click()
    bare.locator("table.pairs td.num a").first.click()
    assert "×" in bare.locator("h1").inner_text()
    bare.locator(".card h2 a").first.click()
    assert "/stories/" in bare.url


def test_how_two_are_connected_without_scripts(bare):
    bare.goto(MAP)
    bare.get_by_label("From", exact=True).fill("sherlock holmes")
    bare.get_by_label("To", exact=True).fill("Alice in Wonderland")
    bare.get_by_role("button", name="Find the way").click()
    assert bare.locator(".chain li").count() >= 1


def test_by_keyboard_past_the_picture_or_into_it(page):
    page.goto(MAP)
    page.locator("main").focus()
    page.keyboard.press("Tab")
    assert page.locator(".past").evaluate("link => link === document.activeElement")
    assert page.locator(".past").bounding_box()["x"] >= 0
    page.keyboard.press("Tab")
    assert page.locator(".map-room.wide").evaluate("room => room === document.activeElement")
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.wait_for_url("**/crossovers/*/")
    assert page.locator("h1").inner_text() == name


def test_the_picture_has_the_inks_although_no_style_may_stand_in_a_page(page):
    page.goto(MAP)
    node = page.locator(".map-room.wide .node").first
    ink = node.evaluate("node => getComputedStyle(node).color")
    assert node.locator("circle").evaluate("circle => getComputedStyle(circle).fill") == ink
    edge = page.locator(".map-room.wide .edge path:not(.hit)").first
    assert (
        edge.evaluate("path => getComputedStyle(path).strokeWidth")
        == f"{edge.get_attribute('stroke-width')}px"
    )


def test_forced_colours_and_paper_keep_the_picture(page):
    page.goto(MAP)
    page.emulate_media(forced_colors="active")
    assert page.locator(".map-room.wide svg").is_visible()
    page.emulate_media(forced_colors="none", media="print")
    assert page.locator(".map-room.wide svg").is_visible()
    assert not page.locator(".map-room.small svg").is_visible()
