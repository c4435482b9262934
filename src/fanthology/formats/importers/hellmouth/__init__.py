"""Saved pages of Twisting the Hellmouth, as HTML and as the text that an extractor left of them."""

from fanthology.formats.importers.hellmouth.page import is_page, read_page
from fanthology.formats.importers.hellmouth.textual import is_loose_page, is_text, read_loose_page, read_text

__all__ = ["is_loose_page", "is_page", "is_text", "read_loose_page", "read_page", "read_text"]
