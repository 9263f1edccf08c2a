"""Numbers of nodes: what is only pointed to takes the type of what is described under its id, also by the
same writer."""

from pathlib import Path

from tahqiq.model.batch import REFERRED, Nodes
from tahqiq.store.nodes import Numbering, node_rows
from tahqiq.store.workspace import Workspace

ID, OTHER = b"a" * 16, b"b" * 16


def one(identity: bytes, schema: str) -> Nodes:
    return Nodes([identity], [schema], [""], [""])


def test_what_is_pointed_to_and_described_later_is_one_node_of_the_type_described(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    writer = Numbering(workspace.database)
    first = writer.nodes(Nodes([ID, OTHER], [REFERRED, REFERRED], ["", ""], ["", ""]))
    assert writer.nodes(one(ID, "Person")) == first[:1], "a later batch of the same writer"
    assert Numbering(workspace.database).nodes(one(OTHER, "Company")) == first[1:], "another writer"
    assert writer.nodes(one(ID, REFERRED)) == first[:1], "pointed to again"
    assert [row[1] for row in node_rows(workspace.database, first).values()] == ["Person", "Company"]
    assert writer.renamed == {}


def test_what_is_of_another_type_is_another_node(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    writer = Numbering(workspace.database)
    (person,) = writer.nodes(one(ID, "Person"))
    other = Numbering(workspace.database)
    (vessel,) = other.nodes(one(ID, "Vessel"))
    assert vessel != person
    assert list(other.renamed) == [ID]
