"""A story page of the archive as HTML: cells, chapters and the pen name are given, not guessed."""

import re
from collections.abc import Sequence
from urllib.parse import unquote_plus

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanthology.formats.importers.heads import head_length
from fanthology.formats.importers.hellmouth import names, sentences
from fanthology.formats.importers.hellmouth.cells import AWARD, RATINGS, plain_spaces
from fanthology.formats.importers.hellmouth.furniture import read_line
from fanthology.formats.importers.hellmouth.listing import Listing, manuscript
from fanthology.formats.importers.passages import Passage, html_passages
from fanthology.formats.importers.stories import html_source
from fanthology.formats.importers.values import day
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter
from fanthology.text.names import fold
from fanthology.text.words import count_words

_BADGE = re.compile(r"\(((?:Current|Recent|Past) Donor|(?:Past )?Moderator)\)")
_NUMBERED = re.compile(r"(\d{1,4})\.\s+(.+)", re.DOTALL)
_SITE_WORDS = ("tth", "twisting the hellmouth", "story", "stories")
_FIRST_LINES = 3_000


def is_page(tree: LexborHTMLParser) -> bool:
    """Whether a parsed page is a story page of the archive."""
    if tree.css_first("div#storyinnerbody") is None:
        return False
    return tree.css_first("table.verticaltable, select[name=chapnav], a[href*='Story-']") is not None or any(
        sentences.end_marker(line)
        for line in (tree.body.text(separator="\n") if tree.body else "").split("\n")[-200:]
    )


def read_page(name: str, html: str, tree: LexborHTMLParser) -> Manuscript:
    """The manuscript of such a page. The tree is taken apart on the way."""
    listing = Listing()
    _read_address(name, html, tree, listing)
    _read_chapters(tree, listing)
    body = tree.css_first("div#storyinnerbody")
    _read_chapter_title(body, listing)
    table = tree.css_first("table.verticaltable")
    if table is not None:
        _read_cells(_cells(table), listing)
        listing.awards += (AWARD,) * len(tree.css(f"img[alt='{AWARD}'], img[title='{AWARD}']"))
        table.decompose()
    else:
        listing.ask(
            "provenance",
            "The listing row (category, author, rating, counts, dates) was not found on this page.",
        )
    passages = _without_page_lines(html_passages(body.html if body and body.html else ""), listing)
    if body is not None:
        body.decompose()
    _read_around(tree, listing)
    _settle(tree, listing)
    head = head_length(passages, sum(count_words(each.text) for each in passages))
    return manuscript(
        listing, passages[:head], ManuscriptChapter(source=html_source(passages[head:]), markup="html")
    )


def _text(node: LexborNode | None) -> str:
    return plain_spaces(node.text(deep=True)) if node is not None else ""


def _read_address(name: str, html: str, tree: LexborHTMLParser, listing: Listing) -> None:
    """The story's number, the chapter's and the pen name, from the first address that tells them."""
    saved = re.search(r"<!-- saved from url=\(\d{4}\)(\S{1,500})", html[:_FIRST_LINES])
    places = [saved.group(1)] if saved else []
    selected = tree.css_first("select[name=chapnav] option[selected]")
    places += [node.attributes.get("href") or "" for node in tree.css("link[rel=canonical]")[:1]]
    places += [node.attributes.get("content") or "" for node in tree.css("meta[property='og:url']")[:1]]
    places += [selected.attributes.get("value") or ""] if selected is not None else []
    places.append(name)
    found = [place for place in map(sentences.address, places) if place]
    if found:
        listing.story_id, listing.chapter = found[0].story, found[0].chapter
        listing.address_name = next((unquote_plus(place.name) for place in found if place.name), "")
        return
    # Links of the page all lead to this story, but to any of its chapters.
    links = (
        sentences.address(node.attributes.get("href") or "")
        for node in tree.css("a[href*='Story-'], option")[:500]
    )
    ids = {place.story for place in links if place}
    if len(ids) == 1:
        listing.story_id = ids.pop()


def _read_chapters(tree: LexborHTMLParser, listing: Listing) -> None:
    """The drop-down of chapters: how many, which is this one, what the others are called."""
    options = tree.css("select[name=chapnav] option")
    others = []
    for number, option in enumerate(options, 1):
        if "selected" in option.attributes:
            listing.chapter = number
            listing.chapter_title = _unnumbered(_text(option), number)
        else:
            others.append(_text(option))
    listing.other_chapters = tuple(others)
    if options:
        listing.chapters = len(options)


def _unnumbered(title: str, number: int) -> str:
    """A chapter's title without the number that the drop-down sets before it."""
    found = _NUMBERED.fullmatch(title)
    return found.group(2) if found and int(found.group(1)) == number else title


def _read_chapter_title(body: LexborNode | None, listing: Listing) -> None:
    """The chapter's title stands as an `h3` inside the story's body; it is taken out of the text."""
    heading = body.css_first("h3") if body is not None else None
    if heading is None:
        return
    title = _text(heading)
    if title and len(title) <= 200:
        listing.chapter_title = listing.chapter_title or title
        heading.decompose()


def _cells(table: LexborNode) -> list[LexborNode]:
    return list(table.css("td"))[:40]


def _read_cells(cells: Sequence[LexborNode], listing: Listing) -> None:
    """The row's cells: eleven, or fewer where recs, reviews and hits are missing."""
    texts = [_text(cell) for cell in cells]
    listing.row = "\t".join(texts)
    at = next((place for place, text in enumerate(texts) if text in RATINGS), None)
    if at is None:
        listing.ask(
            "provenance", "The listing row has no rating that the archive knows; its numbers were not read."
        )
        return
    listing.rating, listing.confidence = texts[at], 1.0
    if at >= 2:
        lines = cells[at - 2].text(deep=True, separator="\n").split("\n")
        listing.categories = _categories(lines)
    if at >= 1:
        listing.badges = tuple(_BADGE.findall(texts[at - 1]))
        listing.author = _BADGE.sub("", texts[at - 1]).strip()
    rest = texts[at + 1 :]
    if rest and rest[-1] in ("Yes", "No"):
        listing.complete = rest.pop() == "Yes"
    days = [found for found in map(day, rest[-2:]) if found]
    if len(days) == 2:
        listing.published, listing.updated = days
        rest = rest[:-2]
    counts = [
        int(text.replace(",", "")) if re.fullmatch(r"\d{1,3}(?:,?\d{3}){0,3}", text) else None
        for text in rest
    ]
    if len(counts) in (2, 5):
        listing.chapters, listing.words = counts[0] or listing.chapters, counts[1]
    if len(counts) == 5:
        listing.recs, listing.reviews, listing.hits = counts[2:]
    elif len(counts) != 2:
        listing.ask(
            "provenance",
            "The listing row has other cells than this archive's; some of its numbers were not read.",
        )


def _categories(lines: Sequence[str]) -> list[str]:
    """Categories one a line; a path whose parts are links of their own comes in pieces."""
    found: list[str] = []
    joins = False
    for line in map(plain_spaces, lines):
        if not line or sentences.awards(line):
            continue
        begins, ends = line.startswith(">"), line.endswith(">")
        part = " > ".join(names.path(f" {line} ".replace("\u00a0", " "))).strip("> ")
        if found and (joins or begins):
            found[-1] = f"{found[-1]} > {part}" if part else found[-1]
        elif part:
            found.append(part)
        joins = ends
    return found


def _without_page_lines(passages: list[Passage], listing: Listing) -> list[Passage]:
    """The story's passages without the end marker and the page's own lines around it."""
    while passages:
        text = passages[-1].text
        listing.end = listing.end or sentences.end_marker(text)
        if not (sentences.end_marker(text) or sentences.is_furniture(text)):
            break
        passages = passages[:-1]
    while passages:
        first = passages[0].text.strip()
        rating = sentences.chapter_rating(first)
        if rating:
            listing.chapter_rating = rating
        elif not (sentences.awards(first) or fold(first) == fold(listing.chapter_title or "\n")):
            break
        passages = passages[1:]
    return passages


def _read_around(tree: LexborHTMLParser, listing: Listing) -> None:
    """Summary, series and notes stand anywhere around the body; everything else there is the site's."""
    for node in tree.css("script, style, form, select, noscript"):
        node.decompose()
    for passage in html_passages(tree.body.html if tree.body and tree.body.html else ""):
        if passage.text.lstrip().startswith("Summary:") and not listing.summary:
            listing.summary = passage.text.strip().removeprefix("Summary:").strip()
            continue
        whole = sentences.end_marker(passage.text)
        listing.end = listing.end or whole
        for line in passage.text.split("\n"):
            listing.end = listing.end or sentences.end_marker(line)
            if sentences.series_sentence(line) or sentences.chapter_rating(line):
                read_line(line.strip(), listing)


def _settle(tree: LexborHTMLParser, listing: Listing) -> None:
    """What one place does not tell, another may: author and title."""
    link = tree.css_first("a[href*='AuthorStories-']")
    listing.author = listing.author or _BADGE.sub("", _text(link)).strip()
    words, pen = listing.address_name, listing.author
    if not listing.author and words:
        listing.author = words.split(" ")[0]
        listing.ask("authors", "The author's name was taken from the page's address.", (listing.author,))
    heading = next((_text(node) for node in tree.css("h1, h2") if _is_title(_text(node), pen, words)), "")
    listing.title = heading or _title_of_window(tree)
    if not listing.title and not listing.end and words:
        listing.title = words.removeprefix(pen.replace("_", " ")).strip() or words
        listing.ask(
            "title",
            "The title was taken from the page's address, where its signs are lost.",
            (listing.title,),
        )
    if listing.chapters in (None, 1) and listing.chapter_title and listing.title:
        same = fold(listing.chapter_title) == fold(listing.title)
        listing.chapter_title = "" if same else listing.chapter_title


def _is_title(heading: str, pen: str, words: str) -> bool:
    """Whether a heading of the page is the story's title: the address says it again."""
    letters = re.sub(r"[\W_]+", "", f"{pen}{heading}").casefold()
    return bool(heading) and bool(words) and letters == re.sub(r"[\W_]+", "", words).casefold()


def _title_of_window(tree: LexborHTMLParser) -> str:
    """The story's title in the page's `<title>`: "TtH • Story • The Whale"."""
    parts = [part.strip() for part in re.split(r"[•|]|::", _text(tree.css_first("title")))]
    parts = [part for part in parts if part and part.casefold() not in _SITE_WORDS]
    return parts[0] if len(parts) == 1 else ""
