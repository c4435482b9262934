"""A story as a file."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from fanthology.moderation.actions import hide_chapter, hide_story
from fanthology.pages.formats.downloads import attachment
from fanthology.stories.models import Chapter, Openness, Story
from tests.make import a_chapter, a_moderator, a_story, an_account, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def path(story, kind="epub") -> str:
    return f"/stories/{story.pk}/download/{kind}"


@pytest.mark.parametrize(
    ("kind", "media_type", "begin"),
    [
        ("epub", "application/epub+zip", b"PK\x03\x04"),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("txt", "text/plain; charset=utf-8", b"The Grin\nby Tom Quill"),
        ("md", "text/markdown; charset=utf-8", b"+++\nfanthology = 1"),
    ],
)
def test_every_format(client, kind, media_type, begin):
    story = a_story(an_author("Tom Quill"), title="The Grin")
    answer = client.get(path(story, kind))
    assert answer.status_code == 200
    assert answer.content.startswith(begin)
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="The Grin - Tom Quill.{kind}"'
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert answer.headers["Link"] == f'<http://testserver/stories/{story.pk}/>; rel="canonical"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", ["pdf", "EPUB", "", "epub/", "..%2f..%2fetc%2fpasswd", "%00"])
def test_what_is_no_format_is_missing(client, kind):
    story = a_story()
    expected = 200 if not kind else 404  # without one it is the page of formats
    assert client.get(path(story, kind)).status_code == expected


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999"])
def test_a_story_that_is_not_there_is_missing(client, pk):
    assert client.get(f"/stories/{pk}/download/epub").status_code == 404


def test_it_is_as_open_as_its_story(client):
    draft, members, hidden = a_story(openness=Openness.DRAFT), a_story(openness=Openness.MEMBERS), a_story()
    hide_story(by=a_moderator(), story=hidden, reason="Copied.")
    answers = [client.get(path(story)) for story in (draft, members, hidden)]
    assert [answer.status_code for answer in answers] == [404, 403, 404]
    assert all("Content-Disposition" not in answer.headers for answer in answers)
    client.force_login(an_account())
    assert [client.get(path(story)).status_code for story in (draft, members, hidden)] == [404, 200, 404]
    client.force_login(draft.authors.get().account)
    assert client.get(path(draft)).status_code == 200


def test_hidden_and_unpublished_chapters_stay_out_of_readers_copies(client):
    story = a_story(chapters=2)
    a_chapter(story, text="Not ready.", publish=False)
    Chapter.objects.filter(story=story, position=2).update(text="<p>Copied words.</p>")
    hide_chapter(by=a_moderator(), chapter=story.chapters.get(position=2), reason="Copied.")
    for_visitors = client.get(path(story, "txt")).content.decode()
    assert "Copied words." not in for_visitors
    assert "Not ready." not in for_visitors
    client.force_login(story.authors.get().account)
    for_authors = client.get(path(story, "txt")).content.decode()
    assert "Copied words." in for_authors
    assert "readers do not see it yet.\n\n\nNot ready." in for_authors


def test_a_second_visit_costs_no_transfer(client):
    story = a_story()
    first = client.get(path(story))
    again = client.get(path(story), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    a_chapter(story, title="A new one")
    new = client.get(path(story), headers={"If-None-Match": first.headers["ETag"]})
    assert new.status_code == 200
    assert new.headers["ETag"] != first.headers["ETag"]


def test_a_correction_that_moves_no_date_is_a_new_file(client):
    story = a_story(title="Teh Grin")
    first = client.get(path(story))
    Story.objects.filter(pk=story.pk).update(title="The Grin")
    again = client.get(
        path(story),
        headers={"If-None-Match": first.headers["ETag"], "If-Modified-Since": first.headers["Last-Modified"]},
    )
    assert again.status_code == 200
    assert (
        client.get(path(story), headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code
        == 200
    )


def test_readers_change_no_byte(client):
    story = a_story()
    first = client.get(path(story)).content
    Story.objects.filter(pk=story.pk).update(hits=1000, review_count=4, recommendation_count=2)
    assert client.get(path(story)).content == first


def test_it_says_when_it_was_last_touched(client):
    story = a_story()
    Story.objects.filter(pk=story.pk).update(updated=datetime(2026, 1, 1, tzinfo=UTC))
    Chapter.objects.filter(story=story).update(edited=datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC))
    assert client.get(path(story)).headers["Last-Modified"] == "Tue, 03 Feb 2026 04:05:06 GMT"


def test_only_what_everybody_may_read_may_be_kept_by_others(client):
    public, members = a_story(), a_story(openness=Openness.MEMBERS)
    assert client.get(path(public)).headers["Cache-Control"] == "public, no-cache"
    client.force_login(an_account())
    assert client.get(path(public)).headers["Cache-Control"] == "private, no-cache"
    assert client.get(path(members)).headers["Cache-Control"] == "private, no-cache"


def test_head_asks_without_fetching(client):
    story = a_story()
    answer = client.head(path(story))
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(client.get(path(story)).content)
    assert client.post(path(story)).status_code == 405


def test_a_draft_without_chapters_is_no_file(client):
    story = a_story(chapters=0, openness=Openness.DRAFT)
    client.force_login(story.authors.get().account)
    assert client.get(path(story)).status_code == 404


def test_the_archives_own_address_stands_in_it(client, settings):
    settings.CONFIG = replace(settings.CONFIG, url="https://archive.example")
    story = a_story()
    package = ZipFile(BytesIO(client.get(path(story)).content)).read("EPUB/package.opf").decode()
    assert f"<dc:source>https://archive.example/stories/{story.pk}/</dc:source>" in package


def test_it_takes_the_same_queries_with_one_and_three_chapters(client):
    def costs(number):
        story = a_story(chapters=number)
        client.get(path(story))
        with count_queries() as counted:
            client.get(path(story))
        return len(counted)

    assert costs(1) == costs(3) <= 11


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("The Grin - Tom.epub", 'attachment; filename="The Grin - Tom.epub"'),
        ("Émigré.epub", "attachment; filename=\"_migr_.epub\"; filename*=UTF-8''%C3%89migr%C3%A9.epub"),
        ("微笑.txt", "attachment; filename=\"__.txt\"; filename*=UTF-8''%E5%BE%AE%E7%AC%91.txt"),
        ('a"b;c\\d.md', "attachment; filename=\"a_b;c_d.md\"; filename*=UTF-8''a%22b%3Bc%5Cd.md"),
    ],
)
def test_file_names_travel_in_every_script(name, header):
    assert attachment(name) == header
