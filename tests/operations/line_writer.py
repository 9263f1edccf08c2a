"""A process whose threads write into the log of one surveillance, one line for each number that was given:
``python line_writer.py WORKSPACE THREADS TIMES WATCH``."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.desk import desk, perform
from tahqiq.kit import clock
from tahqiq.workbench import Workbench


def written(door: Door, times: int, watch: str) -> None:
    """Write so many lines, one after the other."""
    declared = desk("covert")
    operation, bench = declared.operation("watch-log"), Workbench(door, door.people.get("owner"))
    for _ in range(times):
        asked = {"watch": watch, "at": clock.now(), "observer": "O1", "act": "دخل المخزن", "light": "day"}
        made = perform(bench, declared, operation, operation.asks.model_validate(asked)).model_dump()
        sys.stdout.write(f"{made['log'][-1]['seq']}\n")
        sys.stdout.flush()


def main() -> None:
    """Begin when the other process has, too."""
    door, threads, times, watch = (
        Door.opened(Path(sys.argv[1])),
        int(sys.argv[2]),
        int(sys.argv[3]),
        sys.argv[4],
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with ThreadPoolExecutor(threads) as pool:
        for one in [pool.submit(written, door, times, watch) for _ in range(threads)]:
            one.result()
    door.close()


if __name__ == "__main__":
    main()
