"""The beginning of a backup's file, which anybody can read: which backup it is, which one it rests on, and
which key opens it."""

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from tahqiq.kit.errors import Conflict, Damaged, NotFound, WrongUse
from tahqiq.kit.exercise_mark import PREFIX
from tahqiq.store.backup.stream import sealed_size

MAGIC = b"tahqiq-backup\n"
FORMAT = 1
_MOST = 16_384
_ID = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(r"[0-9a-f]{64}")
_WORKSPACE = re.compile(rf"({PREFIX})?[0-9a-f]{{1,64}}")


@dataclass(frozen=True, slots=True)
class Header:
    """``id`` of the backup (32 hex digits); ``workspace`` its id; ``made_at`` a stamp (UTC); ``parent`` and
    ``parent_name`` the backup it rests on (empty: it is whole); ``key`` the public half of the recovery key,
    ``sent`` the key of one use, both in hex; ``length`` the bytes of the stream before it is sealed."""

    id: str
    workspace: str
    made_at: str
    key: str
    sent: str
    length: int
    parent: str = ""
    parent_name: str = ""
    format: int = FORMAT

    def packed(self) -> bytes:
        """The header as it stands in the file. The key of the stream is made of it too, so that no byte of it
        can be changed."""
        body = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False).encode()
        return MAGIC + len(body).to_bytes(4, "big") + body


def read_header(stream: BinaryIO, path: Path) -> tuple[Header, bytes]:
    """The header at the beginning of a file and its bytes. Raises ``WrongUse`` (``backup-not-one``),
    ``Conflict`` (``backup-newer``), ``Damaged`` (``backup-cut-short``, ``backup-altered``)."""
    begin = stream.read(len(MAGIC) + 4)
    if begin[: len(MAGIC)] != MAGIC[: len(begin)] or not begin:
        raise WrongUse("backup-not-one", path=str(path))
    size = int.from_bytes(begin[len(MAGIC) :], "big")
    if len(begin) < len(MAGIC) + 4:
        raise Damaged("backup-cut-short", path=str(path))
    if size > _MOST:
        raise Damaged("backup-altered", path=str(path))
    body = stream.read(size)
    if len(body) < size:
        raise Damaged("backup-cut-short", path=str(path))
    try:
        loaded = json.loads(body)
        if int(loaded["format"]) > FORMAT:
            raise Conflict("backup-newer", path=str(path))
        found = Header(**loaded)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Damaged("backup-altered", path=str(path)) from error
    if not _fits(found):
        raise Damaged("backup-altered", path=str(path))
    return found, begin + body


def header_of(path: Path) -> Header:
    """The header of a file that is as long as it says. Raises ``NotFound`` (``no-such-file``) and what
    :func:`read_header` raises."""
    if not path.is_file():
        raise NotFound("no-such-file", path=str(path))
    with path.open("rb") as stream:
        found, packed = read_header(stream, path)
        missing = len(packed) + sealed_size(found.length) - os.fstat(stream.fileno()).st_size
    if missing:
        raise Damaged("backup-cut-short" if missing > 0 else "backup-altered", path=str(path))
    return found


def _fits(header: Header) -> bool:
    texts = (
        header.id,
        header.workspace,
        header.made_at,
        header.key,
        header.sent,
        header.parent,
        header.parent_name,
    )
    return (
        all(isinstance(item, str) for item in texts)
        and isinstance(header.length, int)
        and header.length >= 0
        and bool(_ID.fullmatch(header.id) and _WORKSPACE.fullmatch(header.workspace))
        and bool(_KEY.fullmatch(header.key) and _KEY.fullmatch(header.sent))
        and (header.parent == "" or bool(_ID.fullmatch(header.parent)))
        and Path(header.parent_name).name == header.parent_name
    )
