"""Serving the page and the sample case: serve, demo."""

import secrets
import socket
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from time import monotonic
from typing import Annotated

import typer
import uvicorn

from tahqiq.access.door import INBOX, Door
from tahqiq.access.first_start import FirstStart
from tahqiq.cli.collect import Shown, report
from tahqiq.cli.context import WorkspaceOption, command, home, say
from tahqiq.samples.generate import generate
from tahqiq.store.workspace import MARKER
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench

PORT = 8600
DEMO_LOGIN = "analyst"
SIGN_IN = "demo-sign-in.txt"
SAMPLE_ZONE = "Asia/Baghdad"


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("serve")(serve)
    app.command("demo")(demo)


@command
def serve(
    workspace: WorkspaceOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 127.0.0.1 = this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; the next free one when it is taken.")] = PORT,
) -> None:
    """Serve the workbench's page and API."""
    run(Door.opened(home(workspace)), host, free_port(host, port))


@command
def demo(
    directory: Annotated[Path, typer.Argument(help="Where the sample workspace is or is to be.")] = Path("tahqiq-demo"),
    seed: Annotated[int, typer.Option(help="Another seed makes another case.")] = 1,
    scale: Annotated[float, typer.Option(help="Size of the sample case.")] = 1.0,
    port: Annotated[int, typer.Option(help="Port; the next free one when it is taken.")] = PORT,
    start: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the page afterwards.")] = True,
) -> None:
    """Make the sample case (invented people), collect it, and serve it."""
    if not (directory / MARKER).exists():
        make_sample(directory, seed, scale)
    door = Door.opened(directory)
    say("", f"Sign in as {(directory / SIGN_IN).read_text('utf-8').strip()}")
    if not start:
        door.close()
        return
    run(door, "127.0.0.1", free_port("127.0.0.1", port), show=True)


def make_sample(directory: Path, seed: int, scale: float) -> None:
    """Generate the sample files, collect them into a new workspace and say what came in."""
    began = monotonic()
    door = Door.found(directory)
    bench = Workbench(door, door.here())
    password = secrets.token_urlsafe(9)
    person = bench.add_person(DEMO_LOGIN, "Sample analyst", frozenset({"analyst", "supervisor", "auditor"}), password)
    bench.add_member(INBOX, person.login)
    with TemporaryDirectory(prefix="tahqiq-sample-") as folder:
        say("Making the sample case (invented people) …")
        files = Path(folder) / "case"
        truth = generate(files, seed, scale)
        with Shown() as shown:
            results = bench.collect([truth.evidence], bench.deposit(zone=SAMPLE_ZONE, received_from="sample case"), None, shown)
    report(results)
    (directory / SIGN_IN).write_text(f"{DEMO_LOGIN}, password {password}\n", "utf-8")
    (directory / SIGN_IN).chmod(0o600)
    say(f"Sample case {truth.seed} made and collected in {monotonic() - began:.0f} s.")
    door.close()


def run(door: Door, host: str, port: int, show: bool = False) -> None:
    """Serve until stopped; ``show`` opens a browser where there is one."""
    address = f"http://{host}:{port}/"
    say(f"The workbench is at {address}", "Stop it with Ctrl+C.")
    if show:
        Timer(1.0, _open, (address,)).start()
    app = create_app(door)
    first: FirstStart = app.state.first_start
    if first.kind() != "none":
        say("Nobody can sign in yet. The page asks for this code, which is good until the server stops:", f"  {first.code}")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
    door.close()


def _open(address: str) -> None:
    try:
        webbrowser.open(address)
    except webbrowser.Error:
        return


def free_port(host: str, port: int) -> int:
    """The port, or the next free one of twenty."""
    for candidate in range(port, port + 20):
        with socket.socket() as probe:
            if probe.connect_ex((host, candidate)) != 0:
                return candidate
    return port
