"""How long the answer at once (``passengers iapi``) takes over HTTP, at several rates, with what it writes
read into the store behind it and with lists coming in.

    python benchmarks/passengers_iapi.py [--rates 5 10 20] [--seconds 20] [--names 1000] [--intake] [--folder
    FOLDER]

A workspace of invented people is served by a process of its own, as ``tahqiq serve`` does it, with a list of
``--names`` names in use. Counters ask about one traveller each, for a flight of its own every 150; a question
is sent when its time has come, whether or not earlier ones are answered, and its time counts from then. With
``--intake`` an airline hands in lists of 150 people, the next when the last is read. Processor seconds are
those of the server and its children.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.passengers import born, name
from benchmarks.soak import at, served
from benchmarks.soak_people import PASSWORD
from tahqiq.access.desk_file import desk_file
from tahqiq.access.door import Door
from tahqiq.desk import desk, switch_on
from tahqiq.desk.entry import enter
from tahqiq.desks.passengers.watchlists.operations import add_watchlist
from tahqiq.desks.passengers.watchlists.record import WatchlistRequest
from tahqiq.store.database import integer
from tahqiq.web.deps import PROOF
from tahqiq.workbench import Workbench

PEOPLE = 150
"""On a flight."""
TICKS = os.sysconf("SC_CLK_TCK")


def prepared(folder: Path, names: int) -> Path:
    """A workspace with the desk switched on, one officer and a list."""
    rng = random.Random(11)  # noqa: S311 (invented names)
    door = Door.found(folder / "ws", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    declared = desk("passengers")
    file = switch_on(owner, declared).id
    officer = door.people.add("officer", "Officer", frozenset({"analyst"}), PASSWORD, "benchmark")
    door.cases.add_member(file, officer.id, owner.actor.id)
    listed = "name;birth date;passport;reason\n" + "".join(
        f"{name(rng, 4)};{born(rng)};L{no:07d};Order {no}\n" for no in range(names)
    )
    bench = Workbench(door, officer)
    source = bench.collect_made(
        listed.encode(), "list.csv", bench.deposit(desk_file("passengers"), zone="Asia/Baghdad")
    ).source
    at_desk = enter(bench, declared, file, "write-case")
    told = WatchlistRequest(
        source=source, name="List", basis="Order 12", owner="Court", until=date(2099, 1, 1)
    )
    with at_desk.acting() as acting:
        add_watchlist(acting, told, None)
    owner.refresh_search()
    door.close()
    return folder / "ws"


class Traffic:
    """Messages of invented travellers, each another."""

    def __init__(self) -> None:
        self._rng, self._no, self._guard = random.Random(12), 0, Lock()  # noqa: S311 (invented names)
        self._day = datetime.now(UTC).date() + timedelta(days=1)

    def _person(self, no: int) -> str:
        *given, family = name(self._rng).split()
        day = born(self._rng)[2:].replace("-", "")
        return (
            f"NAD+FL+++{family.replace('-', '')}:{''.join(given)}'ATT+2++M'DTM+329:{day}'"
            f"DOC+P+T{no:07d}'LOC+91+IRQ'"
        )

    def _message(self, flight: int, people: str, count: int) -> str:
        day = f"{self._day:%y%m%d}"
        return (
            f"UNB+UNOA:4+ZZ+PIU+{datetime.now(UTC):%y%m%d:%H%M}+{self._no}'UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+ZZ{flight}'LOC+125+IST'DTM+189:{day}0930:201'"
            f"LOC+87+BGW'DTM+232:{day}1215:201'{people}CNT+42:{count}'UNT+13+1'UNZ+1+{self._no}'"
        )

    def one(self) -> str:
        """One traveller's."""
        with self._guard:
            self._no += 1
            return self._message(400 + self._no // PEOPLE, self._person(self._no), 1)

    def flight(self) -> str:
        """A whole list."""
        with self._guard:
            self._no += PEOPLE
            return self._message(
                5000 + self._no // PEOPLE,
                "".join(self._person(self._no - at) for at in range(PEOPLE)),
                PEOPLE,
            )


def client(url: str, sessions: list[httpx.Client]) -> httpx.Client:
    """Somebody signed in."""
    made = httpx.Client(base_url=url, timeout=120, headers={"sec-fetch-site": "same-origin"})
    made.headers[PROOF] = made.post(
        "/api/v1/session", json={"login": "officer", "password": PASSWORD}
    ).json()["proof"]
    sessions.append(made)
    return made


def spent(pid: int, alone: bool = False) -> float:
    """Processor seconds of a process and, unless ``alone``, its children, ended or not."""
    total = 0.0
    for one in [pid, *([] if alone else children(pid))]:
        try:
            fields = Path(f"/proc/{one}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += sum(int(fields[at]) for at in (11, 12, 13, 14)) / TICKS
    return total


def children(pid: int) -> list[int]:
    """Processes below one."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for one in path.read_text("utf-8").split():
            found += [int(one), *children(int(one))]
    return found


def intake(http: httpx.Client, traffic: Traffic, ended: Event, taken: list[int]) -> None:
    """Lists of whole flights, one after the other is read and screened, until told to stop."""
    while not ended.is_set():
        sent = http.post(
            "/api/v1/sources",
            data={"case": desk_file("passengers"), "zone": "Asia/Baghdad"},
            files={"files": (f"list{len(taken)}.edi", traffic.flight())},
        )
        sent.raise_for_status()
        while not ended.is_set():
            job = http.get(f"/api/v1/jobs/{sent.json()['no']}").json()
            if job["state"] not in ("queued", "running"):
                break
            ended.wait(0.3)
        else:
            return
        for one in job["result"]["sources"]:
            http.post("/api/v1/desks/passengers/check", json={"source": one["source"]}).raise_for_status()
        taken.append(PEOPLE)


def asked(
    url: str, traffic: Traffic, rate: float, seconds: float, sessions: list[httpx.Client]
) -> tuple[list[float], Counter[str]]:
    """Ask at a rate; the seconds of each answer and what was answered."""
    times, answers, guard = list[float](), Counter[str](), Lock()
    began, count = time.perf_counter() + 0.2, int(rate * seconds)

    def ask(no: int) -> None:
        due = began + no / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            answer = sessions[no % len(sessions)].post(
                "/api/v1/desks/passengers/iapi", json={"message": traffic.one()}
            )
            said = str(answer.status_code)
        except httpx.HTTPError as error:
            said = type(error).__name__
        with guard:
            times.append(time.perf_counter() - due)
            answers[said] += 1

    with ThreadPoolExecutor(64) as pool:
        list(pool.map(ask, range(count)))
    return sorted(times), answers


def waiting(door: Door) -> int:
    """How many originals are not read yet."""
    return integer(
        door.workspace.database.query("SELECT COUNT(*) FROM source WHERE state IN ('sealed', 'staging')")[0][
            0
        ]
    )


def main() -> None:
    """Each rate in turn."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rates", type=float, nargs="+", default=[5, 10, 20])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--names", type=int, default=1_000)
    parser.add_argument("--intake", action="store_true")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        os.environ["TAHQIQ_KEYS"] = f"{folder}/keys"
        root = prepared(Path(folder), given.names)
        process, url = served(root)
        door = Door.opened(root)
        try:
            sessions: list[httpx.Client] = []
            for _ in range(8):
                client(url, sessions)
            traffic, ended, taken = Traffic(), Event(), list[int]()
            asked(url, traffic, 2, 3, sessions)
            if given.intake:
                hands = Thread(target=intake, args=(client(url, []), traffic, ended, taken), daemon=True)
                hands.start()
            for rate in given.rates:
                before, own, lists, load = (
                    spent(process.pid),
                    spent(process.pid, True),
                    len(taken),
                    os.getloadavg()[0],
                )
                times, answers = asked(url, traffic, rate, given.seconds, sessions)
                used, own = spent(process.pid) - before, spent(process.pid, True) - own
                sys.stdout.write(
                    f"{rate:g} a second, {len(times)} asked {dict(answers)}: median "
                    f"{at(times, 0.5):.0f} ms, p95 {at(times, 0.95):.0f}, longest "
                    f"{times[-1] * 1000:.0f}; "
                    f"{own / len(times) * 1000:.0f} ms of processor each "
                    f"({used / len(times) * 1000:.0f} with the work behind), {len(taken) - lists} "
                    f"lists came in; load {load:.1f} to {os.getloadavg()[0]:.1f}; "
                    f"waiting {waiting(door)}\n"
                )
                sys.stdout.flush()
            ended.set()
            began, before = time.monotonic(), spent(process.pid)
            while (left := waiting(door)) and time.monotonic() - began < 300:
                time.sleep(1)
            sys.stdout.write(
                f"read behind it: {left} left after {time.monotonic() - began:.0f} s, "
                f"{spent(process.pid) - before:.1f} s of processor\n"
            )
        finally:
            door.close()
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
