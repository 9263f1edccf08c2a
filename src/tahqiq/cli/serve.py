"""Serving the page and the sample case: serve, demo."""

import errno
import secrets
import shutil
import signal
import socket
import sys
import webbrowser
from collections.abc import Iterable, Mapping
from contextlib import nullcontext, redirect_stdout, suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread, Timer
from time import monotonic
from typing import Annotated

import typer

from tahqiq.access.cases import SAMPLE_CASE
from tahqiq.access.door import Door
from tahqiq.access.first_start import FirstStart
from tahqiq.access.people import Person
from tahqiq.cli.collect import Shown, balance
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.desk import Desk, SampleAccount, desks, switch_on
from tahqiq.desk.entry import enter
from tahqiq.desk.sample import add_files
from tahqiq.desk.sample_accounts import ANALYST, OTHERS, accounts
from tahqiq.formats.confined.pool import warm
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.kind import day_of
from tahqiq.model.statement import identifier_id
from tahqiq.samples.generate import generate
from tahqiq.samples.truth import Json, load
from tahqiq.workbench import Workbench

PORT = 8600
TRIES = 20
"""How many ports the demo tries, one after the other."""
BACKLOG = 2048
STOPPING = 5
"""Seconds that answers under way are waited for when the server is told to stop: somebody who reads slowly,
or never, does not keep it from that."""
IDLE = 65
"""Seconds that a connection without a request stays open: longer than browsers, libraries and proxies keep
one, so that they end it and no request meets a closing door."""
DEMO_LOGIN = ANALYST.login
SIGN_IN = "demo-sign-in.txt"
TRUTH = "sample-truth.json"
SAMPLE_ZONE = "Asia/Baghdad"
SAMPLE_CHART = "أرقام القرار القضائي / Numbers under the order"


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("serve")(serve)
    app.command("demo")(demo)


@command
def serve(
    workspace: WorkspaceOption = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 127.0.0.1 = this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = PORT,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            help=(
                "A name by which the server is called (repeatable); its addresses in digits and "
                "localhost always are."
            ),
        ),
    ] = None,
    largest: Annotated[
        int,
        typer.Option(
            "--largest-upload",
            min=0,
            help="Megabytes of files that a person may send at once; 0 = as much as there is room for.",
        ),
    ] = 0,
) -> None:
    """Serve the workbench's page and API."""
    with listening(host, port) as listener:
        door = Door.opened(home(workspace))
        door.audit.signer()  # no deposit is acknowledged by an account that cannot sign what becomes of it
        run(door, listener, names=name or (), largest=largest << 20)


@command
def demo(
    directory: Annotated[Path, typer.Argument(help="Where the sample workspace is or is to be.")] = Path(
        "tahqiq-demo"
    ),
    seed: Annotated[int, typer.Option(help="Another seed makes another case.")] = 1,
    scale: Annotated[float, typer.Option(help="Size of the sample case.")] = 1.0,
    port: Annotated[int, typer.Option(help="Port; the next free one when it is taken.")] = PORT,
    start: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the page afterwards.")] = True,
    checked: Annotated[
        bool,
        typer.Option(
            "--check", help="Link the sample and score the pairs against its truth; serves nothing."
        ),
    ] = False,
    day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of its story; today where none is given."),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make the sample case (invented people), collect it, and serve it. With --check: exit code 1 when the
    automatic band joins two people."""
    if not Workbench.stands(directory):
        with redirect_stdout(sys.stderr) if as_json else nullcontext():
            make_sample(directory, seed, scale, day.date() if day else None)
    if checked:
        check_sample(directory, as_json)
        return
    if not (directory / SIGN_IN).is_file():
        raise NotFound("no-such-file", path=str(directory / SIGN_IN))
    door = Door.opened(directory)
    say("", *(f"Sign in as {line}" for line in (directory / SIGN_IN).read_text("utf-8").splitlines()))
    say("The home page changes to another account without signing in again.")
    if not start:
        door.close()
        return
    with listening("127.0.0.1", port, TRIES) as listener:
        run(door, listener, show=True, sample=True)


def make_sample(directory: Path, seed: int, scale: float, day: date | None = None) -> None:
    """Generate the sample files, collect them into a new workspace and say what came in (the page has the
    account of each). ``day``: the day of its story, today where none is given."""
    began = monotonic()
    door = Door.found(directory)
    bench = Workbench(door, door.here())
    people, passwords = sample_people(bench)
    analyst = Workbench(door, people[DEMO_LOGIN])
    with TemporaryDirectory(prefix="tahqiq-sample-") as folder:
        say("Making the sample case (invented people) …")
        files = Path(folder) / "case"
        truth = generate(files, seed, scale, day or day_of(clock.now()))
        add_files(truth, desks().values())
        with Shown() as shown:
            results = analyst.collect(
                [truth.evidence],
                analyst.deposit(SAMPLE_CASE, zone=SAMPLE_ZONE, received_from="sample case"),
                None,
                shown,
            )
        shutil.copyfile(truth.path, directory / TRUTH)
    balance(results)
    say("Making it searchable …")
    bench.refresh_search()
    sample_chart(analyst, truth.data)
    at_desks(bench, analyst, truth.data, [people[one.login] for one in OTHERS], people)
    (directory / SIGN_IN).write_text(
        "".join(f"{login}, password {password}\n" for login, password in passwords.items()), "utf-8"
    )
    (directory / SIGN_IN).chmod(0o600)
    say(f"Sample case {truth.seed} made and collected in {monotonic() - began:.0f} s.")
    door.close()


def sample_chart(analyst: Workbench, truth: Mapping[str, Json]) -> str:
    """Begin the chart that the sample case opens with: the numbers under the order, and who called whom."""
    authority = truth["authority"]
    numbers = authority["numbers"] if isinstance(authority, dict) else None
    ids = [
        identifier_id("PhoneNumber", "", f"+{one}").hex()
        for one in (numbers if isinstance(numbers, list) else ())
    ]
    case = analyst.door.cases.find(analyst.actor.id, SAMPLE_CASE).id
    return analyst.chart_of_things(case, ids, SAMPLE_CHART)


def sample_people(bench: Workbench) -> tuple[dict[str, Person], dict[str, str]]:
    """Add the accounts of the sample workspace; the people and their passwords by login."""
    passwords = {one.login: secrets.token_urlsafe(9) for one in accounts()}
    people = {
        one.login: bench.add_person(one.login, one.name, one.roles, passwords[one.login])
        for one in accounts()
    }
    cases = bench.door.cases
    case = bench.open_case(SAMPLE_CASE).id
    for one in accounts():
        if one.in_case:
            cases.add_member(case, people[one.login].id, bench.actor.id)
    return people, passwords


def at_desks(
    owner: Workbench,
    analyst: Workbench,
    truth: Mapping[str, Json],
    seconds: Iterable[Person] = (),
    own: Mapping[str, Person] | None = None,
    case: str = SAMPLE_CASE,
) -> None:
    """Keep the records that the installed desks add to the sample case: their desks are switched on, and the
    analyst works at them; ``seconds`` belong to them too, for what a second person must agree to. ``own``
    are people by login, of whom the accounts of a desk belong to its file and its compartments; ``case`` the
    title of the sample case."""
    counts = list[str]()
    for declared in desks().values():
        if declared.sample is None or declared.sample.records is None:
            continue
        if not declared.general:
            file = switch_on(owner, declared).id
            for one in (analyst.actor.id, *(second.id for second in seconds)):
                owner.door.cases.add_member(file, one, owner.actor.id)
        home = owner.door.cases.find(analyst.actor.id, case)
        with enter(analyst, declared, home.id, "write-case").acting() as at:
            kept = declared.sample.records(at, truth)
        for account in declared.sample.accounts:
            if own is not None:
                _seat(owner, declared, account, own[account.login])
        counts.append(f"{declared.title(locale()).sentence} {sum(kept.values())}")
    say(f"Records at the desks: {', '.join(counts)}.")


def _seat(owner: Workbench, declared: Desk, account: SampleAccount, person: Person) -> None:
    """Let somebody work at a desk."""
    owner.door.cases.add_member(declared.file, person.id, owner.actor.id)
    for compartment in account.compartments:
        owner.door.cases.admit(compartment, person.id, owner.actor.id)


def check_sample(directory: Path, as_json: bool) -> None:
    """Link the sample case and say how right the pairs are."""
    if not (directory / TRUTH).exists():
        raise NotFound("no-such-file", path=str(directory / TRUTH))
    from tahqiq.workbench.sample_check import check, lines  # loads the linker

    with Workbench.opened(directory) as bench:
        bench.link(adopt=False)
        found = check(bench, load(directory / TRUTH))
    if as_json:
        print_json(found.to_json())
    else:
        say(*lines(found))
    if found.automatic.precision < 1 and found.automatic.pairs:
        raise typer.Exit(1)


def run(
    door: Door,
    listener: socket.socket,
    show: bool = False,
    names: Iterable[str] = (),
    largest: int = 0,
    sample: bool = False,
) -> None:
    """Serve on a socket until stopped; ``show`` opens a browser where there is one, ``largest`` is how many
    bytes of files are taken at once (0: as there is room for), ``sample``: it is
    the demo. A terminal that is closed (SIGHUP) does not
    end it."""
    import uvicorn

    from tahqiq.web.app import create_app  # loads the web server, which no other command waits for

    Thread(
        target=warm, daemon=True
    ).start()  # whoever sends the first file does not wait for a reader's process
    host, port = listener.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    app = create_app(door, names=names, largest=largest, apart=True, sample=sample)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    say(f"The workbench is at {address}", "Stop it with Ctrl+C.")
    if show:
        Timer(1.0, _open, (address,)).start()
    first: FirstStart = app.state.first_start
    if first.kind() != "none":
        say(
            "Nobody can sign in yet. The page asks for this code, which is good until the server stops:",
            f"  {first.code}",
        )
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=STOPPING,
            timeout_keep_alive=IDLE,
        )
    )
    with suppress(KeyboardInterrupt):  # it has stopped already when Ctrl+C is passed on
        server.run(sockets=[listener])
    door.close()
    if not server.started:
        raise typer.Exit(1)


def _open(address: str) -> None:
    try:
        webbrowser.open(address)
    except webbrowser.Error:
        return


def listening(host: str, port: int, tries: int = 1) -> socket.socket:
    """A socket that is bound to a port of an address, or to the first free one of ``tries``. Raises
    ``WrongUse`` (``port-unusable``, ``port-taken``, ``port-not-permitted``, ``address-foreign``)."""
    if not 0 < port < 65536:
        raise WrongUse("port-unusable", port=port)
    for candidate in range(port, min(port + tries, 65536)):
        try:
            return _bound(host, candidate)
        except PermissionError as error:
            raise WrongUse("port-not-permitted", port=candidate) from error
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise WrongUse("address-foreign", host=host) from error
    raise WrongUse("port-taken", port=port, host=host)


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    return made
