"""Each name has a stable ink: one of 36 hues, as hex colours for every family of themes."""

import hashlib
import math

from fanthology.text.names import fold

HUES = 36
FAMILIES: dict[str, tuple[float, float]] = {
    "light": (0.50, 0.11),
    "sepia": (0.47, 0.10),
    "dusk": (0.76, 0.10),
    "black": (0.74, 0.10),
}


def ink(name: str) -> int:
    """Return the ink of a name, 0 to 35, the same on every machine and for every spelling."""
    digest = hashlib.sha256(fold(name).encode()).digest()
    return int.from_bytes(digest[:8], "big") % HUES


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB (Björn Ottosson's matrices)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def hex_colour(lightness: float, chroma: float, hue: float) -> str:
    """Return an OKLCH colour as `#rrggbb`; out of gamut, chroma gives way and hue and lightness stay."""
    rgb = _linear(lightness, chroma, hue)
    while chroma > 0 and not all(-1e-4 <= part <= 1 + 1e-4 for part in rgb):
        chroma = max(0.0, chroma - 0.001)
        rgb = _linear(lightness, chroma, hue)
    return "#" + "".join(f"{_byte(part):02x}" for part in rgb)


def _byte(part: float) -> int:
    """Linear light (0 to 1) to an sRGB byte."""
    part = min(1.0, max(0.0, part))
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))


def _inks(family: str) -> str:
    lightness, chroma = FAMILIES[family]
    return ";".join(f"--ink-{n}:{hex_colour(lightness, chroma, n * 360 / HUES)}" for n in range(HUES))


def css() -> str:
    """Return the style sheet of the inks.

    `ink-07` colours a name; `ink-a-07`, `ink-b-07` and `ink-c-07` set `--a`, `--b` and `--c` for the bands of a
    spine. Themes are chosen by `data-theme` on the root; without it the system's wish decides.
    """
    rules = [
        f":root,[data-theme=paper],[data-theme=white]{{{_inks('light')}}}",
        f"[data-theme=sepia]{{{_inks('sepia')}}}",
        f"[data-theme=dusk]{{{_inks('dusk')}}}",
        f"[data-theme=black]{{{_inks('black')}}}",
        f"@media(prefers-color-scheme:dark){{:root:not([data-theme]){{{_inks('dusk')}}}}}",
        f"@media(prefers-color-scheme:dark)and (prefers-contrast:more){{:root:not([data-theme]){{{_inks('black')}}}}}",
    ]
    rules.append(
        f"@media print{{:root:root:root,[data-theme][data-theme]{{{_inks('light')}}}}}"
    )  # paper is light
    rules += [f".ink-{n:02}{{color:var(--ink-{n})}}" for n in range(HUES)]
    rules += [f".ink-{band}-{n:02}{{--{band}:var(--ink-{n})}}" for band in "abc" for n in range(HUES)]
    return "\n".join(rules) + "\n"
