"""Finding stories through the API."""

import json

import pytest

from fanthology.api.description import STORIES
from fanthology.catalogue.models import Kind
from fanthology.moderation.actions import hide_account, hide_story
from fanthology.stories.actions import delete_story
from fanthology.stories.models import Openness
from tests.api.seen import asked
from tests.make import a_moderator, a_story, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def titles(said) -> list[str]:
    return [one["title"] for one in said["results"]]


def test_it_answers_with_a_page_its_numbers_and_what_the_stories_have_in_common(client):
    wren = an_author("Wren")
    a_story(wren, title="Tea")
    a_story(wren, title="Rain", tags={Kind.FANDOM: ("Emma",)})
    said = asked(client, "stories", sort="title")
    assert (said["count"], said["hidden"], said["page"], said["per_page"], said["pages"]) == (2, 0, 1, 20, 1)
    assert not said["stale"]
    assert titles(said) == ["Rain", "Tea"]
    assert {"name": "Wren", "count": 2} in said["facets"]["author"]
    assert {"name": "Emma", "count": 1} in said["facets"]["fandom"]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"in": "fandom:Emma"}, ["Rain"]),
        ({"in": ["fandom:Sherlock Holmes", "fandom:Alice in Wonderland"]}, ["Tea"]),
        ({"out": "fandom:Emma"}, ["Tea"]),
        ({"any": "fandom:Emma|author:Wren"}, ["Rain", "Tea"]),
        ({"q": "fandom:Emma"}, ["Rain"]),
        ({"crossover": "only"}, ["Tea"]),
        ({"rating": "FR13"}, ["Rain", "Tea"]),
        ({"language": "de"}, []),
        ({"words_from": "1000000"}, []),
        ({"per_page": "50", "page": "2"}, []),
        ({"page": "99999"}, []),
    ],
)
def test_the_parameters_are_those_of_the_finder(client, parameters, found):
    a_story(an_author("Wren"), title="Tea")
    a_story(title="Rain", tags={Kind.FANDOM: ("Emma",)})
    said = asked(client, "stories", **{"sort": "title", **parameters})
    assert titles(said) == found
    if "page" in parameters:
        assert said["count"] == 2
        assert said["page"] == int(parameters["page"])


def test_words_are_shown_where_they_stand(client):
    a_story(title="Tea")
    said = asked(client, "stories", q='"nine days"')
    assert [piece["text"] for piece in said["results"][0]["snippet"] if piece["match"]] == ["nine days"]
    assert said["understood"]


def test_facets_can_be_left_out(client):
    a_story()
    assert "facets" not in asked(client, "stories", facets="no")
    assert "“facets” is one of yes, no." in asked(client, "stories", 400, facets="perhaps")["error"]


def nothing_of(client, **parameters):
    """No title, name or number of a story that visitors must not see."""
    said = asked(client, "stories", **parameters)
    assert (said["count"], said["results"]) == (0, [])
    assert all(values == [] for values in said["facets"].values())


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("case", ["draft", "members", "hidden", "author hidden", "deleted"])
def test_nobody_learns_of_what_visitors_may_not_see_whatever_cookies_they_bring(client, case, signed_in):
    wren, mina = an_author("Wren"), a_moderator()
    openness = {"draft": Openness.DRAFT, "members": Openness.MEMBERS}.get(case, Openness.PUBLIC)
    story = a_story(wren, title="Secret", openness=openness)
    if case == "hidden":
        hide_story(by=mina, story=story, reason="Not here.")
    if case == "author hidden":
        hide_account(by=mina, account=wren.account, reason="Not here.")
    if case == "deleted":
        delete_story(by=wren.account, story=story)
    if signed_in:
        client.force_login(mina if case == "author hidden" else wren.account)
    nothing_of(client)
    nothing_of(client, q="Secret")
    nothing_of(client, **{"in": "fandom:Sherlock Holmes"})
    for title in ("Secret", str(story.pk)):
        answer = client.get("/api/v1/stories", {"in": f"story:{title}"})
        assert "Secret" not in answer.content.decode().replace("“Secret”", "")


def test_it_takes_no_notice_of_a_session(client):
    client.force_login(an_author().account)
    answer = client.get("/api/v1/stories")
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"in": "fandom:Sherlok Holmes"}, "in"),
        ({"in": "nonsense"}, "in"),
        ({"words_from": "many"}, "words_from"),
        ({"published": "yesterday-ish"}, "published"),
        ({"sort": "loudest"}, "sort"),
        ({"page": "0"}, "page"),
        ({"page": "10000000000"}, "page"),
        ({"inn": "fandom:Emma"}, "inn"),
        ({"in": [f"fandom:{number}" for number in range(200)]}, "in"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_sentence(client, parameters, wrong):
    a_story()
    said = asked(client, "stories", 400, **parameters)
    assert said["error"].endswith((".", "?", "”"))
    assert wrong in [problem["parameter"] for problem in said["problems"]]


def test_a_slip_in_a_name_is_answered_with_names_that_may_be_meant(client, after):
    after(a_story)
    said = asked(client, "stories", 400, **{"in": ["fandom:Sherlok Holmes", "genre:Mystery"]})
    assert said["problems"][0]["near"] == ["Sherlock Holmes"]
    assert any("Mystery" in words for words in said["understood"])


@pytest.mark.parametrize(
    "query",
    ["q=%00%ff%fe", "q='; DROP TABLE x;--", "q=" + "(" * 1_900, "q=.*%2B[", "q=%E2%80%AE", "in=%00:%00", "any=|||", "q=*",
     "page=-1", "per_page=1e9", "sort=%F0%9F%A6%8A", "rating=%27", "words_from=-5", "published=9999-99-99", "seed=x"],
)  # fmt: skip
def test_nothing_breaks_it(client, query):
    a_story()
    answer = client.get(f"/api/v1/stories?{query}")
    assert answer.status_code in {200, 400}
    assert answer["Content-Type"] == "application/json"
    json.loads(answer.content)


def test_every_parameter_is_described_and_read(client):
    for parameter in STORIES:
        answer = client.get("/api/v1/stories", {parameter.name: "~"})
        sentences = json.loads(answer.content).get("problems", [])
        assert not [one for one in sentences if "There is no parameter" in one["sentence"]]


@pytest.mark.parametrize("facets", ["yes", "no"])
def test_one_and_three_stories_take_the_same_number_of_queries(client, facets):
    def queries() -> int:
        asked(client, "stories", facets=facets)  # what has changed is learnt first
        with count_queries() as counted:
            asked(client, "stories", facets=facets)
        return len(counted)

    a_story()
    one = queries()
    a_story(), a_story()
    assert queries() == one
    assert one <= (9 if facets == "yes" else 4)
