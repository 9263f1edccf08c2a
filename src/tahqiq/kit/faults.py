"""What a machine refuses (a full disk, one that cannot be written to, files of another account) as an error
that has a sentence."""

import errno
import sqlite3

from tahqiq.kit.errors import Busy, TahqiqError, WrongUse

DATABASE_FULL = "database-disk-full"
"""The code of the error of a database whose server has no room left; the disk of the workspace may have."""
FULL = frozenset({"disk-without-room", "disk-full", DATABASE_FULL})
"""Codes of errors that more room on the disk mends."""
OUTAGE = frozenset(
    {
        "database-unreachable",
        "database-read-only",
        "disk-fails",
        "disk-read-only",
        "no-right-to-read",
        "no-right-to-write",
    }
)
"""Codes of errors that pass when the machine or the server of the database works again, or when the rights to
a file are given back."""


def fault_of(error: BaseException) -> TahqiqError | None:
    """The error to show for one of the system's or of SQLite's: of the disk or of permissions. None for every
    other one.

    >>> fault_of(OSError(errno.ENOSPC, "No space left on device")).code, fault_of(ValueError("x"))
    ('disk-without-room', None)
    """
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(getattr(error, "sqlite_errorcode", 0) & 0xFF, str(error))
    if not isinstance(error, OSError):
        return None
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Busy("disk-without-room")
    if error.errno == errno.EROFS:
        return Busy("disk-read-only")
    if error.errno in (errno.EACCES, errno.EPERM):
        return WrongUse("not-permitted", path=str(error.filename or "–"))
    if error.errno in (errno.EIO, errno.ESTALE, errno.ENODEV):
        return Busy("disk-fails", detail=str(error.strerror))
    return None


def interrupts(error: BaseException) -> bool:
    """Whether work that met this error can be done again later, unchanged: the disk was full, or disk or
    database were away."""
    found = error if isinstance(error, TahqiqError) else fault_of(error)
    return found is not None and found.code in FULL | OUTAGE


def _of_sqlite(code: int, detail: str) -> TahqiqError | None:
    if code == sqlite3.SQLITE_FULL:
        return Busy("disk-without-room")
    if code == sqlite3.SQLITE_READONLY:
        return Busy("disk-read-only")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return Busy("disk-fails", detail=detail)
    return None
