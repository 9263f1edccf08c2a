"""Pictures, sound and film: one ``media.file`` record that says what the file is; its content is not read and
that is told.

``media.file`` columns: ``mime_type``, ``width`` and ``height`` in pixels (pictures whose header states them),
and what a picture says about itself, by name: ``exif DateTimeOriginal``, ``exif GPSLatitude``, ``comment``.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from PIL import ExifTags, Image

from tahqiq.formats.base import FormatReader
from tahqiq.formats.reader import HEAD, NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.account import TECHNICAL, UNKNOWN
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

KIND = "media.file"
COLUMNS = ("mime_type", "width", "height")
_MAGIC = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xfa", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (0, b"#!AMR", "audio/amr"),
    (8, b"WAVE", "audio/wav"),
)
_BITMAP_HEADERS = (12, 40, 52, 56, 108, 124)


def mime_type(head: bytes) -> str:
    """The type that the first bytes say, empty when they say none of ours.

    >>> mime_type(b"GIF89a\\x01\\x00\\x01\\x00")
    'image/gif'
    """
    for at, magic, found in _MAGIC:
        if head[at : at + len(magic)] == magic:
            if found == "image/bmp" and int.from_bytes(head[14:18], "little") not in _BITMAP_HEADERS:
                continue
            return found
    return ""


def size(head: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height in pixels where the header states them (PNG, GIF, BMP, JPEG), else None."""
    if kind == "image/png" and len(head) >= 24:
        return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    if kind == "image/gif" and len(head) >= 10:
        return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    if kind == "image/bmp" and len(head) >= 26:
        return int.from_bytes(head[18:22], "little"), abs(int.from_bytes(head[22:26], "little", signed=True))
    return _jpeg(head) if kind == "image/jpeg" else None


def _jpeg(head: bytes) -> tuple[int, int] | None:
    """The frame header (SOF0 … SOF15 without DHT, JPG, DAC) of a JPEG, ISO/IEC 10918-1 B.2.2."""
    at = 2
    while at + 9 < len(head) and head[at] == 0xFF:
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(head[at + 7 : at + 9], "big"), int.from_bytes(head[at + 5 : at + 7], "big")
        at += 2 + max(2, length)
    return None


def sniff(head: bytes, name: str) -> Confidence:
    """The first bytes of a picture, sound or film."""
    kind = mime_type(head)
    return Confidence(0.95, reason("format-begins", what=kind)) if kind else NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """What the file is, and that its content was not read."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    kind = mime_type(head)
    if not kind:
        yield Problem("document-damaged", Place(), params={"reason": "no picture, sound or film"}, records=1)
        return
    pixels = size(head, kind)
    width, height = (str(pixels[0]), str(pixels[1])) if pixels else (None, None)
    rows.add(
        KIND,
        WHOLE,
        COLUMNS,
        1,
        {"mime_type": kind, "width": width, "height": height, **_embedded_texts(path, kind, rows)},
    )
    rows.tell(Problem("picture-not-read", Place(), params={"kind": kind}))
    yield from rows.ready()


def _embedded_texts(path: Path, kind: str, rows: Rows) -> dict[str, str]:
    """What a picture says about itself: EXIF (also place and time), texts of PNG and GIF, by name. Of sound
    and film that there is something is told."""
    if not kind.startswith("image/") or kind == "image/heic":
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        for mark, field in (
            (b"ID3", "ID3"),
            (b"udta", "udta"),
            (b"OpusTags", "OpusTags"),
            (b"vorbis", "vorbis comments"),
            (b"LIST", "LIST"),
            (b"Exif", "Exif"),
        ):
            if mark in head:
                rows.aside(field, Place(), UNKNOWN)
        return {}
    try:
        with Image.open(path) as picture:
            found: dict[str, object] = {
                str(name): value
                for name, value in picture.info.items()
                if isinstance(value, str | bytes | int | float)
            }
            exif = picture.getexif()
            for directory in (exif, exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)):
                names = (
                    ExifTags.GPSTAGS
                    if directory is not exif and 2 in directory and 4 in directory
                    else ExifTags.TAGS
                )
                found.update({f"exif {names.get(tag, tag)}": value for tag, value in directory.items()})
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        KeyError,
        struct.error,
        Image.DecompressionBombError,
    ):
        return {}
    said: dict[str, str] = {}
    for name, value in found.items():
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        text = text.strip("\0 ")
        if (
            name in ("icc_profile", "exif", "xmp", "XML:com.adobe.xmp", "photoshop", "exif MakerNote")
            or len(text) > 2_000
        ):
            rows.aside(name, Place(), UNKNOWN if "xmp" in name else TECHNICAL)
        elif text:
            said[name] = text
    return said


READER = FormatReader(
    "media",
    2,
    "Picture, sound or film",
    (
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".webp",
        ".heic",
        ".mp4",
        ".webm",
        ".ogg",
        ".opus",
        ".mp3",
        ".amr",
        ".wav",
    ),
    sniff,
    read,
)
