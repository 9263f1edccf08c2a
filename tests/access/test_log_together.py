"""Entries that several threads write into the log at a time."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tahqiq.access.door import Door
from tahqiq.access.log_writer import _Waiting
from tahqiq.access.outbox import entry
from tahqiq.kit.errors import Busy
from tahqiq.store.sqlite import SqliteDatabase


def test_they_stand_whole_and_in_order_and_the_disk_is_waited_for_less_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    actor, audit, begun = door.people.get("owner").actor(), door.audit, Barrier(8)
    before, written = audit.size(), list[bool]()
    transaction = SqliteDatabase.transaction

    def counted(self: SqliteDatabase, durable: bool = False) -> object:
        if self is audit._database:
            written.append(durable)
        return transaction(self, durable)

    monkeypatch.setattr(SqliteDatabase, "transaction", counted)

    def work(thread: int) -> None:
        begun.wait(20)
        for number in range(3):
            with audit.act(actor, "try", f"{thread}.{number}"):
                audit.read(actor, "look", f"{thread}.{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    leaves = list(audit.leaves(before + 1))
    assert [leaf.no for leaf in leaves] == list(range(before + 1, before + 1 + 72))
    assert len(written) < 72
    for thread in range(8):  # each thread's own in its order, outcomes with their intent
        own = [leaf for leaf in leaves if leaf.object.startswith(f"{thread}.")]
        assert [(leaf.object, leaf.phase) for leaf in own] == [
            (f"{thread}.{number}", phase) for number in range(3) for phase in ("intent", "read", "outcome")
        ]
        assert all(outcome.ref == intent.no for intent, outcome in zip(own[::3], own[2::3], strict=True))
    assert audit.faults() == []
    door.close()


def test_what_could_not_be_written_is_told_to_each_that_waited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    actor, audit = door.people.get("owner").actor(), door.audit
    size = audit.size()

    def busy(*_: object, **__: object) -> object:
        raise Busy("database-busy")

    with monkeypatch.context() as patched:
        patched.setattr(audit._database, "transaction", busy)
        for _ in range(2):
            with pytest.raises(Busy):
                audit.read(actor, "look", "x")
    audit.read(actor, "look", "x")
    assert audit.size() == size + 1
    door.close()


def test_what_is_wrong_with_the_entries_of_one_keeps_no_others_out(tmp_path: Path) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    actor, audit = door.people.get("owner").actor(), door.audit
    size = audit.size()
    broken, sound = (
        _Waiting([entry(actor, "look", "read", thing)], durable=False) for thing in ("\ud800", "sound")
    )
    audit._writer._write([broken, sound])
    assert (sound.error, sound.numbers) == (None, [size + 1])
    assert isinstance(broken.error, UnicodeEncodeError)
    assert [leaf.object for leaf in audit.leaves(size + 1)] == ["sound"]
    door.close()


@pytest.mark.parametrize("forged", ["another's act", "no act", "no number", "nothing to read"])
def test_a_row_put_into_the_outbox_past_the_program_is_not_entered_and_is_named(
    tmp_path: Path, forged: str
) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    actor, audit = door.people.get("owner").actor(), door.audit
    audit.read(actor, "look", "x")
    size = audit.size()
    end = {
        "actor": "somebody",
        "act": "look",
        "phase": "outcome",
        "thing": "x",
        "case": "",
        "ref": size,
        "result": "done",
        "payload": None,
    }
    no = size if forged in ("another's act", "no number") else 10**9
    rows = [end | {"ref": no}, *([end | {"ref": "x"}, end | {"ref": 2**70}] if forged == "no number" else [])]
    with door.workspace.database.transaction() as main:
        main.insert_many(
            "log_outbox", ("no", "entries"), [(no, "[" if forged == "nothing to read" else json.dumps(rows))]
        )
    assert audit.faults() == [("audit-outbox-foreign", {"no": no})]
    with audit.act(actor, "try", "y"):
        pass
    assert [(leaf.act, leaf.phase) for leaf in audit.leaves(size + 1)] == [
        ("try", "intent"),
        ("try", "outcome"),
    ]
    assert audit.size() == size + 2
    door.close()
