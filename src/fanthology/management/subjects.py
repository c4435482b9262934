"""What `hide` and `restore` are about: found by what a person can type."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from fanthology.people.models import Account
from fanthology.people.queries import pen_name_called
from fanthology.stories.models import Chapter, Story
from fanthology.stories.queries import HEAVY


def add_subject(parser: CommandParser) -> None:
    """The arguments that say what is meant, and why."""
    parser.add_argument("kind", choices=("story", "chapter", "account"), help="what it is")
    parser.add_argument(
        "which",
        metavar="ID",
        help="a story's number, as in its address; a chapter as STORY/CHAPTER, such as 12/3;"
        " an account by number, e-mail address or pen name",
    )
    parser.add_argument("--reason", required=True, help="why; those concerned read it, and the log keeps it")


def find_story(which: str) -> Story:
    """The story with this number."""
    story = Story.objects.filter(pk=number(which)).first()
    if story is None:
        raise CommandError(f"There is no story “{which}”.")
    return story


def find_chapter(which: str) -> Chapter:
    """The chapter at this place of this story."""
    story, slash, position = which.partition("/")
    if not slash:
        raise CommandError(f"“{which}” is no chapter; say STORY/CHAPTER, such as 12/3.")
    found = Chapter.objects.select_related("story").defer(*HEAVY)
    chapter = found.filter(story=find_story(story), position=number(position)).first()
    if chapter is None:
        raise CommandError(f"Story {story} has no chapter “{position}”.")
    return chapter


def find_account(which: str) -> Account:
    """The account with this number, e-mail address or pen name."""
    account = Account.objects.filter(email__iexact=which).first() if "@" in which else None
    if account is None and which.isdecimal():
        account = Account.objects.filter(pk=number(which)).first()
    if account is None:
        pen_name = pen_name_called(which)
        if pen_name is not None and pen_name.account is None:
            raise CommandError(f"The pen name “{pen_name}” belongs to no account; hide its stories instead.")
        account = pen_name.account if pen_name else None
    if account is None:
        raise CommandError(f"There is no account “{which}”.")
    return account


def number(word: str) -> int:
    """A number of the database; a word that is none is a number that nothing has."""
    return int(word) if word.isdecimal() and len(word) < 19 else 0


def sentence_of(problem: ValidationError) -> str:
    """What a deed refused, in one line."""
    return " ".join(problem.messages)
