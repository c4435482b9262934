"""The form of the preview: looking over what was read from a file, and correcting it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from fanthology.catalogue.models import Kind, Rating
from fanthology.catalogue.queries import (
    category_at,
    default_rating,
    rating_coded,
    ratings_offered,
)
from fanthology.core import limits
from fanthology.formats.answers import answered, without
from fanthology.formats.manuscript import CanonPoint, Manuscript, ManuscriptChapter, Question
from fanthology.pages.desk import fields
from fanthology.pages.desk.timeline import points_as_text, read_points
from fanthology.pages.fields import LongText
from fanthology.pages.formats.arrival_fields import Paths, Places, day_field
from fanthology.people.models import Account, PenName
from fanthology.text.names import fold, tidy

DOCUMENT = "document"
"""The choice of posting under the names that the document gives."""

TAGS = {
    "fandoms": Kind.FANDOM,
    "characters": Kind.CHARACTER,
    "relationships": Kind.RELATIONSHIP,
    "genres": Kind.GENRE,
    "warnings": Kind.WARNING,
    "freeforms": Kind.FREEFORM,
}
TEXTS = ("summary", "author_note", "disclaimer", "credits")
LINES = ("title", "author_rating", *TEXTS)
CHAPTER_TEXTS = ("title", "source", "note_before", "note_after", "summary")


SECTIONS = (
    ("Posting it", ("post_as",)),
    ("The story", ("title", "authors", "summary", "language", "rating", "author_rating")),
    (
        "What it is about",
        ("fandoms", "characters", "relationships", "categories", "genres", "warnings", "freeforms"),
    ),
    ("From the author", ("timeline", "author_note", "disclaimer", "credits", "notes_markup")),
    ("How far it is, and since when", ("complete", "published", "updated", "series")),
)
CHAPTER_SECTION = (
    "chapter_title", "chapter_source", "chapter_markup", "chapter_summary", "chapter_note_before",
    "chapter_note_after", "chapter_rating", "chapter_language", "chapter_published",
)  # fmt: skip


class ArrivalForm(forms.Form):
    """Everything that was read from a file, to be corrected: the story, and one of its chapters."""

    post_as = forms.ChoiceField(label="Post it as", widget=forms.RadioSelect)
    title = fields.OneLine(label="Title", max_length=limits.TITLE)
    authors = LongText(
        label="Authors that the document names",
        required=False,
        rows=2,
        max_length=2_000,
        help_text="One on a line.",
    )
    summary = fields.Prose(label="Summary", required=False, max_length=limits.SUMMARY, rows=3)
    language = fields.language_field()
    rating = fields.RatingLevels(
        queryset=Rating.objects.none(), label="Rating", widget=forms.RadioSelect, empty_label=None
    )
    author_rating = fields.OneLine(
        label="The author’s own rating", required=False, max_length=limits.AUTHOR_RATING
    )
    fandoms = fields.Names(
        Kind.FANDOM, label="Fandoms", help_text="One on a line; a comma belongs to the name."
    )
    characters = fields.Names(Kind.CHARACTER, label="Characters")
    relationships = fields.Names(Kind.RELATIONSHIP, label="Relationships")
    categories = Paths(label="Categories")
    genres = fields.Names(Kind.GENRE, label="Genres")
    warnings = fields.Names(Kind.WARNING, label="Warnings")
    freeforms = fields.Names(Kind.FREEFORM, label="Tags")
    timeline = LongText(
        label="Timeline",
        required=False,
        rows=3,
        max_length=limits.FIELD * 2,
        help_text="One line for each fandom: “Emma: after the ball”.",
    )
    author_note = fields.Prose(label="Author’s note", required=False, max_length=limits.NOTE, rows=5)
    disclaimer = fields.Prose(label="Disclaimer", required=False, max_length=limits.FIELD, rows=2)
    credits = fields.Prose(label="Credits", required=False, max_length=limits.FIELD, rows=2)
    notes_markup = fields.markup_field("How the summary and the notes are written", help_text="")
    complete = forms.BooleanField(label="The story is complete", required=False)
    published = day_field("First published", help_text="Empty: the day on which you publish it here.")
    updated = day_field("Last updated")
    series = Places(
        label="Series",
        required=False,
        rows=2,
        max_length=limits.SERIES_PER_STORY * (limits.TITLE + 20),
        help_text="One on a line, with the story’s number in it: “Nine Days of Rain, No. 2”.",
    )
    chapter = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    chapter_title = fields.OneLine(label="Title of the chapter", required=False, max_length=limits.TITLE)
    chapter_source = fields.Prose(
        label="Text",
        max_length=limits.CHAPTER_TEXT,
        widget=forms.Textarea(attrs={"rows": 24, "class": "tall", "data-words": ""}),
        error_messages={"required": "A chapter needs a text."},
    )
    chapter_markup = fields.markup_field(
        "How the text is written", help_text="A line of only * * * is a scene break; in HTML, <hr> is."
    )
    chapter_summary = fields.Prose(
        label="Summary of the chapter", required=False, max_length=limits.SUMMARY, rows=2
    )
    chapter_note_before = fields.Prose(
        label="Note before the text", required=False, max_length=limits.NOTE, rows=2
    )
    chapter_note_after = fields.Prose(
        label="Note after the text", required=False, max_length=limits.NOTE, rows=2
    )
    chapter_rating = fields.RatingLevels(
        queryset=Rating.objects.none(),
        label="Rating of the chapter",
        required=False,
        empty_label="The story’s",
    )
    chapter_language = fields.language_field(empty="The story’s")
    chapter_published = day_field("First published")

    def __init__(
        self, data: Any = None, *, by: Account, manuscript: Manuscript, number: int, wanted: str = ""
    ) -> None:
        self.by, self.manuscript, self.number = by, manuscript, number
        self.own = list(by.pen_names.order_by("key"))
        super().__init__(
            data, initial={**self._of_story(), **self._of_chapter(), "post_as": wanted or self._poster()}
        )
        self._offer()
        self._ask()

    def _poster(self) -> str:
        """Under whose name it will most likely be posted: the document's author, if that is a name of one's own."""
        named = {fold(name) for name in self.manuscript.authors}
        own = next((name for name in self.own if name.key in named), None)
        if own is None and self.by.is_moderator:
            return DOCUMENT
        own = own or next(iter(self.own), None)
        return str(own.pk) if own else ""

    def _of_story(self) -> dict[str, Any]:
        it = self.manuscript
        level = rating_coded(it.rating) or default_rating()
        return {
            **{name: getattr(it, name) for name in (*LINES, *TAGS, "complete", "published", "updated", "series")},
            "authors": "\n".join(it.authors),
            "language": it.language or "en",
            "rating": level.pk,
            "notes_markup": it.notes_markup,
            "timeline": points_as_text((point.fandom, point.point) for point in it.timeline),
            "categories": it.categories if self.by.is_moderator else [
                path for path in it.categories if category_at(path) is not None
            ],
        }  # fmt: skip

    def _of_chapter(self) -> dict[str, Any]:
        chapter = self.manuscript.chapters[self.number]
        level = rating_coded(chapter.rating) if chapter.rating else None
        return {
            "chapter": self.number + 1,
            **{f"chapter_{name}": getattr(chapter, name) for name in CHAPTER_TEXTS},
            "chapter_markup": chapter.markup,
            "chapter_rating": level.pk if level else None,
            "chapter_language": chapter.language,
            "chapter_published": chapter.published,
        }

    def _offer(self) -> None:
        """Put into the fields what there is to choose from."""
        names = [(str(name.pk), str(name)) for name in self.own]
        if self.by.is_moderator:
            names.append((DOCUMENT, "The document’s authors, as unclaimed names that you look after"))
        self.fields["post_as"].choices = names  # type: ignore[attr-defined]  # a choice field
        for field, kept in (
            ("rating", self.initial["rating"]),
            ("chapter_rating", self.initial["chapter_rating"]),
        ):
            self.fields[field].queryset = ratings_offered() | Rating.objects.filter(pk=kept)  # type: ignore[attr-defined]
        for field in ("language", "chapter_language"):
            fields.keep_language(self.fields[field], self.initial[field])
        tree = self.fields["categories"]
        assert isinstance(tree, Paths)  # noqa: S101  (told to the type checker)
        tree.look_at_tree(typed=self.by.is_moderator)
        tree.grows = self.by.is_moderator
        self._say_what_is_not_here()

    def _say_what_is_not_here(self) -> None:
        """The document's rating and categories that this archive does not know."""
        if self.manuscript.rating and not rating_coded(self.manuscript.rating):
            said = f"The document says “{self.manuscript.rating}”, which is no rating here."
            self.fields["rating"].help_text = said
        lost = [path for path in self.manuscript.categories if path not in self.initial["categories"]]
        if lost:
            self.fields["categories"].help_text = (
                f"The document says “{'”, “'.join(lost[:5])}”, which is not in this archive’s tree. "
                "Choose what is nearest, or ask a moderator for it."
            )

    def _ask(self) -> None:
        """A field for each question that has several answers."""
        self.asked: dict[str, Question] = {}
        for question in self.manuscript.questions:
            if question.kind == "ask" and len(question.choices) > 1:
                name = f"answer_{sha256(repr(question).encode()).hexdigest()[:10]}"
                self.asked[name] = question
                self.fields[name] = forms.ChoiceField(
                    label=question.text,
                    required=False,
                    widget=forms.RadioSelect,
                    choices=[
                        *((each, each) for each in question.choices[:40]),
                        ("", "I leave it as it stands below"),
                    ],
                )

    def questions(self) -> Iterator[BoundField]:
        """The questions that can be answered by choosing."""
        return (self[name] for name in self.asked)

    def notices(self) -> list[Question]:
        """What the poster should know, or can only answer by changing a field."""
        return [each for each in self.manuscript.questions if each not in self.asked.values()]

    def in_sections(self) -> Iterator[tuple[str, str, list[BoundField]]]:
        """The story's parts: name, sentence, fields."""
        for name, names in SECTIONS:
            yield name, "", [self[field] for field in names]

    def of_chapter(self) -> list[BoundField]:
        """The chapter's fields."""
        return [self[field] for field in CHAPTER_SECTION]

    def suggestions(self) -> Iterator[tuple[str, list[str]]]:
        """The lists of names that the typed fields suggest: their ids and names."""
        for kind in TAGS.values():
            yield f"known-{kind.value}", fields.known_names(kind)

    def clean(self) -> dict[str, Any]:
        """Read the timeline, and look at the days."""
        given = self.cleaned_data
        if "timeline" in given and "fandoms" in given:
            known = (
                *given["fandoms"],
                *(point.fandom for point in self.manuscript.timeline if point.fandom),
            )
            try:
                given["timeline"] = read_points(given["timeline"] or "", known)
            except ValidationError as problem:
                self.add_error("timeline", problem)
        first, last = given.get("published"), given.get("updated")
        if first and last and last < first:
            self.add_error("updated", "A story cannot be updated before it was published.")
        return given

    def corrected(self) -> Manuscript:
        """The manuscript as its poster has corrected it, with the chosen answers in place."""
        given = self.cleaned_data
        chapters = list(self.manuscript.chapters)
        chapters[self.number] = self._chapter(chapters[self.number])
        told = (*TAGS, "categories", "series", "complete", "published", "updated", "language", "notes_markup")
        said: dict[str, Any] = {name: given[name] or "" for name in LINES} | {
            name: given[name] for name in told
        }
        said["authors"] = tuple(lines_of(given["authors"] or ""))
        said["rating"] = given["rating"].code
        said["timeline"] = tuple(CanonPoint(fandom, point) for fandom, point in given["timeline"])
        known = replace(self.manuscript, chapters=tuple(chapters), **said)
        for name, question in self.asked.items():
            choice = given.get(name, "")
            if choice:
                known = answered(known, question, choice)
            elif changed(self.manuscript, known, question.field):
                known = without(known, question)
        return known

    def _chapter(self, chapter: ManuscriptChapter) -> ManuscriptChapter:
        given = self.cleaned_data
        said: dict[str, Any] = {name: given[f"chapter_{name}"] or "" for name in CHAPTER_TEXTS}
        said |= {name: given[f"chapter_{name}"] for name in ("markup", "language", "published")}
        said["rating"] = given["chapter_rating"].code if given["chapter_rating"] else ""
        return replace(chapter, **said)

    def pen_names(self) -> tuple[PenName, ...] | None:
        """Under which names to post, as `formats.actions.bring_in` takes them."""
        chosen = self.cleaned_data["post_as"]
        return None if chosen == DOCUMENT else tuple(name for name in self.own if str(name.pk) == chosen)


def changed(before: Manuscript, after: Manuscript, field: str) -> bool:
    """Whether the poster has changed a field by hand."""
    return getattr(before, field, None) != getattr(after, field, None)


def lines_of(text: str) -> Iterable[str]:
    """The lines of a text that say something, each once."""
    return dict.fromkeys(line for line in map(tidy, text.split("\n")) if line)
