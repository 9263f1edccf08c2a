"""Short ways to make records and to read what a mapping made of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.codec import dumps, loads
from tahqiq.collect.mapping.gather import gather
from tahqiq.collect.mapping.propose import Proposal, propose
from tahqiq.formats.reader import Records, grid
from tahqiq.formats.registry import choose
from tahqiq.model.batch import Mapped
from tahqiq.model.place import WHOLE, Part
from tahqiq.model.vocabulary import vocabulary

SHA = "ab" * 32


def table(*lines: Sequence[str | None], part: Part = WHOLE, first: int = 1) -> Records:
    """A grid of the lines, numbered from ``first``; a line of no cells is a blank line that the reader left
    out."""
    return grid(part, [(number, line) for number, line in enumerate(lines, first) if line])


def apply(document: str, records: Records, **more: object) -> Mapped:
    """What a mapping document makes of records; the balance of records is checked, and that each filled cell
    is counted once."""
    mapping = loads(document)
    mapped = Applier(mapping, SHA, vocabulary(), **more).apply(records)  # type: ignore[arg-type]
    assert mapped.records == mapped.mapped + sum(problem.records for problem in mapped.problems)
    if mapping.layout.split is None:
        cells = (cell for column in records.columns.columns for cell in column.to_pylist())
        assert mapped.account.fields().read == sum(1 for cell in cells if cell and cell.strip())
    return mapped


def stated(mapped: Mapped) -> set[tuple[str, str, str]]:
    """(type, property, value) of every statement; a target is shown by its key."""
    made = mapped.statements
    rows = zip(made.entity, made.prop, made.value, made.target, strict=True)
    return {
        (mapped.nodes.schemata[e], p, mapped.nodes.keys[t] if t >= 0 and mapped.nodes.keys[t] else v)
        for e, p, v, t in rows
    }


def facts(mapped: Mapped) -> list[dict[str, object]]:
    """Every fact with its parties as keys, empty columns left out."""
    found = []
    for made in mapped.facts:
        for row in made.table.to_pylist():
            plain = {name: value for name, value in row.items() if value is not None}
            for name in ("a", "b", "place", "place2", "device", "sim"):
                if name in plain:
                    plain[name] = mapped.nodes.keys[plain[name]] or mapped.nodes.schemata[plain[name]]
            found.append({"kind": made.kind, **plain})
    return sorted(found, key=lambda fact: (fact["row"], fact["serial"]))


def codes(mapped: Mapped) -> list[str]:
    """The codes of the problems, in order."""
    return [problem.code for problem in mapped.problems]


def proposed(*lines: Sequence[str | None], name: str = "file.csv", part: Part = WHOLE) -> Proposal:
    """The proposal for a grid; fails when there is none."""
    found = propose(table(*lines, part=part), name)
    assert found is not None
    return found


def read_real(shared: Path, path: str) -> list[tuple[Proposal, Mapped]]:
    """Every batch of a real file with its proposal and what it made; skips when the file is not there."""
    file = shared / path
    if not file.is_file():
        pytest.skip(f"{path} of the shared test data is not here")
    chosen = choose(file, file.name)
    assert chosen is not None
    results: list[tuple[Proposal, Mapped]] = []
    appliers: dict[Part, tuple[Proposal, Applier]] = {}
    same: dict[str, Applier] = {}
    for item in gather(chosen[0].read(file, file.name)):
        if isinstance(item, Records):
            if item.part not in appliers:
                proposal = propose(item, file.name)
                assert proposal is not None
                made = same.setdefault(
                    dumps(proposal.mapping), Applier(proposal.mapping, SHA, vocabulary(), file_name=file.name)
                )
                appliers[item.part] = (proposal, made)
            proposal, applier = appliers[item.part]
            results.append((proposal, applier.apply(item)))
    return results


Lines = list[tuple[str | None, ...]]


def made(
    lines: Lines, name: str = "file.csv", part: Part = WHOLE
) -> tuple[str, set[tuple[str, str, str]], list[dict[str, object]]]:
    """(name of the mapping, statements, facts) of what is proposed; the proposal survives being written
    down."""
    found = proposed(*lines, name=name, part=part)
    assert loads(dumps(found.mapping)) == found.mapping
    assert found.why
    mapped = Applier(found.mapping, SHA, vocabulary(), file_name=name).apply(table(*lines, part=part))
    return found.mapping.name, stated(mapped), facts(mapped)
