"""Moving chapters with buttons."""

import pytest
from django.urls import reverse

from tests.make import a_moderator, a_story, an_account

pytestmark = pytest.mark.django_db


def order(story):
    return [chapter.title for chapter in story.chapters.all()]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("1", ["Part 2", "Part 1", "Part 3"]),
        ("3", ["Part 1", "Part 3", "Part 2"]),
        ("999999", ["Part 1", "Part 3", "Part 2"]),
        ("", ["Part 2", "Part 1", "Part 3"]),
        ("²", ["Part 2", "Part 1", "Part 3"]),
        ("-1", ["Part 2", "Part 1", "Part 3"]),
        ("99999999999999999999", ["Part 2", "Part 1", "Part 3"]),
    ],
)
def test_it_goes_where_the_button_says(to, expected, client):
    story = a_story(chapters=3)
    client.force_login(story.authors.get().account)
    answer = client.post(reverse("chapter_move", args=[story.chapters.get(position=2).pk]), {"to": to})
    assert answer.status_code == 302
    assert order(story) == expected


def test_strangers_do_not_come_near(client):
    story = a_story(chapters=2)
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert (
            client.post(reverse("chapter_move", args=[story.chapters.first().pk]), {"to": "2"}).status_code
            == 403
        )
    assert order(story) == ["Part 1", "Part 2"]
