"""A signed head of the log: after so many leaves its root was this."""

from dataclasses import dataclass

from tahqiq.access.keys import fingerprint
from tahqiq.store.database import Row, Value, blob, integer, text

HEADS = (
    "CREATE TABLE IF NOT EXISTS head (size INTEGER PRIMARY KEY, root BLOB NOT NULL, at TEXT NOT NULL,"
    " public BLOB NOT NULL, signature BLOB NOT NULL)"
)
SELECT = "SELECT size, root, at, public, signature FROM head"


@dataclass(frozen=True, slots=True)
class Head:
    """A signed tree head: after ``size`` leaves the root was ``root``."""

    size: int
    root: bytes
    at: str
    public: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"tahqiq-head {self.size} {self.root.hex()} {self.at} key {fingerprint(self.public)}"


def signed_text(workspace: str, size: int, root: bytes, at: str) -> bytes:
    """The bytes a head's signature covers."""
    return f"tahqiq-head\n{workspace}\n{size}\n{root.hex()}\n{at}\n".encode()


def head_of(row: Row) -> Head:
    """A head as its row holds it."""
    values: tuple[Value, ...] = row
    return Head(integer(values[0]), blob(values[1]), text(values[2]), blob(values[3]), blob(values[4]))
