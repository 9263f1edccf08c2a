"""Plain text, archives, pictures."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib

from . import Planter, Tokens


def text(tokens: Tokens) -> tuple[str, bytes]:
    return "note.txt", f"{tokens('line')}\n\n  {tokens('line')}\n{tokens('line')}".encode()


def archive(tokens: Tokens) -> tuple[str, bytes]:
    """Files with names, comments and content; the comment of the whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.comment = tokens("comment").encode()
        info = zipfile.ZipInfo(f"{tokens('folder')}/{tokens('name')}.txt")
        info.comment = tokens("comment of a file").encode()
        made.writestr(info, tokens("content"))
    return "all.zip", out.getvalue()


def packed(tokens: Tokens) -> tuple[str, bytes]:
    body = zlib.compress(tokens("content").encode(), wbits=-15)
    plain = next(iter(tokens.planted)).encode()
    head = (
        b"\x1f\x8b\x08\x18"
        + bytes(6)
        + tokens("original name").encode()
        + b"\0"
        + tokens("comment").encode()
        + b"\0"
    )
    data = head + body + struct.pack("<II", zlib.crc32(plain), len(plain))
    assert gzip.decompress(data) == plain
    return "one.txt.gz", data


def tape(tokens: Tokens) -> tuple[str, bytes]:
    """A TAR inside a gzip: folders, names and contents of its files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as made:
        for number in (1, 2):
            content = tokens(f"content {number}").encode()
            info = tarfile.TarInfo(f"{tokens(f'folder {number}')}/{tokens(f'name {number}')}.txt")
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return "all.tar.gz", out.getvalue()


def picture(tokens: Tokens) -> tuple[str, bytes]:
    def chunk(sort: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + sort + data + struct.pack(">I", zlib.crc32(sort + data))

    head = struct.pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0)
    texts = chunk(b"tEXt", b"Author\0" + tokens("Author").encode()) + chunk(
        b"iTXt", b"Place\0\0\0\0\0" + tokens("Place").encode()
    )
    pixels = chunk(b"IDAT", zlib.compress(bytes(20)))
    return "picture.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + texts + pixels + chunk(b"IEND", b"")


def photo(tokens: Tokens) -> tuple[str, bytes]:
    def segment(marker: bytes, data: bytes) -> bytes:
        return b"\xff" + marker + struct.pack(">H", len(data) + 2) + data

    said = segment(b"\xe1", b"Exif\0\0" + tokens("EXIF").encode()) + segment(
        b"\xfe", tokens("comment").encode()
    )
    frame = segment(b"\xc0", b"\x08" + struct.pack(">HH", 2, 3) + b"\x01\x01\x11\x00")
    return "photo.jpg", b"\xff\xd8" + said + frame + segment(
        b"\xda", b"\x01\x01\x00\x00\x3f\x00"
    ) + b"\0\xff\xd9"


def chart(tokens: Tokens) -> tuple[str, bytes]:
    """A chart that only the program that made it can read: a problem stands for its content."""
    return "chart.anb", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + tokens("content").encode()


PLANTERS: dict[str, Planter] = {
    "text": text,
    "anb": chart,
    "archive": archive,
    "archive-gzip": packed,
    "archive-tar": tape,
    "media": picture,
    "media-jpeg": photo,
}
