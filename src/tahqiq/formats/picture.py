"""Pictures looked at and made small. Asked for through :mod:`tahqiq.formats.pictures`, in a process of its
own."""

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from tahqiq.formats.pictures import Drawn

_ORIENTATION, _LYING = (
    0x0112,
    (5, 6, 7, 8),
)  # EXIF: the picture was taken with the camera lying, and browsers turn it
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, LookupError, ArithmeticError)


def size(path: Path) -> tuple[int, int] | None:
    """Width and height as a browser shows it, (0, 0) of a picture that unfolds to more than a program should
    hold; None for what is no picture."""
    try:
        with Image.open(path) as read:
            width, height = read.size
            return (height, width) if read.getexif().get(_ORIENTATION) in _LYING else (width, height)
    except Image.DecompressionBombError:
        return (0, 0)
    except _BROKEN:
        return None


def square(path: Path, side: int) -> bytes | None:
    """The middle of a picture as a square JPEG, the same bytes each time; None for what is no picture."""
    try:
        with Image.open(path) as opened:
            opened.draft("RGB", (side, side))
            picture = ImageOps.fit(ImageOps.exif_transpose(opened).convert("RGB"), (side, side))
    except (*_BROKEN, Image.DecompressionBombError):
        return None
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def within(path: Path, widest: int) -> Drawn | None:
    """A picture no wider or higher than ``widest`` as JPEG; None for what is no picture."""
    try:
        with Image.open(path) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (*_BROKEN, Image.DecompressionBombError):
        return None
    picture.thumbnail((widest, widest))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return Drawn(out.getvalue(), picture.width, picture.height)
