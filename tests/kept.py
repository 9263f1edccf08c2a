"""Pictures kept in the project beside which new ones are held: small, grey, in few levels, a little soft, so
that a shifted letter edge weighs little."""

import io
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

LEVELS = 16
DIFFERS, SHARE = 0.12, 0.03
"""A pixel differs clearly from 12 % of the way between black and white on; at most 3 % of the pixels may."""

Grey = NDArray[np.float64]


def small(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture as it is kept."""
    soft = picture.convert("L").filter(ImageFilter.GaussianBlur(2)).resize(size, Image.Resampling.BOX)
    return soft.quantize(LEVELS)


def opened(data: bytes) -> Image.Image:
    """A picture of a file's bytes."""
    return Image.open(io.BytesIO(data))


def grey(picture: Image.Image) -> Grey:
    """A kept picture as numbers from 0 to 1."""
    return np.asarray(picture.convert("L"), dtype=np.float64) / 255


def differing(a: Grey, b: Grey) -> float:
    """The share of the pixels that differ clearly."""
    return float((np.abs(a - b) > DIFFERS).mean())


def beside(picture: Image.Image, file: Path, share: float = SHARE) -> str:
    """What is wrong with a small picture beside the one kept in a file, "" where nothing is; it is kept anew
    where ``TAHQIQ_WRITE_GOLDEN`` is set."""
    if os.environ.get("TAHQIQ_WRITE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.save(file, optimize=True)
    if not file.is_file():
        return "no picture is kept of it"
    now, kept = grey(picture), grey(Image.open(file))
    if now.shape != kept.shape:
        return f"{now.shape[::-1]} pixels, not {kept.shape[::-1]}"
    differ = differing(now, kept)
    assert differing(now[:, ::-1], kept) > differ, f"{file.name}: a mirrored picture would not be noticed"
    return f"{differ:.1%} of it differ" if differ > share else ""
