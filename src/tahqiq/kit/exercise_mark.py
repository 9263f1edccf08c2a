"""The mark of an exercise: an invented case for trainees, in a workspace whose id says so. What leaves it
carries the mark, and a workspace that is none refuses whatever carries it (docs/decisions/0121)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import BinaryIO

from tahqiq.kit.messages import message

PREFIX = "exercise-"
"""How the id of the workspace of an exercise begins; its keys, heads and backups are called by it."""
MARK = b"TAHQIQ-EXERCISE"
LOOKED = 64 << 10
"""How many bytes at each end of a file are looked through for the mark."""
_CARRIED = re.compile(MARK + rb"|\b" + PREFIX.encode() + rb"[0-9a-f]{16}\b")
_within: ContextVar[bool] = ContextVar("exercise", default=False)
_DECLARATION = re.compile(rb"(\xef\xbb\xbf)?(<\?xml[^>]*\?>|<!doctype[^>]*>)?", re.IGNORECASE)


def is_exercise(workspace: str) -> bool:
    """Whether the workspace of this id is one of an exercise.

    >>> is_exercise("exercise-00aa"), is_exercise("00aa")
    (True, False)
    """
    return workspace.startswith(PREFIX)


@contextmanager
def within(workspace: str) -> Iterator[None]:
    """While it lasts, papers say that they are of an exercise, where the workspace of this id is one."""
    before = _within.set(is_exercise(workspace))
    try:
        yield
    finally:
        _within.reset(before)


def is_within() -> bool:
    """Whether the work is in an exercise."""
    return _within.get()


def band(locale: str) -> str:
    """What stands on every paper of an exercise; "" outside of one.

    >>> with within("exercise-00aa"):
    ...     band("en")
    'Exercise: invented case'
    """
    return message("exercise-band", locale, {}).sentence if _within.get() else ""


def marked(data: bytes) -> bytes:
    """A file as it leaves: with the mark where the work is in an exercise, else as it is. The mark stands
    where programs leave it alone: a comment of XML, of an archive or behind a PDF, a first line of a table, a
    value of JSON.

    >>> with within("exercise-00aa"):
    ...     marked(b"a,b\\r\\n").startswith(b"# TAHQIQ-EXERCISE")
    True
    """
    if not _within.get() or MARK in data[:LOOKED] or MARK in data[-LOOKED:]:
        return data
    if data.startswith(b"PK\x03\x04") and data[-22:-18] == b"PK\x05\x06":
        return data[:-2] + len(MARK).to_bytes(2, "little") + MARK
    if data.startswith(b"%PDF"):
        return data + b"\n%" + MARK + b"\n"
    start = _DECLARATION.match(data)
    at = start.end() if start else 0
    if data[at:].lstrip()[:1] == b"<":
        return data[:at] + b"<!-- " + MARK + b" -->" + data[at:]
    if data[at : at + 1] == b"{":
        empty = data[at + 1 :].lstrip()[:1] == b"}"
        return data[: at + 1] + b'"exercise":"' + MARK + (b'"' if empty else b'",') + data[at + 1 :]
    if b"\0" in data[:LOOKED]:
        return data + MARK
    return data[:at] + b"# " + MARK + b" " + _words().encode() + b"\r\n" + data[at:]


def mark_file(path: Path) -> None:
    """Mark a file that leaves, as :func:`marked`."""
    if _within.get():
        path.write_bytes(marked(path.read_bytes()))


def carries(stream: BinaryIO) -> bool:
    """Whether a file carries the mark at one of its ends, or names the workspace of an exercise there (the
    head of a backup, a signed head of a log)."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if _CARRIED.search(stream.read(LOOKED)):
        return True
    stream.seek(max(0, size - LOOKED))
    return _CARRIED.search(stream.read()) is not None


def _words() -> str:
    return " · ".join(message("exercise-band", locale, {}).sentence for locale in ("en", "ar"))
