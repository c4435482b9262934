"""Readers who look for a story, with a real browser: by words, by facets, without scripts, on a telephone, by keyboard."""

import pytest

from tests.tools import assert_accessible

pytestmark = pytest.mark.browser

THEMES = ("paper", "white", "sepia", "dusk", "black")
PATHS = (
    "/stories/",
    "/stories/?q=smile+fandom:nowhere&in=fandom:Sherlock+Holmes&out=genre:Drama&words_from=10",
    "/stories/?in=fandom:Sherlock+Holmes&look=character&look_for=wat",
    "/stories/?in=fandom:Sherlock+Holmes&q=zzzzz",
)


def heading(page) -> str:
    return page.locator("h1").inner_text()


def cards(page) -> list[str]:
    return page.locator(".card h2").all_inner_texts()


@pytest.fixture(autouse=True)
def indexed(live_archive, browser, base_url):
    """The archive has just been filled: wait until its stories can be found."""
    window = browser.new_context(base_url=base_url)
    page = window.new_page()
    for _ in range(100):
        page.goto("/stories/")
        if page.locator(".card").count():
            break
        page.wait_for_timeout(200)
    window.close()


@pytest.fixture
def bare(browser, base_url):
    """A telephone's browser, without scripts."""
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    yield context.new_page()
    context.close()


def test_by_words_from_the_front_page(page):
    page.goto("/")
    page.get_by_label("Find stories").fill("chess")
    page.get_by_role("button", name="Find").click()
    assert "/stories/?q=chess" in page.url
    assert "Six Impossible Things" in cards(page)


def test_by_facets_and_the_address_can_be_shared(page, browser, base_url):
    page.goto("/stories/")
    page.locator("#facet-fandom").get_by_role("link", name="Only with Sherlock Holmes").click()
    assert heading(page).endswith("stories where Sherlock Holmes")
    all_of_them = cards(page)
    page.locator("#facet-rating").get_by_role("link", name="Without FR15").click()
    fewer = cards(page)
    assert 0 < len(fewer) < len(all_of_them)
    other = browser.new_context(base_url=base_url)
    friend = other.new_page()
    friend.goto(page.url)
    assert cards(friend) == fewer
    other.close()
    page.locator(".chips").get_by_role("link", name="FR15").click()
    assert cards(page) == all_of_them


def test_on_a_telephone_without_scripts(bare):
    bare.goto("/stories/")
    facet = bare.locator("#facet-character")
    assert not facet.is_visible(), "the facets are folded away"
    bare.get_by_text("Narrow", exact=True).click()
    facet.get_by_text("More", exact=False).last.click()
    facet.get_by_label("Look among characters").fill("wat")
    facet.get_by_role("button", name="Look").click()
    assert "John Watson" in facet.locator("li").first.inner_text(), (
        "what begins so stands before what nearly does"
    )
    facet.get_by_role("link", name="Only with John Watson").click()
    assert "John Watson" in bare.locator(".chips").inner_text()
    found = cards(bare)
    bare.locator(".by-tag > summary").first.click()
    bare.locator(".by-tag[open]").get_by_role("button", name="Without").last.click()
    assert len(cards(bare)) < len(found)
    assert "without" in bare.locator(".chips").inner_text()


def test_the_filters_work_without_scripts(bare):
    bare.goto("/stories/?in=fandom:Sherlock+Holmes")
    bare.get_by_text("Narrow (1)").click()
    bare.get_by_text("All filters").click()
    bare.get_by_label("Progress").select_option("yes")
    bare.get_by_label("Words, from").fill("1k")
    bare.locator(".filters").get_by_role("button", name="Find").click()
    assert "in=fandom%3ASherlock+Holmes" in bare.url
    assert bare.locator(".chips li").count() == 4
    assert set(bare.locator(".card .facts").all_inner_texts())
    assert all("complete" in facts for facts in bare.locator(".card .facts").all_inner_texts())


@pytest.mark.parametrize("theme", THEMES)
def test_it_is_accessible_in_every_theme(page, context, base_url, theme):
    context.add_cookies(
        [
            {"name": "look", "value": f"theme:{theme}", "url": base_url},
            {"name": "never", "value": "r13", "url": base_url},
        ]
    )
    for path in PATHS:
        page.goto(path)
        for summary in (".filters > summary", ".order > summary"):
            page.locator(summary).click()
        if page.locator(".by-tag").count():
            page.locator(".order > summary").click()
            page.locator(".by-tag > summary").first.click()
        assert_accessible(page)


@pytest.mark.parametrize("width", [320, 390])
def test_it_fits_a_telephone_and_a_finger(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for path in PATHS:
        page.goto(path)
        if not page.locator(".narrow-all[open]").count():
            page.locator(".narrow-all > summary").click()
        page.locator(".filters > summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        for thing in page.locator(
            ".chips a, .facet a, .facet summary, .by-tag summary, .order summary"
        ).all():
            box = thing.bounding_box()
            folded_away = box is None or not box["height"]
            assert folded_away or box["height"] >= 24, (path, thing.inner_text())


def test_by_keyboard_alone(page):
    page.goto("/stories/?in=fandom:Sherlock+Holmes")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the stories"
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('.chips, .order, .facet')?.className"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert {"chips", "order", "facet"} <= set(reached)
    page.locator("#facet-fandom .sign").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.locator(".chips li").count() >= 1
