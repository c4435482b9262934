"""People at a real archive, with a real browser: the owner's link, joining, coming back, and a text that is not lost."""

import re

import pytest

from tests.make import PASSWORD
from tests.tools import assert_accessible, served

pytestmark = pytest.mark.browser

LONG = ("“It had rained for nine days,” said Watson. " * 5000).strip()  # 220,000 characters


@pytest.fixture(scope="session")
def browser_context_args():
    """These journeys start archives of their own, and need none with samples."""
    return {"reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive without a mail server. The first test takes possession of it."""
    with served(data=tmp_path_factory.mktemp("owned") / "data") as archive:
        yield archive


@pytest.fixture
def posting(tmp_path, smtp):
    """An archive with a mail server, and that server."""
    with served(data=tmp_path / "data", **smtp.settings) as archive:
        yield archive, smtp


def fill(page, **fields: str) -> None:
    """Fill a form by its labels' fields."""
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)


def join(page, archive, name: str, password: str = PASSWORD) -> None:
    """Make an account."""
    page.goto(f"{archive.url}/accounts/signup/")
    fill(page, email=f"{name.lower()}@example.org", pen_name=name, password1=password)
    if page.locator("[name=rules]").count():  # the owner has written some
        page.locator("[name=rules]").check()
    page.get_by_role("button", name="Make the account").click()


def sign_out(page) -> None:
    page.get_by_role("link", name="Sign out").first.click()
    page.get_by_role("button", name="Sign out").click()


def sign_in(page, name: str, password: str) -> None:
    fill(page, login=f"{name.lower()}@example.org", password=password)
    page.get_by_role("button", name="Sign in").click()


def link_in(letter) -> str:
    (link,) = re.findall(r"https?://\S+/accounts/\S+", letter.get_content())
    return link


def test_the_owners_link_makes_an_archive_owned(page, archive):
    assert archive.owner_link.startswith(f"{archive.url}/welcome/")
    page.goto(archive.owner_link)
    assert_accessible(page)
    fill(page, email="olga@example.org", pen_name="Olga", password="short")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == "password"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="First steps").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="rules").first.click()
    fill(page, body="Be *kind*.")
    page.get_by_role("button", name="Save").click()
    assert page.locator("main em").inner_text() == "kind"
    page.goto(archive.owner_link)
    page.get_by_role("heading", name="This link has done its work").wait_for()
    assert_accessible(page)


def test_somebody_joins_leaves_and_comes_back(page, archive):
    join(page, archive, "Alice")
    page.wait_for_url("**/desk/")
    sign_out(page)
    page.goto(f"{archive.url}/desk/account/")
    sign_in(page, "Alice", "not my password")
    assert "do not belong together" in page.get_by_role("alert").inner_text()
    assert_accessible(page)
    sign_in(page, "Alice", PASSWORD)
    page.wait_for_url("**/desk/account/")
    assert "alice@example.org" in page.locator("main").inner_text()
    assert_accessible(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_text_outlives_the_sign_in(browser, archive, scripts):
    window = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce")
    page = window.new_page()
    name = f"Bob{scripts}"
    join(page, archive, name)
    page.goto(f"{archive.url}/desk/pen-names/")
    page.get_by_role("link", name=f"Edit {name}").click()
    fill(page, about="Down there.", default_note=LONG)
    window.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Your sign-in has ended. Nothing is lost.").wait_for()
    assert page.get_by_label("Default note").input_value() == LONG
    fill(page, again_login=f"{name.lower()}@example.org", again_password=PASSWORD)
    page.get_by_role("button", name="Sign in and send again").click()
    assert "up to 20000 fit" in page.get_by_role("alert").inner_text(), "it came where it was going"
    assert page.locator("[name=default_note]").input_value() == LONG
    fill(page, default_note="For Dinah.")
    page.get_by_role("button", name="Save").click()
    assert f"{name} is saved." in page.locator("main").inner_text()
    window.close()


def test_a_page_that_has_grown_old_is_sent_again(page, archive):
    join(page, archive, "Carol")
    page.goto(f"{archive.url}/desk/pen-names/add/")
    fill(page, name="Mock Turtle")
    other = page.context.new_page()
    other.goto(f"{archive.url}/desk/")
    sign_out(other)
    other.goto(f"{archive.url}/accounts/login/")
    sign_in(other, "Carol", PASSWORD)
    page.get_by_role("button", name="Take this name").click()
    page.get_by_role("heading", name="Once more, please").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Send again").click()
    assert "Mock Turtle is yours." in page.locator("main").inner_text()


def test_letters_confirm_an_address_and_replace_a_password(page, posting):
    archive, office = posting
    join(page, archive, "Alice")
    page.get_by_role("heading", name="One more step: look into your mailbox").wait_for()
    assert_accessible(page)
    (letter,) = office.letters
    assert letter["To"] == "alice@example.org"
    assert letter.get_content_type() == "text/plain"
    page.goto(link_in(letter))
    assert_accessible(page)
    page.get_by_role("button", name="Yes, it is mine").click()
    page.wait_for_url("**/desk/")
    sign_out(page)
    page.goto(f"{archive.url}/accounts/login/")
    page.get_by_role("link", name="Forgotten your password?").click()
    fill(page, email="alice@example.org")
    page.get_by_role("button", name="Send me the link").click()
    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    page.goto(link_in(office.letters[1]))
    assert_accessible(page)
    fill(page, password1="four loud lanterns", password2="four loud lanterns")
    page.get_by_role("button", name="Keep this password").click()
    page.wait_for_url("**/desk/")
    assert office.letters[2]["Subject"] == "[Fanthology] Your password has been changed"
    page.goto(link_in(office.letters[1]))
    page.get_by_role("heading", name="This link does not work any more").wait_for()
