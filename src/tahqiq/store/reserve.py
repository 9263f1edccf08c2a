"""A little room on the disk that is given back when the disk is full, so that what must be written down then
can be: that a job has failed, and why."""

import os
from contextlib import suppress
from pathlib import Path

BYTES = 1 << 20
"""Enough for some pages of the database and of its log."""


class Reserve:
    """The file that takes the room, in the folder of a workspace."""

    def __init__(self, root: Path) -> None:
        self._path, self._coming = root / "reserve", root / "reserve.part"

    def hold(self) -> None:
        """Take the room where it is not taken yet; on a disk without it, nothing happens. The bytes are
        random: no file system makes less of them."""
        if self._path.exists():
            return
        with suppress(OSError):
            try:
                self._coming.touch(0o600)
                with self._coming.open("wb") as out:
                    out.write(os.urandom(BYTES))
                    out.flush()
                    os.fsync(out.fileno())
                self._coming.rename(self._path)
            finally:
                self._coming.unlink(missing_ok=True)

    def spend(self) -> bool:
        """Give the room back; whether there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
