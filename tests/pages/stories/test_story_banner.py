"""Banners."""

from io import BytesIO

import pytest
from PIL import Image

from fanthology.core import limits
from fanthology.moderation.actions import hide_story
from fanthology.stories.actions.banners import banner_path, set_banner
from fanthology.stories.models import Openness
from tests.make import a_moderator, a_story, an_account
from tests.pages.seen import tree

pytestmark = pytest.mark.django_db


def with_banner(**changes):
    story = a_story(**changes)
    out = BytesIO()
    Image.new("RGB", (1600, 600), "#1f5a63").save(out, "PNG")
    set_banner(
        by=story.authors.get().account,
        story=story,
        picture=out.getvalue(),
        alt="A grin.",
        credit="Ink by Tom.",
    )
    return story


def test_it_comes_in_its_widths_and_no_other(client):
    story = with_banner()
    for width in limits.BANNER_WIDTHS:
        answer = client.get(f"/stories/{story.pk}/banner/{width}.webp")
        assert answer.headers["Content-Type"] == "image/webp"
        assert "public" in answer.headers["Cache-Control"]
        assert Image.open(BytesIO(answer.content)).width == width
    for width in ("641", "9" * 300):
        assert client.get(f"/stories/{story.pk}/banner/{width}.webp").status_code == 404


def test_the_page_shows_it_with_its_description_and_credits(client):
    story = with_banner()
    figure = tree(client.get(f"/stories/{story.pk}/")).css_first("figure.banner")
    picture = figure.css_first("img").attributes
    assert (picture["alt"], picture["width"], picture["height"]) == ("A grin.", "1280", "480")
    assert figure.css_first("figcaption").text() == "Ink by Tom."
    assert client.get(picture["src"]).status_code == 200


def test_it_is_as_open_as_its_story(client):
    draft, members, hidden = (
        with_banner(openness=Openness.DRAFT),
        with_banner(openness=Openness.MEMBERS),
        with_banner(),
    )
    hide_story(by=a_moderator(), story=hidden, reason="Copied.")
    answers = [client.get(f"/stories/{story.pk}/banner/640.webp") for story in (draft, members, hidden)]
    assert [answer.status_code for answer in answers] == [404, 403, 404]
    client.force_login(an_account())
    answer = client.get(f"/stories/{members.pk}/banner/640.webp")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")


def test_without_a_banner_there_is_none(client):
    assert client.get(f"/stories/{a_story().pk}/banner/640.webp").status_code == 404


def test_a_file_that_was_lost_is_missing_not_a_fault(client):
    story = with_banner()
    banner_path(story.banner.name, 640).unlink()
    assert client.get(f"/stories/{story.pk}/banner/640.webp").status_code == 404
