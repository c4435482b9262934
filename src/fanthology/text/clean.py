"""Makes HTML from strangers safe to show: a closed list of tags and classes, nothing that runs or loads.

What is read (`reading.py`) is written anew in one plain form, and nh3 has the last word (`allowed.gate`).
Cleaning what is clean changes nothing.
"""

from fanthology.text.allowed import CLASSES, TAGS, gate
from fanthology.text.blocks import write
from fanthology.text.guard import MAX_CHARS, MAX_DEPTH, TextRefused
from fanthology.text.reading import read

__all__ = ["CLASSES", "MAX_CHARS", "MAX_DEPTH", "SANITISER", "TAGS", "TextRefused", "clean"]

SANITISER = 1
"""Version of these rules. Raise it with every change of what comes out, so that old texts are cleaned again."""


def clean(html: str) -> str:
    """Return the HTML of a text as it may be shown. Raises TextRefused where it is too large or too deep."""
    return gate(write(read(html)))
