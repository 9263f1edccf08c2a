"""TAR, alone or inside gzip: each regular file is a member, read as a stream and never written to a path that
the archive names. What is no file (links, devices) is set aside by name."""

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from tahqiq.formats.reader import Item, Limits, Member
from tahqiq.formats.rows import clean
from tahqiq.formats.sniff import encoding
from tahqiq.model.account import UNKNOWN, Aside
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

MAGIC, AT = b"ustar", 257
_CHUNK = 1 << 20
_IN_MEMORY = 16 << 20


def is_tape(head: bytes) -> bool:
    """Whether the first bytes are those of a TAR (POSIX or GNU).

    >>> is_tape(bytes(257) + b"ustar"), is_tape(b"PK")
    (True, False)
    """
    return head[AT : AT + len(MAGIC)] == MAGIC


def tape(path: Path, limits: Limits, part: Part) -> Iterator[Item]:
    """The members of a TAR in its order, within the limits; damage ends it with one problem."""
    number = total = 0
    try:
        with tarfile.open(path, "r:", errors="surrogateescape") as archive:
            for info in archive:
                if info.isdir():
                    continue
                number += 1
                total += info.size
                place, shown = Place(part, number), _name(info)
                if number > limits.max_members or total > limits.max_bytes:
                    over = (
                        f"{limits.max_members} members"
                        if number > limits.max_members
                        else f"{limits.max_bytes} B"
                    )
                    yield Problem("limit-reached", place, records=1, params={"limit": over})
                    return
                stream = archive.extractfile(info) if info.isreg() else None
                if stream is None:
                    yield Aside(shown, 1, UNKNOWN, place)
                elif info.size > limits.max_member_bytes:
                    yield Problem(
                        "member-too-large",
                        place,
                        records=1,
                        params={"name": shown, "limit": f"{limits.max_member_bytes} B"},
                    )
                else:
                    with stream, NamedTemporaryFile() as file:
                        yield _member(shown, stream, info.size, place, file)
    except (tarfile.TarError, EOFError, ValueError) as error:
        yield Problem(
            "member-damaged",
            Place(part, number + 1),
            records=1,
            params={"name": path.name, "reason": str(error)[:200]},
        )


def _member(name: str, stream: IO[bytes], size: int, place: Place, file: IO[bytes]) -> Member:
    """A member in memory, or, where it is large, in ``file``."""
    if size <= _IN_MEMORY:
        return Member(name, stream.read(), place)
    shutil.copyfileobj(stream, file, _CHUNK)
    file.flush()
    return Member(name, b"", place, Path(file.name))


def _name(info: tarfile.TarInfo) -> str:
    """The name as its writer saw it: UTF-8, or a code page found by the letters."""
    raw = info.name.encode("utf-8", "surrogateescape")
    return clean(raw.decode(encoding(raw).codec, errors="replace"))
