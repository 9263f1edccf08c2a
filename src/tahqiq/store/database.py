"""One SQL subset on two engines: the contract, and how ``?`` statements reach each of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from tahqiq.store.unit import Units

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
EngineName = Literal["sqlite", "postgres"]


class Transaction(Protocol):
    """An open write transaction; committed when its block ends without an exception, rolled back
    otherwise."""

    def execute(self, sql: str, params: Sequence[Value] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        ...

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        """All rows of one query, seeing what this transaction wrote."""
        ...

    def insert_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        fixed: Mapping[str, Value] | None = None,
    ) -> int:
        """Insert rows; a row that meets an existing key is left out (idempotent re-reading). Returns how many
        were inserted.

        ``fixed`` are further columns whose value is the same in all rows.
        """
        ...


class View(Protocol):
    """One state of a database, whatever is written meanwhile."""

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        """All rows of a read."""
        ...

    def save(self, target: Path) -> None:
        """Write every table into a SQLite file made anew at ``target``, for the owner alone."""
        ...


class Database(Protocol):
    """A database of one workspace. Thread-safe; one connection per thread."""

    engine: EngineName

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        """All rows of a read; ``?`` stands for a parameter on both engines."""
        ...

    def stream(self, sql: str, params: Sequence[Value] = (), size: int = 10_000) -> Iterator[Row]:
        """Rows of a large read in bounded memory."""
        ...

    @property
    def units(self) -> "Units":
        """Its units of work: what is written inside one is written together or not at all."""
        ...

    def transaction(self, durable: bool = False) -> AbstractContextManager[Transaction]:
        """A write transaction, or a part of the unit that is open on this thread; ``durable`` waits for the
        disk (publication, judgements), otherwise the log may lag by moments. A unit always waits."""
        ...

    def view(self) -> AbstractContextManager[View]:
        """The database as it is now, for as long as the block lasts; on a connection of its own."""
        ...

    def takes(self, size: int) -> bool:
        """Whether the disk on which the tables are takes ``size`` bytes more. On a server this writes as many
        for a moment."""
        ...

    def scrub(self) -> None:
        """Rewrite the tables so that nothing deleted is left in the files. Raises ``Busy`` while somebody
        reads for more than a minute."""
        ...

    def close(self) -> None:
        """Close the connections of all threads."""
        ...


def marks(count: int) -> str:
    """``?,?,?`` for an ``IN`` list of ``count`` parameters.

    >>> marks(3)
    '?,?,?'
    """
    return ",".join("?" * count)


def numbers(values: Iterable[int]) -> str:
    """Integers as the inside of an ``IN`` list; ``-1`` when there are none, so that nothing matches.

    >>> numbers({3, 1}), numbers(())
    ('1,3', '-1')
    """
    return ",".join(str(int(value)) for value in sorted(values)) or "-1"


def text(value: Value) -> str:
    """A column that holds text, as ``str`` ("" for null)."""
    return "" if value is None else str(value)


def integer(value: Value) -> int:
    """A column that holds a number, as ``int`` (0 for null)."""
    return int(value) if isinstance(value, int | float | str) else 0


def blob(value: Value) -> bytes:
    """A column that holds bytes, as ``bytes`` (empty for null)."""
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else b""
