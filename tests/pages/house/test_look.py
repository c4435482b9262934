"""Reading settings: the page, the cookie, and what the server makes of it."""

import pytest

from fanthology.pages.look import CHOICES, Look, look_of, read_cookie
from tests.make import a_story
from tests.pages.seen import tree, words

pytestmark = pytest.mark.django_db


def root(response) -> dict[str, str]:
    """The attributes of `<html>` that carry the settings."""
    found = tree(response).css_first("html").attributes
    return {name: value for name, value in found.items() if name.startswith("data-")}


def test_without_a_cookie_nothing_is_set(client):
    assert root(client.get("/look/")) == {}


def test_what_is_chosen_is_kept_for_a_year_and_written_into_every_page(client):
    story = a_story()
    answer = client.post(
        "/look/", {"theme": "dusk", "size": "6", "numbers": "hidden", "next": f"/stories/{story.pk}/"}
    )
    assert answer.headers["Location"] == f"/stories/{story.pk}/"
    cookie = answer.cookies["look"]
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert cookie["samesite"] == "Lax"
    given = {"data-theme": "dusk", "data-size": "6", "data-numbers": "hidden"}
    for path in ("/", "/look/", f"/stories/{story.pk}/", "/no-such-page/"):
        assert root(client.get(path)) == given, path


def test_the_form_shows_what_is_chosen(client):
    client.post("/look/", {"font": "lexend"})
    chosen = [
        option.attributes["value"] for option in tree(client.get("/look/")).css("select option[selected]")
    ]
    assert "lexend" in chosen
    assert len(chosen) == len(CHOICES)


def test_a_font_that_is_not_on_every_page_brings_its_style_sheet(client):
    assert "faces-chosen" not in client.get("/about/").content.decode()
    client.post("/look/", {"font": "opendyslexic"})
    page = client.get("/about/").content.decode()
    assert "faces-chosen" in page
    assert "literata-latin-normal" not in page, "and the usual font is not fetched for nothing"


def test_everything_as_it_was(client):
    client.post("/look/", {"theme": "black", "font": "lexend"})
    answer = client.post("/look/", {"theme": "black", "reset": "1"})
    assert answer.cookies["look"].value == ""
    assert root(client.get("/look/")) == {}


def test_choosing_the_usual_forgets_the_cookie(client):
    client.post("/look/", {"theme": "black"})
    assert client.post("/look/", {"theme": ""}).cookies["look"].value == ""


@pytest.mark.parametrize(
    "where",
    ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "stories/1", "\\\\x"],
)
def test_it_leads_back_nowhere_but_here(client, where):
    assert client.post("/look/", {"theme": "dusk", "next": where}).headers["Location"] == "/look/"


def test_another_site_cannot_change_a_readers_view(client):
    answer = client.post("/look/", {"theme": "black"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert "look" not in answer.cookies


@pytest.mark.parametrize(
    "cookie",
    [
        "theme:neon",
        'theme:dusk"><script>',
        "nonsense",
        "",
        "theme",
        ":::...",
        "size:9",
        "x" * 9000,
        "constructor:1",
    ],
)
def test_a_cookie_that_was_tampered_with_is_the_usual(client, cookie):
    assert read_cookie(cookie).chosen == ({"theme": "dusk"} if cookie == "theme:dusk" else {})
    client.cookies["look"] = cookie
    assert root(client.get("/about/")) == {}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in CHOICES.items() for value in values]
)
def test_every_choice_survives_the_cookie(name, value):
    look = look_of({name: value})
    assert getattr(look, name) == value
    assert read_cookie(look.cookie) == look


def test_the_same_wishes_are_the_same_cookie():
    one = read_cookie("size:5.theme:dusk")
    other = look_of({"theme": "dusk", "size": "5", "font": ""})
    assert one.cookie == other.cookie == "theme:dusk.size:5"
    assert Look().cookie == ""


def test_the_style_sheets_know_every_choice():
    """A value without a rule would be a setting that does nothing."""
    from pathlib import Path

    import fanthology.pages

    static = Path(fanthology.pages.__file__).parent / "static"
    css = "".join((static / name).read_text(encoding="utf-8") for name in ("two-inks.css", "reading.css"))
    for name, values in CHOICES.items():
        for value in values:
            assert not value or f"[data-{name}={value}]" in css or f'[data-{name}="{value}"]' in css, (
                name,
                value,
            )


def test_the_panel_beside_a_text_leads_back_to_it(client):
    story = a_story(chapters=2)
    page = tree(client.get(f"/stories/{story.pk}/2/"))
    form = page.css_first("details.look form")
    assert form.css_first("input[name=next]").attributes["value"] == f"/stories/{story.pk}/2/"
    assert form.attributes["action"] == "/look/"
    assert "csrf" not in form.html, "pages that a cache may share hold no token"


def test_the_page_shows_how_a_text_will_look(client):
    assert "How it will look" in words(client.get("/look/"))
