"""What tests of pages look with: the page as a tree, its plain text, its queries, and what follows from deeds."""

import json
import re

from selectolax.lexbor import LexborHTMLParser

from tests.tools import count_queries


def tree(response) -> LexborHTMLParser:
    """The answer as a tree; `tree(answer).css_first("h1").text()`."""
    return LexborHTMLParser(response.content.decode())


def words(thing) -> str:
    """What a reader reads of an answer, or of a part of its tree, white space collapsed."""
    node = tree(thing).css_first("main") if hasattr(thing, "content") else thing
    return re.sub(r"\s+", " ", node.text(separator="")).strip()


def titles(response) -> list[str]:
    """The titles of the stories that the page lists, in order."""
    return [words(link) for link in tree(response).css(".card h2 a, .card h3 a")]


def links(response, selector="main a") -> list[str]:
    """Where the links go."""
    return [link.attributes["href"] for link in tree(response).css(selector) if link.attributes.get("href")]


def row(response) -> dict[str, str]:
    """The listing row of a story's title page: label → what stands there, several lines parted by " | "."""
    return {
        words(cell.css_first("dt")): " | ".join(words(line) for line in cell.css("dd"))
        for cell in tree(response).css("dl.row > div")
    }


def facts(response) -> dict:
    """The page's JSON-LD."""
    return json.loads(tree(response).css_first('script[type="application/ld+json"]').text())


def queries(client, path: str) -> int:
    """How many queries the page takes. The first visit is not counted: it may find a cache empty."""
    assert client.get(path).status_code == 200
    with count_queries() as counted:
        client.get(path)
    return len(counted)
