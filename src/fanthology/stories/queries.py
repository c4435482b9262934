"""Questions about stories.

`visible_stories` and `visible_chapters` are the ONE rule of who may see what: every page, list, feed, file and command
starts from them.
"""

from collections.abc import Iterable
from random import randrange
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.catalogue.queries import carrying, family, lines_above, unrelated
from fanthology.people.models import PenName
from fanthology.people.queries import Viewer, as_account, is_member, is_moderator
from fanthology.stories.models import (
    Authorship,
    CanonPoint,
    Chapter,
    Openness,
    Series,
    SeriesPlace,
    Story,
    StoryCategory,
    StoryTag,
)

HEAVY = tuple(f"{name}{suffix}" for name in Chapter.PROSE for suffix in ("", "_source"))
"""The columns of a chapter that a table of contents must not load."""

SORTS = {
    "updated": ("-updated", "-id"),
    "published": ("-published", "-id"),
    "title": ("title_key", "id"),
    "words": ("-words", "-id"),
}


def shelved(*levels: Openness) -> Q:
    """The stories that readers can find: published at one of `levels` (any, if none is named), hidden by nobody."""
    wanted = levels or (Openness.PUBLIC, Openness.MEMBERS)
    return Q(openness__in=wanted, hidden_at__isnull=True, authors_hidden=False, chapter_count__gte=1)


def open_to(viewer: Viewer) -> Q:
    """The stories that readers like this viewer can find."""
    return shelved() if is_member(viewer) else shelved(Openness.PUBLIC)


def written_by(viewer: Viewer) -> Q:
    """The stories that the viewer has a part in, through any pen name."""
    account = as_account(viewer)
    if account is None:
        return Q(pk__in=())
    return Q(Exists(Authorship.objects.filter(story=OuterRef("pk"), pen_name__account=account)))


def unclaimed() -> Q:
    """The stories that were brought in for authors without an account here: moderators look after them."""
    return ~Q(Exists(Authorship.objects.filter(story=OuterRef("pk"), pen_name__account__isnull=False)))


def kept_by(viewer: Viewer) -> Q:
    """The stories that are the viewer's to look after: their own, and for moderators the unclaimed ones."""
    return written_by(viewer) | unclaimed() if is_moderator(viewer) else written_by(viewer)


def listed_stories(viewer: Viewer) -> QuerySet[Story]:
    """What lists show the viewer: what is open to them. Their own drafts are at their desk, not on the shelves."""
    return Story.objects.filter(open_to(viewer))


def visible_stories(viewer: Viewer) -> QuerySet[Story]:
    """What the viewer may open: what is listed, their own work in any state, and for moderators nearly everything.

    Other people's drafts stay closed to moderators too, since nobody has published them; unclaimed ones they look after.
    """
    rule = open_to(viewer) | kept_by(viewer)
    if is_moderator(viewer):
        rule |= ~Q(openness=Openness.DRAFT)
    return Story.objects.filter(rule)


def visible_chapters(viewer: Viewer, story: Story) -> QuerySet[Chapter]:
    """The chapters that the viewer sees of a story they may open, in order.

    Readers see what is published and hidden by nobody; moderators also what is hidden; authors all of their own work.
    """
    chapters = story.chapters.order_by("position")
    if Story.objects.filter(kept_by(viewer), pk=story.pk).exists():
        return chapters
    chapters = chapters.filter(published__isnull=False)
    return chapters if is_moderator(viewer) else chapters.filter(hidden_at__isnull=True)


def with_cards(stories: QuerySet[Story]) -> QuerySet[Story]:
    """`stories` with all that a card in a list shows, in a fixed number of queries."""
    return card_columns(stories).prefetch_related(authors_in_order(), tags_in_order())


def card_columns(stories: QuerySet[Story]) -> QuerySet[Story]:
    """`stories` with the columns of a card, for pages that fetch authors and tags of several lists at once."""
    return stories.select_related("rating__scheme").defer(*_unshown_on_cards())


def _unshown_on_cards() -> tuple[str, ...]:
    prose = [name for name in Story.PROSE if name != "summary"]
    return (*prose, *(f"{name}_source" for name in Story.PROSE))


def authors_in_order() -> "Prefetch[str, QuerySet[Authorship], str]":
    """For `prefetch_related`: a story's authorships with their pen names, in order."""
    return Prefetch("authorships", Authorship.objects.select_related("pen_name").order_by("position"))


def tags_in_order() -> "Prefetch[str, QuerySet[StoryTag], str]":
    """For `prefetch_related`: a story's tags as its author put them, each with its canonical tag."""
    return Prefetch("tag_links", StoryTag.objects.select_related("tag__canonical").order_by("position"))


def for_title_page(stories: QuerySet[Story]) -> QuerySet[Story]:
    """`stories` with all that a title page shows."""
    return stories.select_related("rating__scheme", "banner", "provenance").prefetch_related(
        authors_in_order(),
        tags_in_order(),
        Prefetch("category_links", StoryCategory.objects.select_related("category").order_by("position")),
        Prefetch("timeline", CanonPoint.objects.select_related("fandom__canonical").order_by("pk")),
    )


def contents(chapters: QuerySet[Chapter]) -> QuerySet[Chapter]:
    """`chapters` for a table of contents: without their text."""
    return chapters.defer(*HEAVY).select_related("rating")


def stories_in_category(stories: QuerySet[Story], category: Category) -> QuerySet[Story]:
    """Those of `stories` that stand in the category or below it."""
    links = StoryCategory.objects.filter(story=OuterRef("pk"), category__lineage__startswith=category.lineage)
    return stories.filter(Exists(links))


def stories_tagged(stories: QuerySet[Story], tag: Tag) -> QuerySet[Story]:
    """Those of `stories` about `tag`, under whatever synonym or child their author named it."""
    return stories_with_tags(stories, family(tag))


def stories_with_tags(stories: QuerySet[Story], tag_ids: set[int]) -> QuerySet[Story]:
    """Those of `stories` that carry one of these tags (a tag's `catalogue.queries.family`)."""
    return stories.filter(Exists(StoryTag.objects.filter(story=OuterRef("pk"), tag__in=tag_ids)))


def touched_stories(tag_ids: Iterable[int]) -> QuerySet[Story]:
    """All stories, whoever may see them, that stand elsewhere when these tags have moved (`TagStep.tag_ids`)."""
    return stories_with_tags(Story.objects.all(), carrying(tag_ids))


def crossings(story_ids: Iterable[int]) -> dict[int, tuple[int, bool]]:
    """For each of these stories how many fandoms it has, and whether unrelated ones meet in it. For many at once."""
    named: dict[int, set[int]] = {story: set() for story in story_ids}
    links = StoryTag.objects.filter(story__in=named, tag__kind=Kind.FANDOM)
    for story, tag, canonical in links.values_list("story_id", "tag_id", "tag__canonical_id"):
        named[story].add(canonical or tag)
    lines = lines_above(set().union(*named.values()))
    return {story: (len(ids), len(ids) > 1 and unrelated(ids, lines) > 1) for story, ids in named.items()}


def crossed_with(viewer: Viewer, tag_ids: set[int], kin: set[int]) -> QuerySet[StoryTag, Any]:
    """What the fandom with these tags (its `family`) is crossed with, but for its `kin`: name, slug, number, most first.

    Told as joins, from the fandom's own links on: as nested questions the same took SQLite over a hundred times as long.
    """
    return (
        StoryTag.objects.filter(tag__kind=Kind.FANDOM)
        .exclude(tag__in=kin)
        .filter(story__tag_links__tag__in=tag_ids, story__in=listed_stories(viewer))
        .values(
            name=Coalesce("tag__canonical__name", "tag__name"),
            slug=Coalesce("tag__canonical__slug", "tag__slug"),
        )
        .annotate(number=Count("story", distinct=True))
        .order_by("-number", "name")
    )


def stories_by(stories: QuerySet[Story], pen_name: PenName) -> QuerySet[Story]:
    """Those of `stories` that a pen name has a part in."""
    return stories.filter(Exists(Authorship.objects.filter(story=OuterRef("pk"), pen_name=pen_name)))


def sorted_by(stories: QuerySet[Story], sort: str) -> QuerySet[Story]:
    """`stories` in one of the orders of `SORTS`; an unknown one is the first."""
    return stories.order_by(*SORTS.get(sort, SORTS["updated"]))


def listed_series(viewer: Viewer) -> QuerySet[Series]:
    """Series of which the viewer can open at least one story."""
    places = SeriesPlace.objects.filter(series=OuterRef("pk"), story__in=listed_stories(viewer))
    return Series.objects.filter(Exists(places))


def series_kept_by(viewer: Viewer) -> QuerySet[Series]:
    """The series that the viewer looks after: their own, and for moderators those of unclaimed pen names."""
    account = as_account(viewer)
    if account is None:
        return Series.objects.none()
    own = Q(owner__account=account)
    return Series.objects.filter(own | Q(owner__account=None) if account.is_moderator else own)


def visible_series(viewer: Viewer) -> QuerySet[Series]:
    """Series the viewer may open: the listed ones, and their own."""
    return listed_series(viewer) | series_kept_by(viewer)


def series_places(story: Story, viewer: Viewer) -> QuerySet[SeriesPlace]:
    """Where a story stands in its series."""
    return story.series_places.select_related("series").order_by("series__title", "pk")


def with_neighbours(places: QuerySet[SeriesPlace], viewer: Viewer) -> QuerySet[SeriesPlace]:
    """`places` with `before_id`, `after_id`, `before_title` and `after_title`: the listed stories on either side."""
    others = SeriesPlace.objects.filter(series=OuterRef("series"), story__in=listed_stories(viewer))
    before = others.filter(position__lt=OuterRef("position")).order_by("-position")
    after = others.filter(position__gt=OuterRef("position")).order_by("position")
    return places.annotate(
        before_id=Subquery(before.values("story")[:1]),
        before_title=Subquery(before.values("story__title")[:1]),
        after_id=Subquery(after.values("story")[:1]),
        after_title=Subquery(after.values("story__title")[:1]),
        introduced=~Q(series__introduction=""),
    ).defer("series__introduction", "series__introduction_source")


def random_story(viewer: Viewer) -> Story | None:
    """Any story that is listed for the viewer, each as likely as the other."""
    stories = listed_stories(viewer).order_by("pk").only("pk")
    total = stories.count()
    return stories[randrange(total) :].first() if total else None  # noqa: S311 - no secret


def fandoms_of(story: Story) -> list[Tag]:
    """A story's fandoms in the author's order, as canonical tags. Uses the prefetched links where there are some."""
    named = [link.tag.canonical or link.tag for link in story.tag_links.all() if link.tag.kind == Kind.FANDOM]
    return list(dict.fromkeys(named))
