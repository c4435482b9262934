"""Pictures that people send: checked, re-encoded, and freed of everything but the picture."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from fanthology.core import limits

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


class PictureRefused(ValueError):
    """A picture that cannot be taken; its text is a kind sentence."""


@dataclass(frozen=True, slots=True)
class BannerFiles:
    """A banner ready to be stored: the size of the widest file in pixels, and WebP bytes by width."""

    digest: str
    width: int
    height: int
    files: dict[int, bytes]


def banner_files(data: bytes) -> BannerFiles:
    """Make a banner's files. The first frame of an animation is taken; orientation is applied, metadata dropped.

    Raises PictureRefused for what is too large (`limits.BANNER_BYTES`, `limits.BANNER_PIXELS`), broken, or no picture of
    a known kind. The number of pixels is checked before anything is unpacked.
    """
    if len(data) > limits.BANNER_BYTES:
        raise PictureRefused(
            f"This picture has {len(data) / 2**20:.1f} MB; up to {limits.BANNER_BYTES // 2**20} MB fit."
        )
    picture = _opened(data)
    files: dict[int, bytes] = {}
    size = picture.size
    for width in limits.BANNER_WIDTHS:
        scaled = picture.copy()
        if scaled.width > width:
            scaled = scaled.resize(
                (width, max(1, round(scaled.height * width / scaled.width))), Image.Resampling.LANCZOS
            )
        out = BytesIO()
        scaled.save(out, "WEBP", quality=84, method=4)
        files[width] = out.getvalue()
        size = scaled.size
    return BannerFiles(hashlib.sha256(data).hexdigest(), size[0], size[1], files)


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own bound is lower
            picture = Image.open(BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > limits.BANNER_PIXELS:
                raise PictureRefused(
                    f"This picture has {picture.width * picture.height / 1e6:.0f} million pixels; "
                    f"up to {limits.BANNER_PIXELS // 10**6} million fit."
                )
            picture.load()
    except UnidentifiedImageError as problem:
        raise PictureRefused("This is not a JPEG, PNG, WebP, GIF or AVIF picture.") from problem
    except Image.DecompressionBombError as problem:
        raise PictureRefused(
            f"This picture has far too many pixels; up to {limits.BANNER_PIXELS // 10**6} million fit."
        ) from problem
    except (OSError, SyntaxError, ValueError) as problem:
        if isinstance(problem, PictureRefused):
            raise
        raise PictureRefused("This picture is broken and cannot be read.") from problem
    upright = ImageOps.exif_transpose(picture)
    return upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
