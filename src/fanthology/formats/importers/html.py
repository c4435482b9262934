"""Any HTML page with a story in it: metadata from its head, text from its main part, our own files whole."""

import re
from collections.abc import Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanthology.formats import frontmatter
from fanthology.formats.importers.chapters import headings, unnumbered
from fanthology.formats.importers.definitions import with_labels
from fanthology.formats.importers.draft import Draft
from fanthology.formats.importers.heads import head_length, take_head
from fanthology.formats.importers.passages import Passage, html_passages
from fanthology.formats.importers.plain import BYLINE
from fanthology.formats.importers.stories import html_source
from fanthology.formats.importers.values import day
from fanthology.formats.importers.walls import wall
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter, Misshapen, Refused
from fanthology.text.guard import check
from fanthology.text.languages import LANGUAGES
from fanthology.text.names import fold
from fanthology.text.words import count_words

_LOOKS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_TAG = re.compile(
    r"<(?:p|div|br|h[1-6]|hr|table|section|article|blockquote)\b[^<>]{0,300}>", re.IGNORECASE
)
_EXTENSIONS = (".html", ".htm", ".xhtml", ".shtml")
# What a parser need not see: kept files hold pictures and programs that are many times the text.
_DEAD = re.compile(r"<(script|style)(?=[\s/>])[^<>]{0,4000}>?", re.IGNORECASE)
_DEAD_END = {
    name: re.compile(rf"</{name}(?=[\s/>])[^<>]{{0,200}}>?", re.IGNORECASE) for name in ("script", "style")
}
_DATA_URI = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]*+", re.IGNORECASE)

# Where sites put the story, most telling first.
_MAIN = (
    "#storyinnerbody",
    "#storytext",
    "#chapters .userstuff",
    "[itemprop=articleBody]",
    ".chapter-content",
    ".storytext",
    "#story",
    ".entry-content",
    "article",
    "main",
    "[role=main]",
)
_AROUND = (
    "nav, header, footer, script, style, noscript, template, form, aside, iframe, button, select, textarea, dialog,"
    " [hidden], [role=navigation], [role=banner], [role=contentinfo], [role=search], #comments, .comments, .nav,"
    " .navigation, .breadcrumbs, .sidebar, .share, .sharedaddy"
)


def is_html(name: str, text: str) -> bool:
    """Whether a text is an HTML page or a piece of one."""
    if _LOOKS.match(text[:4_000]):
        return True
    tags = len(_BLOCK_TAG.findall(text[:20_000]))
    return tags > 0 and (name.lower().endswith(_EXTENSIONS) or tags >= 5)


def slim(html: str) -> str:
    """The page without programs, styles and embedded pictures; our own description stays."""
    html = _DATA_URI.sub("data:,", html)
    kept: list[str] = []
    at = 0
    while found := _DEAD.search(html, at):
        end = _DEAD_END[found.group(1).lower()].search(html, found.end())
        until = end.end() if end else len(html)
        kept.append(html[at : until if f'id="{frontmatter.SCRIPT_ID}"' in found.group() else found.start()])
        at = until
    return " ".join([*kept, html[at:]])


def parsed(html: str) -> LexborHTMLParser:
    """The page as a tree. Raises TextRefused for one that would take too long."""
    check(html)
    return LexborHTMLParser(html)


def read_ours(name: str, tree: LexborHTMLParser) -> Manuscript | None:
    """The manuscript of a story file of ours, or None for any other page."""
    script = tree.css_first(f"script#{frontmatter.SCRIPT_ID}[type='application/json']")
    if script is None:
        return None
    try:
        head = frontmatter.from_head(frontmatter.from_script(script.text(deep=True)))
    except Misshapen as problem:
        raise Refused(name, f"The description inside this story file cannot be read: {problem}") from None
    chapters = list(head.chapters)
    for number, section in enumerate(tree.css("section.chapter")):
        text = section.css_first(".text")
        source = _inside(text if text is not None else section).strip()
        heading = section.css_first("h1, h2, h3")
        known = chapters[number] if number < len(chapters) else ManuscriptChapter(title=_text(heading))
        chapters[number : number + 1] = [replace(known, source=source, markup="html")]
    return replace(head, chapters=tuple(chapters))


def _inside(node: LexborNode) -> str:
    """An element's inner HTML."""
    html = node.html or ""
    start, end = html.find(">"), html.rfind("</")
    return html[start + 1 : end] if 0 <= start < end else ""


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(deep=True).split()) if node is not None else ""


def read_html(name: str, tree: LexborHTMLParser) -> Manuscript:
    """The manuscript of any page. Raises Refused for logins, errors and pages without a story."""
    draft = Draft("html")
    password = tree.css_first("input[type=password]") is not None
    _read_meta(tree, draft)
    heading = tree.css_first("h1")
    heading_text = _text(heading)
    seen = _text(tree.body)
    main = _main(tree)
    passages = with_labels(html_passages(_inside(main))) if main is not None else []
    text = "\n".join(passage.text for passage in passages)
    why = wall(text if len(text) > len(seen) // 10 else seen, asks_for_password=password)
    if why:
        raise Refused(name, why)
    _settle_title(draft, heading_text, _text(tree.css_first("title")))
    passages = _without_title(passages, draft)
    above, pieces = _pieces(passages)
    draft.markup = "html" if any(passage.has_markup for passage in above) else "plain"
    take_head(draft, above)
    _settle_summary(draft, text)
    chapters = [
        ManuscriptChapter(title=title, source=html_source(part), markup="html") for title, part in pieces
    ]
    return draft.manuscript(chapters)


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the story, without what stands around stories."""
    for node in tree.css("script, style, noscript, template"):
        node.decompose()
    for selector in _MAIN:
        nodes = tree.css(selector)
        if len(nodes) == 1 and count_words(_text(nodes[0])) >= 50:
            return _cleared(nodes[0])
    return _cleared(tree.body) if tree.body is not None else None


def _cleared(node: LexborNode) -> LexborNode:
    for part in node.css(_AROUND):
        if part.css_first("p p, p + p + p") is None or part.tag in (
            "nav",
            "form",
            "aside",
            "select",
            "script",
            "style",
        ):
            part.decompose()
    return node


def _meta(tree: LexborHTMLParser, *names: str) -> str:
    """The content of the first `<meta>` with one of these names."""
    for name in names:
        node = tree.css_first(f"meta[name='{name}'], meta[property='{name}']")
        content = (node.attributes.get("content") or "").strip() if node is not None else ""
        if content:
            return content
    return ""


def _read_meta(tree: LexborHTMLParser, draft: Draft) -> None:
    """What the page's head says: title, author, days, language, tags."""
    draft.title = _meta(tree, "og:title", "dc.title", "DC.title")[:200]
    author = _meta(tree, "author", "dc.creator", "DC.creator", "article:author")
    if not author or author.startswith(("http:", "https:")):
        author = _text(tree.css_first("[rel=author], [itemprop=author], .byline .author, .byline a"))
    author = re.sub(r"^by\s+", "", author, flags=re.IGNORECASE)
    if author and len(author) <= 80:
        draft.authors.append(author)
    draft.description = _meta(tree, "og:description", "description", "dc.description")
    draft.published = day(_meta(tree, "article:published_time", "dc.date", "DC.date", "date"))
    draft.updated = day(_meta(tree, "article:modified_time", "og:updated_time"))
    said = (tree.root.attributes.get("lang") or "").strip() if tree.root is not None else ""
    draft.language = next((code for code in (said, said.split("-")[0].lower()) if code in LANGUAGES), "")
    tags = [node.attributes.get("content") or "" for node in tree.css("meta[property='article:tag']")[:50]]
    draft.freeforms += tags or [part.strip() for part in _meta(tree, "keywords")[:1000].split(",")][:50]


def _settle_title(draft: Draft, heading: str, window: str) -> None:
    """The heading names the story; the window's title often has the site's name beside it."""
    if heading and len(heading) <= 200 and (not draft.title or fold(heading) in fold(draft.title)):
        draft.title = heading
    if not draft.title:
        parts = [part.strip() for part in re.split(r"\s+[|•·»–—-]\s+", window)]
        draft.title = next((part for part in parts if part), "")[:200]


def _without_title(passages: list[Passage], draft: Draft) -> list[Passage]:
    """The passages without headings that repeat the title, and without the byline."""
    while passages and fold(passages[0].text) in (
        fold(draft.title),
        fold(f"{draft.title} by {' & '.join(draft.authors)}"),
    ):
        passages = passages[1:]
    if passages and (found := BYLINE.fullmatch(passages[0].text.strip())):
        author = found["author"].strip()
        if not draft.authors:
            draft.authors.append(author)
        if fold(author) == fold(draft.authors[0]):
            passages = passages[1:]
    return passages


def _pieces(passages: Sequence[Passage]) -> tuple[list[Passage], list[tuple[str, list[Passage]]]]:
    """The head above the story, and its chapters by headings (`h1`, `h2`) or by lines like "Chapter 1"."""
    starts = [(at, passage.text) for at, passage in enumerate(passages) if _is_heading(passage)]
    if len(starts) == 1 and not headings([passages[starts[0][0]]]):
        starts = []
    if not starts:
        starts = [(heading.place, heading.title) for heading in headings(passages)]
    first = starts[0][0] if starts else len(passages)
    above = list(passages[:first])
    words = sum(count_words(passage.text) for passage in passages)
    cut = head_length(above, words)
    ends = [*(at for at, _ in starts[1:]), len(passages)][: len(starts)]
    pieces = [
        (unnumbered(title), list(passages[at + 1 : end]))
        for (at, title), end in zip(starts, ends, strict=True)
    ]
    if cut < len(above):
        pieces.insert(0, ("", above[cut:]))
    return above[:cut], pieces


def _is_heading(passage: Passage) -> bool:
    return passage.block is not None and passage.block.tag == "h2" and len(passage.text) <= 200


def _settle_summary(draft: Draft, text: str) -> None:
    """A page's description is a summary, unless it is the text's own beginning."""
    said = draft.description
    if said and not draft.summary and fold(said[:60].rstrip("….")) not in fold(text[:5_000]):
        draft.summary = draft.written(said)
        draft.tell("summary", "The summary is the page's own description.")
