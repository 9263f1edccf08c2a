"""Who took part in the events of a batch, where and with what: the nodes of each line, turned by its
direction, one event for each of several recipients."""

import numpy as np
import numpy.typing as npt

from tahqiq.collect.mapping.cleaner import Cleaner
from tahqiq.collect.mapping.document import Value
from tahqiq.collect.mapping.frame import Flags
from tahqiq.collect.mapping.identify import Ground, Identified
from tahqiq.collect.mapping.nodes import Refs
from tahqiq.collect.mapping.plan import NODE_FIELDS, PlannedFact
from tahqiq.collect.mapping.state import Batch, Named, first_items, first_nodes
from tahqiq.collect.mapping.texts import own_columns
from tahqiq.collect.mapping.words import fold
from tahqiq.model.account import ALTERNATIVE
from tahqiq.model.problem import Problem

Lines = npt.NDArray[np.int64]
MOST = 256
"""How many events one record makes at most: the serial number is one byte of an event's id."""


class Parties:
    """The nodes of one fact of the document."""

    def __init__(self, planned: PlannedFact, ground: Ground) -> None:
        self._planned = planned
        self._nodes = {
            name: self._node_cleaners(name, ground)
            for name in NODE_FIELDS
            if getattr(planned.spec, name) is not None
        }

    def _node_cleaners(self, name: str, ground: Ground) -> list[tuple[Value, Cleaner | None]]:
        return [
            (
                value,
                Cleaner(
                    value, Identified(ground, rules, "", value.namespace, value.namespace_column is not None)
                )
                if rules
                else None,
            )
            for value, rules in self._planned.rules[name]
        ]

    def ends(self, batch: Batch, here: Flags, took: list[tuple[Value, Flags]]) -> dict[str, Refs]:
        """The two ends of each event, as far as the document tells them."""
        return {name: self._node(batch, name, here, took) for name in NODE_FIELDS[:2] if name in self._nodes}

    def around(self, batch: Batch, here: Flags, took: list[tuple[Value, Flags]]) -> dict[str, Refs]:
        """Places, device and SIM of each event."""
        return {name: self._node(batch, name, here, took) for name in NODE_FIELDS[2:] if name in self._nodes}

    def _node(self, batch: Batch, name: str, here: Flags, took: list[tuple[Value, Flags]]) -> Refs:
        """The node of each line: that of the first alternative that has one. ``took`` is told which
        alternative gave which."""
        refs = np.full(len(here), -1, np.int64)
        for value, cleaner in self._nodes[name]:
            open_ = here & (refs == -1)
            batch.fates.leave(own_columns(value), here & ~open_, ALTERNATIVE)
            if not open_.any():
                continue
            if cleaner is None:
                found = batch.entity_refs(value.entity or "")
            else:
                texts = batch.reading.texts(value)
                codes = np.where(open_, cleaner.codes(texts), -1)
                batch.tell(value.column or value.outside or name, value, cleaner, codes, texts)
                outcome = cleaner.outcome()
                found = first_nodes(outcome, codes)
                took.append((value, open_ & (found != -1)))
                lines = np.flatnonzero(found != -1)
                batch.named.append(Named(lines, found[lines], first_items(outcome, codes[lines]), outcome))
            refs = np.where(open_, found, refs)
        return refs

    def directed(
        self, batch: Batch, here: Flags, refs: dict[str, Refs]
    ) -> tuple[Flags, dict[str, Refs], Flags]:
        """Swaps the parties of incoming events; an event whose direction nobody knows is not made. The last
        array says which were swapped: place, device and SIM of those are ``b``'s."""
        rule = self._planned.spec.direction
        if rule is None:
            return here, refs, np.zeros(len(here), np.bool_)
        texts = batch.reading.column(rule.column)
        outward, inward = {fold(word) for word in rule.out}, {fold(word) for word in rule.in_}
        other = {"out": 0, "in": 1, "problem": 2}[rule.otherwise]
        kinds = [
            0 if fold(text) in outward else 1 if fold(text) in inward else other for text in texts.listed()
        ]
        verdict = np.array([*kinds, other], np.int8)[texts.codes]
        unknown = here & (verdict == 2)
        batch.fates.lose((rule.column,), unknown)
        for line in np.flatnonzero(unknown).tolist():
            code = int(texts.codes[line])
            value = texts.distinct[code].as_py() if code >= 0 else ""
            batch.problems.append(
                Problem(
                    "direction-unknown",
                    batch.place(line, texts.column),
                    rule.column,
                    value,
                    params={"value": value or "-"},
                )
            )
        inside = verdict == 1
        if not rule.turn:
            return here & ~unknown, refs, inside
        nothing = np.full(len(here), -1, np.int64)
        a, b = refs.get("a", nothing), refs.get("b", nothing)
        return here & ~unknown, {"a": np.where(inside, b, a), "b": np.where(inside, a, b)}, inside

    def exploded(
        self, batch: Batch, lines: Lines, refs: dict[str, Refs]
    ) -> tuple[Lines, Lines, dict[str, Refs]]:
        """One event per value of a ``b`` that is split; at most 256 of one record (the others are told)."""
        value, cleaner = self._nodes["b"][0] if "b" in self._nodes else (Value(), None)
        serial = np.zeros(len(lines), np.int64)
        if cleaner is None or value.split is None:
            return lines, serial, refs
        codes = cleaner.codes(batch.reading.texts(value))[lines]
        outcome = cleaner.outcome()
        safe = np.maximum(codes, 0)
        counts = np.where(codes >= 0, outcome.count[safe], 0) if len(outcome.count) else serial
        for line in lines[counts > MOST].tolist():
            batch.problems.append(
                Problem("too-many-recipients", batch.place(line), value.column or "", params={"count": MOST})
            )
        counts = np.minimum(counts, MOST)
        if not len(counts) or counts.max() <= 1:
            return lines, serial, refs
        times = np.maximum(counts, 1)
        which = np.repeat(np.arange(len(lines)), times)
        serial = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
        exploded = {name: values[which] for name, values in refs.items()}
        many = counts[which] > 0
        items = np.where(many, outcome.start[safe][which] + serial, 0)
        exploded["b"] = np.where(many, outcome.nodes[items], exploded["b"])
        batch.named.append(Named(lines[which][many], exploded["b"][many], items[many], outcome))
        return lines[which], serial, exploded


def either(refs: dict[str, Refs], length: int) -> Flags:
    """The lines at which somebody was found."""
    found = np.zeros(length, np.bool_)
    for values in refs.values():
        found |= values != -1
    return found
