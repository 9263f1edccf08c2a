"""Retractions, releases and erasure at the level of the store, on both engines."""

import pytest

from tahqiq.kit.errors import Conflict, NotFound, Refused
from tahqiq.store.decisions import Retraction
from tahqiq.store.erasure import Erasures, tombstones
from tahqiq.store.erasure_execution import Execution
from tahqiq.store.workspace import Workspace

from .conftest import Batch, Publish, seeing


def one(batch: Batch) -> None:
    man = batch.entity("Person", "1")
    batch.say(man, "name", "Only Here", 2)
    batch.say(man, "nationality", "iq", 2)


def two(batch: Batch) -> None:
    man = batch.entity("Person", "1")
    batch.say(man, "name", "Stays Here", 2)
    batch.say(man, "nationality", "iq", 2)


def texts(workspace: Workspace) -> set[str]:
    return {str(row[0]) for row in workspace.database.query("SELECT text FROM value")}


def test_the_latest_decision_counts(workspace: Workspace, publish: Publish) -> None:
    publish(b"one", one)
    scope = seeing(workspace)
    (_, statements), *_ = workspace.reading.scan(scope)
    name = next(item for item in statements if item.prop == "name")
    for seq, kind, shown in ((1, "retract", 1), (2, "reinstate", 2), (3, "retract", 1)):
        node, source, public, case, following = workspace.decisions.statement(scope, name.entity, name.id)
        assert (case, following) == ("c1", seq)
        made = Retraction(
            name.entity.hex(),
            name.id.hex(),
            public,
            seq,
            kind,  # type: ignore[arg-type]
            f"2025-01-0{seq}T00:00:00Z",
            "tester",
            "why",
        )
        workspace.decisions.retract(node, source, made)
        assert len(workspace.reading.statements(scope, [node])[node]) == shown
        assert len(workspace.reading.statements(scope, [node], retracted=True)[node]) == 2
        with pytest.raises(Conflict):
            workspace.decisions.retract(node, source, made)
    assert [item.seq for item in workspace.decisions.retractions()] == [1, 2, 3]
    with pytest.raises(NotFound):
        workspace.decisions.statement(seeing(workspace, "c2"), name.entity, name.id)


def test_an_erasure_removes_one_source_and_only_it(workspace: Workspace, publish: Publish) -> None:
    gone, kept = publish(b"one", one), publish(b"two", two)
    register = Erasures(workspace)
    asked = register.request(gone, "Order 1", "a", "2026-01-01T00:00:00Z")
    with pytest.raises(Conflict):
        register.request(gone, "Order 1", "b", "2026-01-01T00:00:00Z")
    with pytest.raises(Refused):
        register.approval(asked, "a")
    approved = register.approve(register.approval(asked, "b"))
    assert register.unfinished() == [approved]
    steps: list[str] = []
    for _ in range(2):
        Execution(workspace).carry_out(approved, steps.append)
    assert steps[:8] == ["facts", "words", "rows", "dictionary", "mentions", "files", "scrub", "tombstone"]
    assert texts(workspace) == {"Stays Here", "iq"}
    assert workspace.database.query("SELECT DISTINCT source FROM statement") == [(kept.no,)]
    assert workspace.database.query("SELECT COUNT(*) FROM node") == [(1,)]
    (stone,) = tombstones(workspace.database)
    assert (stone.source, stone.sha256, stone.order, stone.requested_by, stone.approved_by) == (
        gone.id,
        gone.sha256,
        "Order 1",
        "a",
        "b",
    )
    assert stone.counts["statements"] == 2
    assert not list(workspace.root.glob(f"originals/*/*/{gone.sha256}"))
    assert workspace.originals.path(kept.sha256).is_file()
