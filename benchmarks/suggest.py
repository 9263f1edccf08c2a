"""What the search box suggests while an intake runs, in Debian's Chromium: from the last key pressed to the
list on the page.

A workspace of invented people is served by a process of its own, as ``tahqiq serve`` does it. The same
beginnings of names and numbers are typed twice: when nothing else runs (the reference), and while the worker
of that server reads sheets of people and of calls and makes them searchable. The goal is 150 ms while an
intake runs; the ratio to the quiet run says what the intake costs whoever searches. Needs the built page
(``make ui``) and Chromium.

    python benchmarks/suggest.py [--people 20000] [--intake 100000] [--calls 500000] [--questions 100]
"""

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path

from generate_calls import generate
from page import free_port
from playwright.sync_api import Browser, Page, sync_playwright
from search import invented
from signed import sign

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

GOAL = 150.0
TYPED = """(text) => new Promise((done) => {
  const box = document.querySelector("[data-search-box]");
  const shown = () => document.querySelector("[data-suggested]")?.getAttribute("data-suggested") === text;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, text);
  const began = performance.now();
  const look = () =>
    shown() || performance.now() - began > 20000
      ? requestAnimationFrame(() => done(performance.now() - began))
      : setTimeout(look, 2);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  look();
})"""


def sheet(path: Path, people: int, seed: int) -> list[tuple[str, str]]:
    """Write a sheet of invented people with mother, phone (a range without operator) and city; names and
    phones."""
    rng = random.Random(seed)  # noqa: S311 (no secret)
    names = [name for name, _ in islice(invented(rng), people * 2)]
    rows = [(names[at], f"9647{500_000_000 + seed * 10_000_000 + at}") for at in range(people)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("name", "mother name", "phone", "city"))
        writer.writerows((name, names[people + at], phone, "Basra") for at, (name, phone) in enumerate(rows))
    return rows


def questions(people: Sequence[tuple[str, str]], count: int) -> list[str]:
    """Beginnings as somebody types them: two words of a name, the last one cut, or the first eight digits and
    more of a number; all different."""
    rng = random.Random(11)  # noqa: S311 (no secret)
    found: dict[str, None] = {}
    while len(found) < count:
        name, phone = rng.choice(people)
        words = name.split()
        begun = " ".join([*words[:1], *(word[: max(2, len(word) - 1)] for word in words[1:2])])
        found[begun if rng.random() < 0.7 else phone[: rng.randrange(9, 14)]] = None
    return list(found)


def served(root: Path, port: int) -> subprocess.Popen[bytes]:
    """A server over the workspace in a process of its own; returns when it answers."""
    asked = [
        str(Path(sys.executable).with_name("tahqiq")),
        "serve",
        "--workspace",
        str(root),
        "--port",
        str(port),
    ]
    return subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 (our own program)


def opened(browser: Browser, url: str, token: str) -> Page:
    """A page with a search box, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=url)
    sign(context, url, token)
    page = context.new_page()
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            page.goto("/cases")
            page.locator("[data-search-box]").wait_for()
        except Exception:  # noqa: BLE001 (the server is not there yet, whatever the browser calls that)
            time.sleep(0.2)
        else:
            return page
    raise RuntimeError("the server does not answer")


def asked(page: Page, texts: Sequence[str], while_: Callable[[], bool]) -> list[float]:
    """Milliseconds from the key to the list, for each text as long as it is worth asking."""
    found = []
    for text in texts:
        if not while_():
            break
        found.append(float(page.evaluate(TYPED, text)))
    return found


def sealed_as(bench: Workbench, path: Path) -> str:
    """The hash of a file that is now among the originals."""
    with path.open("rb") as stream:
        return bench.workspace.originals.seal(stream).sha256


def told(name: str, times: Sequence[float]) -> str:
    """A line of the table."""
    rising = sorted(times)
    middle, late = rising[len(rising) // 2], rising[min(len(rising) - 1, int(len(rising) * 0.95))]
    return (
        f"{name}: {len(rising)} questions, p50 {middle:.0f} ms, p95 {late:.0f} ms, slowest "
        f"{rising[-1]:.0f} ms\n"
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--intake", type=int, default=100_000)
    parser.add_argument("--calls", type=int, default=500_000)
    parser.add_argument("--questions", type=int, default=100)
    given = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stdout.write("No chromium was found; nothing measured.\n")
        return 0
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        people = sheet(folder / "people.csv", given.people, 1)
        sheets = [folder / f"more-{at}.csv" for at in range(4)]
        for at, path in enumerate(sheets):
            sheet(path, given.intake // len(sheets), 2 + at)
        generate(given.calls, folder / "calls.csv", people=20_000)
        door = Door.found(folder / "ws", owner="owner")
        bench = Workbench(door, door.people.get("owner"))
        bench.collect([folder / "people.csv"], bench.deposit(zone="Asia/Baghdad"))
        bench.refresh_search()
        port = free_port()
        server = served(folder / "ws", port)
        try:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            token = door.people.issue(door.people.get("owner").id, "session", timedelta(hours=1))
            page = opened(browser, f"http://127.0.0.1:{port}", token)
            texts = questions(people, given.questions * 2)
            asked(page, texts[:3], lambda: True)  # the first ones load what the program needs once
            quiet = asked(page, texts[: given.questions], lambda: True)
            sealed = [(sealed_as(bench, path), path.name) for path in [*sheets, folder / "calls.csv"]]
            job = bench.queue_sealed(sealed, bench.deposit(zone="Asia/Baghdad"))
            running = lambda: bench.jobs.get(job.no, bench.actor).state in ("queued", "running")  # noqa: E731
            while bench.jobs.get(job.no, bench.actor).state == "queued":
                time.sleep(0.02)
            busy = asked(page, texts[given.questions :], running)
            browser.close()
        finally:
            server.terminate()
            server.wait(30)
            door.close()
    middle = sorted(quiet)[len(quiet) // 2]
    out = sys.stdout.write
    out(told("suggested when nothing else runs", quiet))
    if not busy:
        out("the intake was over before a question could be asked; take more rows\n")
        return 1
    out(told(f"suggested while an intake runs (goal {GOAL:.0f} ms)", busy))
    out(
        f"ratio of the medians {sorted(busy)[len(busy) // 2] / middle:.2f}; load of the machine "
        f"{os.getloadavg()[0]:.1f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
