"""Rows that the log commits to and whose words an erasure by order struck: what they have to say now."""

from collections.abc import Iterable

from tahqiq.access.entries import Entries, Log
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_writer import commitment
from tahqiq.access.outbox import Payload
from tahqiq.model.scope import Actor

STRIKE = "strike-words"
"""The act of an entry that commits to what a row says after words of it were struck; its object is what the
log calls the row."""

PROGRAM = Actor("tahqiq", "Tahqiq", frozenset())
"""Who the log says did what a start does by itself."""


def holds(log: Log, entries: Iterable[Leaf], payload: Payload) -> bool:
    """Whether a row says what its entries commit to. Once words of it were struck, only what was left of them
    counts: the old words are a fault."""
    made: list[Leaf] = list(entries)
    struck = [leaf for leaf in made if leaf.act == STRIKE]
    done = any(leaf.result == "done" for leaf in struck)
    return any(_commits(log, leaf, payload) for leaf in (struck if done else made))


def struck_entries(log: Entries) -> dict[str, list[Leaf]]:
    """The entries of every struck row, by what the log calls the row."""
    found: dict[str, list[Leaf]] = {}
    for leaf in log.leaves(STRIKE):
        found.setdefault(leaf.object, []).append(leaf)
    return found


def _commits(log: Log, leaf: Leaf, payload: Payload) -> bool:
    return leaf.commitment != "" and commitment(log.salt(leaf.no), payload).hex() == leaf.commitment


__all__ = ["PROGRAM", "STRIKE", "holds", "struck_entries"]
