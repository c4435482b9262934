"""The lines of a story page above and below the story, in either form of the page."""

from fanthology.formats.importers.hellmouth import sentences
from fanthology.formats.importers.hellmouth.listing import Listing


def read_line(line: str, listing: Listing) -> None:
    """Take one line of the page around the story; a line that nothing is known of is remembered as such."""
    place = sentences.series_sentence(line)
    if place:
        listing.series.append(place)
    elif line.startswith("Summary:"):
        listing.summary = line.removeprefix("Summary:").strip()
    elif sentences.awards(line):
        listing.awards += sentences.awards(line)
    elif sentences.chapter_rating(line):
        listing.chapter_rating = sentences.chapter_rating(line)
    elif not line or sentences.is_furniture(line):
        return
    elif not listing.title and not listing.summary and len(line) <= 200 and sentences.address(line) is None:
        listing.title = line
    elif sentences.address(line) is None:
        listing.unknown.append(line)
