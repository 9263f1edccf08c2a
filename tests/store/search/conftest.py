"""A workspace, and a quick way to publish a source of rows in it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tahqiq.model.batch import Mapped, Nodes, Statements
from tahqiq.model.place import Part
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Deposit, Source
from tahqiq.model.statement import fragment_id, identifier_id
from tahqiq.store.publication import Counts
from tahqiq.store.statements import StatementWriter
from tahqiq.store.workspace import Workspace

TESTER = Actor("tester", "Tester", frozenset({"analyst"}))
Row = tuple[str, str, str, str]
"""Schema, key, property, value; an identifier's schema after the property as ``phone>PhoneNumber`` makes the
value a node."""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "ws")
    yield opened
    opened.close()


def put(workspace: Workspace, rows: list[Row], case: str = "c1", part: Part | None = None) -> Source:
    """Publish a source of some rows in a case."""
    about = part or Part(0)
    sealed = workspace.originals.seal(BytesIO(repr((rows, case)).encode()))
    source = workspace.sources.deposit(sealed, "file.csv", Deposit(case), "tester")
    nodes, made = Nodes(), Statements()
    for line, (schema, key, prop, value) in enumerate(rows, 1):
        name, _, kind = prop.partition(">")
        entity = nodes.add(fragment_id(repr(rows), "m", schema, key), schema)
        target = (
            nodes.add(identifier_id(kind, "", value.casefold()), kind, "", value.casefold()) if kind else -1
        )
        made.entity.append(entity)
        made.prop.append(name)
        made.value.append(value)
        made.original.append(None)
        made.lang.append("")
        made.target.append(target)
        made.row.append(line)
        made.column.append(1)
    writer = StatementWriter(workspace.database, source, workspace.publication.spool(source.no))
    writer.add(Mapped(about, nodes, made, [], [], len(rows), len(rows)))
    workspace.sources.add_parts(source.no, [about])
    manifest, count = workspace.publication.write_manifest(source.no)
    workspace.publication.publish(source, Counts(len(rows), len(rows), 0, count, 0), manifest, [])
    return source


def seeing(workspace: Workspace, *cases: str) -> Scope:
    wanted = cases or ("c1",)
    return Scope(
        TESTER, "work", frozenset(item.no for item in workspace.sources.data_classes() if item.case in wanted)
    )
