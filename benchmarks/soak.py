"""Twenty people at work over HTTP while files come in: no error, no lost update, and answers within three
times those when nothing comes in.

    python benchmarks/soak.py [--minutes 60] [--people 20] [--think 2.0] [--rest 0] [--postgres URL]

A team's workspace of invented people is served by a process of its own, as ``tahqiq serve`` does it. The
people sign in, search, draw, expand, deposit small sheets, decide about pairs, and write notes and charts:
some of their own and one of each that all of them write in. Before, in the middle of and after the intake
nothing comes in (quiet, together a quarter of the time); else a colleague hands in sheets of ``--intake``
people and of calls, and the one worker of the server reads them. After each the colleague rests ``--rest``
times as long as it took (0: no pause); what is asked in such a rest is told apart. The load of the machine is
noted in each part. Each keeps what was acknowledged and looks for it in the end: a saving that is gone, or
there twice, is a lost update. A saving on a version that is not the latest is told to be stale and done
again, which is no error. In the end ``tahqiq verify`` must hold. With ``--postgres`` an empty database holds
the rows.
"""

import argparse
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from threading import Event, Thread

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate_calls import generate
from benchmarks.search import SEED, invented
from benchmarks.soak_people import CASE, PASSWORD, Colleague, Seen
from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

GOAL = 3.0
MOST_REST = 60.0
"""Seconds that the intake rests at the most, however long a sheet took."""
EVERY, LATE = 10.0, 2.0
"""Seconds between two looks at the load, and how late one is when the machine stood."""
PARTS = ((0.1, False), (0.375, True), (0.075, False), (0.375, True), (0.075, False))
"""Shares of the run, and whether files come in."""


def sheet(path: Path, names: Sequence[str], first: int) -> None:
    """A sheet of people with phones."""
    path.write_text(
        "name,phone,city\n"
        + "".join(f"{name},9647{500_000_000 + first + at},Basra\n" for at, name in enumerate(names)),
        "utf-8",
    )


def prepared(folder: Path, url: str, people: int, known: int) -> tuple[Path, list[str], dict[str, str]]:
    """The workspace before the first morning: people, two sheets that name some of the same, a linkage run, a
    note and a chart that all write in."""
    rng = random.Random(SEED)  # noqa: S311 (the same names in every run)
    names = [name for name, _ in islice(invented(rng), known)]
    sheet(folder / "known.csv", names, 0)
    sheet(folder / "again.csv", names[: max(1, known // 10)], 10_000_000)
    door = Door.found(folder / "ws", url, owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    case = owner.open_case(CASE)
    for number in range(people):
        one = door.people.add(
            f"person{number}", f"Person {number}", frozenset({"analyst"}), PASSWORD, "benchmark"
        )
        door.cases.add_member(case.id, one.id, "benchmark")
    intake = door.people.add("intake", "Intake", frozenset({"analyst"}), PASSWORD, "benchmark")
    door.cases.add_member(case.id, intake.id, "benchmark")
    owner.collect([folder / "known.csv", folder / "again.csv"], owner.deposit(CASE, zone="Asia/Baghdad"))
    owner.refresh_search()
    owner.link(adopt=False)
    shared = {
        kind: owner.documents.make(CASE, kind, f"Shared {kind}", {"lines": []}).document.id
        for kind in ("note", "chart")
    }
    door.close()
    return folder / "ws", names, shared


def served(root: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server in a process of its own, and its address, when it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    asked = [
        str(Path(sys.executable).with_name("tahqiq")),
        "serve",
        "--workspace",
        str(root),
        "--port",
        str(port),
    ]
    with (root.parent / "server.log").open("wb") as log:
        process = subprocess.Popen(asked, stdout=log, stderr=log)  # noqa: S603 (our own program)
    url = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            httpx.get(f"{url}/api/v1/session", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return process, url
    raise RuntimeError("the server does not answer")


class Intake(Thread):
    """Hands in sheets, one after the other is read, while ``open`` is set and until told to stop; ``rows``
    came in. ``idle`` is set while nothing is read."""

    def __init__(self, url: str, folder: Path, size: int, rest: float, seen: Seen) -> None:
        super().__init__(daemon=True)
        self._url, self._folder, self._size, self._rest, self._seen, self.rows = (
            url,
            folder,
            size,
            rest,
            seen,
            0,
        )
        self.open, self.idle, self.ended = Event(), Event(), Event()
        self.idle.set()

    def run(self) -> None:
        """Until told to stop."""
        hands = Colleague(self._url, "intake", ["x"], {}, self._seen, 0)
        hands.sign_in()
        names = invented(random.Random("soak intake"))  # noqa: S311 (no secret)
        number = 0
        while not self.ended.is_set():
            if not self.open.wait(0.2):
                continue
            self.idle.clear()
            self._seen.phase = "intake"
            number += 1
            began = time.monotonic()
            try:
                self._one(hands, number, names)
            except Exception as error:  # noqa: BLE001 (whatever it is, the run is no proof then)
                self._seen.failed(f"intake: {type(error).__name__} {error}")
                break
            finally:
                self._seen.phase = "rest"
                self.idle.set()
            self.ended.wait(min(MOST_REST, self._rest * (time.monotonic() - began)))
        hands.close()

    def _one(self, hands: Colleague, number: int, names: Iterator[tuple[str, str]]) -> None:
        path = self._folder / f"intake-{number}.csv"
        size = self._size if number % 3 else self._size * 5
        if number % 3:
            sheet(path, [name for name, _ in islice(names, size)], 20_000_000 + number * size)
        else:
            generate(size, path, people=20_000, seed=number)
        with path.open("rb") as file:
            answer = hands.ask(
                "hand in",
                "POST",
                "/api/v1/sources",
                data={"case": CASE, "zone": "Asia/Baghdad"},
                files={"files": (path.name, file)},
            )
        path.unlink()
        hands.jobs[answer.json()["no"]] = size
        ended = waited(hands, answer.json()["no"])
        if ended != "done":
            self._seen.failed(f"intake: job {answer.json()['no']} is {ended}")
        self.rows += size


class Loads(Thread):
    """Notes the load of the machine and the server's memory every ten seconds, by the part of the run, and
    when the machine itself stood: this thread only sleeps, in another process than the server, and wakes late
    where nobody gets the processor."""

    def __init__(self, seen: Seen, process: int) -> None:
        super().__init__(daemon=True)
        self._seen, self._process = seen, process
        self.load: dict[str, list[float]] = {}
        self.memory: list[int] = []
        """Resident bytes of the server's process, first to last."""
        self.stood: list[str] = []
        """Each time it woke over two seconds late: when (UTC), and by how much."""

    def run(self) -> None:
        """As long as the process of the server lives."""
        status = Path(f"/proc/{self._process}/status")
        while True:
            self.load.setdefault(self._seen.phase, []).append(os.getloadavg()[0])
            try:
                held = [line for line in status.read_text("utf-8").splitlines() if line.startswith("VmRSS:")]
            except OSError:
                return
            self.memory += [int(line.split()[1]) * 1024 for line in held]
            began = time.monotonic()
            time.sleep(EVERY)
            if (late := time.monotonic() - began - EVERY) > LATE:
                self.stood.append(f"{time.strftime('%H:%M:%S', time.gmtime())} {late:.0f} s")

    def told(self) -> str:
        """One line of it."""
        parts = ", ".join(
            f"{phase} {sum(loads) / len(loads):.1f} (to {max(loads):.1f})"
            for phase, loads in self.load.items()
        )
        held = (
            f"{self.memory[0] / 1e6:.0f} MB at first, {self.memory[-1] / 1e6:.0f} at last"
            if self.memory
            else "unknown"
        )
        return (
            f"mean load by part: {parts}; memory of the server: {held}; the machine stood "
            f"{len(self.stood)} times {self.stood[:20]}"
        )


def waited(one: Colleague, no: int, seconds: float = 3600) -> str:
    """The state in which a job ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = str(one.ask("job", "GET", f"/api/v1/jobs/{no}").json()["state"])
        if state not in ("queued", "running"):
            return state
        time.sleep(0.5)
    return "too late"


def at(times: Sequence[float], share: float) -> float:
    """A quantile of sorted times in milliseconds; 0 for none."""
    return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else 0.0


def told(seen: Seen) -> float:
    """Print the table; the ratio of the 95th percentiles of all answers, with the intake to quiet."""
    out = sys.stdout.write
    parts = [part for part in ("quiet", "intake", "rest") if seen.seconds[part]]
    out(f"{'act':<12}" + "".join(f"{part:>8}{'p50 ms':>9}{'p95 ms':>9}" for part in parts) + "\n")
    names = sorted({name for part in parts for name in seen.seconds[part]} - {"hand in", "job"})
    rows = [(name, [sorted(seen.seconds[part][name]) for part in parts]) for name in names]
    every = [sorted(one for _, times in rows for one in times[at]) for at in range(len(parts))]
    for name, times in [*rows, ("all", every)]:
        out(
            f"{name:<12}"
            + "".join(f"{len(part):>8}{at(part, 0.5):>9.0f}{at(part, 0.95):>9.0f}" for part in times)
            + "\n"
        )
    of = dict(zip(parts, every, strict=True))
    return at(of["intake"], 0.95) / at(of["quiet"], 0.95) if of.get("quiet") and of.get("intake") else 0.0


def worked(seconds: float, intake: Intake, seen: Seen) -> None:
    """The parts of the run: quiet, intake, quiet, intake, quiet. Before each quiet one what is still read is
    waited for, and ten seconds are left off."""
    end = time.monotonic()
    for share, busy in PARTS:
        end += seconds * share
        if busy:
            intake.open.set()
        else:
            intake.open.clear()
            intake.idle.wait(max(0.0, end - time.monotonic()))
            time.sleep(max(0.0, min(10.0, end - time.monotonic())) if seen.phase != "quiet" else 0)
            seen.phase = "quiet"
        time.sleep(max(0.0, end - time.monotonic()))


def main(arguments: list[str] | None = None) -> int:
    """Run and print; 1 when there was an error, a lost update, a finding of ``verify``, or answers took more
    than three times as long."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--think", type=float, default=2.0, help="mean seconds between two acts of a person")
    parser.add_argument("--known", type=int, default=20_000, help="people known before")
    parser.add_argument(
        "--intake", type=int, default=5_000, help="rows of a sheet that comes in; calls: five times as many"
    )
    parser.add_argument(
        "--rest",
        type=float,
        default=0.0,
        help="how many times as long as a sheet took nothing comes in after it",
    )
    parser.add_argument("--postgres", default="", help="an empty database instead of SQLite")
    given = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="soak-", dir="."))
    os.environ["TAHQIQ_KEYS"] = str(folder / "keys")
    try:
        return soaked(given, folder)
    finally:
        shutil.rmtree(folder)


def soaked(given: argparse.Namespace, folder: Path) -> int:
    """The whole run in a folder."""
    root, names, shared = prepared(folder, given.postgres, given.people, given.known)
    server, url = served(root)
    before = os.times()
    seen, stop = Seen(), Event()
    intake, loads = Intake(url, folder, given.intake, given.rest, seen), Loads(seen, server.pid)
    people = [
        Colleague(url, f"person{number}", names, shared, seen, given.think) for number in range(given.people)
    ]
    try:
        for one in people:
            one.sign_in()
            one.search()
        seen.phase = "quiet"
        threads = [Thread(target=one.work, args=(stop,), daemon=True) for one in people]
        for thread in threads:
            thread.start()
        loads.start()
        intake.start()
        worked(given.minutes * 60, intake, seen)
        stop.set()
        intake.ended.set()
        seen.phase = "after"
        for thread in threads:
            thread.join(300)
        intake.join(3600)
        for one in people:
            for no in one.jobs:
                waited(one, no)
        lost = [line for one in people for line in one.lost()]
    finally:
        server.terminate()
        server.wait(60)
        for one in people:
            one.close()
    spent = os.times()
    ratio = told(seen)
    door = Door.opened(root)
    findings = Workbench(door, door.people.get("owner")).verify().findings
    door.close()
    out = sys.stdout.write
    out(
        f"{given.people} people, {given.minutes:g} minutes, "
        f"{'PostgreSQL' if given.postgres else 'SQLite'}; acts: {dict(seen.acts)}\n"
    )
    saved = sum(len(marks) for one in people for marks in one.lines.values()) + sum(
        one.own[key][0] for one in people for key in one.own
    )
    out(
        f"{saved} savings, {seen.stale} told to be stale and done again; "
        f"{sum(len(one.jobs) for one in people)} deposits; "
    )
    out(f"{sum(len(one.judged) for one in people)} decisions; {intake.rows:,} rows came in beside\n")
    out(
        f"{loads.told()}; CPU seconds: server and its readers "
        f"{spent.children_user + spent.children_system:.0f}, "
    )
    out(f"the people {spent.user + spent.system - before.user - before.system:.0f}\n")
    out(
        f"errors {len(seen.errors)}, lost {len(lost)}, findings of verify {len(findings)}, p95 with "
        f"intake to p95 without {ratio:.2f} (goal {GOAL:g})\n"
    )
    for line in [*seen.errors[:20], *lost[:20], *(str(item) for item in findings[:20])]:
        out(f"  {line}\n")
    said = (folder / "server.log").read_text("utf-8", "replace")
    if "Traceback" in said:
        out(f"the server said:\n{said[-4000:]}\n")
    return int(bool(seen.errors or lost or findings or ratio > GOAL or "Traceback" in said))


if __name__ == "__main__":
    sys.exit(main())
