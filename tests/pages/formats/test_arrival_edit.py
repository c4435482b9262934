"""The preview: everything that was read can be looked at and corrected before it is saved."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from fanthology.catalogue.actions import category_named
from fanthology.catalogue.queries import rating_coded
from fanthology.formats.importers import read
from fanthology.formats.manuscript import (
    CanonPoint,
    Gap,
    Manuscript,
    ManuscriptChapter,
    Provenance,
    Question,
    SeriesPlace,
)
from fanthology.formats.models import Arrival
from tests.make import a_moderator, a_story, an_account, an_author
from tests.pages.forms import errors_on, fields_on
from tests.tools import count_queries

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[4] / "shared" / "seed" / "eventually.txt"

NUMBERS = ("3 chapters, 4,100 words, 1 recs, 4 reviews, 902 hits, published 2011-04-06",
           "3 chapters, 410 words, 0 recs, 14 reviews, 902 hits, published 2011-04-05")  # fmt: skip
AUTHOR = Question("authors", "Who is the author?", ("Old Friend", "dOld Friend"))
COUNTS = Question("provenance", "Which are its numbers?", NUMBERS)
NOTICE = Question("chapters", "Italics are lost.", kind="notice")

FULL = Manuscript(
    title="The Mantelpiece",
    authors=("Old Friend", "Tom Quill"),
    summary="A grin.",
    categories=("Alice > Holmes-Centered", "Unheard > Of"),
    fandoms=("Sherlock Holmes", "X-Files, The"),
    characters=("Holmes, Sherlock",),
    relationships=("Watson & Alice",),
    genres=("Mystery",),
    warnings=("Cats",),
    freeforms=("Tea",),
    rating="FR15",
    author_rating="PG",
    author_note=" For Dinah.\n\n*grumbles*",
    timeline=(CanonPoint("Emma", "after the ball"), CanonPoint("Sherlock Holmes", "1895: wet"), CanonPoint("", "May")),
    disclaimer="Not mine.",
    credits="Tom Quill.",
    language="en-GB",
    series=(SeriesPlace("Nine, or Ten", 13), SeriesPlace("Rain")),
    complete=True,
    published=date(2011, 4, 6),
    updated=date(2012, 5, 7),
    chapters=(
        ManuscriptChapter("One", "It rained.\n\n\n***\n\nBoth, said Holmes.", "plain", "Before.", "After.", "Sum.",
                          "FR18", "de", date(2011, 4, 6), 1),
        ManuscriptChapter("Two", "<p>Still <em>raining</em>.</p>", "html"),
        ManuscriptChapter("Three", "The *end*.", "markdown"),
    ),
    provenance=Provenance("The Old Shelf", "https://shelf.example/1", "1", 4100, 3, 1, 4, 902, date(2011, 4, 6),
                          None, True, "A row, verbatim", 0.8, ("Winner",), ("Donor",)),
    questions=(AUTHOR, COUNTS, NOTICE),
    gaps=(Gap(0, 1, "Both, said Holmes. …"), Gap(2, 9, "Nowhere …")),
    notes_markup="plain",
)  # fmt: skip


@pytest.fixture
def alice(client):
    author = an_author("Alice")
    client.force_login(author.account)
    return author


def waiting(account, manuscript=FULL):
    return Arrival.objects.create(account=account, file_name="page.html", manuscript=manuscript.to_json())


def look(client, arrival, **asked):
    answer = client.get(reverse("arrival_edit", args=[arrival.pk]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, arrival, fields, **given):
    return client.post(reverse("arrival_edit", args=[arrival.pk]), {**fields, **given})


def now(arrival):
    arrival.refresh_from_db()
    return Manuscript.from_json(arrival.manuscript)


def answer_to(question, page):
    """The name of the field that asks a question."""
    return next(
        name for name in fields_named(page) if name.startswith("answer_") and asks(page, name, question)
    )


def fields_named(page):
    from lxml import html

    return [
        field.get("name")
        for field in html.fromstring(page).xpath("//form[@id='writing']//input")
        if field.get("name")
    ]


def asks(page, name, question):
    from lxml import html

    values = html.fromstring(page).xpath(f"//input[@name='{name}']/@value")
    return question.choices[1] in values


@pytest.mark.parametrize("chapter", [1, 2, 3])
def test_pressing_a_button_without_a_change_changes_nothing(chapter, client):
    mina = a_moderator()
    client.force_login(mina)
    arrival = waiting(mina)
    fields = fields_on(look(client, arrival, chapter=chapter), "writing")
    assert send(client, arrival, fields).status_code == 302
    assert now(arrival) == FULL


def test_everything_that_was_read_is_shown(client, alice):
    page = look(client, waiting(alice.account))
    for said in (
        "The Mantelpiece", "page.html", "Old Friend", "Italics are lost.", "A row, verbatim", "confidence of 80",
        "4,100", "902", "Winner", "Who is the author?", NUMBERS[1], "All chapters", "The Old Shelf",
    ):  # fmt: skip
        assert said in page, said


def test_every_field_can_be_corrected(client, alice):
    category_named(path="Emma")
    arrival = waiting(alice.account)
    fields = fields_on(look(client, arrival, chapter=2), "writing")
    fields.update(
        title="Corrected", authors="Somebody\r\nElse", summary="S", fandoms="Emma\r\nMatrix, The", characters="C",
        relationships="R", genres="G", warnings="W", freeforms="F", categories=["Emma"], language="de",
        rating=rating_coded("FR7").pk, author_rating="G", author_note="N", timeline="Emma: now\r\nlater", disclaimer="D",
        credits="K", notes_markup="markdown", published="2000-01-02", updated="2000-01-03", series="Rain, No. 2\r\nSun",
        chapter_title="Zwei", chapter_source="Neu.", chapter_markup="markdown", chapter_summary="CS",
        chapter_note_before="B", chapter_note_after="A", chapter_rating=rating_coded("FR21").pk, chapter_language="fr",
        chapter_published="2000-01-02",
    )  # fmt: skip
    fields.pop("complete")
    assert send(client, arrival, fields).status_code == 302
    it = now(arrival)
    assert it == replace(
        FULL,
        title="Corrected", authors=("Somebody", "Else"), summary="S", fandoms=("Emma", "Matrix, The"),
        characters=("C",), relationships=("R",), genres=("G",), warnings=("W",), freeforms=("F",), categories=("Emma",),
        language="de", rating="FR7", author_rating="G", author_note="N",
        timeline=(CanonPoint("Emma", "now"), CanonPoint("", "later")), disclaimer="D", credits="K",
        notes_markup="markdown", published=date(2000, 1, 2), updated=date(2000, 1, 3),
        series=(SeriesPlace("Rain", 2), SeriesPlace("Sun")), complete=False,
        chapters=(
            FULL.chapters[0],
            ManuscriptChapter("Zwei", "Neu.", "markdown", "B", "A", "CS", "FR21", "fr", date(2000, 1, 2)),
            FULL.chapters[2],
        ),
        questions=(COUNTS, NOTICE),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": ""}),
        ("authors", {"authors": "x" * 2001}),
        ("fandoms", {"fandoms": "x" * 200}),
        ("timeline", {"timeline": "one\ntwo"}),
        ("published", {"published": "6 Apr 11"}),
        ("updated", {"published": "2012-01-01", "updated": "2011-01-01"}),
        ("series", {"series": ", No. 3"}),
        ("series", {"series": "\n".join(f"Series {n}" for n in range(21))}),
        ("categories", {"categories": ["Unheard > Of"]}),
        ("post_as", {"post_as": "document"}),
        ("chapter_source", {"chapter_source": ""}),
        ("chapter_title", {"chapter_title": "x" * 256}),
    ],
)
@pytest.mark.parametrize("route", ["arrival_edit", "arrival_save"])
def test_one_field_that_will_not_do_is_named_and_keeps_all_others(route, field, change, client, alice):
    category_named(path="Alice > Holmes-Centered")
    arrival = waiting(alice.account)
    fields = fields_on(look(client, arrival), "writing")
    fields.update(
        {"summary": ["Changed."], **{name: [v] if isinstance(v, str) else v for name, v in change.items()}}
    )
    answer = client.post(reverse(route, args=[arrival.pk]), {**fields, "openness": "public"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert set(errors_on(page)) == {field}
    kept = fields_on(page, "writing")
    for name, value in fields.items():
        if name not in {"post_as", "categories"}:
            assert kept[name] == value, name
    assert [path for path in kept["categories"] if path] == [path for path in fields["categories"] if path]
    assert now(arrival) == FULL


def test_choosing_an_answer_fills_the_field_and_settles_the_question(client, alice):
    arrival = waiting(alice.account)
    page = look(client, arrival)
    fields = fields_on(page, "writing")
    fields[answer_to(AUTHOR, page)] = ["dOld Friend"]
    fields[answer_to(COUNTS, page)] = [NUMBERS[1]]
    send(client, arrival, fields)
    it = now(arrival)
    assert it.authors == ("dOld Friend", "Tom Quill")
    assert it.questions == (NOTICE,)
    source = it.provenance
    assert (source.words, source.recs, source.reviews, source.hits, source.published) == (
        410, 0, 14, 902, date(2011, 4, 5),
    )  # fmt: skip
    assert it.published == date(2011, 4, 5)
    assert source.row == "A row, verbatim"


def test_a_question_stays_open_until_somebody_answers_it(client, alice):
    arrival = waiting(alice.account)
    send(client, arrival, fields_on(look(client, arrival), "writing"))
    assert AUTHOR in now(arrival).questions


def test_the_text_is_shown_as_it_will_look_with_flags_where_a_line_may_be_lost(client, alice):
    page = look(client, waiting(alice.account))
    assert 'id="gap-1"' in page
    assert 'href="#gap-1"' in page
    assert "<p>Both, said Holmes.</p>" in page
    assert page.index("<hr>") < page.index('id="gap-1"') < page.index("<p>Both, said Holmes.</p>")
    html = look(client, waiting(alice.account), chapter=2)
    assert "<p>Still <em>raining</em>.</p>" in html
    assert 'class="gap"' not in html


def test_hostile_text_is_shown_clean(client, alice):
    bad = replace(
        FULL, chapters=(ManuscriptChapter("x", "<p onclick=a()>Hi<script>alert(1)</script></p>", "html"),)
    )
    bad = replace(
        bad,
        rating="<script>alert(2)</script>",
        categories=("<script>alert(3)</script>",),
        questions=(Question("title", "<script>alert(4)</script>", ("<script>alert(5)</script>", "b")),),
        provenance=replace(FULL.provenance, row="<script>alert(6)</script>"),
    )
    page = look(client, waiting(alice.account, bad))
    shown = page[page.index("How the text will look") :]
    assert "onclick" not in shown
    assert "<script>alert" not in page


def test_going_to_another_chapter_keeps_what_was_corrected(client, alice):
    arrival = waiting(alice.account)
    fields = fields_on(look(client, arrival), "writing")
    answer = send(client, arrival, {**fields, "chapter_title": "Eins"}, go="3")
    assert "chapter=3" in answer["Location"]
    assert now(arrival).chapters[0].title == "Eins"
    assert fields_on(look(client, arrival, chapter="3"), "writing")["chapter_title"] == ["Three"]


@pytest.mark.parametrize("number", ["0", "-1", "4", "99999999999", "²", "x", ""])
def test_a_chapter_that_is_not_there_is_the_nearest(number, client, alice):
    assert "The Mantelpiece" in look(client, waiting(alice.account), chapter=number)


def test_a_member_chooses_from_the_tree_and_a_moderator_may_grow_it(client, alice):
    category_named(path="Alice > Holmes-Centered")
    page = look(client, waiting(alice.account))
    assert "“Unheard &gt; Of”, which is not in this archive’s tree" in page
    assert fields_on(page, "writing")["categories"][0] == "Alice > Holmes-Centered"
    mina = a_moderator()
    client.force_login(mina)
    assert fields_on(look(client, waiting(mina)), "writing")["categories"][:2] == list(FULL.categories)


def test_it_is_posted_under_ones_own_name_or_a_moderator_s_choice(client, alice):
    mine = waiting(alice.account, replace(FULL, authors=("ALICE",)))
    assert fields_on(look(client, mine), "writing")["post_as"] == [str(alice.pk)]
    assert "The document’s authors" not in look(client, mine)
    mina = a_moderator()
    client.force_login(mina)
    assert fields_on(look(client, waiting(mina)), "writing")["post_as"] == ["document"]


def test_a_rating_that_is_none_here_is_said(client, alice):
    page = look(client, waiting(alice.account, replace(FULL, rating="PG-99")))
    assert "“PG-99”, which is no rating here" in page
    assert fields_on(page, "writing")["rating"] == [str(rating_coded("FR13").pk)]


def test_what_is_here_already_is_said(client, alice):
    from fanthology.formats.actions import bring_in
    from fanthology.stories.models import Openness

    brought = bring_in(
        by=a_moderator(),
        manuscript=replace(FULL, categories=()),
        pen_names=None,
        openness=Openness.PUBLIC,
        file_name="f",
    )
    page = look(client, waiting(alice.account))
    assert "This very story is here already" in page
    assert reverse("story_read", args=[brought.story.pk]) in page


def test_nobody_sees_another_s_arrivals(client, alice):
    arrival = waiting(alice.account)
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        for route in ("arrival_edit", "arrival_save", "arrival_delete"):
            assert client.post(reverse(route, args=[arrival.pk])).status_code == 404
        assert client.get(reverse("arrival_edit", args=[arrival.pk])).status_code == 404
        assert "The Mantelpiece" not in client.get(reverse("arrival_list")).content.decode()
    client.logout()
    assert client.get(reverse("arrival_edit", args=[arrival.pk])).status_code == 302


def test_a_manuscript_of_many_chapters_costs_no_more_queries(client, alice):
    few, many = waiting(alice.account), waiting(alice.account, replace(FULL, chapters=FULL.chapters * 20))
    look(client, few)
    with count_queries() as one:
        look(client, few)
    with count_queries() as three:
        look(client, many)
    assert len(one) == len(three)


@pytest.mark.skipif(not SEED.is_file(), reason="the user's document is not at hand")
def test_the_user_s_document_round_trips_through_the_page(client):
    mina = a_moderator()
    client.force_login(mina)
    manuscript = read(SEED.name, SEED.read_bytes())[0]
    arrival = waiting(mina, manuscript)
    page = look(client, arrival)
    assert page.count('class="gap"') == len(manuscript.gaps) == 7
    assert send(client, arrival, fields_on(page, "writing")).status_code == 302
    assert now(arrival) == manuscript
    assert a_story()
