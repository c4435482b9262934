"""The list of what one never wants to see."""

import pytest

from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import tag_called
from fanthology.finding.actions import exclude, limit_ratings
from fanthology.finding.models import Exclusion
from fanthology.finding.wishes import Choice, Field
from fanthology.moderation.actions import hide_story
from fanthology.stories.models import Openness
from tests.make import a_moderator, a_story, an_account, an_author
from tests.pages.finding.never import remember
from tests.pages.forms import fields_on
from tests.pages.seen import links, queries, titles, words

pytestmark = pytest.mark.django_db

URL = "/never/"


def fandom(name="Sherlock Holmes"):
    return tag_called(Kind.FANDOM, name)


def test_a_member_sees_each_thing_with_its_page_reason_and_button(client):
    author = an_author("Ironquay")
    story = a_story(author, title="Six Impossible Things")
    bob = an_account("Bob")
    for choice, reason in (
        (Choice(Field.FANDOM, (fandom().pk,)), "Enough <b>of him</b>."),
        (Choice(Field.AUTHOR, (author.pk,)), ""),
        (Choice(Field.STORY, (story.pk,)), "Read it."),
        (Choice(Field.LANGUAGE, ("de",)), ""),
    ):
        exclude(by=bob, choice=choice, reason=reason)
    limit_ratings(by=bob, age=13)
    client.force_login(bob)
    answer = client.get(URL)
    page = words(answer)
    for said in (
        "Fandoms Sherlock Holmes Enough <b>of him</b>.",
        "Authors Ironquay",
        "Stories Six Impossible Things Read it.",
        "Languages German",
    ):
        assert said in page
    assert {"/tags/fandom/sherlock-holmes/", "/authors/ironquay/", f"/stories/{story.pk}/"} <= set(
        links(answer)
    )
    assert 'value="13" selected' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_nobody_sees_what_others_exclude(client):
    a_story()
    bob, carol = an_account("Bob"), an_account("Carol")
    exclude(by=bob, choice=Choice(Field.FANDOM, (fandom().pk,)), reason="Mine alone.")
    assert "Sherlock" not in words(client.get(URL))
    client.force_login(carol)
    page = words(client.get(URL))
    assert "Mine alone." not in page
    assert "Nothing is left out by name." in page


def test_a_made_up_cookie_tells_no_secrets(client):
    draft = a_story(title="A Secret Draft", openness=Openness.DRAFT)
    members = a_story(title="For Members Only", openness=Openness.MEMBERS)
    hidden = a_story(title="Hidden Away")
    hide_story(by=a_moderator(), story=hidden, reason="Spam.")
    remember(client, f"s{draft.pk}.s{members.pk}.s{hidden.pk}.a9999.e9999.k9999.f9999")
    answer = client.get(URL)
    assert answer.status_code == 200
    for secret in ("A Secret Draft", "For Members Only", "Hidden Away"):
        assert secret not in words(answer)
    assert "not open to you" in words(answer)


def test_a_tag_that_was_merged_stands_under_its_name_of_today(client):
    a_story()
    holmes, wonderland = fandom(), fandom("Alice in Wonderland")
    holmes.canonical = wonderland
    holmes.save()
    remember(client, f"f{holmes.pk}")
    assert "Alice in Wonderland" in words(client.get(URL))


def test_a_members_browser_offers_what_it_kept(client):
    bob = an_account("Bob")
    remember(client, "lde.r13")
    assert "Take them over" not in words(client.get(URL))
    client.force_login(bob)
    page = words(client.get(URL))
    assert "a list of 2 things" in page
    assert "Take them over" in page
    assert not Exclusion.objects.exists(), "nothing is taken over unasked"


def test_visitors_are_asked_no_reason(client):
    assert "reason" not in fields_on(client.get(URL).content.decode())
    client.force_login(an_account())
    assert "reason" in fields_on(client.get(URL).content.decode())


@pytest.mark.parametrize("member", [True, False])
def test_its_cost_does_not_grow(client, member):
    stories = [a_story(title=f"Story {number}") for number in range(3)]
    bob = an_account("Bob")
    if member:
        client.force_login(bob)

    def keep(some):
        marks = [Choice(Field.STORY, (story.pk,)) for story in some]
        tags = [
            Choice(Field.FANDOM, (fandom(name).pk,))
            for name in ("Sherlock Holmes", "Alice in Wonderland")[: len(some)]
        ]
        for choice in [*marks, *tags]:
            exclude(by=bob, choice=choice)
        remember(
            client, ".".join([*(f"s{story.pk}" for story in some), *(f"f{tag.keys[0]}" for tag in tags)])
        )

    keep(stories[:1])
    with_one = queries(client, URL)
    keep(stories)
    assert queries(client, URL) == with_one


def test_pages_stay_full_counts_stay_right_and_others_see_everything(client):
    author = an_author("Ironquay")
    for number in range(5):
        a_story(author, title=f"Left Out {number}")
    other = an_author("Marginalia")
    for number in range(21):
        a_story(other, title=f"Shown {number}")
    for number in range(5, 8):
        a_story(author, title=f"Left Out {number}")
    bob = an_account("Bob")
    exclude(by=bob, choice=Choice(Field.AUTHOR, (author.pk,)))
    assert "29 stories" in words(client.get("/latest/"))
    client.force_login(bob)
    answer = client.get("/latest/")
    assert len(titles(answer)) == 20
    assert "21 stories" in words(answer)
    assert "8 stories hidden by your standing exclusions: Ironquay 8." in words(answer)
    assert len(titles(client.get("/latest/?page=2"))) == 1
    assert "29 stories" in words(client.get("/latest/?show=all"))
