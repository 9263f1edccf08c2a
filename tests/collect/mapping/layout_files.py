"""The hand-made call layouts and how right the proposer is about their columns; used by the tests and by
benchmarks/mapping_quality.py."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from tahqiq.collect.mapping.document import FactSpec, Mapping, Source
from tahqiq.collect.mapping.propose import propose
from tahqiq.collect.mapping.sample import take
from tahqiq.collect.mapping.texts import columns_of
from tahqiq.formats.reader import Records, grid
from tahqiq.model.place import Part

FOLDER = Path(__file__).parent / "layouts"
GROUPS = ("tuning", "held_out")


@dataclass(frozen=True)
class LayoutFile:
    """One fixture: its records and what a person says about it."""

    name: str
    file: str
    records: Records
    roles: tuple[frozenset[str], ...]
    target: str
    order: str


@dataclass(frozen=True)
class Verdict:
    """Columns right and looked at, whether target and order of the date are right, and the mistakes in
    words."""

    name: str
    right: int
    columns: int
    target: bool
    order: bool
    mistakes: tuple[str, ...]


def read(path: Path) -> LayoutFile:
    """The fixture at ``path``."""
    head, body = path.read_text("utf-8").split("---\n", 1)
    facts = dict(line.split(": ", 1) for line in head.strip().splitlines())
    delimiter = max(",;|\t", key=body.count)
    lines = [
        (number, [cell or None for cell in row])
        for number, row in enumerate(csv.reader(io.StringIO(body), delimiter=delimiter), 1)
        if any(row)
    ]
    part = Part(0, "sheet", facts["sheet"]) if "sheet" in facts else Part(0)
    roles = tuple(frozenset(role.strip().split("+")) for role in facts["roles"].split(","))
    return LayoutFile(path.stem, facts["file"], grid(part, lines), roles, facts["target"], facts["order"])


def layouts(group: str) -> list[LayoutFile]:
    """All fixtures of ``tuning`` or ``held_out``."""
    return [read(path) for path in sorted((FOLDER / group).glob("*.txt"))]


def roles_of(mapping: Mapping) -> dict[str, set[str]]:
    """Column → what a call mapping makes of it."""
    found: dict[str, set[str]] = {}
    for fact in mapping.facts.values():
        for role, columns in _fact_roles(fact):
            for column in columns:
                found.setdefault(column, set()).add(role)
    return found


def _fact_roles(fact: FactSpec) -> list[tuple[str, list[str]]]:
    result: list[tuple[str, list[str]]] = []
    for role in ("a", "b", "place", "place2", "device", "sim", "service", "text"):
        source: Source | None = getattr(fact, role)
        if source is not None:
            result.append((role, list(columns_of(source))))
    if fact.direction:
        result.append(("direction", [fact.direction.column]))
    if fact.start:
        result.append(("start", list(fact.start.columns)))
    if fact.seconds:
        result.append(
            ("seconds", [fact.seconds.column])
            if fact.seconds.column
            else ("until", list(fact.seconds.until.columns if fact.seconds.until else ()))
        )
    return result


def judge(layout: LayoutFile) -> Verdict:
    """How right the proposal for one fixture is."""
    proposal = propose(layout.records, layout.file)
    if proposal is None:
        return Verdict(layout.name, 0, len(layout.roles), False, False, ("nothing proposed",))
    sample = take(layout.records, layout.file)
    names = [column.name for column in sample.columns] if sample else []
    roles = roles_of(proposal.mapping)
    mistakes = []
    for index, wanted in enumerate(layout.roles):
        got = roles.get(names[index], {"unused"}) if index < len(names) else {"missing"}
        if got != wanted:
            mistakes.append(
                f"{names[index] if index < len(names) else index}: {'+'.join(sorted(wanted))} wanted,"
                f" {'+'.join(sorted(got))} proposed"
            )
    target = _target(proposal.mapping)
    order = proposal.mapping.date_order
    fine = order == layout.order or (layout.order == "ymd" and order is None)
    if target != layout.target:
        mistakes.append(f"target {layout.target} wanted, {target} proposed")
    if not fine:
        mistakes.append(f"order {layout.order} wanted, {order} proposed")
    wrong = sum(": " in item for item in mistakes)
    return Verdict(
        layout.name,
        len(layout.roles) - wrong,
        len(layout.roles),
        target == layout.target,
        fine,
        tuple(mistakes),
    )


def _target(mapping: Mapping) -> str:
    outside = mapping.outside.get("target")
    if outside is not None:
        return {"above": "above", "sheet_name": "sheet", "file_name": "file", "constant": "none"}[
            outside.from_
        ]
    return "column" if any(fact.direction for fact in mapping.facts.values()) else "none"
