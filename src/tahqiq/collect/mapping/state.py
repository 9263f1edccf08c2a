"""What one batch is worked on with: its table, what is known around it, and the problems met."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from tahqiq.collect.mapping.cell_outcomes import QUIET, Fates
from tahqiq.collect.mapping.cleaner import Cleaner, Outcome
from tahqiq.collect.mapping.document import Value
from tahqiq.collect.mapping.frame import Flags, Table
from tahqiq.collect.mapping.nodes import Fragments, Refs, Registry
from tahqiq.collect.mapping.texts import Codes, Reading, Texts
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem


class Named(NamedTuple):
    """Identifiers that events name: the line, the identifier, and which item of ``outcome`` it was read
    from."""

    lines: Codes
    refs: Refs
    items: Codes
    outcome: Outcome


@dataclass(slots=True)
class Batch:
    """One batch under way. ``made`` says of each line whether it made something; ``refs`` the entity of each
    line by the document's name."""

    part: Part
    table: Table
    reading: Reading
    fragments: Fragments = field(default_factory=Fragments)
    refs: dict[str, Refs] = field(default_factory=dict)
    used: list[Refs] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    made: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))
    header_row: int = 0
    registry: Registry = field(default_factory=Registry)
    fates: Fates = field(default_factory=Fates)

    def place(self, line: int, column: int = 0) -> Place:
        """The place of a line (and column) in the original."""
        if self.table.cells is not None and column == 0:
            column = int(self.table.cells[line])
        return Place(self.part, int(self.table.rows[line]), column)

    def node_id(self, ref: int) -> bytes:
        """The id behind a reference."""
        return self.registry.ids[ref] if ref >= 0 else self.fragments.ids[-2 - ref]

    def entity_refs(self, name: str) -> Refs:
        """The references of an entity of the document; nothing where it is not made of records of this
        kind."""
        return self.refs.get(name, np.full(len(self.table), -1, np.int64))

    def tell(self, field_name: str, value: Value, cleaner: Cleaner, codes: Codes, texts: Texts) -> None:
        """Problems of the cells that cleaning noted: each cell whose value is lost, and each text once whose
        value is kept; and the fate of the cells of which nothing comes."""
        outcome = cleaner.outcome()
        self.fates.cleaned(self.reading, value, codes, outcome)
        if not outcome.noted.any():
            return
        where = np.flatnonzero(codes >= 0)
        where = where[outcome.noted[codes[where]]]
        lost = outcome.count == 0
        for line, code in zip(where.tolist(), codes[where].tolist(), strict=True):
            note = outcome.notes[code]
            if note is None:
                continue
            if not lost[code] or note in QUIET:
                if code in cleaner.told:
                    continue
                cleaner.told.add(code)
            self.problems.append(
                Problem(
                    note,
                    self.place(line, texts.column),
                    field_name,
                    outcome.raw[code],
                    params={"value": outcome.raw[code]},
                )
            )


def first_nodes(outcome: Outcome, codes: Codes) -> Refs:
    """The identifier of each line: that of the first item of its code, -1 where there is none."""
    if not len(outcome.start):
        return np.full(len(codes), -1, np.int64)
    safe = np.maximum(codes, 0)
    usable = (codes >= 0) & (outcome.count[safe] > 0)
    items = np.where(usable, outcome.start[safe], 0)
    if not len(outcome.nodes):
        return np.full(len(codes), -1, np.int64)
    return np.where(usable, outcome.nodes[items], -1)


def first_items(outcome: Outcome, codes: Codes) -> Codes:
    """The index of the first item of each line's code, -1 where there is none."""
    if not len(outcome.start):
        return np.full(len(codes), -1, np.int64)
    safe = np.maximum(codes, 0)
    return np.where((codes >= 0) & (outcome.count[safe] > 0), outcome.start[safe], -1)
