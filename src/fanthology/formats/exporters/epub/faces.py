"""The archive's own fonts for drawing: which of them can write a text, and how wide it gets."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

import fanthology

FONTS = Path(fanthology.__file__).parent / "pages" / "static" / "fonts"
LATIN = ("latin", "latin-ext", "vietnamese")
_NOWHERE = "\U0010fffe"  # a character that no font has: shows how a missing one looks


@dataclass(frozen=True, slots=True)
class Face:
    """A font in the files it is cut into, one an alphabet; `weight` where it can be chosen."""

    files: tuple[str, ...]
    weight: int = 0

    def writes(self, text: str) -> bool:
        """Whether every letter of `text` is there."""
        return all(self._file_with(letter) for letter in set(text))

    def runs(self, text: str, size: int) -> list[tuple[str, ImageFont.FreeTypeFont]]:
        """`text` cut where the file changes; spaces and marks stay with the letter before them."""
        found: list[tuple[str, str]] = []
        for letter in text:
            last = found[-1] if found else None
            if last and (letter == " " or _has(last[1], self.weight, letter)):
                found[-1] = (last[0] + letter, last[1])
            else:
                found.append((letter, self._file_with(letter) or self.files[0]))
        return [(part, _font(file, self.weight, size)) for part, file in found]

    def width(self, text: str, size: int) -> float:
        """In pixels, at this size."""
        return sum(font.getlength(part) for part, font in self.runs(text, size))

    def _file_with(self, letter: str) -> str | None:
        return next((file for file in self.files if _has(file, self.weight, letter)), None)


TITLE = Face(tuple(f"fraunces-{alphabet}" for alphabet in LATIN))
TITLE_BEYOND = Face(
    tuple(f"literata-{part}-normal" for part in (*LATIN, "greek", "greek-ext", "cyrillic", "cyrillic-ext")),
    650,
)
NAME = Face(
    tuple(f"literata-{part}-italic" for part in (*LATIN, "greek", "greek-ext", "cyrillic", "cyrillic-ext")),
    400,
)
LABEL = Face(("atkinson-latin-normal", "atkinson-latin-ext-normal"), 600)


def face_for(text: str, *faces: Face) -> Face | None:
    """The first of `faces` that can write the whole text, or nothing: half a title in boxes is worse than none."""
    return next((face for face in faces if face.writes(text)), None)


@lru_cache(maxsize=64)
def _font(file: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / f"{file}.woff2", size)
    axes = font.get_variation_axes()
    if weight:
        font.set_variation_by_axes([weight])
    elif axes:  # optical size: large letters are cut finer
        font.set_variation_by_axes([min(float(size), axes[0]["maximum"] or size)])
    return font


@lru_cache(maxsize=4096)
def _has(file: str, weight: int, letter: str) -> bool:
    if letter == " ":
        return True
    font = _font(file, weight, 20)
    return font.getmask(letter).getbbox() is not None and bytes(font.getmask(letter)) != bytes(
        font.getmask(_NOWHERE)
    )
