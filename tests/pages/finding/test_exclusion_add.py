"""Never show this again."""

import pytest
from django.test import Client

from fanthology.catalogue.models import Category, Kind
from fanthology.catalogue.queries import tag_called
from fanthology.core import limits
from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness
from tests.make import a_story, an_account, an_author
from tests.pages.finding.never import remember, remembered
from tests.pages.forms import errors_on, fields_on
from tests.pages.seen import links, titles, tree, words

pytestmark = pytest.mark.django_db

URL = "/never/add/"


def fandom(name="Sherlock Holmes"):
    return tag_called(Kind.FANDOM, name)


def kept(account) -> list[tuple[str, str, str]]:
    return list(account.exclusions.order_by("pk").values_list("kind", "key", "reason"))


def never_link(client, path: str) -> str:
    return tree(client.get(path)).css_first(".never a").attributes["href"]


@pytest.mark.parametrize("member", [True, False])
def test_every_page_of_something_leads_here_and_back(client, member):
    author = an_author("Ironquay")
    story = a_story(author, categories=("Sherlock Holmes",))
    category = Category.objects.get()
    bob = an_account("Bob")
    if member:
        client.force_login(bob)
    pages = ("/fandoms/sherlock-holmes/", "/tags/character/john-watson/", "/authors/ironquay/",
             f"/categories/{category.pk}-{category.slug}/", f"/stories/{story.pk}/")  # fmt: skip
    for path in pages:
        asked = client.get(never_link(client, f"{path}?sort=title"))
        fields = fields_on(asked.content.decode())
        assert fields["next"] == [f"{path}?sort=title"]
        answer = client.post(URL, fields)
        assert answer["Location"] == f"{path}?sort=title"
        assert "no-store" in answer["Cache-Control"]
        said = tree(client.get(path)).css_first(".said")
        assert "You will not see" in said.text()
        assert said.css_first("a").attributes["href"].startswith("/never/remove/?kind=")
    watson = tag_called(Kind.CHARACTER, "John Watson")
    if member:
        assert [(kind, int(key)) for kind, key, _ in kept(bob)] == [
            ("fandom", fandom().pk), ("character", watson.pk), ("author", author.pk), ("category", category.pk), ("story", story.pk)
        ]  # fmt: skip
        assert remembered(client) == ""
    else:
        assert remembered(client) == f"f{fandom().pk}.c{watson.pk}.a{author.pk}.k{category.pk}.s{story.pk}"
        assert kept(bob) == []


def test_a_card_leads_here_and_the_list_does_without_the_story(client):
    story = a_story(title="Home")
    a_story(title="Away")
    link = next(one for one in links(client.get("/latest/"), ".card .never a") if f"key={story.pk}&" in one)
    asked = client.get(link)
    assert "Never show “Home” again?" in words(asked)
    client.post(URL, fields_on(asked.content.decode()))
    page = client.get("/latest/")
    assert titles(page) == ["Away"]
    assert "1 story hidden" in words(page)
    assert set(titles(client.get("/latest/?show=all"))) == {"Home", "Away"}


def test_the_cookie_is_kept_for_a_year_from_here_alone(client):
    a_story()
    client.post(URL, {"kind": "fandom", "name": "sherlock  HOLMES"})
    cookie = client.cookies["never"]
    assert (cookie["max-age"], cookie["samesite"], bool(cookie["httponly"])) == (31536000, "Lax", True)


def test_a_form_from_elsewhere_is_refused_also_for_visitors():
    a_story()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(URL, {"kind": "fandom", "name": "Sherlock Holmes"}).status_code == 403
    assert remembered(strict) == ""


def test_a_member_gives_a_reason_that_is_theirs_alone(client):
    a_story()
    bob = an_account("Bob")
    client.force_login(bob)
    client.post(URL, {"kind": "fandom", "key": fandom().pk, "reason": "Enough."})
    assert kept(bob) == [("fandom", str(fandom().pk), "Enough.")]


def test_an_unknown_name_is_said_and_stays_in_the_form(client):
    a_story()
    answer = client.post(URL, {"kind": "fandom", "name": "Smallvile"})
    page = answer.content.decode()
    assert "No fandom here is called “Smallvile”." in errors_on(page)["name"]
    assert fields_on(page, "say")["name"] == ["Smallvile"]
    assert remembered(client) == ""


def test_several_of_one_title_are_told_apart(client):
    first, second = a_story(title="Home"), a_story(title="home")
    a_story(title="Home", openness=Openness.DRAFT)
    answer = client.post(URL, {"kind": "story", "name": "Home"})
    assert "More than one story is called so" in words(answer)
    buttons = [button.attributes["value"] for button in tree(answer).css("button[name=key]")]
    assert buttons == [str(first.pk), str(second.pk)], "and nobody learns of the draft"
    client.post(URL, {"kind": "story", "name": "Home", "key": second.pk})
    assert remembered(client) == f"s{second.pk}"


def test_a_series_a_category_and_a_synonym_are_found_by_name(client):
    alice = an_author("Alice")
    story = a_story(alice, categories=("Books > Wonderland",))
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    place_in_series(by=alice.account, series=series, story=story)
    holmes = fandom()
    holmes.canonical = fandom("Alice in Wonderland")
    holmes.save()
    for kind, name in (("series", "nine days of rain"), ("category", "Books > Wonderland"), ("category", "wonderland"),
                       ("author", "ALICE"), ("fandom", "Sherlock Holmes")):  # fmt: skip
        assert client.post(URL, {"kind": kind, "name": name}).status_code == 302, name
    category = Category.objects.get(name="Wonderland")
    assert remembered(client) == f"e{series.pk}.k{category.pk}.a{alice.pk}.f{holmes.canonical_id}"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"kind": "nonsense", "name": "x"},
        {"kind": "fandom"},
        {"kind": "fandom", "name": "   "},
        {"kind": "fandom", "name": "x" * 700},
        {"kind": "fandom", "name": "'; DROP TABLE--"},
        {"kind": "fandom", "name": "\u200b"},
        {"kind": "fandom", "key": "999999999999999999999999"},
        {"kind": "fandom", "key": "abc"},
        {"kind": "story", "key": "0"},
        {"kind": "category", "name": "> > >"},
    ],
)
def test_nonsense_is_answered_with_the_form(client, given):
    answer = client.post(URL, given)
    assert answer.status_code == 200
    assert errors_on(answer.content.decode())
    assert remembered(client) == ""


@pytest.mark.parametrize(
    "query",
    [
        "kind=fandom&key=99999",
        "kind=fandom&key=x",
        "kind=language&key=de",
        "kind=rating&key=13",
        "kind=x&key=1",
    ],
)
def test_what_is_not_there_is_no_page(client, query):
    assert client.get(f"{URL}?{query}").status_code == 404


def test_a_draft_is_not_even_named(client):
    draft = a_story(title="A Secret", openness=Openness.DRAFT)
    assert client.get(f"{URL}?kind=story&key={draft.pk}").status_code == 404
    assert "A Secret" not in words(client.post(URL, {"kind": "story", "key": draft.pk}))


def test_it_leads_back_to_this_archive_only(client):
    a_story()
    for wanted in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = client.post(URL, {"kind": "fandom", "name": "Sherlock Holmes", "next": wanted})
        assert answer["Location"] == "/never/"


@pytest.mark.parametrize("member", [True, False])
def test_ratings_are_limited_and_languages_left_out(client, member):
    bob = an_account("Bob")
    if member:
        client.force_login(bob)
    for age in ("18", "13"):
        assert client.post(URL, {"kind": "rating", "key": age})["Location"] == "/never/"
    client.post(URL, {"kind": "language", "key": "de"})
    assert "left out now" in words(client.get("/never/"))
    for nonsense in ({"kind": "rating", "key": "99"}, {"kind": "rating", "key": "x"}, {"kind": "language", "key": "tlh klingon"},
                     {"kind": "language", "key": ""}):  # fmt: skip
        client.post(URL, nonsense)
        assert tree(client.get("/never/")).css_first(".said .error") is not None
    if member:
        assert kept(bob) == [("rating", "13", ""), ("language", "de", "")]
    else:
        assert remembered(client) == "r13.lde"
    client.post(URL, {"kind": "rating", "key": ""})
    assert "rating" not in [kind for kind, _, _ in kept(bob)]
    assert "r13" not in remembered(client)


def test_a_full_cookie_is_said(client):
    a_story()
    remember(client, ".".join(f"s{number}" for number in range(1, limits.EXCLUSIONS_IN_COOKIE + 1)))
    answer = client.post(URL, {"kind": "fandom", "name": "Sherlock Holmes"})
    assert f"remember {limits.EXCLUSIONS_IN_COOKIE} things" in errors_on(answer.content.decode())[""]
