"""The covert-work desk at size: its register, and what deciding on quarantine adds to an intake.

The first page of the register, the line of time and the whole list as of a moment over so many
authorisations. Then the same file of calls is collected with an order of the register (five subjects, a
period; a tenth of the rows lies outside) and without one, by turns in one run: the ratio of the medians is
what the decision costs. CPU is that of this process and of those that it started.

    python benchmarks/covert.py [--authorisations 10000] [--rows 1000000] [--times 3]
"""

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from tahqiq.access.door import Door
from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import desk
from tahqiq.desk.tables import Table
from tahqiq.desks.covert.authorisations.overview import AuthorisationRegisterRequest, authorisations
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Decision
from tahqiq.desks.covert.authorisations.timeline import TimelineRequest, timeline
from tahqiq.kit import clock
from tahqiq.model.source import Authority
from tahqiq.workbench import Workbench
from tests.seat import Seat

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
SUBJECTS = [f"+96477000000{number:02}" for number in range(5)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--authorisations", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        door = Door.found(folder / "ws", owner="owner")
        chief = Workbench(door, door.people.get("owner"))
        chief.open_desk("covert")
        at = Seat(chief, desk("covert"), "desk-covert", "work")
        register(at, given.authorisations)
        intake(at, given.rows, given.times)
        say(f"peak memory {peak():.2f} GB")
        door.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def register(at: Seat, count: int) -> None:
    """Fill the register, and ask it."""
    rng, records, now = random.Random(7), at.records(AUTHORISATION), clock.now()  # noqa: S311 - a sample to draw again
    for _ in range(count):
        begins = now - timedelta(days=rng.randrange(700), hours=rng.randrange(24))
        decision = Decision(
            granted=True,
            by="another",
            at=begins,
            entered_at=begins,
            reason="نعم",
            begins=begins,
            months=rng.randrange(1, 7),
        )
        body = AUTHORISATION.example.model_copy(
            update={
                "number": mint(),
                "applied_at": begins,
                "submitted_at": begins,
                "decision": decision,
                "verified": True,
            }
        )
        records.save(body.settled())
    table = Table(at, "authorisations")
    questions: dict[str, Callable[[], object]] = {
        "first page of the register, with its total": lambda: table.page({}),
        "line of time, 30 days before and 60 after": lambda: timeline(at, TimelineRequest(), None),
        "whole list as of now (command line)": lambda: authorisations(
            at, AuthorisationRegisterRequest(), None
        ),
    }
    say(f"{count:,} authorisations")
    for name, ask in questions.items():
        clocks, cpus = [], []
        for _ in range(15):
            wall, cpu = time.perf_counter(), time.process_time()
            ask()
            clocks.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
        say(f"  {name}: median {median(clocks) * 1000:.0f} ms on the clock, {median(cpus) * 1000:.0f} ms CPU")


def intake(at: Seat, rows: int, times: int) -> None:
    """Collect the same calls under an order and under none, by turns."""
    decision = Decision(
        granted=True,
        by="محكمة",
        at=BEGAN,
        entered_at=BEGAN,
        reason="1",
        received=True,
        begins=BEGAN,
        ends=BEGAN + timedelta(days=90),
    )
    number, case = mint(), at.bench.open_case("Measured").id
    body = AUTHORISATION.example.model_copy(
        update={"number": number, "technique": "retained-data", "decision": decision, "subjects": SUBJECTS}
    )
    at.records(AUTHORISATION).save(body.settled())
    at.bench.collect_made(calls(1_000, 1_000), "warm.csv", at.bench.deposit(case, zone="UTC"))
    taken: dict[str, list[float]] = {"without an order": [], "with one": []}
    clocks: dict[str, list[float]] = {"without an order": [], "with one": []}
    for turn in range(times):
        for name, reference in (("without an order", ""), ("with one", number)):
            deposit = at.bench.deposit(case, zone="UTC", authority=Authority(reference=reference))
            data = calls(rows, turn * 2 + bool(reference))
            before, began = spent(), time.perf_counter()
            made = at.bench.collect_made(data, f"calls {turn} {name}.csv", deposit).source
            taken[name].append(spent() - before)
            clocks[name].append(time.perf_counter() - began)
            held = at.bench.acts.held(made).facts
            say(
                f"  {name}: {taken[name][-1]:.1f} s CPU, {clocks[name][-1]:.1f} s on the clock, "
                f"{held:,} of {rows:,} events held"
            )
    cpu, clocked = (median(one["with one"]) / median(one["without an order"]) for one in (taken, clocks))
    say(
        f"{rows:,} calls: {cpu:.2f} times the CPU, {clocked:.2f} times the clock of the intake "
        "without an order"
    )


def calls(rows: int, seed: int) -> bytes:
    """A table of calls of five numbers, a tenth of them after the order's end; each one different by its
    seed."""
    rng = random.Random(seed)  # noqa: S311 - a sample to draw again
    lines = ["caller,callee,date,time,duration"]
    for _ in range(rows):
        moment = BEGAN + timedelta(seconds=rng.randrange(100 * 86_400))
        lines.append(
            f"{SUBJECTS[rng.randrange(5)]},+96478{rng.randrange(10**7):08},{moment:%Y-%m-%d},"
            f"{moment:%H:%M:%S},{rng.randrange(600)}"
        )
    return ("\n".join(lines) + "\n").encode()


def say(line: str) -> None:
    """A line of the result, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def spent() -> float:
    """Seconds of CPU of this process and of those it started and that ended."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def peak() -> float:
    """GB of memory at the most, of the larger of this process and those it started."""
    return (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        / 2**20
    )


if __name__ == "__main__":
    main()
