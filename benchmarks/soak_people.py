"""One of the people of ``soak``: what they do over HTTP, what they were told was saved, and whether it is
still there in the end."""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from urllib.parse import quote

import httpx

from tahqiq.web.deps import PROOF

PASSWORD = "correct horse battery"  # noqa: S105 (of invented people)
CASE = "Harbour"
TRIES = 30
"""How often somebody takes up a document again that a colleague has saved meanwhile."""


@dataclass
class Seen:
    """What all of them saw together: seconds of each request by act and phase, errors, and savings that were
    told to be stale."""

    seconds: dict[str, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    errors: list[str] = field(default_factory=list)
    acts: Counter[str] = field(default_factory=Counter)
    stale: int = 0
    phase: str = "warming"
    guard: Lock = field(default_factory=Lock)

    def took(self, act: str, seconds: float, phase: str) -> None:
        """One answer to what was asked in a phase."""
        with self.guard:
            self.seconds[phase][act].append(seconds)

    def failed(self, what: str) -> None:
        """Something that must not happen, with the time (UTC) and the part of the run."""
        with self.guard:
            self.errors.append(f"{time.strftime('%H:%M:%S', time.gmtime())} {self.phase}: {what}")

    def every(self, phase: str) -> list[float]:
        """All answers of a phase, quickest first."""
        return sorted(one for times in self.seconds[phase].values() for one in times)


class Unexpected(Exception):
    """An answer that the act does not allow for; it is in the list of errors."""


class Colleague:
    """One person at work in a thread of their own."""

    def __init__(
        self, url: str, login: str, names: Sequence[str], shared: dict[str, str], seen: Seen, think: float
    ) -> None:
        self.login, self._names, self._shared, self._seen, self._think = login, names, shared, seen, think
        self._http = httpx.Client(base_url=url, timeout=120, headers={"sec-fetch-site": "same-origin"})
        self._rng = random.Random(f"soak {login}")  # noqa: S311 (no secret)
        self.lines: dict[str, list[str]] = {"note": [], "chart": []}
        """What was acknowledged of the shared documents, by kind."""
        self.own: dict[str, tuple[int, int]] = {}
        """Own notes: document to version and number of lines that were acknowledged last."""
        self.jobs: dict[int, int] = {}
        """Deposits: job to number of rows."""
        self.judged: list[tuple[str, str]] = []
        """Decisions that were acknowledged: id and a thing it is about."""

    def ask(
        self,
        act: str,
        method: str,
        path: str,
        allowed: tuple[int, ...] = (200, 201, 202, 204),
        **given: object,
    ) -> httpx.Response:
        """One request, its time taken."""
        began, phase = time.perf_counter(), self._seen.phase
        try:
            answer = self._http.request(method, path, **given)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            self._seen.failed(f"{act} {method} {path[:60]}: {type(error).__name__} {error}")
            raise Unexpected from error
        self._seen.took(act, time.perf_counter() - began, phase)
        if answer.status_code not in allowed:
            self._seen.failed(f"{act} {method} {path[:60]}: {answer.status_code} {answer.text[:200]}")
            raise Unexpected
        return answer

    def sign_in(self) -> None:
        """With the password, as anybody does."""
        answer = self.ask(
            "sign in", "POST", "/api/v1/session", json={"login": self.login, "password": PASSWORD}
        )
        self._http.headers[PROOF] = answer.json()["proof"]

    def sign_in_again(self) -> None:
        """Out and in."""
        self.ask("sign out", "DELETE", "/api/v1/session")
        self._http.cookies.clear()
        self._http.headers.pop(PROOF, None)
        self.sign_in()

    def search(self) -> str:
        """Look for a name and open what was found; its id, empty when nothing was."""
        name = self._rng.choice(self._names)
        hits = self.ask("search", "GET", f"/api/v1/search?q={quote(name)}").json()["hits"]
        if not hits:
            return ""
        found = str(hits[0]["id"])
        self.ask("entity", "GET", f"/api/v1/entities/{found}")
        return found

    def expand(self) -> None:
        """Put something on a chart and see what it is linked to."""
        if found := self.search():
            self.ask("draw", "POST", "/api/v1/chart/draw", json={"ids": [found]})
            self.ask(
                "expand", "POST", "/api/v1/chart/expand", json={"id": found, "shown": [found], "limit": 50}
            )

    def deposit(self) -> None:
        """Hand in a small sheet."""
        rows = self._rng.randrange(1, 9)
        mark = f"{self.login}-{len(self.jobs)}-{self._rng.randrange(10**9)}"
        sheet = "name,phone\n" + "".join(
            f"Deposited {mark} {row},0743{self._rng.randrange(10**7):07}\n" for row in range(rows)
        )
        files = {"files": (f"{mark}.csv", sheet.encode())}
        answer = self.ask(
            "deposit", "POST", "/api/v1/sources", data={"case": CASE, "zone": "Asia/Baghdad"}, files=files
        )
        self.jobs[answer.json()["no"]] = rows

    def review(self) -> None:
        """Look at a pair that waits, and decide."""
        items = self.ask("review", "GET", "/api/v1/review?limit=50").json()["items"]
        pairs = [item for item in items if item["kind"] == "pair"] or items
        if not pairs:
            return
        item = self._rng.choice(pairs)
        left, right = item["left_fragment"], item["right_fragment"]
        self.ask("pair", "GET", f"/api/v1/review/pair?left={left}&right={right}")
        verdict = self._rng.choice(("same", "different", "unsure"))
        body = {"left": left, "right": right, "verdict": verdict, "reason": f"soak, {self.login}"}
        made = self.ask("judge", "POST", "/api/v1/judgements", json=body).json()
        self.judged.append((made["id"], left))

    def note(self) -> None:
        """Begin a note of one's own, or go on with one."""
        kept = list(self.own)
        if len(kept) < 3:
            body = {"lines": ["1"]}
            made = self.ask(
                "note",
                "POST",
                f"/api/v1/cases/{CASE}/documents",
                json={"kind": "note", "title": f"Of {self.login}", "body": body},
            )
            self.own[made.json()["id"]] = (1, 1)
            return
        identity = self._rng.choice(kept)
        found = self.ask("document", "GET", f"/api/v1/cases/{CASE}/documents/{identity}").json()
        version, count = self.own[identity]
        lines = [str(line) for line in found["body"]["lines"]]
        if (found["version"], len(lines)) != (version, count):
            self._seen.failed(
                f"{self.login}: note {identity} is at {found['version']}, {version} was acknowledged"
            )
        lines = [*lines, str(count + 1)][-400:]
        next_ = {"version": version, "title": f"Of {self.login}", "body": {"lines": lines}}
        saved = self.ask("note", "PUT", f"/api/v1/cases/{CASE}/documents/{identity}", json=next_).json()
        self.own[identity] = (saved["version"], len(lines))

    def together(self) -> None:
        """Add a line to the note, or an item to the chart, that all of them write in; whoever is late takes
        it up again."""
        kind = self._rng.choice(("note", "chart"))
        mark, found = f"{self.login}:{len(self.lines[kind])}", self._rng.choice(self._names)
        path = f"/api/v1/cases/{CASE}/documents/{self._shared[kind]}"
        for _ in range(TRIES):
            now = self.ask("document", "GET", path).json()
            body = {"lines": [*now["body"]["lines"], mark], "about": found}
            answer = self.ask(
                kind,
                "PUT",
                path,
                (200, 409),
                json={"version": now["version"], "title": now["title"], "body": body},
            )
            if answer.status_code == 200:
                self.lines[kind].append(mark)
                return
            if answer.json()["code"] != "document-changed":
                self._seen.failed(f"{kind}: {answer.text[:200]}")
                return
            with self._seen.guard:
                self._seen.stale += 1

    def acts(self) -> list[tuple[str, Callable[[], object], int]]:
        """What somebody does, and how often of a hundred times."""
        return [
            ("search", self.search, 38),
            ("expand", self.expand, 22),
            ("note", self.note, 12),
            ("together", self.together, 12),
            ("review", self.review, 10),
            ("deposit", self.deposit, 3),
            ("sign in again", self.sign_in_again, 3),
        ]

    def work(self, stop: Event) -> None:
        """Act after act, with time to think between them, until told to stop."""
        acts = self.acts()
        while not stop.wait(self._rng.expovariate(1 / self._think) if self._think else 0):
            name, act, _ = self._rng.choices(acts, [weight for _, _, weight in acts])[0]
            try:
                act()
            except Unexpected:
                continue
            except Exception as error:  # noqa: BLE001 (an answer of another form than it should have is an error to be counted)
                self._seen.failed(f"{name}: {type(error).__name__} {error}")
            with self._seen.guard:
                self._seen.acts[name] += 1

    def lost(self) -> list[str]:
        """What was acknowledged and is not there. Call when all jobs are done."""
        missing = []
        for identity, (version, lines) in self.own.items():
            found = self.ask("check", "GET", f"/api/v1/cases/{CASE}/documents/{identity}").json()
            if (found["version"], len(found["body"]["lines"])) != (version, lines):
                missing.append(
                    f"{self.login}: note {identity}: {version} acknowledged, {found['version']} there"
                )
        for kind, marks in self.lines.items():
            found = self.ask("check", "GET", f"/api/v1/cases/{CASE}/documents/{self._shared[kind]}").json()
            there = Counter(found["body"]["lines"])
            missing += [f"{kind}: {mark} is there {there[mark]} times" for mark in marks if there[mark] != 1]
        for no, rows in self.jobs.items():
            job = self.ask("check", "GET", f"/api/v1/jobs/{no}").json()
            got = sum(int(item.get("mapped", 0)) for item in job["result"].get("sources", []))
            if job["state"] != "done" or got != rows:
                missing.append(f"deposit {no} of {self.login}: {job['state']}, {got} of {rows} rows")
        for identity, thing in self.judged:
            why = self.ask("check", "GET", f"/api/v1/entities/{thing}/identity").text
            if identity not in why:
                missing.append(f"decision {identity} of {self.login} about {thing}")
        return missing

    def close(self) -> None:
        """End the connection."""
        self._http.close()
