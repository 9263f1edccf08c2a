"""What an administrator meets: a server of its own process, a PostgreSQL that can be stopped, a disk that
fills."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tahqiq.access.door import Door
from tahqiq.web.deps import PROOF
from tahqiq.workbench import Workbench
from tests.casework.backups import Place, place  # noqa: F401
from tests.store.conftest import _postgres_binaries, _unprivileged, new_database, postgres_server  # noqa: F401

PASSWORD = "correct horse battery"


def waited(met: Callable[[], bool], seconds: float = 90) -> bool:
    """Whether something comes about in time."""
    end = time.monotonic() + seconds
    while not met():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def tahqiq(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """The command as somebody types it; ``more`` are variables of the environment."""
    code = "from tahqiq.cli.start import main; main()"
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **more},
        timeout=300,
    )


@pytest.fixture
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys in a folder of the test's own."""
    monkeypatch.setenv("TAHQIQ_KEYS", str(tmp_path / "keys"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A server as ``tahqiq serve`` runs it."""

    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def health(self) -> tuple[int, str]:
        """Status and code of the health answer; 0 where there is no answer."""
        try:
            answer = httpx.get(f"{self.address}/api/v1/health", timeout=60)
        except httpx.HTTPError:
            return 0, ""
        return answer.status_code, str(answer.json().get("code", ""))

    def signed(self, login: str = "owner", password: str = PASSWORD) -> httpx.Client:
        """Somebody who has signed in."""
        client = httpx.Client(base_url=self.address, timeout=120, headers={"sec-fetch-site": "same-origin"})
        answer = client.post("/api/v1/session", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        client.headers[PROOF] = answer.json()["proof"]
        return client

    def workers(self) -> list[int]:
        """Numbers of the processes that the server has started and that still run, and of theirs."""
        return below(self.process.pid)


def below(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] not in "ZX" and int(fields[1]) == pid:
            child = int(path.parent.name)
            found += [child, *below(child)]
    return found


def alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serves a workspace until the test ends."""
    begun: list[Served] = []

    def start(root: Path, *words: str) -> Served:
        port, log = free_port(), tmp_path / f"server-{len(begun)}.log"
        code = "from tahqiq.cli.start import main; main()"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-W",
                    "ignore",
                    "-c",
                    code,
                    "-w",
                    str(root),
                    "serve",
                    "--port",
                    str(port),
                    *words,
                ],
                stdout=out,
                stderr=out,
            )
        served = Served(process, port, log)
        begun.append(served)
        assert waited(lambda: served.health()[0] != 0 or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        return served

    yield start
    for served in begun:
        left = served.workers()
        if served.process.poll() is None:
            served.process.send_signal(signal.SIGTERM)
            try:
                served.process.wait(20)
            except subprocess.TimeoutExpired:
                served.process.kill()
                served.process.wait()
        for pid in left:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)


DISK = 140 << 20


@contextmanager
def small_disk(folder: Path, size: int = DISK) -> Iterator[Path]:
    """A disk of some bytes. Whoever may mount none has the smallest there is: a folder, filled up to a limit,
    cannot show the same."""
    folder.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only the system's administrator can make a small disk: run this test as root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 140 MB."""
    with small_disk(tmp_path / "disk") as folder:
        yield folder


def fill(disk: Path, leave: int = 0) -> Path:
    """Fill a disk up to the last bytes."""
    path = disk / "filler"
    with path.open("ab") as out, suppress(OSError):
        while shutil.disk_usage(disk).free > leave:
            out.write(b"\0" * min(1 << 16, max(4096, shutil.disk_usage(disk).free - leave)))
            out.flush()
    return path


class Postgres:
    """A PostgreSQL server of one test, which can be stopped and started. Its tables lie in ``disk`` where one
    is given, its own log beside."""

    def __init__(self, disk: Path | None = None) -> None:
        self._binaries = _postgres_binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="pgdata", dir="/tmp"))
        self.socket = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        self._data = (disk or self.folder) / "data"
        self._as = _unprivileged(*filter(None, (self.folder, self.socket, disk)))
        options = ["-U", "tahqiq", "-A", "trust", "--no-sync", f"--waldir={self.folder / 'wal'}"]
        self._run(self._binaries / "initdb", "-D", self._data, *options)
        self.start()
        self.url = f"host={self.socket} user=tahqiq dbname=postgres"

    def _run(self, *words: object) -> None:
        subprocess.run([*self._as, *map(str, words)], check=True, capture_output=True)

    def start(self) -> None:
        """Begin to answer."""
        options = f"-k {self.socket} -c listen_addresses='' -c fsync=off"
        self._run(
            self._binaries / "pg_ctl",
            "-D",
            self._data,
            "-o",
            options,
            "-w",
            "-l",
            self.folder / "log",
            "start",
        )

    def stop(self) -> None:
        """Break off every connection."""
        self._run(self._binaries / "pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def remove(self) -> None:
        """Stop for good."""
        subprocess.run(
            [
                *self._as,
                str(self._binaries / "pg_ctl"),
                "-D",
                str(self._data),
                "-m",
                "immediate",
                "stop",
            ],
            check=False,
            capture_output=True,
        )
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.socket, ignore_errors=True)


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.remove()


def personal(root: Path, url: str = "") -> Path:
    """A personal workspace whose owner signs in with the password."""
    door = Door.found(root, url, owner="owner")
    door.people.set_password("owner", PASSWORD)
    door.close()
    return root


def team(root: Path, url: str = "") -> Path:
    """A team's workspace with an administrator, two supervisors, an analyst, and a case of the first
    supervisor."""
    door = Door.found(root, url, team=True)
    for login, role in (
        ("admin", "administrator"),
        ("chief", "supervisor"),
        ("second", "supervisor"),
        ("analyst", "analyst"),
    ):
        door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test")
    Workbench(door, door.people.get("chief")).open_case("Harbour")
    door.close()
    return root


def told(answer: httpx.Response) -> dict[str, Any]:
    """The body of an error."""
    found: dict[str, Any] = json.loads(answer.text)
    return found


WORKSPACES = Path(__file__).parents[1] / "fixtures" / "workspaces"
RELEASED = sorted(path.name.removesuffix(".tar.gz") for path in WORKSPACES.glob("*.tar.gz"))
"""Every version of which a workspace is kept."""


@pytest.fixture
def released(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Unpacks the workspace of a version; its keys are this account's for the test."""
    with pytest.MonkeyPatch.context() as patch:

        def unpack(name: str) -> Path:
            with tarfile.open(WORKSPACES / f"{name}.tar.gz") as packed:
                packed.extractall(tmp_path / name, filter="data")
            patch.setenv("TAHQIQ_KEYS", str(tmp_path / name / "keys"))
            return tmp_path / name / "ws"

        yield unpack
