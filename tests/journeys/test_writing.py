"""Writers at a real archive, with a real browser: a story in two chapters, with and without scripts, from two tabs."""

import re
from itertools import count

import pytest

from tests.make import PASSWORD
from tests.tools import assert_accessible, served

pytestmark = pytest.mark.browser
NUMBERS = count(1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive to write in."""
    with served(data=tmp_path_factory.mktemp("written") / "data") as archive:
        yield archive


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def writer(request, browser, archive):
    """A browser in which somebody has just joined; their pen name is `page.pen_name`."""
    context = browser.new_context(
        base_url=archive.url, java_script_enabled=request.param, reduced_motion="reduce"
    )
    page = context.new_page()
    page.scripts = request.param
    join(page, f"Wren {next(NUMBERS)}")
    yield page
    context.close()


def join(page, name: str) -> None:
    page.pen_name = name
    page.goto("/accounts/signup/")
    page.locator("[name=email]").fill(f"{name.lower().replace(' ', '.')}@example.org")
    page.locator("[name=pen_name]").fill(name)
    page.locator("[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.goto("/desk/")


def begin(page, title: str, **fields: str) -> None:
    """Write a story and save it as a draft."""
    page.goto("/desk/stories/new/")
    page.get_by_label("Title", exact=False).first.fill(title)
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    page.get_by_role("button", name="Save as draft").click()


def check(page) -> None:
    """The page has nothing that axe finds, where it can run."""
    if page.scripts:
        assert_accessible(page)


def chapters(page) -> list[str]:
    return page.locator("#chapters .what > a").all_inner_texts()


def test_a_story_of_two_chapters_is_written_put_in_order_published_and_read(writer, archive):
    page, title = writer, f"The Weather Glass of {writer.pen_name}"
    assert "Nothing here yet." in page.locator("main").inner_text()
    check(page)
    page.get_by_role("link", name="write your first").click()
    check(page)
    begin(
        page, title, summary="It *rains*.", fandoms="Sherlock Holmes\nAlice in Wonderland", timeline="Sherlock Holmes: 1895",
        chapter_title="The Second", chapter_text="She was twice as tall.\n\n***\n\nNobody minded.",
    )  # fmt: skip
    page.get_by_role("heading", name=title).wait_for()
    assert "Draft" in page.locator(".head").inner_text()
    check(page)

    page.get_by_role("link", name="Add a chapter").click()
    check(page)
    page.get_by_label("Title", exact=False).first.fill("The First")
    page.locator("[name=text]").fill("It had rained for nine days.")
    page.get_by_role("button", name="Publish").click()
    assert chapters(page) == ["The Second", "The First"]
    page.get_by_role("button", name="Up “The First”").focus()
    page.keyboard.press("Enter")
    page.get_by_text("“The First” is moved.").wait_for()
    page.wait_for_load_state()
    assert chapters(page) == ["The First", "The Second"]

    page.get_by_label("Everyone").check()
    page.get_by_label("Also publish the chapter that is still a draft").check()
    page.get_by_role("button", name="Set").click()
    page.get_by_text("is open to everyone.").wait_for()
    check(page)

    page.context.clear_cookies()
    for _ in range(60):  # lists follow a story within about a second
        page.goto("/latest/")
        if title in page.locator("main").inner_text():
            break
        page.wait_for_timeout(250)
    assert page.locator(".card h2").first.inner_text() == title
    page.locator(".card h2 a").first.click()
    assert "It had rained for nine days." in page.locator("main").inner_text()
    page.goto(page.url.rstrip("/") + "/2/")
    assert "Nobody minded." in page.locator("main").inner_text()
    assert page.locator(".text hr").count() == 1


def test_what_two_tabs_write_is_shown_side_by_side_and_one_chooses(writer):
    page = writer
    begin(page, "Two Tabs", chapter_title="One", chapter_text="As it was.")
    page.get_by_role("link", name="One", exact=True).click()
    chapter = page.url
    clash(page, chapter, theirs="From the other tab.", mine="From this tab.")
    page.get_by_role("button", name="Save mine over it").click()
    page.goto(chapter)
    assert page.locator("[name=text]").input_value() == "From this tab."
    clash(page, chapter, theirs="Once more from there.", mine="Once more from here.")
    page.get_by_role("link", name="Keep what was saved").click()
    assert page.locator("[name=text]").input_value() == "Once more from there."


def clash(page, chapter: str, *, theirs: str, mine: str) -> None:
    """Change a chapter that is open on `page` in another tab meanwhile; leave the page that shows both."""
    other = page.context.new_page()
    other.goto(chapter)
    other.locator("[name=text]").fill(theirs)
    other.get_by_role("button", name="Save as draft").click()
    other.wait_for_url(lambda url: url != chapter)  # saved; a page that is still on its way is not closed
    other.close()
    page.locator("[name=text]").fill(mine)
    page.get_by_role("button", name="Save as draft").click()
    said = page.locator(".clash").inner_text()
    assert theirs in said
    assert mine in said
    check(page)


def test_a_story_is_taken_back_and_deleted(writer):
    page = writer
    begin(page, "Away With It", chapter_text="It had rained.")
    page.get_by_role("link", name="Delete the story…").click()
    check(page)
    page.get_by_role("link", name="Keep it").click()
    page.get_by_role("link", name="Delete the story…").click()
    page.get_by_role("button", name="Delete the story").click()
    page.get_by_text("“Away With It” is deleted.").wait_for()


def test_an_error_leads_to_its_field_and_what_was_typed_stays(writer):
    page = writer
    begin(page, "Too Much", summary="x" * 5001, chapter_text="It had rained.")
    assert page.locator("[name=chapter_text]").input_value() == "It had rained."
    check(page)
    page.get_by_role("alert").get_by_role("link").click()
    assert page.url.endswith("#id_summary")


def test_words_and_characters_are_counted_while_one_writes(browser, archive):
    context = browser.new_context(base_url=archive.url)
    page = context.new_page()
    join(page, "Wren Counts")
    page.goto("/desk/stories/new/")
    page.locator("[name=chapter_text]").fill("It had rained for nine days.")
    page.get_by_text(re.compile("about 6 words")).wait_for()
    page.locator("[name=summary]").fill("x" * 5001)
    page.locator(".count.over").wait_for()
    assert page.locator(".count.over").inner_text() == "5,001 of 5,000 characters"
    context.close()


@pytest.mark.parametrize("theme", ["paper", "dusk"])
def test_the_desk_is_accessible_light_and_dark_and_fits_a_small_telephone(theme, browser, archive):
    context = browser.new_context(base_url=archive.url, viewport={"width": 320, "height": 700})
    context.add_cookies([{"name": "look", "value": f"theme:{theme}", "url": archive.url}])
    page = context.new_page()
    join(page, f"Wren {theme.title()}")
    begin(page, "A Word As Long As Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
          chapter_title="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", chapter_text="It rained.")  # fmt: skip
    story = re.search(r"/stories/(\d+)/", page.url)[1]
    chapter = re.search(r"/chapters/(\d+)/", page.locator("#chapters .what a").first.get_attribute("href"))[1]
    page.goto("/desk/series/new/")
    page.get_by_label("Title", exact=False).first.fill("Nine Days of Rain")
    page.get_by_role("button", name="Begin it").click()
    series = page.url.rstrip("/").rsplit("/", 1)[1]
    for path in (
        "", "stories/new/", f"stories/{story}/", f"stories/{story}/edit/", f"stories/{story}/delete/",
        f"stories/{story}/banner/", f"stories/{story}/chapters/new/", f"chapters/{chapter}/", f"chapters/{chapter}/delete/",
        "series/", "series/new/", f"series/{series}/", f"series/{series}/edit/", f"series/{series}/delete/", "import/",
        "import/waiting/",
    ):  # fmt: skip
        page.goto(f"/desk/{path}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()
