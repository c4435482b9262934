"""The cast and their work: builders that tests tell small stories with.

Alice writes, Bob is another member, Mina moderates, Olga owns the archive; a visitor is `AnonymousUser()`.
Everything goes through the real deeds.
"""

from itertools import count

from fanthology.catalogue.actions import category_named
from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import rating_coded
from fanthology.people.actions import add_pen_name, open_account
from fanthology.people.models import Account, PenName, Role
from fanthology.stories.actions import add_chapter, begin_story, open_story
from fanthology.stories.fields import ChapterFields, StoryFields
from fanthology.stories.models import Authorship, Chapter, Openness, Story

PASSWORD = "three quiet lanterns"
_numbers = count(1)


def an_account(name: str = "", role: Role = Role.MEMBER) -> Account:
    """Somebody with an account and a pen name."""
    number = next(_numbers)
    account = open_account(email=f"someone{number}@example.org", password=PASSWORD, role=role)
    add_pen_name(account=account, name=name or f"Somebody {number}")
    return account


def an_author(name: str = "") -> PenName:
    """A member's pen name."""
    return an_account(name).pen_names.get()


def a_moderator() -> Account:
    return an_account("Mina", Role.MODERATOR) if not _there("Mina") else an_account("", Role.MODERATOR)


def an_owner() -> Account:
    return an_account("Olga", Role.OWNER) if not _there("Olga") else an_account("", Role.OWNER)


def _there(name: str) -> bool:
    return PenName.objects.filter(name=name).exists()


def story_fields(*authors: PenName, **changes) -> StoryFields:
    """Fields of a plausible story: Sherlock Holmes meets Alice."""
    given = {
        "title": f"The Looking-Glass Case {next(_numbers)}",
        "authors": authors,
        "rating": rating_coded("FR13"),
        "summary": "A client brings nothing to Baker Street but a smile.",
        "tags": {
            Kind.FANDOM: ("Sherlock Holmes", "Alice in Wonderland"),
            Kind.CHARACTER: ("John Watson", "Alice Liddell"),
            Kind.GENRE: ("Mystery",),
        },
    }
    return StoryFields(**{**given, **changes})


def a_story(
    *authors: PenName,
    openness: Openness = Openness.PUBLIC,
    chapters: int = 1,
    categories: tuple[str, ...] = (),
    **changes,
) -> Story:
    """A story with `chapters` published chapters, open to everyone unless said otherwise."""
    authors, co_authors = authors[:1] or (an_author(),), authors[1:]
    by = authors[0].account
    if categories:
        changes["categories"] = tuple(category_named(path=path) for path in categories)
    story = begin_story(by=by, fields=story_fields(*authors, **changes))
    for position, co_author in enumerate(co_authors, start=2):  # no page lets one member name another yet
        Authorship.objects.create(story=story, pen_name=co_author, position=position)
    for number in range(1, chapters + 1):
        a_chapter(story, title=f"Part {number}")
    if openness != Openness.DRAFT:
        open_story(by=by, story=story, openness=openness)
    story.refresh_from_db()
    return story


def a_chapter(story: Story, *, publish: bool = True, **changes) -> Chapter:
    """A further chapter of the story."""
    given = {"text": "It had rained for nine days.\n\n“Taller?”\n\n***\n\n“Both,” said Holmes."}
    by = story.authors.filter(account__isnull=False).first().account
    chapter = add_chapter(by=by, story=story, fields=ChapterFields(**{**given, **changes}), publish=publish)
    story.refresh_from_db()
    return chapter
