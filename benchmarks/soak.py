"""Twenty people at work over HTTP while files come in: no error, no lost update, and answers within three times those when nothing comes in.

    python benchmarks/soak.py [--minutes 60] [--people 20] [--think 2.0] [--postgres URL]

A team's workspace of invented people is served by a process of its own, as ``tahqiq serve`` does it. The people sign in, search, draw, expand, deposit small sheets, decide about pairs, and write
notes and charts: some of their own and one of each that all of them write in. A sixth of the time nothing comes in (quiet); after that a colleague hands in sheets of
``--intake`` people and of calls without a pause, and the one worker of the server reads them. Each keeps what was acknowledged and looks for it in the end: a saving that is gone, or there twice, is a lost
update. A saving on a version that is not the latest is told to be stale and done again, which is no error. In the end ``tahqiq verify`` must hold. With
``--postgres`` an empty database holds the rows.
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
from collections.abc import Sequence
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


def sheet(path: Path, names: Sequence[str], first: int) -> None:
    """A sheet of people with phones."""
    path.write_text(
        "name,phone,city\n" + "".join(f"{name},9647{500_000_000 + first + at},Basra\n" for at, name in enumerate(names)), "utf-8"
    )


def prepared(folder: Path, url: str, people: int, known: int) -> tuple[Path, list[str], dict[str, str]]:
    """The workspace before the first morning: people, two sheets that name some of the same, a linkage run, a note and a chart that all write in."""
    rng = random.Random(SEED)  # noqa: S311 (the same names in every run)
    names = [name for name, _ in islice(invented(rng), known)]
    sheet(folder / "known.csv", names, 0)
    sheet(folder / "again.csv", names[: max(1, known // 10)], 10_000_000)
    door = Door.found(folder / "ws", url, owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    case = owner.open_case(CASE)
    for number in range(people):
        one = door.people.add(f"person{number}", f"Person {number}", frozenset({"analyst"}), PASSWORD, "benchmark")
        door.cases.add_member(case.id, one.id, "benchmark")
    intake = door.people.add("intake", "Intake", frozenset({"analyst"}), PASSWORD, "benchmark")
    door.cases.add_member(case.id, intake.id, "benchmark")
    owner.collect([folder / "known.csv", folder / "again.csv"], owner.deposit(CASE, zone="Asia/Baghdad"))
    owner.refresh_search()
    owner.link(adopt=False)
    shared = {kind: owner.documents.make(CASE, kind, f"Shared {kind}", {"lines": []}).document.id for kind in ("note", "chart")}
    door.close()
    return folder / "ws", names, shared


def served(root: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server in a process of its own, and its address, when it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    asked = [str(Path(sys.executable).with_name("tahqiq")), "serve", "--workspace", str(root), "--port", str(port)]
    with (root.parent / "server.log").open("wb") as log:
        process = subprocess.Popen(asked, stdout=log, stderr=log)  # noqa: S603 (our own program)
    url = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            httpx.get(f"{url}/api/session", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return process, url
    raise RuntimeError("the server does not answer")


class Intake(Thread):
    """Hands in sheets, one after the other is read, until told to stop; ``rows`` came in."""

    def __init__(self, url: str, folder: Path, size: int, stop: Event, seen: Seen) -> None:
        super().__init__(daemon=True)
        self._url, self._folder, self._size, self._stop_, self._seen, self.rows = url, folder, size, stop, seen, 0

    def run(self) -> None:
        """Until told to stop."""
        hands = Colleague(self._url, "intake", ["x"], {}, self._seen, 0)
        hands.sign_in()
        names = invented(random.Random("soak intake"))  # noqa: S311 (no secret)
        number = 0
        while not self._stop_.is_set():
            number += 1
            path = self._folder / f"intake-{number}.csv"
            if number % 3:
                sheet(path, [name for name, _ in islice(names, self._size)], 20_000_000 + number * self._size)
            else:
                generate(self._size * 5, path, people=20_000, seed=number)
            try:
                with path.open("rb") as file:
                    answer = hands.ask(
                        "hand in", "POST", "/api/sources", data={"case": CASE, "zone": "Asia/Baghdad"}, files={"files": (path.name, file)}
                    )
                path.unlink()
                hands.jobs[answer.json()["no"]] = self._size if number % 3 else self._size * 5
                ended = waited(hands, answer.json()["no"])
            except Exception as error:  # noqa: BLE001 (whatever it is, the run is no proof then)
                self._seen.failed(f"intake: {type(error).__name__} {error}")
                break
            if ended != "done":
                self._seen.failed(f"intake: job {answer.json()['no']} is {ended}")
            self.rows += self._size if number % 3 else self._size * 5
        hands.close()


def waited(one: Colleague, no: int, seconds: float = 3600) -> str:
    """The state in which a job ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = str(one.ask("job", "GET", f"/api/jobs/{no}").json()["state"])
        if state not in ("queued", "running"):
            return state
        time.sleep(0.5)
    return "too late"


def at(times: Sequence[float], share: float) -> float:
    """A quantile of sorted times in milliseconds; 0 for none."""
    return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else 0.0


def told(seen: Seen) -> float:
    """Print the table; the ratio of the 95th percentiles of all answers."""
    out = sys.stdout.write
    out(f"{'act':<12}{'quiet':>8}{'p50 ms':>9}{'p95 ms':>9}{'intake':>9}{'p50 ms':>9}{'p95 ms':>9}\n")
    names = sorted({*seen.seconds["quiet"], *seen.seconds["intake"]} - {"hand in", "job"})
    rows = [(name, sorted(seen.seconds["quiet"][name]), sorted(seen.seconds["intake"][name])) for name in names]
    every = (sorted(one for _, times, _ in rows for one in times), sorted(one for _, _, times in rows for one in times))
    for name, quiet, busy in [*rows, ("all", *every)]:
        out(
            f"{name:<12}{len(quiet):>8}{at(quiet, 0.5):>9.0f}{at(quiet, 0.95):>9.0f}{len(busy):>9}{at(busy, 0.5):>9.0f}{at(busy, 0.95):>9.0f}\n"
        )
    quiet, busy = every
    return at(busy, 0.95) / at(quiet, 0.95) if quiet and busy else 0.0


def main(arguments: list[str] | None = None) -> int:
    """Run and print; 1 when there was an error, a lost update, a finding of ``verify``, or answers took more than three times as long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--think", type=float, default=2.0, help="mean seconds between two acts of a person")
    parser.add_argument("--known", type=int, default=20_000, help="people known before")
    parser.add_argument("--intake", type=int, default=5_000, help="rows of a sheet that comes in; calls: five times as many")
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
    seen, stop, rested = Seen(), Event(), Event()
    people = [Colleague(url, f"person{number}", names, shared, seen, given.think) for number in range(given.people)]
    try:
        for one in people:
            one.sign_in()
            one.search()
        seen.phase = "quiet"
        threads = [Thread(target=one.work, args=(stop,), daemon=True) for one in people]
        for thread in threads:
            thread.start()
        time.sleep(given.minutes * 10)
        seen.phase = "intake"
        intake = Intake(url, folder, given.intake, rested, seen)
        intake.start()
        time.sleep(given.minutes * 50)
        stop.set()
        rested.set()
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
    ratio = told(seen)
    door = Door.opened(root)
    findings = Workbench(door, door.people.get("owner")).verify().findings
    door.close()
    out = sys.stdout.write
    out(f"{given.people} people, {given.minutes:g} minutes, {'PostgreSQL' if given.postgres else 'SQLite'}; acts: {dict(seen.acts)}\n")
    saved = sum(len(marks) for one in people for marks in one.lines.values()) + sum(one.own[key][0] for one in people for key in one.own)
    out(f"{saved} savings, {seen.stale} told to be stale and done again; {sum(len(one.jobs) for one in people)} deposits; ")
    out(f"{sum(len(one.judged) for one in people)} decisions; {intake.rows:,} rows came in beside; load {os.getloadavg()[0]:.1f}\n")
    out(
        f"errors {len(seen.errors)}, lost {len(lost)}, findings of verify {len(findings)}, p95 with intake to p95 without {ratio:.2f} (goal {GOAL:g})\n"
    )
    for line in [*seen.errors[:20], *lost[:20], *(str(item) for item in findings[:20])]:
        out(f"  {line}\n")
    said = (folder / "server.log").read_text("utf-8", "replace")
    if "Traceback" in said:
        out(f"the server said:\n{said[-4000:]}\n")
    return int(bool(seen.errors or lost or findings or ratio > GOAL or "Traceback" in said))


if __name__ == "__main__":
    sys.exit(main())
