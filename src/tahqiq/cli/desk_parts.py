"""What every desk has by its declarations, as commands: its registers, its records, what is due, its rules
and its clocks; its papers are in :mod:`tahqiq.cli.desk_papers`."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq.casework.clocks import Jurisdiction
from tahqiq.casework.forms.declaration import say as in_words
from tahqiq.cli.context import (
    CaseOption,
    JsonFlag,
    WorkspaceOption,
    command,
    home,
    locale,
    print_json,
    say,
    settings_of,
)
from tahqiq.cli.desk_papers import add_forms, add_prints
from tahqiq.desk import Desk
from tahqiq.desk.clockwork import clocks_of, states, struck_by
from tahqiq.desk.entry import enter
from tahqiq.desk.inbox import inbox
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.rule_results import judged, moment
from tahqiq.desk.tables import Table
from tahqiq.desk.whole import whole
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.workbench import Workbench

KindArgument = Annotated[str, typer.Argument(help="The kind of record.")]
RecordArgument = Annotated[str, typer.Argument(help="The record, by its id.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why.")]


def add_parts(group: typer.Typer, declared: Desk) -> None:
    """Add the commands to the group of a desk; a desk without forms has none for forms, and so on; one with
    commands of its own called ``rules …`` has those, and a command of its own takes the place of ``rules`` or
    ``clocks``."""
    taken = {item.command for item in declared.operations}
    if declared.folder:
        _registers(group, declared)
        add_forms(group, declared)
        if not any(item.group == "rules" for item in declared.commands):
            _due(group, declared)
            if "rules" not in taken:
                _rules(group, declared)
    if declared.kinds:
        _records(group, declared)
    if declared.folder:
        add_prints(group, declared)
    if clocks_of(declared) and "clocks" not in taken:
        _clocks(group, declared)


def _registers(group: typer.Typer, declared: Desk) -> None:
    @group.command("register")
    @command
    def register(
        name: Annotated[str, typer.Argument(help="The register; without it, which there are.")] = "",
        case: CaseOption = "",
        where: Annotated[
            list[str] | None, typer.Option("--where", help="Only rows with COLUMN=VALUE (several: repeat).")
        ] = None,
        order: Annotated[str, typer.Option("--order", help="The column to order by.")] = "",
        limit: Annotated[int, typer.Option("--limit", help="The most rows.", min=1, max=500)] = 50,
        after: Annotated[
            str, typer.Option("--after", help='Go on after the page before (its "after").')
        ] = "",
        export: Annotated[
            Path | None, typer.Option("--export", help="Write all rows to a .csv or .xlsx file instead.")
        ] = None,
        workspace: WorkspaceOption = None,
        as_json: JsonFlag = False,
    ) -> None:
        """A register of the desk, or which registers it has."""
        with Workbench.opened(home(workspace)) as bench:
            at = enter(bench, declared, case)
            if not name:
                told = [
                    {"name": one.name, "title": in_words(one.title, locale())}
                    for one in declared.registers.values()
                ]
                print_json({"registers": told}) if as_json else say(
                    *(f"{one['name']}  {one['title']}" for one in told)
                )
                return
            table, given = Table(at, name, locale()), dict(settings_of(where or []))
            if export is not None:
                if export.suffix.lower() not in (".csv", ".xlsx"):
                    raise WrongUse("export-format-unknown", value=export.suffix, known=".csv, .xlsx")
                taken = table.export("csv" if export.suffix.lower() == ".csv" else "xlsx", given, order)
                export.write_bytes(taken.data)
                say(
                    f"{export}: {taken.rows} rows.",
                    *(
                        [f"Left out by handling code or order: {taken.left_out} rows."]
                        if taken.left_out
                        else []
                    ),
                )
                return
            found = table.page(given, order, None, after, limit)
        rows = [
            {
                "id": line.id,
                "version": line.version,
                **{column: list(cell.values) for column, cell in line.cells.items()},
            }
            for line in found.lines
        ]
        if as_json:
            print_json({"rows": rows, "total": found.total, "after": found.after})
            return
        columns = [one for one in table.register.columns if not one.hidden]
        for line in found.lines:
            say(
                "  ".join(
                    [
                        line.id,
                        *(
                            (
                                f"{in_words(one.label, locale())}: "
                                f"{'; '.join(line.cells[one.name].labels or line.cells[one.name].values)}"
                            )
                            for one in columns
                        ),
                    ]
                )
            )
        say(f"{len(found.lines)} of {found.total} rows.")


def _records(group: typer.Typer, declared: Desk) -> None:
    @group.command("record")
    @command
    def record(
        kind: KindArgument,
        record: RecordArgument,
        case: CaseOption = "",
        workspace: WorkspaceOption = None,
        as_json: JsonFlag = False,
    ) -> None:
        """A record: its fields, its versions, where it stands and what may be done with it."""
        with Workbench.opened(home(workspace)) as bench:
            found = whole(enter(bench, declared, case), kind, record, locale())
        stands = found.stands
        told: dict[str, object] = {
            "id": found.record.id,
            "version": found.record.version,
            "title": found.title,
            "at": found.record.at,
            "fields": {one.name: list(one.cell.values) for one in found.fields},
            "state": stands.standing.state if stands else None,
            "sha256": stands.sha256 if stands else None,
            "may": sorted(name for name, refusal in stands.may.items() if refusal is None) if stands else [],
        }
        if as_json:
            print_json(told)
            return
        say(f"{found.title}  ({found.record.id}, version {found.record.version})")
        say(*(f"{one.label}: {'; '.join(one.cell.labels or one.cell.values)}" for one in found.fields))
        if stands:
            say(
                (
                    f"{in_words(stands.flow.title, locale())}: "
                    f"{in_words(stands.flow.states[stands.standing.state].label, locale())}"
                ),
                f"sha256 {stands.sha256}",
            )

    if not declared.lifecycles:
        return

    @group.command("step")
    @command
    def step(
        kind: KindArgument,
        record: RecordArgument,
        transition: Annotated[
            str, typer.Argument(help="The step, by its name (record --json says which may be taken).")
        ],
        seen: Annotated[str, typer.Option("--seen", help="The SHA-256 of what you saw (record --json).")],
        reason: ReasonOption = "",
        case: CaseOption = "",
        workspace: WorkspaceOption = None,
    ) -> None:
        """Take a step with a record; an approval holds only for the content that was seen."""
        with Workbench.opened(home(workspace)) as bench:
            at = enter(bench, declared, case, "take-step")
            stands = Lives(at, declared.kind(kind)).act(record, transition, seen, reason)
        say(in_words(stands.flow.states[stands.standing.state].label, locale()))


def _due(group: typer.Typer, declared: Desk) -> None:
    @group.command("inbox")
    @command
    def due(case: CaseOption = "", workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
        """What is due at the desk: approvals that wait for you, deadlines, your drafts."""
        with Workbench.opened(home(workspace)) as bench:
            found = inbox(enter(bench, declared, case), clock.now(), locale())
        rows = [
            {
                "why": one.why,
                "label": one.label,
                "title": one.title,
                "kind": one.kind,
                "id": one.id,
                "standing": one.standing,
                "until": one.until.isoformat() if one.until else None,
            }
            for one in found.items
        ]
        print_json({"items": rows, "after": found.after}) if as_json else say(
            *(
                f"{one['why']}  {one['standing'] or ''}  {one['until'] or ''}  {one['label']}  {one['title']}"
                for one in rows
            ),
            f"{len(rows)} due.",
        )


def _rules(group: typer.Typer, declared: Desk) -> None:
    @group.command("rules")
    @command
    def rules(
        case: CaseOption = "",
        as_of: Annotated[
            str, typer.Option("--as-of", help="As law and records were then; ISO 8601 with zone.")
        ] = "",
        jurisdiction: Annotated[
            str, typer.Option("--jurisdiction", help="federal or kurdistan-region.")
        ] = "federal",
        workspace: WorkspaceOption = None,
        as_json: JsonFlag = False,
    ) -> None:
        """What the desk's rules say of its records: holds, broken, unknown."""
        chosen: Jurisdiction = "kurdistan-region" if jurisdiction == "kurdistan-region" else "federal"
        with Workbench.opened(home(workspace)) as bench:
            found = judged(enter(bench, declared, case), moment(as_of), chosen)
        rows = [
            {
                "rule": one.rule.version,
                "text": one.rule.say(locale()),
                "holds": one.holds,
                "broken": one.broken,
                "unknown": one.unknown,
                "outside": one.outside,
                "broken_rows": list(one.broken_rows),
            }
            for one in found.tallies
        ]
        print_json({"rules": rows, "incomplete": list(found.incomplete)}) if as_json else say(
            *(
                (
                    f"{one['rule']}: {one['holds']} hold, {one['broken']} broken, {one['unknown']} "
                    f"unknown. {one['text']}"
                )
                for one in rows
            )
        )


def _clocks(group: typer.Typer, declared: Desk) -> None:
    @group.command("clocks")
    @command
    def clocks(
        run: Annotated[
            bool,
            typer.Option(
                "--run", help="Carry out what is due (a server's worker does it by itself). For supervisors."
            ),
        ] = False,
        workspace: WorkspaceOption = None,
        as_json: JsonFlag = False,
    ) -> None:
        """The clocks of the desk: when each struck last, when it strikes next."""
        with Workbench.opened(home(workspace)) as bench:
            at = enter(bench, declared)
            struck = []
            if run:
                struck = [
                    {"clock": one.tick.clock, "due": one.tick.due.isoformat(), "changed": one.changed}
                    for one in struck_by(bench, declared, clock.now())
                ]
            rows = [
                {
                    "clock": one.clock.name,
                    "title": one.clock.title[LOCALES.index(locale())],
                    "done": one.done.isoformat() if one.done else None,
                    "next": one.next.isoformat(),
                    "missed": one.missed,
                }
                for one in states(at, clock.now())
            ]
        print_json({"struck": struck, "clocks": rows}) if as_json else say(
            *(f"{one['clock']}  {one['due']}  {one['changed']} records" for one in struck),
            *(f"{one['clock']}  {one['title']}  next {one['next']}" for one in rows),
        )
