"""Starting and stopping: a taken port is refused, a closed terminal ends nothing, nobody is left at work;
what is wrong is said in a sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Serve, alive, free_port, personal, tahqiq, waited


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return personal(tmp_path_factory.mktemp("serving") / "ws")


def sentence(done: "subprocess.CompletedProcess[str]") -> str:
    """What a command said on its standard error: sentences, no traceback."""
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (1, 2, 3), done.stderr
    return done.stderr


def test_a_taken_port_is_refused(workspace: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"using port {port}" in sentence(tahqiq("-w", str(workspace), "serve", "--port", str(port)))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--port", "99999"), "99999 is not a port"),
        (("--port", "0"), "0 is not a port"),
        (("--host", "203.0.113.7"), "not an address of this machine"),
        (("--host", "no-such-host.invalid"), "not an address of this machine"),
    ],
)
def test_what_cannot_be_listened_on_is_said(workspace: Path, words: tuple[str, ...], said: str) -> None:
    assert said in sentence(tahqiq("-w", str(workspace), "serve", *words))


def test_a_missing_driver_is_said(tmp_path: Path) -> None:
    code = "import sys; sys.modules['psycopg'] = None; from tahqiq.cli.start import main; main()"
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            code,
            "init",
            str(tmp_path / "ws"),
            "--postgres",
            "host=nowhere dbname=x",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "psycopg" in sentence(done)
    assert not (tmp_path / "ws").exists()


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A workspace on a disk that cannot be written to."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode:
        pytest.skip("only the system's administrator can mount a disk: run this test as root")
    personal(folder / "ws")
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield folder / "ws"
    subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.mark.parametrize(
    "words",
    [("verify",), ("search", "sara"), ("serve",), ("case", "open", "x"), ("user", "list"), ("jobs", "list")],
)
def test_a_read_only_disk_is_said(read_only: Path, words: tuple[str, ...]) -> None:
    assert "cannot be written to" in sentence(tahqiq("-w", str(read_only), *words))


def test_a_closed_terminal_ends_nothing(workspace: Path, serve: Serve) -> None:
    served = serve(workspace)
    assert waited(lambda: bool(served.workers()))
    workers = served.workers()
    for pid in (served.process.pid, *workers):
        os.kill(pid, signal.SIGHUP)
    time.sleep(1)
    assert served.health() == (200, "")
    assert {pid for pid in workers if alive(pid)} == set(served.workers())
    assert any("worker_process" in Path(f"/proc/{pid}/cmdline").read_text() for pid in served.workers())


BUSY = """
import re, sys
from tahqiq.web import worker, worker_process
from tahqiq.workbench.upkeep import Upkeep
Upkeep.erasures = lambda self: re.match(r"(a+)+$", "a" * 60 + "b")  # a step of compiled code that gives nobody a turn
worker_process.main(sys.argv[1])
"""  # noqa: E501


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nobody_is_left_at_work_when_the_server_ends(
    workspace: Path, how: signal.Signals, tmp_path: Path
) -> None:
    """Not even a worker that is deep in a step of compiled code and hears nothing: it stayed, at 100 % of a
    processor."""
    server = f"""
import subprocess, sys
real = subprocess.Popen
def busy(command, **more):
    if command[1:3] == ["-m", "tahqiq.web.worker_process"]:
        command = [command[0], "-c", {BUSY!r}, command[3]]
    return real(command, **more)
subprocess.Popen = busy
from tahqiq.cli.start import main
main()
"""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", server, "-w", str(workspace), "serve", "--port", str(port)]
    )
    try:
        from .conftest import Served

        served = Served(process, port, tmp_path / "log")
        assert waited(lambda: served.health()[0] == 200 and bool(served.workers()))
        worker = next(
            pid
            for pid in served.workers()
            if _seconds(pid) >= 0 and "worker_process" in Path(f"/proc/{pid}/cmdline").read_text()
        )
        before = _seconds(worker)
        assert waited(lambda: _seconds(worker) > before + 2)  # it is at it
        process.send_signal(how)
        process.wait(30)
        assert waited(lambda: not alive(worker), 15)
    finally:
        process.kill()


def _seconds(pid: int) -> float:
    """Processor time that a process has taken."""
    fields = (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
