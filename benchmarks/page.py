"""The page in Debian's Chromium: first load and size of scripts, and a chart of many items beside bare sigma
with the same network.

A workspace of invented numbers is served; ``--items`` and ``--lines`` say how large the chart is (5,000 and
20,000 are the goal). The time to open the chart goes from asking for its address to the first complete
drawing, the server's answers included; "bare sigma" is the library with its own programs, the same positions
and pairs, in an empty page, without any server. Beside seconds on the clock stand CPU seconds of the server
and of the browser's processes, which say the same on a busy machine. Needs the built page (``make ui``) and
Chromium.
"""

import argparse
import gzip
import json
import os
import random
import shutil
import socket
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright
from signed import sign

from tahqiq.access.door import Door
from tahqiq.analyse.layout import layout
from tahqiq.web.app import create_app
from tahqiq.web.deps import PROOF
from tahqiq.workbench import Workbench

ROOT = Path(__file__).resolve().parents[1]
SIGMA = ROOT / "ui" / "node_modules" / "sigma" / "dist" / "sigma.min.js"
GRAPHOLOGY = ROOT / "ui" / "node_modules" / "graphology" / "dist" / "graphology.umd.min.js"
BARE = """([nodes, edges]) => {
  const started = performance.now();
  const graph = new graphology.Graph({type: "directed"});
  nodes.forEach(([x, y], at) => {
    graph.addNode(String(at), {x, y: -y, size: 5, label: "+96479" + (10000000 + at)});
  });
  edges.forEach(([a, b]) => {
    if (!graph.hasEdge(String(a), String(b))) graph.addEdge(String(a), String(b), {size: 1});
  });
  const renderer = new Sigma(graph, document.getElementById("place"));
  const opened = performance.now() - started;
  window.addEventListener("tahqiq:draw", () => renderer.refresh());
  return [opened, graph.size];
}"""


def network(items: int, lines: int) -> list[tuple[int, int]]:
    """Distinct pairs of numbered items from a seed, every item in at least one where there are enough."""
    random_ = random.Random(7)  # noqa: S311 (no secret)
    pairs = {(at, (at + 1) % items) for at in range(min(items, lines))}
    while len(pairs) < lines:
        a, b = random_.randrange(items), random_.randrange(items)
        if a != b and (b, a) not in pairs:
            pairs.add((a, b))
    return sorted(pairs)


def prepare(
    root: Path, items: int, lines: int
) -> tuple[Door, str, list[str], list[tuple[int, int]], list[list[float]]]:
    """A workspace with calls between invented numbers (range without operator) and a chart of all of them;
    the address of the chart."""
    pairs = network(items, lines)
    file = root / "calls.csv"
    head = "calling number,called number,start time,duration\n"
    file.write_text(
        head
        + "".join(
            f"9647{500000000 + a},9647{500000000 + b},2026-03-01 10:15:00,{60 + a % 60}\n" for a, b in pairs
        ),
        "utf-8",
    )
    door = Door.found(root / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.collect([file], bench.deposit(zone="Asia/Baghdad"))
    rows = door.workspace.database.query("SELECT id, key FROM node WHERE schema='PhoneNumber' ORDER BY key")
    ids = [bytes(row[0]).hex() for row in rows if isinstance(row[0], bytes)]
    places = layout("force", items, pairs).tolist()
    body = {"items": [{"entity": one, "x": x, "y": y} for one, (x, y) in zip(ids, places, strict=False)]}
    made = bench.documents.make("Inbox", "chart", "Large", body).document
    return door, f"/chart?case={made.case}&id={made.id}&pane=none", ids, pairs, places


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(door: Door) -> str:
    """The address of a server over the door, in a thread that ends with the program."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(create_app(door, work=False), host="127.0.0.1", port=port, log_level="error")
    )
    threading.Thread(target=server.run, daemon=True).start()
    end = time.monotonic() + 20
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    return f"http://127.0.0.1:{port}"


def first_load(page: Page, url: str) -> tuple[float, int]:
    """Seconds until the first page can be used, and bytes of script it needed, compressed as a server in
    front would (gzip)."""
    scripts: list[bytes] = []
    page.on("response", lambda answer: scripts.append(answer.body()) if answer.url.endswith(".js") else None)
    started = time.monotonic()
    page.goto(url)
    page.locator("[data-search-box]").first.wait_for()
    took = time.monotonic() - started
    page.wait_for_load_state("networkidle")
    return took, sum(len(gzip.compress(body, 6)) for body in scripts)


@dataclass
class Spent:
    """CPU seconds of this process (server and driver) and of the browser's processes, taken at two
    moments."""

    browser: int

    def __post_init__(self) -> None:
        self._own, self._theirs = time.process_time(), self._cpu()

    def since(self) -> tuple[float, float]:
        """What was spent since the beginning."""
        return time.process_time() - self._own, self._cpu() - self._theirs

    def _cpu(self) -> float:
        """Of the browser and everything it started (Linux: ``/proc``); 0 elsewhere."""
        found, parents = {}, {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                told = path.read_text("ascii", "replace").rpartition(")")[2].split()
            except OSError:
                continue
            number = int(path.parent.name)
            parents[number], found[number] = int(told[1]), int(told[11]) + int(told[12])
        total = 0
        for number, ticks in found.items():
            above = number
            while above > 1 and above != self.browser:
                above = parents.get(above, 0)
            total += ticks if above == self.browser else 0
        return total / os.sysconf("SC_CLK_TCK")


def browser_process(before: set[int]) -> int:
    """The process of the browser that was just started: the one of its processes whose parent is not one of
    them."""
    mine = {number: parent for number, parent in _chromium().items() if number not in before}
    return next((number for number, parent in mine.items() if parent not in mine), 0)


def _chromium() -> dict[int, int]:
    """Processes called chromium and their parents."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text("ascii", "replace").partition("(")[2].rpartition(")")
        except OSError:
            continue
        if name.startswith("chrom"):
            found[int(path.parent.name)] = int(rest.split()[1])
    return found


def open_chart(page: Page, url: str, items: int) -> float:
    """Seconds until the chart is drawn with its lines."""
    started = time.monotonic()
    page.goto(url)
    page.locator(f"[data-chart][data-items='{items}']:not([data-pairs='0']):not([data-working])").wait_for(
        timeout=120_000
    )
    page.locator("[data-chart-canvas] canvas").first.wait_for(timeout=30_000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return time.monotonic() - started


def redraw(page: Page) -> float:
    """Milliseconds of CPU that the page's own thread takes for one more drawing of everything (the median of
    seven)."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        told = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
        return float(told["TaskDuration"]) * 1000

    times = []
    for _ in range(7):
        before = spent()
        page.evaluate("() => { window.dispatchEvent(new Event('tahqiq:draw')); }")
        times.append(spent() - before)
    return sorted(times)[3]


def frame(page: Page) -> float:
    """Seconds on the clock until one more drawing of everything is seen, the graphics card (or what plays
    one) included; the shortest of three."""
    seen = (
        "() => new Promise(done => { window.dispatchEvent(new Event('tahqiq:draw')); "
        "requestAnimationFrame(() => requestAnimationFrame(done)); })"
    )
    times = []
    for _ in range(3):
        started = time.monotonic()
        page.evaluate(seen)
        times.append(time.monotonic() - started)
    return min(times)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--lines", type=int, default=20000)
    given = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stdout.write("No chromium was found; nothing measured.\n")
        return 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        door, address, ids, pairs, places = prepare(Path(folder), given.items, given.lines)
        url = serve(door)
        there = set(_chromium())
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        process = browser_process(there)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=url)
        token = door.people.issue(door.people.get("owner").id, "session", timedelta(hours=1))
        sign(context, url, token)
        page = context.new_page()
        load, size = first_load(page, "/")
        warm = context.new_page()
        headers = {
            "content-type": "application/json",
            "sec-fetch-site": "same-origin",
            PROOF: token.partition(".")[2],
        }
        served, working = 9e9, 9e9
        for _ in range(3):  # the first one loads what the program needs once
            started, spent = time.monotonic(), Spent(process)
            answer = context.request.post(
                "/api/v1/chart/draw", data=json.dumps({"ids": ids}), headers=headers
            )
            served, working = min(served, time.monotonic() - started), min(working, spent.since()[0])
        spent = Spent(process)
        took = open_chart(warm, address, given.items)
        ours = spent.since()
        refresh, seen = redraw(warm), frame(warm)
        spent = Spent(process)
        bare = browser.new_page(viewport={"width": 1280, "height": 800})
        bare.set_content('<div id="place" style="width:1240px;height:760px"></div>')
        bare.add_script_tag(path=GRAPHOLOGY)
        bare.add_script_tag(path=SIGMA)
        opened, size_bare = bare.evaluate(BARE, [places, pairs])
        theirs = spent.since()
        refresh_bare, seen_bare = redraw(bare), frame(bare)
        out = sys.stdout.write
        out(f"first page usable {load:.2f} s (goal < 1.5); scripts {size / 1000:.0f} kB gzip (goal < 600)\n")
        out(
            f"chart of {given.items} items, {len(answer.json()['lines'])} lines: server answers in "
            f"{served:.2f} s ({working:.2f} s of CPU); "
            f"open {took:.2f} s (goal < 2)\n"
            f"CPU to open: server and driver {ours[0]:.2f} s, browser {ours[1]:.2f} s; "
            f"bare sigma: browser {theirs[1]:.2f} s; load of the machine {os.getloadavg()[0]:.1f}\n"
        )
        out(
            f"bare sigma, same {size_bare} pairs and places: graph and first drawing {opened:.0f} ms,"
            f" one more drawing {refresh_bare:.0f} ms of CPU\n"
        )
        out(
            f"ours: one more drawing {refresh:.0f} ms of CPU (goal <= "
            f"{60 if given.items <= 5_000 else 300}); ratio to bare "
            f"{refresh / max(refresh_bare, 0.1):.2f}\n"
            f"on the clock until it is seen: {seen:.2f} s, bare {seen_bare:.2f} s\n"
        )
        browser.close()
        door.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
