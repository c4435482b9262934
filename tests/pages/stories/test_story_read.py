"""The title page of a story."""

import pytest
from django.utils import timezone

from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import rating_coded
from fanthology.moderation.actions import hide_account, hide_chapter, hide_story
from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness, Provenance, Story
from tests.make import a_chapter, a_moderator, a_story, an_account, an_author
from tests.pages.seen import facts, links, queries, row, tree, words

pytestmark = pytest.mark.django_db

LABELS = "Category Author Rating Chapters Words Recs Reviews Hits Published Updated Complete".split()


def at(story) -> str:
    return f"/stories/{story.pk}/"


def test_the_listing_row_has_exactly_its_eleven_cells(client):
    story = a_story(
        an_author("Ann"),
        an_author("Ben"),
        categories=("Alice > Holmes-Centered", "Sherlock Holmes"),
        planned_chapters=5,
    )
    Story.objects.filter(pk=story.pk).update(
        words=8214,
        hits=1907,
        review_count=46,
        recommendation_count=12,
        published="2026-03-02T12:00Z",
        updated="2026-11-14T12:00Z",
    )
    found = row(client.get(at(story)))
    assert list(found) == LABELS
    assert list(found.values()) == [
        "Alice > Holmes-Centered | Sherlock Holmes", "Ann, Ben", "FR13", "1 of 5", "8,214", "12", "46", "1,907",
        "2 Mar 2026", "14 Nov 2026", "No",
    ]  # fmt: skip


def test_a_complete_story_of_one_chapter(client):
    found = row(client.get(at(a_story(complete=True, planned_chapters=3))))
    assert (found["Chapters"], found["Complete"], found["Category"]) == ("1", "Yes", "None")


def test_it_opens_with_fandoms_title_authors_and_summary(client):
    story = a_story(an_author("Ann"), an_author("Ben"), an_author("Cee"), title="Both")
    page = client.get(at(story))
    head = words(tree(page).css_first("header.title"))
    assert head.startswith(
        "Sherlock Holmes×Alice in Wonderland Both by Ann, Ben and Cee A client brings nothing"
    )
    assert tree(page).css_first("title").text() == "Both by Ann, Ben, Cee · Fanthology"
    assert len(tree(page).css(".title .band i")) == 2


def test_warnings_stand_before_the_text_and_cannot_be_folded_away(client):
    story = a_story(tags={Kind.FANDOM: ("Emma",), Kind.WARNING: ("Character death", "No happy end")})
    page = tree(client.get(at(story)))
    assert "Character death" in words(page.css_first("header.title .warnings"))
    assert not page.css("details .warnings")
    assert page.html.index("Character death") < page.html.index('class="text')


def test_what_the_authors_say_stands_in_its_place(client):
    story = a_story(
        author_rating="PG", disclaimer="Not *mine*.", credits="Ink by Tom.", author_note="Here's the deal.",
        timeline=(("Sherlock Holmes", "After his return."), ("", "One long winter.")),
        tags={
            Kind.FANDOM: ("Sherlock Holmes",), Kind.RELATIONSHIP: ("Holmes & Watson",), Kind.CHARACTER: ("Mrs Hudson",),
            Kind.GENRE: ("Mystery",), Kind.FREEFORM: ("Fog",),
        },
    )  # fmt: skip
    notes = tree(client.get(at(story))).css_first(".notes dl")
    said = dict(zip(map(words, notes.css("dt")), map(words, notes.css("dd")), strict=True))
    assert said == {
        "Timeline": "Sherlock Holmes: After his return.One long winter.", "Relationships": "Holmes & Watson",
        "Characters": "Mrs Hudson", "Genres": "Mystery", "Tags": "Fog", "Author’s rating": "PG",
        "Disclaimer": "Not mine.", "Credits": "Ink by Tom.", "Author’s note": "Here's the deal.",
    }  # fmt: skip


def test_both_numbers_of_words_and_the_time_to_read(client):
    story = a_story()
    Story.objects.filter(pk=story.pk).update(words=2374, notes_words=110)
    said = words(client.get(at(story)))
    assert "2,374 words of story, 110 of notes · about 9 min to read at 250 words a minute" in said


def test_the_end_of_a_complete_story(client):
    page = words(client.get(at(a_story(title="Eventually There", complete=True))))
    assert "You have reached the end of “Eventually There”. This story is complete." in page


def test_the_end_so_far(client):
    story = a_story(title="Some Day")
    story.chapters.update(published="2026-11-14T12:00Z")
    assert (
        "You have reached the end of “Some Day” – so far. "
        "This story is incomplete and the last chapter was posted on 14 Nov 2026."
    ) in words(client.get(at(story)))


def test_no_end_before_the_last_chapter(client):
    page = client.get(at(a_story(chapters=2)))
    assert "You have reached the end" not in words(page)
    assert "Next chapter Part 2" in words(page)


def test_tabs_lead_only_to_what_there_is(client):
    tabs = lambda story: [words(tab) for tab in tree(client.get(at(story))).css(".tabs nav a")]  # noqa: E731
    assert tabs(a_story()) == ["Story", "Download"]
    assert tabs(a_story(chapters=2)) == ["Story", "Chapters", "Whole story", "Download"]


def test_the_contents_have_words_and_dates(client):
    story = a_story(chapters=2)
    a_chapter(story, title="Not yet", publish=False)
    contents = words(tree(client.get(at(story))).css_first("table.contents"))
    assert "Part 1" in contents
    assert f"{timezone.now():%Y}" in contents
    assert "Not yet" not in contents


@pytest.mark.parametrize(
    ("number", "introduction", "advice"),
    [
        (1, "Read me.", " You may wish to read the series introduction first."),
        (2, "Read me.", " You may wish to read the series introduction and the preceding stories first."),
        (2, "", ""),
    ],
)
def test_the_series_sentence_in_its_three_forms(client, number, introduction, advice):
    author = an_author()
    series = begin_series(by=author.account, owner=author, title="The “On” Series", introduction=introduction)
    stories = [a_story(author, title=f"Story {n}", complete=True) for n in (1, 2, 3)]
    for story in stories:
        place_in_series(by=author.account, series=series, story=story)
    page = client.get(at(stories[number - 1]))
    sentence = words(tree(page).css_first(".in-series p"))
    assert sentence == f"This story is No. {number} in the series “The “On” Series”.{advice}"
    neighbours = [words(link) for link in tree(page).css(".in-series .steps a")]
    assert neighbours == {1: ["Story 2 →"], 2: ["← Story 1", "Story 3 →"]}[number]
    assert f"Next in “The “On” Series”: Story {number + 1}" in words(page)


def test_a_neighbour_that_is_not_for_this_viewer_is_passed_over(client):
    author = an_author()
    series = begin_series(by=author.account, owner=author, title="S", introduction="")
    for title, openness in (("One", Openness.PUBLIC), ("Secret", Openness.DRAFT), ("Three", Openness.PUBLIC)):
        place_in_series(
            by=author.account, series=series, story=a_story(author, title=title, openness=openness)
        )
    page = words(client.get(at(Story.objects.get(title="One"))))
    assert "Three →" in page
    assert "Secret" not in page


def test_the_numbers_of_another_archive_stand_beside_ours(client):
    story = a_story()
    Provenance.objects.create(
        story=story, archive="Old Shelf", url="https://old.example/Story-1", fingerprint="x", words=2491, chapters=1,
        recommendations=0, reviews=4, hits=1372, published="2011-04-06", updated="2011-04-06", complete=True, awards=["A prize"],
    )  # fmt: skip
    said = tree(client.get(at(story))).css_first(".provenance")
    assert words(said).startswith(
        "As counted by Old Shelf: 1 chapter · 2,491 words · 0 recs · 4 reviews · 1,372 hits"
        " · published 6 Apr 2011 · updated 6 Apr 2011 · complete."
    )
    assert "A prize" in words(said)
    assert said.css_first("a").attributes["href"] == "https://old.example/Story-1"
    assert "nofollow" in said.css_first("a").attributes["rel"]


def test_an_address_that_is_none_is_no_link(client):
    story = a_story()
    Provenance.objects.create(story=story, archive="Old Shelf", url="javascript:alert(1)", fingerprint="x")
    assert "javascript" not in client.get(at(story)).content.decode()


def test_a_story_that_came_from_nowhere_has_no_such_line(client):
    story = a_story()
    Provenance.objects.create(story=story, fingerprint="x")
    assert tree(client.get(at(story))).css_first(".provenance") is None


def test_a_draft_is_its_authors_alone(client):
    story = a_story(openness=Openness.DRAFT)
    assert client.get(at(story)).status_code == 404
    client.force_login(a_moderator())
    assert client.get(at(story)).status_code == 404
    client.force_login(story.authors.get().account)
    page = client.get(at(story))
    assert "Draft Only its authors see this story." in words(page)
    assert tree(page).css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_a_visitor_is_asked_to_sign_in_for_members_stories_and_learns_nothing(client):
    story = a_story(an_author("Secret Name"), title="Secret Title", openness=Openness.MEMBERS)
    answer = client.get(at(story))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Secret" not in page
    assert "Sherlock" not in page
    assert f"/accounts/login/?next=%2Fstories%2F{story.pk}%2F" in page
    client.force_login(an_account())
    assert "Members only" in words(client.get(at(story)))


def test_authors_and_moderators_see_why_a_story_is_hidden(client):
    story = a_story()
    hide_story(by=a_moderator(), story=story, reason="Copied from a book.")
    assert client.get(at(story)).status_code == 404
    for account in (story.authors.get().account, a_moderator()):
        client.force_login(account)
        assert "Copied from a book." in words(client.get(at(story)))


def test_a_story_hidden_with_its_author_says_so_to_them(client):
    story = a_story()
    account = story.authors.get().account
    hide_account(by=a_moderator(), account=account, reason="Spam.")
    assert client.get(at(story)).status_code == 404
    client.force_login(account)
    assert "because its authors’ accounts are" in words(client.get(at(story)))


def test_a_hidden_chapter_is_shown_to_its_author_with_the_reason(client):
    story = a_story(chapters=2)
    hide_chapter(by=a_moderator(), chapter=story.chapters.first(), reason="Too much.")
    assert "Part 1" not in words(client.get(at(story))), "readers begin with the next"
    assert "Part 2" in words(client.get(at(story)))
    client.force_login(story.authors.get().account)
    assert "Too much." in words(client.get(at(story)))


def test_who_may_edit_and_hide_finds_the_way(client):
    story = a_story()
    tabs = lambda: [words(tab) for tab in tree(client.get(at(story))).css(".tabs nav a")]  # noqa: E731
    assert "Edit" not in tabs()
    client.force_login(story.authors.get().account)
    assert tabs()[-1] == "Edit"
    client.force_login(a_moderator())
    assert tabs()[-1] == "Hide"


def test_a_story_without_a_readable_chapter_is_kind_to_its_author(client):
    author = an_author()
    story = a_story(author, chapters=0, openness=Openness.DRAFT)
    client.force_login(author.account)
    assert "no chapter that you can read yet" in words(client.get(at(story)))


def test_chapters_carry_their_language_and_direction(client):
    story = a_story(language="ar", chapters=0, openness=Openness.DRAFT)
    a_chapter(story, title="一", language="zh-Hans")
    client.force_login(story.authors.get().account)
    page = tree(client.get(at(story)))
    text = page.css_first(".text")
    assert (text.attributes["lang"], text.attributes["dir"], text.attributes["class"]) == (
        "zh-Hans",
        "ltr",
        "text cjk",
    )
    assert page.css_first("h1").attributes["dir"] == "rtl"


def test_a_chapter_rated_otherwise_says_so(client):
    story = a_story(chapters=0, openness=Openness.DRAFT)
    a_chapter(story, rating=rating_coded("FR15"))
    client.force_login(story.authors.get().account)
    assert "NOTE: This chapter is rated FR15" in words(client.get(at(story)))
    story.chapters.update(rating=rating_coded("FR13"))
    assert "NOTE: This chapter is rated" not in words(client.get(at(story)))


def test_the_text_stands_as_it_was_cleaned_and_wears_two_inks(client):
    page = tree(client.get(at(a_story())))
    assert page.css_first(".text hr") is not None
    assert len([name for name in page.body.attributes["class"].split() if name.startswith("ink-")]) == 2


def test_search_engines_and_previews_are_told(client):
    story = a_story(an_author("Ann"), title='Quote " & </script> end')
    page = client.get(at(story))
    told = facts(page)
    assert told["name"] == story.title
    assert told["author"][0]["name"] == "Ann"
    assert told["contentRating"] == "FR13"
    assert [about["name"] for about in told["about"]] == ["Sherlock Holmes", "Alice in Wonderland"]
    assert tree(page).css_first("link[rel=canonical]").attributes["href"] == f"http://testserver{at(story)}"
    assert tree(page).css_first('meta[property="og:title"]').attributes["content"] == story.title
    assert page.content.decode().count("</script>") == page.content.decode().count("<script")


def test_what_is_not_for_everyone_is_told_to_no_machine(client):
    story = a_story(openness=Openness.MEMBERS)
    client.force_login(an_account())
    page = client.get(at(story)).content.decode()
    assert "og:title" not in page
    assert "ld+json" not in page
    assert "noindex" in page


def test_hits_are_told_by_readers_not_by_authors(client):
    story = a_story()
    assert f'data-seen="/stories/{story.pk}/seen/"' in client.get(at(story)).content.decode()
    client.force_login(story.authors.get().account)
    assert "data-seen" not in client.get(at(story)).content.decode()


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_no_such_story(client, number):
    answer = client.get(f"/stories/{number}/")
    assert answer.status_code == 404
    assert "There is no such page" in words(answer)


def test_a_long_story_lists_its_first_chapters_and_leads_to_all(client):
    page = client.get(at(a_story(chapters=45)))
    assert len(tree(page).css("table.contents tr")) == 41
    assert "All 45 chapters" in words(page)


def test_it_takes_the_same_queries_with_one_and_three_of_everything(client):
    author = an_author()
    series = [
        begin_series(by=author.account, owner=author, title=f"S{n}", introduction="x") for n in range(3)
    ]
    small = a_story(author, categories=("A",), timeline=(("Sherlock Holmes", "Then."),))
    place_in_series(by=author.account, series=series[0], story=small)
    big = a_story(
        author, an_author(), an_author(), categories=("A", "B", "C"), chapters=3,
        timeline=(("Sherlock Holmes", "Then."), ("Alice in Wonderland", "Later."), ("", "Once.")),
        tags={kind: (f"{kind} 1", f"{kind} 2", f"{kind} 3") for kind in Kind} | {Kind.FANDOM: ("Sherlock Holmes", "Alice in Wonderland", "Emma")},
    )  # fmt: skip
    for each in series:
        place_in_series(by=author.account, series=each, story=big)
    assert queries(client, at(big)) == queries(client, at(small)) < 12
    client.force_login(an_account())
    assert queries(client, at(big)) == queries(client, at(small)) < 14


def test_links_lead_somewhere(client):
    author = an_author("Ann")
    story = a_story(author, categories=("A > B",), chapters=2)
    for link in set(links(client.get(at(story)))):
        path = link.partition("#")[0]
        if path:
            assert client.get(path).status_code == 200, link


def test_the_story_can_be_taken_away_from_its_end(client):
    story = a_story()
    links = tree(client.get(f"/stories/{story.pk}/")).css("a[download]")
    assert [link.attributes["href"] for link in links] == [
        f"/stories/{story.pk}/download/{name}" for name in ("epub", "html", "txt", "md")
    ]
