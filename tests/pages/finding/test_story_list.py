"""The finder."""

import pytest

from fanthology.catalogue.actions import make_synonym, tag_named
from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import rating_coded
from fanthology.finding.actions import exclude
from fanthology.finding.wishes import Choice, Field
from fanthology.stories.models import Openness
from tests.make import a_chapter, a_story, an_account, an_author
from tests.pages.seen import links, queries, titles, tree, words

pytestmark = pytest.mark.django_db
HOSTILE = (
    "page=999999999999999999999999",
    "page=-1&per_page=7",
    "sort=%00&seed=x",
    "in=" + "&in=".join(f"fandom:F{number}" for number in range(200)),
    "q=" + "a" * 3_000,
    "q=((((%5B%5Ea-z%5D%2B)%2B)%2B)%24",
    "q='%20OR%201=1;--&words_from=1e999&published=0000",
    "look=nonsense&look_for=x",
    "look=character&look_for=%00%0a%5C",
    "look=story&look_for=a",
    "any=%7C%7C%7C&only=maybe&complete=%F0%9F%A6%86",
    "show=all&in=&out=&q=",
)


def of(*fandoms, **changes):
    tags = {Kind.FANDOM: fandoms, **changes.pop("tags", {})}
    return a_story(tags=tags, **changes)


def chips(page) -> list[str]:
    return [
        words(chip).removesuffix(". Take this filter off").replace("×", "")
        for chip in tree(page).css(".chips li")
    ]


def facet(page, field: str) -> list[str]:
    """What stands in a facet: its names as read, with their numbers."""
    return [words(row) for row in tree(page).css(f"#facet-{field} li")]


def link_called(page, name: str) -> str:
    """Where the link goes that is called so."""
    found = [
        link.attributes["href"]
        for link in tree(page).css("main a")
        if name in (link.attributes.get("aria-label"), words(link))
    ]
    assert found, f"no link is called {name}"
    return found[0]


def test_without_wishes_it_has_every_story_that_the_viewer_may_find(client):
    of("Emma", title="Open")
    of("Emma", title="Ours", openness=Openness.MEMBERS)
    of("Emma", title="Draft", openness=Openness.DRAFT)
    assert titles(client.get("/stories/")) == ["Open"]
    client.force_login(an_account())
    assert set(titles(client.get("/stories/"))) == {"Open", "Ours"}


def test_words_are_found_in_chapters_and_marked(client):
    found = of("Emma", title="The Harbour")
    a_chapter(found, text="The lamplighter came late & whistled.")
    of("Emma", title="Elsewhere")
    page = client.get("/stories/?q=lamplighter")
    assert titles(page) == ["The Harbour"]
    assert [words(mark) for mark in tree(page).css(".snippet mark")] == ["lamplighter"]
    assert "late & whistled." in words(tree(page).css_first(".snippet"))


def test_a_snippet_is_plain_text(client):
    found = of("Emma")
    a_chapter(found, text="Less is \\<script\\>alert(1)\\</script\\> lamplighter.")
    page = client.get("/stories/?q=lamplighter").content.decode()
    assert "<script>alert" not in page
    assert "<mark>lamplighter</mark>" in page


def test_a_facet_keeps_and_leaves_out_with_one_tap_and_takes_it_back(client):
    of("Emma", title="One", tags={Kind.CHARACTER: ("Harriet",)})
    of("Emma", title="Two", tags={Kind.CHARACTER: ("Jane",)})
    page = client.get("/stories/?in=fandom:Emma&sort=title")
    assert facet(page, "character") == ["Only with Harriet1−", "Only with Jane1−"]
    kept = client.get(link_called(page, "Only with Harriet"))
    assert titles(kept) == ["One"]
    assert chips(kept) == ["fandom Emma", "character Harriet", "Take all off"]
    without = client.get(link_called(page, "Without Harriet"))
    assert titles(without) == ["Two"]
    assert "Left out: Harriet. Take it back×" in facet(without, "character")
    back = client.get(link_called(without, "Left out: Harriet. Take it back"))
    assert titles(back) == ["One", "Two"]


def test_a_chip_takes_its_filter_off(client):
    of("Emma", title="One", rating=rating_coded("FR7"))
    of("Emma", title="Two", rating=rating_coded("FR18"))
    page = client.get("/stories/?q=words%3E1&rating=FR7&words_from=2&out=genre:Mystery")
    assert chips(page) == ["without Mystery", "rating FR7", "at least 2 words", "Take all off"]
    fewer = client.get(links(page, ".chips a")[1])
    assert chips(fewer) == ["without Mystery", "at least 2 words", "Take all off"]
    assert set(titles(fewer)) == {"One", "Two"}


def test_one_may_look_inside_a_facet(client, after):
    names = tuple(f"Number {number:02}" for number in range(20))
    after(of, "Emma", tags={Kind.CHARACTER: (*names, "Harriet Smith", "Mr Smithers")})
    page = client.get("/stories/?in=fandom:Emma")
    form = tree(page).css_first("#facet-character form")
    sent = {field.attributes["name"]: field.attributes.get("value", "") for field in form.css("input")}
    assert sent == {"in": "fandom:Emma", "look": "character", "look_for": ""}
    inside = client.get("/stories/", {**sent, "look_for": "smi"})
    assert facet(inside, "character") == ["Only with Harriet Smith1−", "Only with Mr Smithers1−"]
    assert tree(inside).css_first("#facet-character").attributes.keys() >= {"open"}
    nothing = client.get("/stories/", {**sent, "look_for": "zzz"})
    assert "With “zzz”: nothing among these stories." in words(nothing)
    assert "/stories/?in=fandom:Emma#facet-character" in links(nothing)


def test_a_synonym_finds_its_tag_and_can_be_taken_off(client):
    make_synonym(
        tag=tag_named(kind=Kind.FANDOM, name="Holmes"), of=tag_named(kind=Kind.FANDOM, name="Sherlock")
    )
    of("Holmes", title="One")
    page = client.get("/stories/?in=fandom:Holmes")
    assert titles(page) == ["One"]
    assert words(tree(page).css_first("h1")) == "1 story where Sherlock"
    assert links(page, ".chips a")[0] == "/stories/"


def test_an_unknown_name_is_said_and_near_ones_take_its_place(client, after):
    after(of, "Sherlock Holmes", title="One")
    after(of, "Emma", title="Two")
    page = client.get("/stories/?in=fandom:Sherlok+Holmes")
    assert "There is no fandom “Sherlok Holmes” here; it is left out of the search." in words(page)
    assert links(page, ".problems a") == ["/stories/?in=fandom:Sherlock+Holmes"]


def test_an_empty_answer_says_why_and_offers_ways_out(client):
    of("Emma", title="One", tags={Kind.GENRE: ("Humour",)})
    of("Dracula", title="Two")
    page = client.get("/stories/?in=fandom:Emma&in=fandom:Dracula&out=genre:Humour&q=title:two")
    assert "No story fits all of this at once." in words(page)
    ways = [words(way) for way in tree(page).css(".ways li")]
    assert ways == ["1 story without fandom Emma"]
    assert titles(client.get(links(page, ".ways a")[0])) == ["Two"]


def test_an_archive_without_stories_says_so(client):
    assert "Nothing has been published here yet." in words(client.get("/stories/"))


def test_what_one_never_wishes_to_see_is_left_out_and_said(client):
    reader = an_account()
    hidden = of("Emma", title="Hidden", tags={Kind.WARNING: ("Violence",)})
    of("Emma", title="Shown")
    tag = tag_named(kind=Kind.WARNING, name="Violence")
    exclude(by=reader, choice=Choice(Field.WARNING, (tag.pk,)))
    client.force_login(reader)
    page = client.get("/stories/?in=fandom:Emma")
    assert titles(page) == ["Shown"]
    assert "1 story hidden by your standing exclusions: Violence 1." in words(page)
    anyway = client.get(link_called(page, "Show anyway"))
    assert set(titles(anyway)) == {"Shown", hidden.title}
    assert "Your standing exclusions are not applied here." in words(anyway)
    assert "show=all" in link_called(anyway, "Newest")
    assert titles(client.get(link_called(anyway, "Apply them again"))) == ["Shown"]


def test_the_filters_keep_the_rest_of_the_search(client):
    of("Emma", title="One", chapters=2)
    page = client.get("/stories/?q=rained&in=fandom:Emma&chapters=2-5&sort=words&show=all&complete=no")
    form = tree(page).css_first(".filters form")
    kept = [(field.attributes["name"], field.attributes["value"]) for field in form.css("input[type=hidden]")]
    assert kept == [("q", "rained"), ("in", "fandom:Emma"), ("sort", "words"), ("show", "all")]
    assert form.css_first("[name=chapters]").attributes["value"] == "2-5"
    assert form.css_first("[name=complete] [selected]").attributes["value"] == "no"


@pytest.mark.parametrize("name", ["words_from", "words_to", "chapters", "length", "complete", "published", "updated",
                                  "crossover", "fandoms", "relationships", "hits", "reviews", "recommended", "only",
                                  "rating", "language"])  # fmt: skip
def test_every_filter_has_a_field(client, name):
    of("Emma")
    assert tree(client.get("/stories/")).css(f".filters form [name={name}]")


def test_an_order_is_chosen_and_can_be_turned_round(client):
    of("Emma", title="Acorn")
    of("Emma", title="Birch")
    page = client.get("/stories/?sort=title")
    assert titles(page) == ["Acorn", "Birch"]
    assert titles(client.get(link_called(page, "Title, from Z"))) == ["Birch", "Acorn"]


def test_a_random_order_has_an_address_of_its_own(client):
    for _ in range(5):
        of("Emma")
    answer = client.get("/stories/?in=fandom:Emma&sort=random&show=all")
    assert answer.status_code == 302
    where = answer.headers["Location"]
    assert where.startswith("/stories/?in=fandom:Emma&sort=random&seed=")
    assert where.endswith("&show=all")
    assert titles(client.get(where)) == titles(client.get(where))


def test_pages_follow_each_other_and_end(client):
    author = an_author()
    for number in range(23):
        of("Emma", title=f"Story {number:02}", tags={}) if number else a_story(author, title="Story 00")
    first = client.get("/stories/?sort=title")
    assert len(titles(first)) == 20
    second = client.get("/stories/" + tree(first).css_first("a[rel=next]").attributes["href"])
    assert titles(second) == ["Story 20", "Story 21", "Story 22"]
    assert titles(client.get("/stories/?sort=title&page=1000000000")) in (titles(second), titles(first))


def test_a_card_lets_one_keep_or_leave_out_each_of_its_tags(client):
    of("Emma", title="One", tags={Kind.GENRE: ("Humour",)})
    page = client.get("/stories/?complete=no")
    buttons = {
        button.attributes["aria-label"]: (button.attributes["name"], button.attributes["value"])
        for button in tree(page).css(".by-tag button[form=by-tag]")
    }
    assert buttons["Only with Humour"] == ("in", "genre:Humour")
    assert buttons["Without Emma"] == ("out", "fandom:Emma")
    assert [
        (field.attributes["name"], field.attributes["value"]) for field in tree(page).css("form#by-tag input")
    ] == [("complete", "no")]


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_in_an_address_breaks_it(client, query):
    of("Emma", title="One")
    answer = client.get(f"/stories/?{query}", follow=True)
    assert answer.status_code == 200
    assert titles(answer) == ["One"] or tree(answer).css(".empty")


def test_only_the_bare_finder_is_for_search_engines(client):
    assert "noindex" not in client.get("/stories/").content.decode()
    assert '<meta name="robots" content="noindex">' in client.get("/stories/?in=fandom:X").content.decode()


def test_a_story_has_its_own_address_below(client):
    story = of("Emma")
    assert client.get(f"/stories/{story.pk}/").status_code == 200


def test_it_takes_the_same_queries_with_one_and_three(client):
    def more():
        of(
            "Emma",
            "Dracula",
            tags={Kind.CHARACTER: ("Jane",), Kind.GENRE: ("Humour",)},
            categories=("Emma > Jane",),
        )

    path = "/stories/?q=rained&in=fandom:Emma&out=genre:Angst"
    more()
    one = queries(client, path)
    more()
    more()
    assert queries(client, path) == one <= 30
