"""Template tags and filters."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from fanthology.catalogue.models import Tag
from fanthology.pages import tags
from fanthology.people.models import Account
from fanthology.stories.models import Provenance, Story


@pytest.mark.parametrize(
    ("words", "said"),
    [(0, "1 min"), (1, "1 min"), (250, "1 min"), (8_214, "33 min"), (14_874, "59 min"), (14_990, "1 h 00"), (41_870, "2 h 47"),
     (1_165_862, "77 h 43")],
)  # fmt: skip
def test_reading_time(words, said):
    assert tags.reading_time(words) == said


@given(st.integers(min_value=0, max_value=2**31))
def test_reading_time_has_never_sixty_minutes_in_an_hour(words):
    said = tags.reading_time(words)
    assert int(said.split()[-1 if "h" in said else 0]) < 60


@pytest.mark.parametrize(
    ("count", "planned", "complete", "short", "long"),
    [
        (1, None, False, "1", "1 chapter"),
        (3, 5, False, "3 of 5", "3 of 5 chapters"),
        (3, 5, True, "3", "3 chapters"),
        (5, 5, False, "5", "5 chapters"),
        (6, 5, False, "6", "6 chapters"),
        (0, None, False, "0", "0 chapters"),
        (1, 2, False, "1 of 2", "1 of 2 chapters"),
        (1_200, 2_000, False, "1,200 of 2,000", "1,200 of 2,000 chapters"),
    ],
)
def test_the_number_of_chapters(count, planned, complete, short, long):
    story = Story(chapter_count=count, planned_chapters=planned, complete=complete)
    assert (tags.chapters_of(story), tags.chapters_said(story)) == (short, long)


@pytest.mark.parametrize(
    ("name", "warns"),
    [("Character death", True), ("No warnings apply", False), ("None", False), ("none.", True), ("Nonconsent", True),
     ("Noose", True), ("NO WARNINGS", False)],
)  # fmt: skip
def test_which_warnings_warn(name, warns):
    assert tags.warns(Tag(name=name)) is warns


def test_a_text_has_two_inks_and_a_lonely_fandom_lends_its_own_twice():
    one, two, three = (Tag(name=name) for name in ("Emma", "Dracula", "Oz"))
    assert tags.bands([]) == ""
    assert tags.bands([one]) == f"ink-a-{tags.ink(one)[4:]} ink-b-{tags.ink(one)[4:]}"
    assert tags.bands([one, two, three]) == f"ink-a-{tags.ink(one)[4:]} ink-b-{tags.ink(two)[4:]}"
    assert tags.ink_named("emma") == tags.ink(one)


def test_page_links_leave_gaps():
    pages = Paginator(range(1_000), 10)
    assert tags.page_numbers(pages.page(1)) == [1, 2, 3, None, 100]
    assert tags.page_numbers(pages.page(50)) == [1, None, 48, 49, 50, 51, 52, None, 100]


def test_members_are_counted_more():
    tag = Tag(public_count=2, member_count=3)
    count = lambda user: tags.stories_under(Context({"user": user}), tag)  # noqa: E731
    assert (count(AnonymousUser()), count(Account()), tags.stories_under(Context(), tag)) == (2, 3, 2)


def test_places_mark_where_one_is(rf):
    request = rf.get("/latest/")
    request.resolver_match = type("Match", (), {"url_name": "story_latest"})()
    template = Template('{% place "story_latest" label %}{% place "about" "About" %}')
    drawn = template.render(Context({"request": request, "label": "Latest <b>"}))
    assert (
        drawn
        == '<li><a href="/latest/" aria-current="page">Latest &lt;b&gt;</a></li><li><a href="/about/">About</a></li>'
    )


def test_numbers_of_another_archive():
    said = lambda **facts: [fact.text for fact in tags.provenance_facts(Provenance(**facts))]  # noqa: E731
    assert said() == []
    assert said(reviews=1, hits=0, complete=False) == ["1 review", "0 hits", "incomplete"]


@pytest.mark.parametrize(
    ("address", "may"),
    [("https://a.example/", True), ("http://a.example/", True), ("javascript:1", False), ("", False)],
)
def test_what_may_be_a_link(address, may):
    assert tags.is_web_address(address) is may
