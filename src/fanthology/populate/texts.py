"""Chapters with as many words as were asked for."""

from html import escape

from fanthology.populate.phrases import Phrases
from fanthology.text.words import count_words

STOCK = 4_000
"""Sentences that chapters are put together from: making each anew would take longer than writing it down."""


class Texts:
    """Makes chapters: paragraphs of our own sentences, as Markdown and as the HTML that becomes of it."""

    def __init__(self, phrases: Phrases) -> None:
        self._chance = phrases.chance.random
        made = [phrases.sentence() for _ in range(STOCK)]
        self._stock = [(sentence, count_words(sentence)) for sentence in made]

    def chapter(self, words: int) -> tuple[str, str, int]:
        """Source, HTML and number of words; the last sentence is cut where it would be one too many."""
        paragraphs: list[str] = []
        lines: list[str] = []
        left = words
        wanted = 0.0
        while left > 0:
            sentence, length = self._stock[int(self._chance() * STOCK)]
            if length > left:
                sentence, length = " ".join(sentence.split()[:left]).rstrip(",.“”") + ".", left
            lines.append(sentence)
            left -= length
            wanted += 1
            if self._chance() < wanted / 8 or not left:
                paragraphs.append(" ".join(lines))
                lines, wanted = [], 0.0
        html = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
        return "\n\n".join(paragraphs), html, words
