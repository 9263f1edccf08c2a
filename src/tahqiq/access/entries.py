"""What the log says of acts, read in one pass: verification asks for it a dozen times, and a log holds far
more looks than acts."""

import json
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Protocol

from tahqiq.access.leaf import Leaf
from tahqiq.access.log_writer import commitment
from tahqiq.access.outbox import Payload


class Log(Protocol):
    """Where what an act committed to is looked up: the log itself, or what was read of it
    (:class:`Entries`)."""

    def salt(self, no: int) -> bytes:
        """The salt of an entry; empty when there is none."""
        ...

    def by(self, actor: str, act: str, thing: str) -> Iterable[Leaf]:
        """The entries of somebody's act on a thing."""
        ...


class Entries:
    """Intents and outcomes of a log in memory, without looks and refusals. About 0.7 kB each."""

    def __init__(self) -> None:
        self._acts: dict[str, list[Leaf]] = {}
        self._salts: dict[int, bytes] = {}
        self._same: dict[str, str] = {}

    @classmethod
    def of(cls, rows: Iterable[tuple[int, bytes, bytes]]) -> "Entries":
        """What :meth:`take` takes of rows (``AuditLog.rows``)."""
        made = cls()
        for row in rows:
            made.take(*row)
        return made

    def take(self, no: int, data: bytes, salt: bytes) -> None:
        """One row of the log. What is no entry is left out: that it is none is told where the tree is
        checked."""
        try:
            loaded = json.loads(data)
            if loaded["phase"] == "read" or loaded["result"].startswith("refused:"):
                return
            same = {
                name: self._same.setdefault(loaded[name], loaded[name])
                for name in ("actor", "act", "phase", "case", "result")
            }
            leaf = Leaf(**{**loaded, **same})
        except (ValueError, TypeError, LookupError, AttributeError):
            return
        self._acts.setdefault(leaf.act, []).append(leaf)
        if leaf.commitment:
            self._salts[no] = salt

    def leaves(self, *acts: str) -> Iterator[Leaf]:
        """Entries of the acts (of all where none is named), oldest first."""
        lists = [self._acts[act] for act in (acts or tuple(self._acts)) if act in self._acts]
        return iter(lists[0]) if len(lists) == 1 else merge(*lists, key=lambda leaf: leaf.no)

    def salt(self, no: int) -> bytes:
        """The salt of an entry that commits to something; empty for any other."""
        return self._salts.get(no, b"")

    def by(self, actor: str, act: str, thing: str) -> list[Leaf]:
        """The entries of somebody's act on a thing, oldest first."""
        return [leaf for leaf in self.leaves(act) if leaf.actor == actor and leaf.object == thing]


def commits(log: Log, leaf: Leaf, payload: Payload) -> bool:
    """Whether an entry commits to ``payload``."""
    return commitment(log.salt(leaf.no), payload).hex() == leaf.commitment
