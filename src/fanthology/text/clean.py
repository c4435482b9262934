"""Makes HTML from strangers safe to show: a closed list of tags, nothing that runs or loads."""

import re

import nh3

SANITISER = 1

MAX_DEPTH = 200
_TAGS = set(
    "p br hr em strong i b u s del ins sub sup small q cite abbr h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code a "
    "ruby rt rp details summary table caption thead tbody tfoot tr th td figure figcaption div span bdi mark".split()
)
_CLASSES = {"align-left", "align-center", "align-right", "align-justify", "smallcaps", "letter", "chat", "poem", "sign"}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
_LONE = frozenset("p li dd dt br hr img td th tr option input meta link col".split())


class TextRefused(ValueError):  # noqa: N818  (a refusal, told to the writer in a sentence)
    """The text cannot be taken in; its message is a sentence for the writer."""


def _check_depth(html: str) -> None:
    depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _LONE:
            depth = max(0, depth + (-1 if match[1] else 1))
            if depth > MAX_DEPTH:
                raise TextRefused(f"This text nests more than {MAX_DEPTH} tags in each other; please simplify it.")


def clean(html: str) -> str:
    """Return the HTML with only what a story needs."""
    _check_depth(html)
    html = re.sub(r"(</?)h1\b", r"\1h2", re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff]", "", html))
    html = re.sub(r"<p>(?:\s|&nbsp;|<br ?/?>)*</p>", "", html)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "*": {"lang", "dir"}},
        allowed_classes={tag: _CLASSES for tag in ("p", "div", "span", "blockquote", "h2", "h3", "h4")},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
        url_relative="deny",
    ).strip()
