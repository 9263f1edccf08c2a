"""Bringing files in: collect, formats, problems, jobs."""

import re
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from tahqiq.cli.account import account_lines
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, err, home, locale, print_json, say
from tahqiq.collect.collection_result import Collected
from tahqiq.collect.mapping.known import ReadingHints
from tahqiq.formats.confined.known import forms
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import visible
from tahqiq.model.source import Authority, Deposit
from tahqiq.model.types.base import DateOrder
from tahqiq.workbench import Workbench
from tahqiq.workbench.words import Amount

JobNo = Annotated[int, typer.Argument(help="The job's number.")]
jobs_app = typer.Typer(help="Jobs: list, cancel, resume.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("collect")(collect)
    app.command("formats")(formats)
    app.command("problems")(problems)
    app.add_typer(jobs_app, name="jobs")


@command
def collect(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders.")] = None,
    workspace: WorkspaceOption = None,
    mapping: Annotated[
        str | None,
        typer.Option(help="A mapping's name, or the path of its YAML file; proposed when not given."),
    ] = None,
    case: Annotated[str | None, typer.Option(help="Case, by id or title (Inbox).")] = None,
    grade: Annotated[str | None, typer.Option(help="Grade as scheme:code, e.g. admiralty:B2.")] = None,
    handling: Annotated[str, typer.Option(help="Handling code.")] = "open",
    compartment: Annotated[str, typer.Option(help="Compartment.")] = "",
    zone: Annotated[str, typer.Option(help="Time zone (IANA) of times that carry none.")] = "",
    date_order: Annotated[
        str, typer.Option(help="Order of day, month and year in dates that do not say it: dmy, mdy or ymd.")
    ] = "",
    country: Annotated[
        str, typer.Option(help="Country (ISO 3166, two letters) of telephone numbers that carry none.")
    ] = "",
    target: Annotated[
        str, typer.Option(help="Number of the target, where the file does not say whose records it holds.")
    ] = "",
    received_from: Annotated[str, typer.Option("--from", help="Who handed the files over.")] = "",
    how: Annotated[str, typer.Option(help="How they were received.")] = "",
    order: Annotated[str, typer.Option(help="Number of the order or letter they were obtained under.")] = "",
    court: Annotated[str, typer.Option(help="Court of the order.")] = "",
    order_date: Annotated[str, typer.Option(help="Date of the order (YYYY-MM-DD).")] = "",
    numbers: Annotated[
        list[str] | None,
        typer.Option("--number", help="An ordered number in international form; may be repeated."),
    ] = None,
    period: Annotated[
        str, typer.Option(help="Period covered, YYYY-MM-DD/YYYY-MM-DD; either side may be empty.")
    ] = "",
    again: Annotated[
        str,
        typer.Option(
            "--again",
            help=(
                "A source's id: read its original again under --mapping or in --zone; the new reading "
                "takes the old one's place."
            ),
        ),
    ] = "",
    reason: Annotated[str, typer.Option(help="Why (with --again and --withdraw).")] = "",
    withdraw: Annotated[
        str,
        typer.Option(
            "--withdraw",
            help=(
                "A source's id: withdraw a document that was brought by mistake (with --reason); --again "
                "brings it back."
            ),
        ),
    ] = "",
    unread: Annotated[
        bool,
        typer.Option(
            "--unread", help="Seal the files as they are and do not read them: a desk does, or --again."
        ),
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Seal files, read and map them, and publish what they say. Exit code 1 when there were problems."""
    if sum(map(bool, (paths, again, withdraw))) != 1:
        raise WrongUse("collect-what")
    if withdraw:
        with Workbench.opened(home(workspace)) as bench, Shown() as shown:
            _tell(bench.withdraw(withdraw, reason, shown), as_json)
        return
    said = _hints(date_order, target, country)
    if again:
        with Workbench.opened(home(workspace)) as bench, Shown() as shown:
            _tell(bench.reread(again, mapping, reason, shown, zone, said), as_json)
        return
    start, _, end = period.partition("/")
    authority = Authority(order, court, order_date, tuple(numbers or ()), start, end)
    with Workbench.opened(home(workspace)) as bench:
        deposit = bench.deposit(
            case,
            grade=grade,
            handling_code=handling,
            compartment=compartment,
            zone=zone,
            received_from=received_from,
            received_how=how,
            authority=authority,
        )
        if unread:
            _unread(bench, paths or [], deposit, as_json)
            return
        with Shown() as shown:
            results = bench.collect(paths or [], deposit, mapping, shown, said)
    _tell(results, as_json)


def _unread(bench: Workbench, paths: list[Path], deposit: Deposit, as_json: bool) -> None:
    """Seal files without reading them. Raises ``WrongUse`` (``no-such-path``) before anything is sealed."""
    lost = next((path for path in paths if not path.is_file()), None)
    if lost is not None:
        raise WrongUse("no-such-path", path=str(lost))
    bench.may_deposit(deposit)
    sealed = []
    for path in paths:
        with path.open("rb") as stream:
            sealed.append((bench.seal(stream, path.name), path.name))
    found = bench.deposit_later(sealed, deposit)
    if as_json:
        print_json({"sources": [{"id": one.id, "name": one.name, "sha256": one.sha256} for one in found]})
    else:
        say(*(f"{one.id}  {one.name}  {one.sha256}" for one in found))


def _hints(date_order: str, target: str, country: str) -> ReadingHints:
    """What answers questions of proposals, checked."""
    order = next((one for one in get_args(DateOrder) if one == date_order), None)
    if date_order and order is None:
        raise WrongUse("no-such-date-order", order=date_order[:20], choices=", ".join(get_args(DateOrder)))
    if country and not re.fullmatch("[A-Za-z]{2}", country):
        raise WrongUse("no-such-country", country=country[:20])
    return ReadingHints(order, target.strip(), country.upper())


def _tell(results: list[Collected], as_json: bool) -> None:
    if as_json:
        print_json({"sources": [item.to_json() for item in results]})
    else:
        report(results)
    if any(item.problems or item.status not in ("published", "known") for item in results):
        raise typer.Exit(1)


class Shown:
    """Progress on a terminal as a bar, in a pipe as a plain line now and then; on standard error, so that
    output stays clean."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=err,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None)
        self._told = -1

    def __enter__(self) -> "Shown":
        if err.is_terminal:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if err.is_terminal:
            self._bar.stop()

    def __call__(self, amount: Amount) -> None:
        if err.is_terminal:
            self._bar.update(
                self._task,
                description=visible(amount.note[-40:]).replace("[", "("),
                completed=amount.done,
                total=amount.total or None,
            )
            return
        percent = 100 * amount.done // amount.total if amount.total else 0
        if percent // 10 != self._told // 10:
            self._told = percent
            left = "" if amount.remaining is None else f", about {amount.remaining:.0f} s left"
            err.print(f"{percent} % {visible(amount.note)}{left}", markup=False)


def report(results: list[Collected]) -> None:
    """What came in from where and that it balances, in plain words."""
    for item in results:
        words = {
            "known": "already here",
            "needs-mapping": "needs a mapping",
            "unrecognised": "not recognised",
            "failed": "failed",
            "kept-out": (
                "not taken in: it holds what must be dropped first; take files out of an archive and "
                "deposit each by itself"
            ),
            "unreadable": "could not be opened; check that you may read it",
            "published": "",
            "withdrawn": "withdrawn",
        }[item.status]
        head = (
            f"{item.path}: {item.format or 'unknown format'}"
            + (f", {item.mapping}" if item.mapping else "")
            + (f" - {words}" if words else "")
        )
        say(
            head,
            (
                f"  {item.records} records = {item.mapped} mapped + {item.not_used} not used; "
                f"{item.statements} values, {item.facts} events, {item.problems} problems"
            ),
        )
        say(*account_lines(item.fields, item.set_aside))
        if item.zone_assumed and item.facts:
            say(
                f"  Times without a zone of their own are read in {item.zone}: assumed. If it is another: "
                f"tahqiq collect --again {item.source} --zone ZONE --reason WHY"
            )
        if item.own_export:
            say(
                "  Tahqiq exported this file: it counts as no further witness. "
                f"More: tahqiq sources origin {item.source}"
            )
    balance(results)


def balance(results: list[Collected]) -> None:
    """The account of all files together, in one line."""
    records, mapped = sum(item.records for item in results), sum(item.mapped for item in results)
    say(f"{len(results)} files: {records} records = {mapped} mapped + {records - mapped} not used.")


@command
def formats(as_json: JsonFlag = False) -> None:
    """The formats that can be read."""
    found = forms()
    if as_json:
        print_json(
            {
                "formats": [
                    {
                        "name": item.name,
                        "title": item.title,
                        "suffixes": list(item.suffixes),
                        "version": item.version,
                    }
                    for item in found
                ]
            }
        )
        return
    for item in found:
        say(f"{item.name:<14} {item.title}  ({' '.join(item.suffixes)})")


@command
def problems(
    source: Annotated[str, typer.Argument(help="The source's id, or its beginning (4 digits at least).")],
    workspace: WorkspaceOption = None,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 1000,
    as_json: JsonFlag = False,
) -> None:
    """What could not be read or used of a document, and where it stands."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.problems(source, limit)
    rows = [
        {
            "place": item.place.label(),
            "field": item.field,
            "value": item.value,
            "code": item.code,
            "sentence": item.say(locale()).sentence,
        }
        for item in found
    ]
    if as_json:
        print_json({"problems": rows})
        return
    for row in rows:
        say(f"{row['place']}: {row['sentence']}")


@jobs_app.command("list")
@command
def job_list(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Your jobs, newest first."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.own_jobs()
    if as_json:
        print_json(
            {
                "jobs": [
                    {
                        "no": job.number,
                        "kind": job.kind,
                        "state": job.state,
                        "done": job.amount.done,
                        "total": job.amount.total,
                    }
                    for job in found
                ]
            }
        )
        return
    for job in found:
        say(
            f"{job.number:>5}  {job.kind}  {job.state}  {job.amount.done}/{job.amount.total} "
            f"{job.amount.unit}"
        )


@jobs_app.command("cancel")
@command
def job_cancel(no: JobNo, workspace: WorkspaceOption = None) -> None:
    """Ask a job to stop."""
    with Workbench.opened(home(workspace)) as bench:
        bench.cancel(no)
    say(f"Job {no} will stop.")


@jobs_app.command("resume")
@command
def job_resume(no: JobNo, workspace: WorkspaceOption = None) -> None:
    """Resume a stopped or failed job; what was finished is not done again."""
    with Workbench.opened(home(workspace)) as bench, Shown() as shown:
        results = bench.resume(no, shown)
    report(results)
