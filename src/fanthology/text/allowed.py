"""The closed lists of what a story may hold, and the last gate that lets nothing else through."""

import re
from functools import lru_cache
from html import escape

import nh3

CLASSES = frozenset(
    "align-left align-center align-right align-justify smallcaps letter chat poem sign".split()
)
"""Classes a text may carry. `letter`: a letter in the story; `chat`: messages; `poem`: verse; `sign`: an inscription."""

PLAIN_MARKS = frozenset(
    "em strong i b u s del ins sub sup small q cite abbr code mark bdi ruby rt rp".split()
)
HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
TAGS = (
    frozenset(
        "p br hr ul ol li dl dt dd blockquote pre a details summary table caption thead tbody tfoot tr th td "
        "figure figcaption div span".split()
    )
    | PLAIN_MARKS
    | HEADINGS
)
_CARRY_CLASS = TAGS - {"br", "hr", "rt", "rp", "thead", "tbody", "tfoot", "tr"}

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={
        "*": {"lang", "dir"},
        "a": {"href"},
        "abbr": {"title"},
        "ol": {"start", "reversed", "type"},
        "li": {"value"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
    },
    allowed_classes={tag: set(CLASSES) for tag in _CARRY_CLASS},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="nofollow noopener ugc",
)

_UNSEEN_IN_ADDRESS = re.compile(r"[\x00-\x1f\x7f]+")


def gate(html: str) -> str:
    """Return only what is allowed. Everything shown to readers has passed here last."""
    return _cleaner.clean(html)


@lru_cache(maxsize=1024)
def link(address: str) -> str | None:
    """Return the address if a story may link to it (http, https, mailto), else nothing."""
    address = _UNSEEN_IN_ADDRESS.sub("", address).strip().replace(" ", "%20")
    if address.startswith("//"):
        address = f"https:{address}"
    # The gate is asked itself, so that no address is ever let in here that it would drop later.
    kept = len(address) <= 2000 and "href=" in gate(f'<a href="{escape(address)}">x</a>')
    return address if kept else None
