"""Two processes with four writers each write into one log: every number once and none left out, each line
with the digest of the one before."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.access.verify_lines import line_faults
from tahqiq.desk import Desktop, SeatedDesktop, desk
from tahqiq.desk.lines import Lines
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.watches.log import OBSERVATION
from tahqiq.desks.covert.watches.record import WATCH, Watch
from tahqiq.kit import clock
from tahqiq.workbench import Workbench
from tests.store.conftest import new_database, postgres_server  # noqa: F401 (fixtures)

WRITER = Path(__file__).with_name("line_writer.py")
THREADS, TIMES, NUMBER = 4, 5, "ACDE-FGHL"


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_every_line_has_a_number_of_its_own(
    engine: str,
    tmp_path: Path,
    new_database: Callable[[], str],  # noqa: F811
) -> None:
    door = Door.found(tmp_path / "ws", new_database() if engine == "postgres" else "", owner="owner")
    bench, declared = Workbench(door, door.people.get("owner")), desk("covert")
    bench.open_desk("covert")
    now = clock.now()
    with SeatedDesktop(bench, declared, declared.file, "work").acting() as at:
        body = Watch(
            number=NUMBER,
            authorisation=NUMBER,
            begins=now - timedelta(hours=1),
            ends=now + timedelta(days=1),
            observers={"O1": involvement(at, NUMBER, at.actor.id)},
        )
        log = at.records(WATCH).save(body).id
    writers = [
        subprocess.Popen(
            [sys.executable, WRITER, tmp_path / "ws", str(THREADS), str(TIMES), NUMBER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in writers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in writers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [int(line) for out, _ in [one.communicate() for one in writers] for line in out.split()]
    assert [one.returncode for one in writers] == [0, 0]
    count = 2 * THREADS * TIMES
    assert sorted(told) == list(range(1, count + 1))
    lines = list(Lines(Desktop(bench, declared, declared.file, "work"), OBSERVATION, log).every())
    assert [one.body.number for one in lines] == list(range(1, count + 1))
    assert list(line_faults(door.workspace.database)) == []
    assert Verifier(door).verify().holds
    door.close()
