"""The form for everything that is said about a story, and for its first chapter."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from fanthology.catalogue.models import Kind, Rating
from fanthology.catalogue.queries import default_rating, ratings_offered
from fanthology.core import limits
from fanthology.pages.desk import fields
from fanthology.pages.desk.timeline import points_as_text, read_points
from fanthology.pages.fields import LongText
from fanthology.people.models import Account, PenName
from fanthology.people.rules import can_write_as
from fanthology.stories.fields import ChapterFields, StoryFields, fields_of, stamp_of
from fanthology.stories.models import Story

Section = tuple[str, str, Sequence[str]]
"""A part of a form: its name, a sentence, and the names of its fields."""

SECTIONS: tuple[Section, ...] = (
    ("The story", "", ("title", "authors", "summary", "language", "rating", "author_rating")),
    (
        "What it is about",
        "One name on a line. A comma belongs to the name, so “X-Files, The” is one fandom.",
        (
            "fandoms", "characters", "relationships", "categories",
            "genres", "more_genres", "warnings", "more_warnings", "freeforms",
        ),
    ),
    (
        "From the author",
        "Stands above the story and is counted apart from it.",
        ("timeline", "author_note", "disclaimer", "credits"),
    ),
    ("How far it is", "", ("complete", "planned_chapters")),
    ("How you write", "", ("markup",)),
)  # fmt: skip

LISTED = {Kind.GENRE: ("genres", "more_genres"), Kind.WARNING: ("warnings", "more_warnings")}
"""Kinds whose most used tags stand as boxes to tick, with a field for others."""
TYPED = {
    Kind.FANDOM: "fandoms",
    Kind.CHARACTER: "characters",
    Kind.RELATIONSHIP: "relationships",
    Kind.FREEFORM: "freeforms",
}
"""Kinds whose tags are typed, one a line."""


class PenNames(fields.RowsChoice):
    """Own pen names to tick."""

    widget = forms.CheckboxSelectMultiple


class StoryForm(forms.Form):
    """What is said about a story. `said()` gives it as deeds take it."""

    title = fields.OneLine(label="Title", max_length=limits.TITLE)
    authors = PenNames(
        queryset=PenName.objects.none(),
        label="Written by",
        error_messages={"required": "Please tick at least one of your pen names."},
    )
    summary = fields.Prose(
        label="Summary",
        required=False,
        max_length=limits.SUMMARY,
        rows=4,
        help_text="What a reader sees in lists, before they decide.",
    )
    language = fields.language_field(initial="en")
    rating = fields.RatingLevels(
        queryset=Rating.objects.none(), label="Rating", widget=forms.RadioSelect, empty_label=None
    )
    author_rating = fields.OneLine(
        label="Your own rating",
        required=False,
        max_length=limits.AUTHOR_RATING,
        help_text="If you use another scheme besides, like PG. Shown next to the archive’s.",
    )
    fandoms = fields.Names(
        Kind.FANDOM, label="Fandoms", help_text="Two or more that are not related make a crossover."
    )
    characters = fields.Names(Kind.CHARACTER, label="Characters")
    relationships = fields.Names(
        Kind.RELATIONSHIP,
        label="Relationships",
        help_text="Romantic with a stroke (Irene Adler/Lizzie Bennet), friendship with & (Watson & Alice).",
    )
    categories = fields.Categories(
        label="Categories",
        help_text="Where it stands in the archive’s tree. The first is its primary category.",
    )
    genres = forms.MultipleChoiceField(label="Genres", required=False, widget=forms.CheckboxSelectMultiple)
    more_genres = fields.Names(Kind.GENRE, label="Other genres")
    warnings = forms.MultipleChoiceField(
        label="Warnings",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What some readers must know beforehand.",
    )
    more_warnings = fields.Names(Kind.WARNING, label="Other warnings")
    freeforms = fields.Names(
        Kind.FREEFORM, label="Tags", help_text="Anything else that readers may look for."
    )
    timeline = LongText(
        label="Timeline",
        required=False,
        rows=3,
        max_length=limits.FIELD * 2,
        help_text=(
            "Where in canon it is set: one line for each fandom, “Fandom: point” – “Emma: after the ball”. "
            f"A line without a fandom’s name speaks for the whole story. Up to {limits.CANON_POINT} characters a line."
        ),
    )
    author_note = fields.Prose(label="Author’s note", required=False, max_length=limits.NOTE, rows=4)
    disclaimer = fields.Prose(label="Disclaimer", required=False, max_length=limits.FIELD, rows=2)
    credits = fields.Prose(
        label="Credits",
        required=False,
        max_length=limits.FIELD,
        rows=2,
        help_text="Beta readers, artists, translators, what you quote.",
    )
    complete = forms.BooleanField(label="The story is complete", required=False)
    planned_chapters = forms.IntegerField(
        label="Chapters planned",
        required=False,
        min_value=1,
        max_value=limits.CHAPTERS_PER_STORY,
        help_text="Shown as “3 of 5” while the story is unfinished. Leave it empty if you do not know.",
    )
    markup = fields.markup_field()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    sections: ClassVar[tuple[Section, ...]] = SECTIONS

    def __init__(
        self,
        data: Any = None,
        *,
        by: Account,
        story: Story | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.by, self.story = by, story
        self.before: Mapping[Kind, tuple[str, ...]] = {}
        self.present = (
            [link.pen_name for link in story.authorships.select_related("pen_name")] if story else []
        )
        self.others = [name for name in self.present if not can_write_as(by, name)]
        known = self._initial(story) if story else {"rating": default_rating().pk}
        super().__init__(data, initial={**known, **(initial or {})})
        self._offer(story)

    def _offer(self, story: Story | None) -> None:
        """Put into the fields what there is to choose from."""
        own = PenName.objects.filter(account=self.by) | PenName.objects.filter(
            pk__in=[name.pk for name in self.present if name not in self.others]
        )
        names, rating = self.fields["authors"], self.fields["rating"]
        assert isinstance(names, PenNames)  # noqa: S101  (told to the type checker)
        assert isinstance(rating, fields.RatingLevels)  # noqa: S101
        names.queryset = own.order_by("key")
        if self.others:
            names.help_text = f"Together with {', '.join(map(str, self.others))}."
        levels = ratings_offered()
        rating.queryset = (levels | Rating.objects.filter(pk=story.rating_id)) if story else levels
        fields.keep_language(self.fields["language"], story.language if story else "")
        tree = self.fields["categories"]
        assert isinstance(tree, fields.Categories)  # noqa: S101
        tree.look_at_tree()
        self.listed = {kind: fields.known_names(kind) for kind in LISTED}
        for kind, (ticked, _) in LISTED.items():
            self.fields[ticked].choices = [(name, name) for name in self.listed[kind]]  # type: ignore[attr-defined]
        if story:
            self._sort_into_boxes()

    def _initial(self, story: Story) -> dict[str, Any]:
        said = fields_of(story)
        self.before = said.tags
        return {
            **{name: getattr(said, name) for name in ("title", "language", "author_rating", "complete")},
            **{name: getattr(said, name) for name in ("planned_chapters", "markup", "categories")},
            **said.prose,
            **{field: said.tags[kind] for kind, field in TYPED.items()},
            **{ticked: said.tags[kind] for kind, (ticked, _) in LISTED.items()},
            "authors": [pen_name.pk for pen_name in said.authors],
            "rating": said.rating.pk,
            "timeline": points_as_text(said.timeline),
            "seen": stamp_of(said),
        }

    def _sort_into_boxes(self) -> None:
        """A tag that has no box goes to the field for others."""
        for kind, (ticked, typed) in LISTED.items():
            given = self.initial[ticked]
            self.initial[ticked] = [name for name in given if name in self.listed[kind]]
            self.initial[typed] = [name for name in given if name not in self.listed[kind]]

    def clean(self) -> dict[str, Any]:
        """Read the timeline, which needs to know the fandoms."""
        given = self.cleaned_data
        if "timeline" in given and "fandoms" in given:
            try:
                given["timeline"] = read_points(given["timeline"] or "", given["fandoms"])
            except ValidationError as problem:
                self.add_error("timeline", problem)
        return given

    def suggestions(self) -> Iterator[tuple[str, list[str]]]:
        """The lists of names that the typed fields suggest: their ids and names."""
        for kind in (*TYPED, *LISTED):
            yield f"known-{kind.value}", fields.known_names(kind)

    def in_sections(self) -> Iterator[tuple[str, str, list[BoundField]]]:
        """The form's parts: name, sentence, fields."""
        for name, sentence, fields_of_it in self.sections:
            yield name, sentence, [self[field] for field in fields_of_it if field in self.fields]

    def said(self) -> StoryFields:
        """What was filled in, as deeds take it. Names of others stay where they were."""
        given = self.cleaned_data
        chosen = list(given["authors"])
        kept = [name for name in self.present if name in self.others or name in chosen]
        tags = {kind: given[field] for kind, field in TYPED.items()}
        for kind, (ticked, typed) in LISTED.items():
            tags[kind] = self._in_order(kind, (*given[ticked], *given[typed]))
        return StoryFields(
            title=given["title"],
            authors=tuple(dict.fromkeys([*kept, *chosen])),
            language=given["language"],
            rating=given["rating"],
            author_rating=given["author_rating"],
            complete=given["complete"],
            planned_chapters=given["planned_chapters"],
            markup=given["markup"],
            categories=given["categories"],
            tags=tags,
            timeline=given["timeline"],
            **{name: str(given[name] or "") for name in Story.PROSE},
        )

    def _in_order(self, kind: Kind, names: tuple[str, ...]) -> tuple[str, ...]:
        """Boxes have an order of their own; tags that are on the story already keep the author's."""
        before = self.before.get(kind, ())
        return (*(name for name in before if name in names), *(name for name in names if name not in before))


class NewStoryForm(StoryForm):
    """The same for a new story, with its first chapter on the page."""

    sections = (
        SECTIONS[0],
        ("The first chapter", "You can leave this for later.", ("chapter_title", "chapter_text", "markup")),
        *SECTIONS[1:-1],
    )

    chapter_title = fields.OneLine(label="Chapter’s title", required=False, max_length=limits.TITLE)
    chapter_text = fields.Prose(
        label="Text",
        required=False,
        max_length=limits.CHAPTER_TEXT,
        rows=20,
        widget=forms.Textarea(attrs={"rows": 20, "class": "tall", "data-words": ""}),
    )

    def first_chapter(self) -> ChapterFields | None:
        """The chapter, if anything of it was filled in."""
        given = self.cleaned_data
        text, title = given["chapter_text"] or "", given["chapter_title"]
        if not text.strip() and not title:
            return None
        return ChapterFields(text=text, title=title, markup=given["markup"])
