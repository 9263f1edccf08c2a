"""What is closed: which originals the registers of the workspace keep from everybody or from all but whom
somebody named, and of which sources somebody is shown no value: theirs, and those whose term is over or which
are being erased.

What is closed closes what holds it and what it holds (:mod:`tahqiq.store.containers`, docs/decisions/0083).

Registers are found by the entry points ``tahqiq.closed``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock

from tahqiq.kit.entry_points import installed
from tahqiq.kit.parts import parts
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.containers import connected
from tahqiq.store.database import Database, integer, marks, text
from tahqiq.store.workspace import Workspace

GROUP = "tahqiq.closed"
LEAVING = ""
"""In place of a person: what is to leave the program, for which nobody was named."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ClosingRegister:
    """A register that closes originals. ``closed`` is handed a scope of everything and gives the SHA-256 of
    each original that is closed now, with the ids of the persons to whom it is open; what that depends on are
    records of ``kinds`` and nothing else (none: it closes the same for ever)."""

    kinds: tuple[str, ...]
    closed: Callable[[Workspace, Scope], Mapping[str, frozenset[str]]]


@cache
def closing() -> tuple[ClosingRegister, ...]:
    """The registers that are installed. Raises ``TypeError`` for what is none: what it closes would be
    open."""
    found = []
    for point, loaded in installed(GROUP, "register of closed originals"):
        if not isinstance(loaded, ClosingRegister):
            raise TypeError(f"{GROUP}: {point.name} ({point.value}) is no ClosingRegister")
        found.append(loaded)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Closed:
    """To whom closed originals are open, by SHA-256; and the same by the number of each source of them."""

    originals: Mapping[str, frozenset[str]]
    sources: Mapping[int, frozenset[str]]


class ClosedOriginals:
    """What the registers close in one workspace, read again when their records, or the sources, have changed.
    Safe from any thread."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: tuple[object, _Closed] | None = None
        self._guard = Lock()
        workspace.database.units.undone.append(self._forget)

    def is_closed(self, person: str, sha256: str) -> bool:
        """Whether an original is closed to a person (:data:`LEAVING`: to whatever leaves): itself, something
        that stands in it, or something in which it stands."""
        found = self._now()[1].originals
        return any(
            person not in found[one]
            for one in (connected(self._workspace.database, sha256) if found else ())
            if one in found
        )

    def sources(self, person: str) -> frozenset[int]:
        """The numbers of the sources that are closed to a person (:data:`LEAVING`: to whatever leaves)."""
        over, found = self._now()
        return over.union(no for no, open_to in found.sources.items() if person not in open_to)

    def _now(self) -> tuple[frozenset[int], _Closed]:
        """The sources that nobody reads any more, and what the registers close."""
        registers = closing()
        over, changes = _mark(self._workspace.database, registers)
        mark = registers, changes
        with self._guard:
            known = self._known
        if known is None or known[0] != mark:
            known = mark, self._read(registers) if changes else _Closed({}, {})
            with self._guard:
                self._known = known
        return over, known[1]

    def _read(self, registers: Iterable[ClosingRegister]) -> _Closed:
        classes = frozenset(item.no for item in self._workspace.sources.data_classes())
        whole = Scope(Actor("", "", frozenset()), "work", classes)
        originals: dict[str, frozenset[str]] = {}
        for register in registers:
            for sha256, open_to in register.closed(self._workspace, whole).items():
                originals[sha256] = originals.get(sha256, open_to) & open_to
        database = self._workspace.database
        around: dict[str, frozenset[str]] = {}
        for sha256 in _sources_of(database, originals):
            for one in connected(database, sha256):
                around[one] = around.get(one, originals[sha256]) & originals[sha256]
        held = _sources_of(database, around)
        return _Closed(originals, {no: around[sha256] for sha256, every in held.items() for no in every})

    def _forget(self) -> None:
        with self._guard:
            self._known = None


def _sources_of(database: Database, originals: Iterable[str]) -> dict[str, list[int]]:
    """The sources of originals, those that there are."""
    found: dict[str, list[int]] = {}
    for part in parts(sorted(originals), _AT_ONCE):
        for no, sha256 in database.query(
            f"SELECT no, sha256 FROM source WHERE sha256 IN ({marks(len(part))})", part
        ):
            found.setdefault(text(sha256), []).append(integer(no))
    return found


def _mark(
    database: Database, registers: tuple[ClosingRegister, ...]
) -> tuple[frozenset[int], tuple[object, ...]]:
    """The sources that nobody reads any more; and what differs whenever a record of the registers' kinds was
    written, a source came, or one was found inside another: () without records, when they close nothing."""
    kinds = [one for register in registers for one in register.kinds]
    rows = database.query(
        f"SELECT 0, COUNT(*) FROM shelf_record WHERE kind IN ({marks(len(kinds)) or 'NULL'}) UNION ALL "
        "SELECT no, 0 FROM source WHERE state IN ('due', 'erasing')",
        kinds,
    )
    over = frozenset(integer(no) for no, _ in rows if no)
    records = sum(integer(count) for _, count in rows)
    if not records and all(register.kinds for register in registers):
        return over, ()
    changes = database.query(
        "SELECT (SELECT MAX(no) FROM source), (SELECT MAX(no) FROM custody), COUNT(*) FROM reading"
    )
    return over, (records, *changes)
