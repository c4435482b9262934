"""Readers at the sample archive, with a real browser: with and without scripts, by keyboard, in every theme, on a telephone."""

import re

import pytest

from tests.tools import assert_accessible

pytestmark = pytest.mark.browser

GRIN = "The Adventure of the Vanishing Grin"
PAGES = (
    "/", "/latest/", "/latest/?sort=title", "/stories/", "/categories/", "/fandoms/", "/fandoms/sherlock-holmes/", "/authors/",
    "/authors/marginalia/", "/series/", "/series/1/", "/tags/character/john-watson/", "/about/", "/rules/", "/help/", "/look/", "/api/",
    "/stories/1/", "/stories/1/2/", "/stories/1/3/", "/stories/1/whole/", "/stories/1/chapters/", "/stories/8/", "/stories/9/",
    "/never/", "/never/add/", "/never/import/", "/no-such-page/",
)  # fmt: skip
EVERY_PART = (
    "/",
    "/fandoms/sherlock-holmes/",
    "/categories/",
    "/series/1/",
    "/help/",
    "/look/",
    "/stories/1/",
    "/stories/1/2/",
)
"""Pages that hold every part of the theme: enough where only the colours differ."""
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BACKGROUNDS = {
    "paper": "rgb(251, 247, 239)", "white": "rgb(255, 255, 255)", "sepia": "rgb(242, 230, 207)", "dusk": "rgb(31, 29, 36)",
    "black": "rgb(0, 0, 0)",
}  # fmt: skip


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def choose(context, base_url, look: str) -> None:
    """What a reader has chosen before."""
    context.add_cookies([{"name": "look", "value": look, "url": base_url}])


@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_every_page_is_accessible_in_every_theme(page, context, base_url, theme):
    """All pages in the two themes that nobody chose; every part of them in the others."""
    choose(context, base_url, f"theme:{theme}")
    for path in PAGES if theme in {"paper", "dusk"} else EVERY_PART:
        page.goto(path)
        assert background(page) == BACKGROUNDS[theme], path
        if page.locator("details.look").count():
            page.locator("details.look > summary").click()
        assert_accessible(page)


@pytest.mark.parametrize(
    "look", ["", "size:8.font:opendyslexic.measure:wide", "paragraphs:gap.leading:loose.align:justified"]
)
def test_no_page_is_wider_than_a_telephone(page, context, base_url, look):
    if look:
        choose(context, base_url, look)
    for path in PAGES:
        page.set_viewport_size({"width": 390, "height": 700})
        page.goto(path)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.fixture
def bare(browser, base_url):
    """A browser without scripts."""
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_from_the_front_page_to_the_end_of_a_story_without_scripts(bare):
    bare.goto("/")
    bare.get_by_role("link", name="Latest").click()
    bare.get_by_role("link", name=GRIN).first.click()
    assert bare.locator("h1").inner_text() == GRIN
    assert bare.locator("dl.row dt").all_inner_texts() == [
        name.upper()
        for name in "Category Author Rating Chapters Words Recs Reviews Hits Published Updated Complete".split()
    ]
    bare.get_by_role("link", name="Next chapter").click()
    bare.get_by_role("link", name="Next chapter").click()
    assert f"You have reached the end of “{GRIN}” – so far." in bare.locator(".end").inner_text()
    bare.get_by_role("link", name="Chapters", exact=True).click()
    assert bare.locator("table.contents tbody tr").count() == 3
    bare.get_by_role("link", name="Whole story").click()
    assert bare.locator(".passage").count() == 3


def test_settings_without_scripts_lead_back_to_the_text(bare):
    bare.goto("/stories/1/2/")
    bare.locator("details.look > summary").click()
    bare.get_by_label("Colours").select_option("black")
    bare.get_by_label("Size").select_option("6")
    bare.get_by_role("button", name="Save").click()
    assert bare.url.endswith("/stories/1/2/")
    assert bare.locator("html").get_attribute("data-theme") == "black"
    bare.goto("/latest/")
    assert bare.locator("html").get_attribute("data-size") == "6"


def wait_until(page, question: str) -> None:
    """Ask the page until it says yes. Playwright's own way would poll with `eval`, which our pages forbid."""
    for _ in range(200):
        if page.evaluate(question):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{question} stayed false")


def test_settings_change_the_page_at_once_and_stay(page):
    page.goto("/stories/1/2/")
    before = page.locator(".text").bounding_box()["width"]
    page.locator("details.look > summary").click()
    assert page.get_by_role("button", name="Save").count() == 0, "nothing is left to save"
    page.get_by_label("Colours").select_option("sepia")
    page.get_by_label("Font").select_option("lexend")
    page.get_by_label("Line length").select_option("narrow")
    assert background(page) == BACKGROUNDS["sepia"]
    wait_until(page, "document.fonts.check('16px Lexend')")
    assert page.locator(".text").bounding_box()["width"] < before
    page.reload()
    assert background(page) == BACKGROUNDS["sepia"]
    assert "Lexend" in page.evaluate("getComputedStyle(document.querySelector('.text')).fontFamily")
    page.locator("details.look > summary").click()
    page.get_by_role("button", name="Everything as it was").click()
    assert background(page) == BACKGROUNDS["paper"]
    page.reload()
    assert background(page) == BACKGROUNDS["paper"]


def test_the_server_and_the_script_write_the_same_cookie(page, context):
    page.goto("/look/")
    page.get_by_label("Size").select_option("7")
    page.get_by_label("Colours").select_option("dusk")
    live = {cookie["name"]: cookie["value"] for cookie in context.cookies()}["look"]
    page.get_by_role("button", name="Save").click()
    assert (
        {cookie["name"]: cookie["value"] for cookie in context.cookies()}["look"]
        == live
        == "theme:dusk.size:7"
    )


def test_counts_can_be_hidden(page, context, base_url):
    choose(context, base_url, "numbers:hidden")
    page.goto("/stories/1/")
    shown = page.locator("dl.row dt:visible").all_inner_texts()
    assert "WORDS" in shown
    assert not {"HITS", "RECS", "REVIEWS"} & set(shown)


def test_by_keyboard_alone(page):
    page.goto("/stories/1/2/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the chapter"
    assert skip.bounding_box()["x"] >= 0, "it can be seen"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text().startswith("Previous chapter"), (
        "what came before the text was skipped"
    )
    page.goto("/stories/1/2/")
    for _ in range(24):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.locator("details.look > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Colours").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('details').open") is False


def test_a_visit_is_counted_once(browser, base_url):
    def hits() -> str:
        page.goto("/stories/2/")
        return page.locator("dl.row div", has_text=re.compile("^Hits")).locator("dd").inner_text()

    context = browser.new_context(base_url=base_url, user_agent=FIREFOX)
    page = context.new_page()
    with page.expect_response(re.compile("/stories/2/seen/")) as answer:
        before = int(hits())
    assert answer.value.status == 204
    assert int(hits()) == before + 1
    assert int(hits()) == before + 1
    context.close()


@pytest.mark.parametrize(
    ("wish", "theme"),
    [({"color_scheme": "light"}, "paper"), ({"color_scheme": "dark"}, "dusk"), ({"color_scheme": "light", "contrast": "more"}, "white"),
     ({"color_scheme": "dark", "contrast": "more"}, "black")],
)  # fmt: skip
def test_without_a_choice_the_page_follows_the_device(page, wish, theme):
    page.emulate_media(**wish)
    page.goto("/stories/1/")
    assert background(page) == BACKGROUNDS[theme]


def test_a_choice_is_stronger_than_the_device(page, context, base_url):
    choose(context, base_url, "theme:white")
    page.emulate_media(color_scheme="dark", contrast="more")
    page.goto("/")
    assert background(page) == BACKGROUNDS["white"]


def test_on_paper_stands_the_story_and_nothing_else(page):
    page.goto("/stories/1/2/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".text").is_visible()
    for unwanted in (".mast nav", ".tabs", ".foot", ".turn"):
        assert not page.locator(unwanted).is_visible(), unwanted
    assert background(page) == BACKGROUNDS["white"]


def test_text_keeps_its_lines_to_66_characters(page):
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto("/stories/4/")
    page.evaluate("document.fonts.ready")
    ems = page.evaluate(
        "(() => { const t = document.querySelector('.text'); return t.clientWidth / parseFloat(getComputedStyle(t).fontSize) })()"
    )
    assert 31 <= ems <= 32
