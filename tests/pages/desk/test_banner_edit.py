"""Hanging a banner, changing its words, taking it down."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from fanthology.core import limits
from fanthology.stories.models import Banner
from tests.make import a_moderator, a_story, an_account
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db


def a_file(data=None):
    if data is None:
        out = BytesIO()
        Image.new("RGB", (60, 20)).save(out, "PNG")
        data = out.getvalue()
    return SimpleUploadedFile("grin.png", data)


@pytest.fixture
def story(client):
    made = a_story()
    client.force_login(made.authors.get().account)
    return made


def send(client, story, **given):
    return client.post(
        reverse("banner_edit", args=[story.pk]), {"alt": "A grin", "credits": "Tom Quill", **given}
    )


def test_a_picture_is_hung_its_words_changed_and_it_is_taken_down(client, story):
    assert send(client, story, picture=a_file()).status_code == 302
    page = client.get(reverse("banner_edit", args=[story.pk])).content.decode()
    assert fields_on(page)["alt"] == ["A grin"]
    name = Banner.objects.get().name
    assert send(client, story, alt="Only the grin", credits="").status_code == 302
    banner = Banner.objects.get()
    assert (banner.alt, banner.credits, banner.name) == ("Only the grin", "", name)
    assert "Only the grin" in client.get(reverse("story_manage", args=[story.pk])).content.decode()
    assert client.post(reverse("banner_edit", args=[story.pk]), {"remove": "yes"}).status_code == 302
    assert not Banner.objects.exists()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("picture", {}),
        ("picture", {"picture": b""}),
        ("picture", {"picture": b"this is no picture"}),
        ("picture", {"picture": b"\x89PNG" + b"0" * limits.BANNER_BYTES}),
        ("alt", {"picture": None, "alt": " "}),
        ("alt", {"picture": None, "alt": "x" * (limits.ALT_TEXT + 1)}),
        ("credits", {"picture": None, "credits": "x" * (limits.ALT_TEXT + 1)}),
    ],
)
def test_what_will_not_do_is_said_kindly_and_the_words_stay(field, given, client, story):
    if "picture" in given:
        given = {**given, "picture": a_file(given["picture"])}
    answer = send(client, story, **given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert set(errors_on(page)) == {field}
    kept = fields_on(page)
    assert kept["credits"] == [given.get("credits", "Tom Quill")]
    assert not Banner.objects.exists()


def test_limits_are_shown_before_they_are_met(client, story):
    page = client.get(reverse("banner_edit", args=[story.pk])).content.decode()
    assert "up to 10 MB and 40 million pixels" in page


def test_strangers_do_not_come_near(client, story):
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.get(reverse("banner_edit", args=[story.pk])).status_code == 403
        assert send(client, story, picture=a_file()).status_code == 403
        assert client.post(reverse("banner_edit", args=[story.pk]), {"remove": "yes"}).status_code == 403
