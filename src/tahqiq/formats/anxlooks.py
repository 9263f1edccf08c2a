"""How an ANX chart draws its entities and lines: colours, icons, frames, sizes, widths and photographs; read
only, the writer is :mod:`tahqiq.formats.anxwrite`."""

import base64
import binascii
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from tahqiq.formats.anxwrite import ENLARGED, FRAMED
from tahqiq.formats.media import mime_type
from tahqiq.formats.xmlwalk import child

_SIZE_OF = {written: size for size, written in ENLARGED.items()}
_ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "image/webp": ".webp",
}


def looks(style: Element, shape: str, icons: Mapping[str, str]) -> dict[str, str | None]:
    """Colour, frame, icon and size of an entity of a shape by its style. ``icons`` gives the icon of a type
    by its id and by its name, where the file names one."""
    frame = child(style, "FrameStyle")
    shown = frame is not None and true(frame.get("Visible", "true"))
    own = style.get("TypeIconName") if true(style.get("OverrideTypeIcon", "true")) else None
    return {
        "colour": rgb(style.get("IconShadingColour") or style.get("BackColour")),
        "frame": rgb(style.get("LineColour"))
        if shape not in FRAMED
        else rgb(frame.get("Colour"))
        if frame is not None and shown
        else None,
        "icon": own or icons.get(style.get("EntityTypeReference", "")) or icons.get(style.get("Type", "")),
        "size": _SIZE_OF.get(style.get("Enlargement", ""), style.get("Enlargement")),
    }


def picture_of(style: Element) -> tuple[bytes, str]:
    """The photograph in the style of an entity and how its name ends; nothing where there is none. Raises
    ``ValueError`` for what is no Base64."""
    found = child(style, "IconPicture")
    text = "".join((found.get("Data") or found.text or "").split()) if found is not None else ""
    if not text:
        return b"", ""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
    return data, _ENDINGS.get(mime_type(data[:64]), ".bin")


def true(said: str | None) -> bool:
    """Whether an attribute says yes; programs write it in several ways.

    >>> true("True"), true("1"), true("false"), true(None)
    (True, True, False, False)
    """
    return (said or "").casefold() in ("true", "1")


def rgb(text: str | None) -> str | None:
    """A BGR integer as ``#rrggbb``; None when it is none.

    >>> rgb("255"), rgb("x")
    ('#ff0000', None)
    """
    if not text or not text.isascii() or not text.isdigit() or len(text) > 8 or int(text) > 0xFFFFFF:
        return None
    value = int(text)
    return f"#{value & 255:02x}{value >> 8 & 255:02x}{value >> 16:02x}"
