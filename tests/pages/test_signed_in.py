"""What a person typed survives the end of their sign-in."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fanthology.moderation.actions import hide_account
from fanthology.stories.models import Chapter
from tests.make import PASSWORD, a_moderator, a_story, an_account, an_author

pytestmark = pytest.mark.django_db

LONG = "<p>“It had rained” & rained — 夏目漱石 said so.</p>\r\n\r\n" * 4000  # 208,000 characters


@pytest.fixture
def alice():
    return an_author("Alice")


@pytest.fixture
def story(alice):
    return a_story(alice)


@pytest.fixture
def url(story):
    return reverse("chapter_add", args=[story.pk])


def chapter(**changes) -> dict:
    return {"title": "Rain & <rain>", "text": LONG, "markup": "html", "then": "stay", **changes}


def fields_of(page: str) -> dict[str, str]:
    """The form that holds the text, as a browser would send it."""
    form = re.search(r"<form method=\"post\".*?</form>", page, re.DOTALL)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        found[name[1]] = html.unescape(value[1]) if value else ""
    for name, value in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(value)
    return found


def test_a_visitor_who_opens_a_page_signs_in_and_comes_back(client, url):
    assert client.get(f"{url}?x=1")["Location"] == f"/accounts/login/?next={url}%3Fx%3D1"


def test_a_chapter_of_200000_characters_survives(client, alice, story, url):
    page = client.post(url, chapter()).content.decode()
    assert "Your sign-in has ended. Nothing is lost." in page
    kept = fields_of(page)
    assert len(LONG) > 200_000
    assert {name: kept[name] for name in chapter()} == chapter()
    assert story.chapters.count() == 1
    kept |= {"again_login": alice.account.email, "again_password": PASSWORD}
    answer = client.post(url, kept)
    written = story.chapters.get(position=2)
    assert answer["Location"] == reverse("chapter_edit", args=[written.pk])
    assert written.title == "Rain & <rain>"
    assert written.text_source == LONG.replace("\r\n", "\n")
    assert client.session["_auth_user_id"] == str(alice.account.pk)


def test_a_wrong_password_loses_nothing(client, alice, story, url):
    answer = client.post(url, chapter(again_login=alice.account.email, again_password="wrong"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "do not belong together" in page
    assert fields_of(page)["text"] == LONG
    assert f'value="{alice.account.email}"' in page
    assert "wrong" not in page.replace("field wrong", "")
    assert story.chapters.count() == 1


def test_too_many_wrong_passwords_lose_nothing(client, alice, url):
    for _ in range(6):
        page = client.post(
            url, chapter(again_login=alice.account.email, again_password="wrong")
        ).content.decode()
    assert "Too many tries with a wrong password." in page
    assert fields_of(page)["text"] == LONG


def test_an_unconfirmed_address_loses_nothing(client, alice, url, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    page = client.post(
        url, chapter(again_login=alice.account.email, again_password=PASSWORD)
    ).content.decode()
    assert "That account cannot be used yet." in page
    assert fields_of(page)["text"] == LONG
    assert "_auth_user_id" not in client.session


def test_nobody_elses_story_is_written_that_way(client, story, url):
    bob = an_account()
    answer = client.post(url, chapter(again_login=bob.email, again_password=PASSWORD))
    assert answer.status_code in {403, 404}
    assert story.chapters.count() == 1


def test_the_page_is_kept_by_nobody_in_between(client, url):
    assert "no-store" in client.post(url, chapter())["Cache-Control"]


def test_files_are_named_and_passwords_are_not_repeated(client, url):
    upload = SimpleUploadedFile("picture of <me>.png", b"\x89PNG")
    page = client.post(
        url, {"title": "Rain", "picture": upload, "password": "secret lantern"}
    ).content.decode()
    assert "A file cannot be kept" in page
    assert "picture of &lt;me&gt;.png" in page
    assert "secret lantern" not in page


def test_a_name_sent_twice_is_sent_twice_again(client, url):
    page = client.post(url, {"authors": ["1", "2"]}).content.decode()
    assert re.findall(r'name="authors" value="(\d)"', page) == ["1", "2"]


def test_the_token_of_the_page_is_good(alice, story, url):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/accounts/login/")
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get("/accounts/login/").content.decode()
    )
    page = browser.post(url, chapter(csrfmiddlewaretoken=token[1])).content.decode()
    kept = fields_of(page) | {"again_login": alice.account.email, "again_password": PASSWORD}
    assert browser.post(url, kept).status_code == 302
    assert story.chapters.count() == 2


def test_somebody_hidden_meanwhile_keeps_their_text_but_not_their_desk(client, alice, story, url):
    client.force_login(alice.account)
    hide_account(by=a_moderator(), account=alice.account, reason="Spam.")
    answer = client.post(url, chapter())
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "your account is hidden" in page
    assert LONG in html.unescape(page)
    assert Chapter.objects.count() == 1
    assert "<form" not in page


def test_the_reason_stands_on_every_page_of_somebody_hidden(client, alice):
    hide_account(by=a_moderator(), account=alice.account, reason="Spam & <b>more</b>.")
    client.force_login(alice.account)
    for url in ("/", "/desk/account/", "/latest/"):
        page = client.get(url).content.decode()
        assert "Your account has been hidden since" in page, url
        assert "<q>Spam &amp; &lt;b&gt;more&lt;/b&gt;.</q>" in page, url
    client.logout()
    assert "has been hidden since" not in client.get("/").content.decode()
