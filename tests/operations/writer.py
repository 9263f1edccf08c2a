"""A process whose threads enter people at a gate, one line for each that was acknowledged: ``python writer.py
WORKSPACE THREADS TIMES``."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.desk import SeatedDesktop, desk, perform
from tahqiq.workbench import Workbench

NAME = "custody"


def entered(door: Door, times: int) -> None:
    """Enter so many, one after the other."""
    declared = desk(NAME)
    operation = declared.operation("gate")
    bench = Workbench(door, door.people.get("owner"))
    with SeatedDesktop(bench, declared, declared.file, operation.purpose).acting() as at:
        asked = operation.example(at)
    for _ in range(times):
        made = perform(bench, declared, operation, asked)
        sys.stdout.write(f"{made.model_dump()['number']}\n")
        sys.stdout.flush()


def main() -> None:
    """Begin when the other process has, too."""
    door, threads, times = Door.opened(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with ThreadPoolExecutor(threads) as pool:
        for one in [pool.submit(entered, door, times) for _ in range(threads)]:
            one.result()
    door.close()


if __name__ == "__main__":
    main()
