"""What a story page says about its story, gathered from either form, and made into a manuscript."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fanthology.formats.importers.draft import Draft
from fanthology.formats.importers.heads import take_head
from fanthology.formats.importers.hellmouth import names
from fanthology.formats.importers.hellmouth.sentences import End
from fanthology.formats.importers.passages import Passage
from fanthology.formats.manuscript import (
    Gap,
    Manuscript,
    ManuscriptChapter,
    Provenance,
    Question,
    SeriesPlace,
)

ARCHIVE = "Twisting the Hellmouth"
NO_ROW = "The listing row (category, author, rating, counts, dates) was not found on this page."
ADDRESS = "https://www.tthfanfic.org/Story-{}"

_TAG = re.compile(r"\s*\(([^()]{3,80})\)\s*$")
_ONE_PAIRING = re.compile(r"[^\s/&,][^/&,]{0,30}(?:[/&][^/&,]{1,30}){1,5}")
_ART = re.compile(r"\b(?:art|banner|cover|gimp|photoshop|screen ?caps?|manip)\b", re.IGNORECASE)


@dataclass(slots=True)
class Listing:
    """The listing row and the page's own sentences. Counts stay None where the page does not give them."""

    title: str = ""
    summary: str = ""
    categories: list[str] = field(default_factory=list)
    author: str = ""
    badges: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    rating: str = ""
    chapters: int | None = None
    words: int | None = None
    recs: int | None = None
    reviews: int | None = None
    hits: int | None = None
    published: date | None = None
    updated: date | None = None
    complete: bool | None = None
    series: list[SeriesPlace] = field(default_factory=list)
    row: str = ""
    confidence: float = 0.0
    story_id: str = ""
    address_name: str = ""
    chapter: int | None = None
    chapter_title: str = ""
    chapter_rating: str = ""
    end: End | None = None
    other_chapters: tuple[str, ...] = ()
    unknown: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def ask(self, about: str, text: str, choices: Sequence[str] = ()) -> None:
        """Remember something that the poster should answer."""
        self.questions.append(Question(about, text, tuple(choices)))

    def tell(self, about: str, text: str) -> None:
        """Remember something that the poster should know."""
        self.questions.append(Question(about, text, kind="notice"))

    def provenance(self) -> Provenance:
        """The archive's own numbers, kept as such."""
        return Provenance(
            archive=ARCHIVE,
            url=ADDRESS.format(self.story_id) if self.story_id else "",
            story_id=self.story_id,
            words=self.words,
            chapters=self.chapters,
            recs=self.recs,
            reviews=self.reviews,
            hits=self.hits,
            published=self.published,
            updated=self.updated,
            complete=self.complete,
            row=self.row,
            confidence=self.confidence,
            awards=self.awards,
            badges=self.badges,
        )


def manuscript(
    listing: Listing, head: Sequence[Passage], source: ManuscriptChapter, gaps: tuple[Gap, ...] = ()
) -> Manuscript:
    """The page as a manuscript: `head` are the passages above the story, `source` holds its text."""
    draft = Draft("html" if any(passage.has_markup for passage in head) else "plain")
    draft.questions += listing.questions
    _settle_title(listing, draft)
    _settle_state(listing, draft)
    _take_summary(listing, draft)
    _ask_about_chapters(listing, draft)
    note_before = ""
    if (listing.chapter or 1) > 1:
        note_before = "\n\n".join(draft.written_passage(passage) for passage in head)
    else:
        take_head(draft, head)
    _settle_fandoms(listing, draft)
    _settle_people(draft)
    _keep_unknown(listing, draft)
    draft.rating = listing.rating
    draft.language = draft.language or "en"
    if _ART.search(draft.credits):
        draft.tell("credits", "The credits speak of a picture, which is not in this file.")

    def fandom_of(name: str) -> str:
        return names.someone(name, draft.fandoms).fandom or draft.fandom_meant(name)

    chapter = replace(
        source,
        title=listing.chapter_title,
        note_before=note_before,
        rating=listing.chapter_rating,
        number=listing.chapter,
    )
    read = draft.manuscript((chapter,), fandom_of)
    return replace(read, provenance=listing.provenance(), gaps=gaps)


def _keep_unknown(listing: Listing, draft: Draft) -> None:
    """Lines of the page that nobody understands stay in the author's note, and are named."""
    if listing.unknown:
        draft.notes += [draft.written(line) for line in listing.unknown]
        shown = ", ".join(f"“{line[:60]}”" for line in listing.unknown[:5])
        draft.ask(
            "author_note",
            f"Not understood and kept in the author's note: {shown}{_and_more(listing.unknown, 5)}.",
        )


def _and_more(found: Sequence[object], shown: int) -> str:
    """ " and 3 more" after a list that was cut short."""
    return f" and {len(found) - shown} more" if len(found) > shown else ""


def _settle_state(listing: Listing, draft: Draft) -> None:
    """Complete or not, and the days: the row says it, the end marker says it again."""
    end = listing.end
    if listing.complete is None and end:
        listing.complete = end.complete
    elif end and listing.complete is not None and end.complete != listing.complete:
        draft.ask(
            "complete", "The row and the end marker disagree on whether the story is complete.", ("yes", "no")
        )
        listing.complete = end.complete
    if end and end.last_posted:
        if listing.updated and listing.updated != end.last_posted:
            days = (listing.updated.isoformat(), end.last_posted.isoformat())
            draft.ask("updated", "The row and the end marker give different days for the last chapter.", days)
        listing.updated = listing.updated or end.last_posted
    draft.complete = listing.complete
    draft.published, draft.updated = listing.published, listing.updated
    if listing.author:
        draft.authors.insert(0, listing.author)
    draft.categories[:0] = listing.categories
    draft.series[:0] = listing.series


def _settle_title(listing: Listing, draft: Draft) -> None:
    """The title: the page's, or what survives of it in the end marker."""
    said = listing.end.title if listing.end else ""
    if listing.title and said and listing.title != said:
        draft.ask(
            "title", "The top of the page and the end marker give different titles.", (said, listing.title)
        )
    draft.title = said or listing.title or draft.title


def _take_summary(listing: Listing, draft: Draft) -> None:
    """The summary; the author's own pairing tag at its end ("(Holmes/Adler)") becomes pairings."""
    summary = listing.summary
    tag = _TAG.search(summary)
    pairs = [part.strip() for part in tag.group(1).split(",")] if tag else []
    if tag and tag.start() > 0 and all(_ONE_PAIRING.fullmatch(pair) for pair in pairs):
        draft.relationships[:0] = pairs
        summary = summary[: tag.start()]
    draft.summary = draft.written(summary) if summary else ""


def _settle_fandoms(listing: Listing, draft: Draft) -> None:
    """Fandoms from the categories; the focus names the character of the Buffyverse who crosses over."""
    found: list[str] = []
    focused: list[names.Someone] = []
    home = names.vocabulary()["home"]
    for category in listing.categories:
        found += names.fandoms_of(category)
        found_focus, pairing = _focus(category, found)
        focused += found_focus
        draft.relationships += pairing
    draft.characters[:0] = [each.name for each in focused]
    homes = [each.fandom for each in focused if each.fandom in names.franchises()]
    elsewhere = names.without_buffyverse(listing.categories)
    if listing.categories and not homes and not elsewhere:
        homes = [home]
        if home not in found:
            text = (
                f"The category names no character of the Buffyverse; “{home}” was taken as the other fandom."
            )
            draft.ask("fandoms", text, tuple(names.franchises()))
    draft.fandoms[:0] = [*found, *homes]


def _focus(category: str, fandoms: Sequence[str]) -> tuple[list[names.Someone], list[str]]:
    """The characters that a category's focus and pairing name, and the pairing itself."""
    parts = names.path(category)
    focus = next((names.focus_name(part) for part in parts if names.focus_name(part)), "")
    if not focus or f"{focus}-Centered" in names.vocabulary()["focuses"]:
        return [], []
    partners = [part.removeprefix("Pairing:").strip() for part in parts if part.startswith("Pairing:")]
    partners = [each for each in partners if each and each != "Other"]
    people = [names.someone(each, fandoms) for each in (focus, *partners)]
    return people, [f"{focus}/{each}" for each in partners]


def _settle_people(draft: Draft) -> None:
    """The characters of the pairings, by their full names where these are known."""
    for pairing in draft.relationships:
        for short in re.split(r"\s*[/&×]\s*", pairing):
            if short and short.casefold() not in ("oc", "omc", "ofc", "other", "none"):
                draft.characters.append(names.someone(short, draft.fandoms).name)


def _ask_about_chapters(listing: Listing, draft: Draft) -> None:
    """A saved page holds one chapter; a story of several wants the others too."""
    several = listing.chapters is not None and listing.chapters > 1
    if several and listing.chapter is None and listing.end:
        listing.chapter = listing.chapters
    if several and listing.chapter is None:
        draft.ask(
            "chapters", f"Which of the story's {listing.chapters} chapters is this? The page does not say."
        )
    elif several:
        shown = f" ({', '.join(listing.other_chapters[:10])}{_and_more(listing.other_chapters, 10)})"
        others = shown if listing.other_chapters else ""
        text = f"This page is chapter {listing.chapter} of {listing.chapters}. Bring in the others{others} with it."
        draft.ask("chapters", text)
