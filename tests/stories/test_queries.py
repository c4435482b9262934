"""Questions about stories: what they find, in what order, and in how many queries."""

import pytest
from django.contrib.auth.models import AnonymousUser

from fanthology.catalogue.actions import category_named, make_synonym, put_under, tag_named
from fanthology.catalogue.models import Kind
from fanthology.stories import queries
from fanthology.stories.actions import place_in_series
from fanthology.stories.actions.series import begin_series
from fanthology.stories.models import Openness, Story
from tests.make import a_story, an_author

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def shown(rows):
    return [row.title for row in rows]


def test_stories_sort_by_each_of_the_four_orders():
    author = an_author()
    b = a_story(author, title="Bees of Sussex")
    a = a_story(author, title="Émigré in Wonderland", chapters=3)
    c = a_story(author, title="éclair")
    stories = queries.listed_stories(VISITOR)
    assert shown(queries.sorted_by(stories, "title")) == [b.title, c.title, a.title]
    assert shown(queries.sorted_by(stories, "published")) == [c.title, a.title, b.title]
    assert shown(queries.sorted_by(stories, "updated")) == [c.title, a.title, b.title]
    assert shown(queries.sorted_by(stories, "words"))[0] == a.title
    assert shown(queries.sorted_by(stories, "nonsense")) == shown(queries.sorted_by(stories, "updated"))


def test_a_category_holds_what_stands_below_it():
    story = a_story(categories=("Literature > Alice > Holmes-Centered",))
    stories = queries.listed_stories(VISITOR)
    assert queries.stories_in_category(stories, category_named(path="Literature")).get() == story
    assert not queries.stories_in_category(stories, category_named(path="Literature > Emma"))


def test_a_tag_finds_its_synonyms_and_what_stands_under_it():
    story = a_story(tags={Kind.FANDOM: ("Sherlock",)})
    holmes = tag_named(kind=Kind.FANDOM, name="Sherlock Holmes")
    make_synonym(tag=tag_named(kind=Kind.FANDOM, name="Sherlock"), of=holmes)
    put_under(child=holmes, parent=tag_named(kind=Kind.FANDOM, name="Conan Doyle"))
    stories = queries.listed_stories(VISITOR)
    for name in ("sherlock", "Sherlock Holmes", "Conan Doyle"):
        assert queries.stories_tagged(stories, tag_named(kind=Kind.FANDOM, name=name)).get() == story


@pytest.mark.parametrize("read", [queries.with_cards, queries.for_title_page])
def test_one_story_costs_as_many_queries_as_three(read, django_assert_num_queries):
    def costs(number):
        with django_assert_num_queries(number) as seen:
            for story in read(queries.listed_stories(VISITOR)):
                [link.pen_name.name for link in story.authorships.all()]
                [(link.tag.canonical or link.tag).name for link in story.tag_links.all()]
                queries.fandoms_of(story)
                str(story.rating.scheme)
                if read is queries.for_title_page:
                    [link.category.path for link in story.category_links.all()]
                    [str(point.fandom) for point in story.timeline.all()]
        return len(seen)

    given = {
        "categories": ("Alice > Holmes-Centered", "Holmes"),
        "timeline": (("Alice", "later"), ("", "1895")),
    }
    a_story(**given)
    number = 3 if read is queries.with_cards else 5
    costs(number)
    a_story(**given)
    a_story(an_author(), an_author(), **given)
    costs(number)


def test_a_table_of_contents_does_not_load_the_text(django_assert_num_queries):
    story = a_story(chapters=2)
    with django_assert_num_queries(1):
        rows = list(queries.contents(story.chapters.all()))
        assert [str(row) for row in rows] == ["Part 1", "Part 2"]
    assert all("text" in row.get_deferred_fields() for row in rows)


def test_neighbours_in_a_series_are_the_nearest_that_can_be_read():
    author = an_author()
    series = begin_series(by=author.account, owner=author, title="Nine Days of Rain")
    first, hidden, third = a_story(author), a_story(author, openness=Openness.DRAFT), a_story(author)
    places = [place_in_series(by=author.account, series=series, story=one) for one in (first, hidden, third)]
    (at_first,) = queries.with_neighbours(first.series_places.filter(pk=places[0].pk), VISITOR)
    (at_third,) = queries.with_neighbours(third.series_places.filter(pk=places[2].pk), VISITOR)
    assert (at_first.before_id, at_first.after_id) == (None, third.pk)
    assert (at_third.before_id, at_third.after_id) == (first.pk, None)


def test_any_story_may_come_up_at_random_but_never_a_hidden_one():
    assert queries.random_story(VISITOR) is None
    author = an_author()
    a_story(author, openness=Openness.DRAFT)
    shelf = {a_story(author), a_story(author)}
    drawn = {queries.random_story(VISITOR) for _ in range(40)}
    assert drawn == shelf
    assert Story.objects.count() == 3
