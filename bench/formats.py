"""How long files take to make: 100,000 words in 40 chapters, in every format; the EPUB beside calibre's `ebook-convert`.

    python bench/formats.py            # from the repository's folder, in the environment that tests run in

Prints medians in milliseconds, by the clock and of the processor, and the size. Measures the writing alone, not the database.
Where calibre is not installed, it says so.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["DJANGO_SETTINGS_MODULE"] = "fanthology.settings"
os.environ.setdefault("FANTHOLOGY_DATA", tempfile.gettempdir() + "/fanthology-bench-without-data")

CHAPTERS, WORDS, RUNS = 40, 2_500, 9
VOCABULARY = (
    "the rain upon London for nine days and my friend had spent eight of them proving to his own satisfaction that a "
    "lady on stair came alone with violin coal scuttle cat smile looking-glass chess queen tea winter lantern"
).split()


def prose(chance: random.Random) -> str:
    """One chapter as Markdown: paragraphs of ten to seventy words, some with a word in italics, some scene breaks."""
    paragraphs: list[str] = []
    written = 0
    while written < WORDS:
        words = [chance.choice(VOCABULARY) for _ in range(chance.randint(10, 70))]
        written += len(words)
        if chance.random() < 0.4:
            words[3] = f"*{words[3]}*"
        paragraphs.append(" ".join(words) + ".")
        if chance.random() < 0.04:
            paragraphs.append("* * *")
    return "\n\n".join(paragraphs)


def timed(act: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """The medians of several runs in milliseconds: by the clock, and of the processor, which other work does not lengthen."""
    clock, processor = [], []
    for _ in range(runs):
        start, used = time.perf_counter(), time.process_time()
        act()
        clock.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return statistics.median(clock), statistics.median(processor)


def main() -> None:
    """Measure and print."""
    import django

    django.setup()
    from fanthology.formats.exporters import FORMATS
    from fanthology.text.markup import to_html
    from fanthology.text.words import count_words_html
    from tests.formats.exporters.shelf import a_book, a_chapter

    chance = random.Random(1895)
    texts = [to_html(prose(chance), "markdown") for _ in range(CHAPTERS)]
    chapters = tuple(
        a_chapter(number, text=text, words=count_words_html(text)) for number, text in enumerate(texts, 1)
    )
    book = a_book(chapters)
    print(f"{book.words:,} words in {len(chapters)} chapters; load of this machine: {os.getloadavg()[0]:.1f}")
    for each in FORMATS.values():
        size = len(each.write(book))
        clock, processor = timed(lambda write=each.write: write(book))
        print(f"{each.name:5} {clock:8.1f} by the clock {processor:8.1f} of the processor {size:10,} bytes")
    beside_calibre(FORMATS["html"].write(book), lambda: FORMATS["epub"].write(book))


def beside_calibre(page: bytes, ours: Callable[[], object]) -> None:
    """The same story as an EPUB by calibre, from the single HTML file, as a ratio."""
    program = shutil.which("ebook-convert")
    if program is None:
        print("calibre's ebook-convert is not installed here: nothing to compare with.")
        return
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "story.html", Path(folder) / "story.epub"
        source.write_bytes(page)
        theirs, _ = timed(
            lambda: subprocess.run([program, source, target], check=True, capture_output=True), 3
        )
    median, _ = timed(ours)
    print(f"calibre's ebook-convert: {theirs:.0f} ms, {theirs / median:.0f} times as long as ours")


if __name__ == "__main__":
    main()
