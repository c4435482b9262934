"""An Atom feed as tests look at it."""

from lxml import etree

NAMES = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(answer):
    """The feed's element."""
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def texts(node, path: str) -> list[str]:
    """The texts at a path such as `a:entry/a:title`."""
    return [
        found.text or "" if hasattr(found, "text") else str(found)
        for found in node.xpath(path, namespaces=NAMES)
    ]


def titles(answer) -> list[str]:
    """The titles of the entries, in order."""
    return texts(feed(answer), "a:entry/a:title")
