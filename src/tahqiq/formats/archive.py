"""ZIP, gzip and TAR: each file inside is a :class:`Member`, sealed as an original of its own by intake. The
only records are remarks (comments) of the archive and its files, as lines of text with ``at`` = the file.

Limits act before anything is unpacked where the container announces sizes, and while unpacking in any case:
number of members, bytes of one and of all, ratio. What cannot be read (password, damage, limit) is one
problem with ``records=1`` each, and the others go on. Names are for display only; names without the UTF-8
flag are decoded by their letters (old Windows in Arabic). Folders are not members.
"""

import gzip
import lzma
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from tahqiq.formats.base import FormatReader, TooMuch, damaged, of_content
from tahqiq.formats.containers import ZIP_HEAD, open_member, read_member
from tahqiq.formats.reader import NO, Confidence, Item, Limits, Member
from tahqiq.formats.rows import Rows, clean
from tahqiq.formats.sniff import encoding
from tahqiq.formats.tape import is_tape, tape
from tahqiq.formats.textlines import COLUMNS, KIND, direction
from tahqiq.kit.reasons import reason
from tahqiq.model.account import UNKNOWN, Aside
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

GZIP_HEAD = b"\x1f\x8b\x08"
_EMPTY_ZIP = b"PK\x05\x06"
_CHUNK = 1 << 20
_IN_MEMORY = 16 << 20
"""A larger member goes through a file, however large it is."""
_RATIO_FREE = 16 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, LookupError)
PART, REMARKS = Part(0, "entry"), Part(1, "entry", "remarks")


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    with path.open("rb") as file:
        head = file.read(512)
    if is_tape(head):
        yield from tape(path, rows.limits, PART)
        return
    if head.startswith(GZIP_HEAD):
        yield from _gzip(path, name, rows.limits)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            _remarks(archive, rows)
            yield from _members(archive, rows.limits)
    except OSError as error:
        if not of_content(error):
            raise
        yield damaged(ValueError(str(error)), PART)


def _remarks(archive: zipfile.ZipFile, rows: Rows) -> None:
    """The remarks of the archive and of its files, as lines in the order of the files."""
    said = [
        (0, "archive", archive.comment),
        *((at, member_name(info), info.comment) for at, info in enumerate(archive.infolist(), start=1)),
    ]
    for at, name, raw in said:
        text = raw.decode(encoding(raw).codec, errors="replace") if raw else ""
        if text.strip():
            rows.add(
                KIND,
                REMARKS,
                COLUMNS,
                at + 1,
                {"text": clean(text), "direction": direction(text), "at": name},
            )


def _members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Item]:
    files = [info for info in archive.infolist() if not info.is_dir()]
    total = 0
    for number, info in enumerate(files, start=1):
        place = Place(PART, number)
        if number > limits.max_members:
            left = len(files) - limits.max_members
            yield Problem(
                "limit-reached", place, records=left, params={"limit": f"{limits.max_members} members"}
            )
            return
        total += info.file_size
        if total > limits.max_bytes:
            yield Problem(
                "limit-reached",
                place,
                records=len(files) - number + 1,
                params={"limit": f"{limits.max_bytes} B"},
            )
            return
        with NamedTemporaryFile() as file:
            yield _member(archive, info, place, limits, file)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Place, limits: Limits, file: IO[bytes]
) -> Item:
    """A member in memory, or, where it is large, in ``file``."""
    shown = member_name(info)
    params: dict[str, str | int] = {"name": shown}
    if info.flag_bits & 1:
        return Problem("member-encrypted", place, records=1, params=params)
    try:
        if info.file_size <= _IN_MEMORY:
            return Member(shown, read_member(archive, info, limits), place)
        with open_member(archive, info, limits) as stream:
            shutil.copyfileobj(stream, file, _CHUNK)
        file.flush()
        return Member(shown, b"", place, Path(file.name))
    except TooMuch as error:
        return Problem("member-too-large", place, records=1, params={**params, "limit": error.limit})
    except _DAMAGE as error:
        return Problem("member-damaged", place, records=1, params={**params, "reason": str(error)[:200]})
    except OSError as error:
        if not of_content(error):
            raise
        return Problem("member-damaged", place, records=1, params={**params, "reason": str(error)[:200]})


def member_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer saw it: without the UTF-8 flag the bytes are UTF-8 or a code page, found by the
    letters."""
    if info.flag_bits & 0x800:
        return clean(info.filename)
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return clean(info.filename)
    found = encoding(raw).codec
    return raw.decode(found if found != "cp1252" else "cp437", errors="replace")


def _gzip(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    """One member: the unpacked content. What was unpacked before damage is not delivered, since it would be
    another file."""
    place = Place(PART, 1)
    inner = _inside(path) or (name[:-3] if name.lower().endswith(".gz") else f"{name}.unpacked")
    params: dict[str, str | int] = {"name": inner}
    allowed = min(limits.max_member_bytes, max(_RATIO_FREE, limits.max_ratio * path.stat().st_size))
    size = 0
    with NamedTemporaryFile() as file:
        try:
            with gzip.open(path) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    if size > allowed:
                        yield Problem(
                            "member-too-large", place, records=1, params={**params, "limit": f"{allowed} B"}
                        )
                        return
                    file.write(piece)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Problem("member-damaged", place, records=1, params={**params, "reason": str(error)[:200]})
            return
        with path.open("rb") as packed:
            commented = packed.read(4)[3] & 16
        if commented:
            yield Aside("comment", 1, UNKNOWN, place)
        file.flush()
        if size > _IN_MEMORY:
            yield Member(inner, b"", place, Path(file.name))
        else:
            file.seek(0)
            yield Member(inner, file.read(), place)


def _inside(path: Path) -> str:
    """The name of the file inside as its writer put it down (RFC 1952, FNAME); empty when there is none."""
    with path.open("rb") as file:
        head = file.read(4096)
    if len(head) < 11 or not head[3] & 8:
        return ""
    at = 12 + int.from_bytes(head[10:12], "little") if head[3] & 4 else 10
    return head[at : head.find(b"\0", at)].decode("latin-1") if b"\0" in head[at:] else ""


def _sniff(head: bytes, name: str) -> Confidence:
    if head.startswith((ZIP_HEAD, _EMPTY_ZIP)):
        return Confidence(0.4, reason("format-packed", what="ZIP"))
    if head.startswith(GZIP_HEAD):
        return Confidence(0.6, reason("format-packed", what="gzip"))
    if is_tape(head):
        return Confidence(0.6, reason("format-packed", what="TAR"))
    return NO


READER = FormatReader(
    "archive", 3, "Archive (ZIP, gzip, TAR)", (".zip", ".gz", ".tgz", ".tar"), _sniff, _body
)
