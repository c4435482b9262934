"""Any search as a feed, for everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fanthology.catalogue.models import Kind
from fanthology.moderation.actions import hide_account, hide_story
from fanthology.stories.models import Openness, Story
from tests.feeds.atom import LANG, NAMES, feed, texts, titles
from tests.make import a_moderator, a_story, an_account, an_author, story_fields
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

URL = "/stories/feed.atom"


def a_shelf() -> None:
    """Something of every openness; only the first two are for everybody."""
    a_story(title="Open")
    a_story(title="Also Open", tags={Kind.FANDOM: ("Dracula",)})
    a_story(title="For Members", openness=Openness.MEMBERS)
    a_story(title="A Draft", openness=Openness.DRAFT)
    moderator = a_moderator()
    hide_story(by=moderator, story=a_story(title="Hidden"), reason="Spam.")
    spammer = an_author("Spammer")
    a_story(spammer, title="By Somebody Hidden")
    hide_account(by=moderator, account=spammer.account, reason="Spam.")


def test_it_shows_what_visitors_find_and_nothing_else(client):
    a_shelf()
    assert set(titles(client.get(URL))) == {"Open", "Also Open"}
    client.force_login(an_account("Bob"))
    assert set(titles(client.get(URL))) == {"Open", "Also Open"}, "a member's reader gets the same"


def test_the_finders_parameters_narrow_it(client):
    a_shelf()
    assert titles(client.get(f"{URL}?in=fandom:Dracula")) == ["Also Open"]
    assert titles(client.get(f"{URL}?out=fandom:Dracula&sort=title&page=9&per_page=100")) == ["Open"]


def test_it_is_a_valid_feed(client):
    author, other = an_author("Ironquay"), an_author("Tom <Quill>")
    story = a_story(author, other, title="Tea & <Cakes>", language="de", summary="*Two* & more <3")
    root = feed(client.get(f"{URL}?in=fandom:Sherlock+Holmes"))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for needed in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert len(texts(root, needed)) == 1, needed
    here = "http://testserver/stories/feed.atom?in=fandom:Sherlock+Holmes"
    assert texts(root, "a:link[@rel='self']/@href") == texts(root, "a:id") == [here]
    assert texts(root, "a:link[@rel='alternate']/@href") == [
        "http://testserver/stories/?in=fandom:Sherlock+Holmes"
    ]
    (entry,) = root.xpath("a:entry", namespaces=NAMES)
    assert texts(entry, "a:id") == texts(entry, "a:link/@href") == [f"http://testserver/stories/{story.pk}/"]
    assert texts(entry, "a:title") == ["Tea & <Cakes>"]
    assert texts(entry, "a:author/a:name") == ["Ironquay", "Tom <Quill>"]
    assert texts(entry, "a:author/a:uri")[0] == "http://testserver/authors/ironquay/"
    assert texts(entry, "a:category/@term")[:2] == ["Sherlock Holmes", "Alice in Wonderland"]
    assert texts(entry, "a:summary/@type") == ["html"]
    assert texts(entry, "a:summary") == [story.summary]
    assert "<em>Two</em> &amp; more &lt;3" in story.summary
    assert entry.get(LANG) == "de"
    published, updated = (parse_datetime(texts(entry, f"a:{name}")[0]) for name in ("published", "updated"))
    assert published <= updated
    assert texts(root, "a:updated") == texts(entry, "a:updated")


def test_an_empty_feed_is_a_feed_and_always_the_same(client):
    first, second = client.get(URL), client.get(URL)
    assert titles(first) == []
    assert first.content == second.content


def test_newest_come_first_and_no_more_than_fit(client):
    alice = an_author("Alice")
    for number in range(27):
        story = a_story(alice, title=f"No. {number}")
        Story.objects.filter(pk=story.pk).update(updated=timezone.now() + timedelta(minutes=number))
    found = titles(client.get(f"{URL}?sort=title"))
    assert len(found) == 25
    assert found[0] == "No. 26"


def test_a_reader_that_has_it_gets_no_copy(client):
    a_story(title="Open")
    answer = client.get(URL)
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    again = client.get(URL, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    again = client.get(URL, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 304
    a_story(title="Another")
    assert client.get(URL, headers={"If-None-Match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "in=fandom:Nothing",
        "in=nonsense",
        "words_from=many",
        "q=%22open",
        "q=" + "x" * 17_000,
        "published=yesterday%00",
        "complete=perhaps",
    ],
)
def test_nonsense_is_refused_in_a_sentence(client, query):
    a_story()
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().strip().endswith(".")


@pytest.mark.parametrize(
    "query", ["page=-1", "page=1000000000", "sort=random&seed=4", "show=all", "%00=1&x=%FF"]
)
def test_what_does_not_matter_to_a_feed_is_passed_over(client, query):
    a_story(title="Open")
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code in {200, 400}


def test_it_is_only_read(client):
    assert client.post(URL).status_code == 405
    assert client.head(URL).status_code == 200


def test_its_cost_does_not_grow(client):
    def cost() -> int:
        client.get(URL)
        with count_queries() as counted:
            client.get(URL)
        return len(counted)

    a_story(title="One")
    with_one = cost()
    for number in range(3):
        fields = story_fields(an_author())
        a_story(title=f"More {number}", tags={**fields.tags, Kind.FREEFORM: (f"Tag {number}", "Rain")})
    assert cost() == with_one


def test_pages_say_where_their_feed_is(client):
    author = an_author("Ironquay")
    a_story(author, categories=("Books & Co > Wonderland",))
    for path, query in (
        ("/latest/", ""),
        ("/fandoms/sherlock-holmes/", "?in=fandom:Sherlock%20Holmes"),
        ("/tags/character/john-watson/", "?in=character:John%20Watson"),
        ("/authors/ironquay/", "?in=author:Ironquay"),
    ):
        page = client.get(path).content.decode()
        assert (
            f'<link rel="alternate" type="application/atom+xml" title="These stories as a feed" href="{URL}{query}">'
            in page
        )
        assert client.get(f"{URL}{query}").status_code == 200
