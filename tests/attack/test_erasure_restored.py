"""A backup of the moment in which an erasure was approved, or broken off in the middle of any of its steps:
what is restored carries the order out."""

from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import STEPS, carry_out, start
from tahqiq.casework.restore import restore
from tahqiq.store.backup.recovery_key import make, read_private
from tahqiq.store.erasure import Erasures

from .conftest import bench, codes

SECRET = "07430000077"
SAID = f"caller,callee,start time,duration\n{SECRET},07430000002,2026-02-05 10:00:00,60\n"


class BrokenOff(Exception):
    """The process ends here."""


@pytest.fixture
def template(calls: Path) -> Path:
    return calls


def ordered(door: Door) -> str:
    """A source with a number of its own, and an order of two persons to erase it that is not carried out yet;
    the source's id."""
    path = door.workspace.root.parent / "secret.csv"
    path.write_text(SAID, "utf-8")
    analyst = bench(door, "analyst")
    assert analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))[0].mapped == 1
    path.unlink()
    public = next(item.id for item in analyst.sources() if item.name == "secret.csv")
    assert left(door.workspace.root)
    bench(door, "chief").acts.request_erasure(public, "Order 9")
    bench(door, "second").acts.sign_erasure(public)
    return public


def broken_off(door: Door, step: int) -> None:
    """Begin to carry it out, and end after some steps."""
    (erasure,) = Erasures(door.workspace).unfinished()
    finished: list[str] = []

    def done(name: str) -> None:
        finished.append(name)
        if len(finished) == step:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        carry_out(door, erasure, door.people.get("second").actor(), done)


def left(root: Path) -> list[str]:
    """Files below a folder that still hold the number, as it was written or in international form."""
    wanted = (SECRET.encode(), b"9647430000077")
    return sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in wanted)
    )


@pytest.mark.parametrize("step", range(STEPS + 1))
def test_what_was_ordered_is_carried_out_after_a_restoring(door: Door, tmp_path: Path, step: int) -> None:
    """Step 0: approved and nothing begun. Otherwise the process ended after that step, and a backup was made
    before the next start."""
    public = ordered(door)
    if step:
        broken_off(door, step)
    key = make(tmp_path / "key")
    made = bench(door, "owner").back_up(tmp_path / "one.backup", key)
    restore(made.path, tmp_path / "back", read_private(tmp_path / "key"))
    again = Door.opened(tmp_path / "back")
    try:
        start(again)
        state = again.workspace.database.query("SELECT state FROM source WHERE id=?", (public,))
        assert state == [("erased",)]
        assert codes(again) == set()
        assert again.workspace.facts.records(bench(again, "analyst").scope()) == {"Call": 4}
    finally:
        again.close()
    assert left(tmp_path / "back") == []
    start(door)
    assert codes(door) == set()
