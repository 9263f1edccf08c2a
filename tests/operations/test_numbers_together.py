"""Two processes with sixteen writers each give out numbers of one register; one of the processes is killed in
the middle: every number once, nothing that was acknowledged is lost."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.desk import Desktop, SeatedDesktop, desk
from tahqiq.desks.custody.gate.record import GATE
from tahqiq.workbench import Workbench
from tests.store.conftest import new_database, postgres_server  # noqa: F401 (fixtures)

WRITER = Path(__file__).with_name("writer.py")
THREADS, TIMES = 16, 4


def begun(root: Path) -> "subprocess.Popen[str]":
    made = subprocess.Popen(
        [sys.executable, WRITER, root, str(THREADS), str(TIMES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "ready\n"
    return made


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_every_number_is_given_once_although_a_process_is_killed(
    engine: str,
    tmp_path: Path,
    new_database: Callable[[], str],  # noqa: F811 (a fixture)
) -> None:
    door = Door.found(tmp_path / "ws", new_database() if engine == "postgres" else "", owner="owner")
    bench, custody = Workbench(door, door.people.get("owner")), desk("custody")
    bench.open_desk("custody")
    with SeatedDesktop(bench, custody, custody.file, "work").acting() as at:
        custody.operation("gate").example(at)  # the facility, before two processes look for it at once
    first, second = begun(tmp_path / "ws"), begun(tmp_path / "ws")
    for one in (first, second):
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    assert first.stdout is not None
    before = [first.stdout.readline() for _ in range(8)]
    first.send_signal(signal.SIGKILL)
    told = [*before, *first.stdout.readlines()]
    rest, _ = second.communicate()
    first.wait()
    assert second.returncode == 0
    acknowledged = [line.strip() for line in [*told, *rest.splitlines()] if line.strip()]
    assert len(acknowledged) >= THREADS * TIMES + 8
    assert len(set(acknowledged)) == len(acknowledged)
    again = Door.opened(tmp_path / "ws")
    look = Desktop(Workbench(again, again.people.get("owner")), custody, custody.file, "work")
    numbers = [one.body.number for one in look.records(GATE).every()]
    assert len(set(numbers)) == len(numbers)
    assert set(acknowledged) <= set(numbers)
    assert len(numbers) <= len(acknowledged) + THREADS, "at most one of each writer was done and not told"
    assert Verifier(again).verify().holds
    again.close()
    door.close()
