"""``tahqiq custody import``: registers and logs are sealed, read, and become records; what does not fit is
told with its place and kept as it stands."""

from collections import defaultdict
from datetime import timedelta
from io import BytesIO
from typing import Annotated, Any

from pydantic import Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.compartments import inside
from tahqiq.desks.custody.doors.passes import Pass
from tahqiq.desks.custody.doors.record import PASSES
from tahqiq.desks.custody.health_visits.first_visit import write_screening
from tahqiq.desks.custody.health_visits.record import SEEN
from tahqiq.desks.custody.imports.door_logs import OTHER_YEAR, facility_of, passes_of, stretches
from tahqiq.desks.custody.imports.doubts import doubts
from tahqiq.desks.custody.imports.tables import DOOR, ImportedRow, Table, bodies, read_table
from tahqiq.desks.custody.incidents.inquiry import shell
from tahqiq.desks.custody.incidents.statements import count_statements
from tahqiq.desks.custody.inquiries.record import GRAVE
from tahqiq.desks.custody.kinds import READ
from tahqiq.desks.custody.levels.grounds import write_grounds
from tahqiq.desks.custody.moves.derivations import kept_apart, write_conditions, write_ends
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.non_associations.record import APART
from tahqiq.desks.custody.orders.coverage import write_coverage
from tahqiq.desks.custody.orders.record import ORDER, Order
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.places.record import Place as PlaceBody
from tahqiq.desks.custody.row_identity import identity
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import Kind
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

MOST_SHOWN = 1_000
"""How many problems are told at most; the counts are of all."""


class ImportRequest(Strict):
    """Which originals."""

    sources: Annotated[list[str], ARGUMENT] = Field(
        min_length=1,
        max_length=500,
        description=(
            "Registers and logs (CSV, XLSX): files on the command line, ids of sealed originals of the "
            "desk's file elsewhere."
        ),
    )


class ImportedTableView(Strict):
    """One table of a file: what it is (a kind of record, ``passes`` for a log of doors, empty: not known) and
    what became of its rows. ``rows`` = ``new`` + ``changed`` + ``same`` + ``lost``."""

    file: str
    kind: str
    rows: int
    new: int
    changed: int
    same: int
    lost: int
    problems: int


class ImportView(Strict):
    """What was read. ``problems`` are the first thousand; ``count`` is of all."""

    files: list[ImportedTableView]
    problems: list[ProblemView]
    count: int


def take(at: ActingDesktop, asked: ImportRequest, _progress: Progress | None) -> ImportView:
    """Read the originals and keep what they say. Raises ``NotFound`` (``no-such-source``)."""
    tables: list[tuple[str, Table]] = []
    for source in asked.sources:
        found, path = at.bench.original(source)
        if found.case != at.home:
            raise NotFound("no-such-source", no=source)
        tables += [(found.id, table) for table in read_table(path, found.name)]
    views = {
        id(table): ImportedTableView(
            file=table.file,
            kind=table.kind.name if table.kind else "passes" if table.log else "",
            rows=table.rows,
            new=0,
            changed=0,
            same=0,
            lost=0,
            problems=0,
        )
        for _, table in tables
    }
    problems: list[tuple[str, Problem]] = _registers(at, [table for _, table in tables], views)
    for source, table in tables:
        if set(DOOR) <= set(table.columns) and table.log:
            _log(at, source, table, views[id(table)])
        problems += [(table.file, one) for one in table.problems]
        views[id(table)].lost += (
            views[id(table)].rows - views[id(table)].new - views[id(table)].changed - views[id(table)].same
        )
    for file in views.values():
        file.problems = sum(name == file.file for name, _ in problems)
    shown = [
        one.model_copy(update={"place": f"{name} · {one.place}".rstrip(" ·")})
        for (name, _), one in zip(
            problems[:MOST_SHOWN], problem_views(one for _, one in problems[:MOST_SHOWN]), strict=True
        )
    ]
    return ImportView(files=list(views.values()), problems=shown, count=len(problems))


def _registers(
    at: ActingDesktop, tables: list[Table], views: dict[int, ImportedTableView]
) -> list[tuple[str, Problem]]:
    new = defaultdict[str, list[ImportedRow]](list)
    for kind, line in bodies(tables):
        new[kind.name].append(line)
    if not new:
        return []
    wanted = set(new) | (
        _BESIDE
        if any(
            hasattr(lines[0].body, "person")
            or lines[0].body.__class__ is Order
            or lines[0].body.__class__ is PlaceBody
            for lines in new.values()
        )
        else set()
    )
    before = {
        kind.name: {identity(kind, kept.body): kept for kept in every(at, kind)}
        for kind in READ
        if kind.name in wanted and not _closed_to(at, kind)
    }
    _complete(tables, new, before)
    shown = {
        name: {key: kept.body.model_copy(deep=False) for key, kept in records.items()}
        for name, records in before.items()
    }
    given = {kind.name: {identity(kind, line.body): line for line in new.get(kind.name, ())} for kind in READ}
    now = {
        kind.name: {**shown.get(kind.name, {}), **{key: line.body for key, line in given[kind.name].items()}}
        for kind in READ
    }
    touched = _follow(new, given, now)
    known = {
        name: [ImportedRow("", Place(), body) for key, body in records.items() if key not in given[name]]
        for name, records in shown.items()
    }
    found = list(doubts(new, known))
    _keep(at, tables, views, before, now, touched)
    return found


def _complete(tables: list[Table], new: dict[str, list[ImportedRow]], before: Any) -> None:  # noqa: ANN401 (records by kind and identity)
    """Give rows what the records that are there say beyond them, and what follows from a row alone."""
    for kind in READ:
        known = {key: kept.body for key, kept in before.get(kind.name, {}).items()}
        for line in new.get(kind.name, ()):
            key = identity(kind, line.body)
            if key in known:
                line.complete(known[key])
            known[key] = line.body
            if kind.name == "custody-assessment":
                write_grounds(line.body)
            if kind.name == "custody-incident":
                count_statements(line.body)
                _shut(tables, line)


def _shut(tables: list[Table], line: ImportedRow) -> None:
    """Of a death or a complaint of torture keep that it happened; its content waits in the sealed original
    for the inquiry, which is said."""
    body = line.body
    if body.sort in GRAVE and (body.text or body.people or body.staff or body.implicated or body.handled_by):
        line.body.__dict__.update(shell(body).__dict__)
        table = next(one for one in tables if line in one.lines)
        table.problems.append(Problem("custody-inquiry-needed", line.place, field="text", value=body.number))


_BESIDE = {PERSON.name, BOOKING.name, ORDER.name, PLACE.name, MOVE.name, APART.name, SEEN.name}
"""Kinds that are read beside the new rows, since something follows from both together."""


def _closed_to(at: ActingDesktop, kind: Kind[Any]) -> bool:
    return bool(kind.compartment) and not inside(at, kind.compartment)


def _follow(new: dict[str, list[ImportedRow]], given: Any, now: Any) -> dict[str, set[str]]:  # noqa: ANN401 (bodies by kind and identity)
    """Write what follows from rows beside one another; the identities of bookings and moves that may have
    changed by it."""
    orders, seen = defaultdict[str, list[Any]](list), defaultdict[str, list[Any]](list)
    for order in now[ORDER.name].values():
        orders[order.booking].append(order)
    for visit in now[SEEN.name].values():
        seen[visit.person].append(visit)
    bookings = {line.body.booking for line in new.get(ORDER.name, ())} | set(given[BOOKING.name])
    visited = {line.body.person for line in new.get(SEEN.name, ())}
    bookings |= (
        {key for key, body in now[BOOKING.name].items() if body.person in visited} if visited else set()
    )
    mine = [body for key, body in now[BOOKING.name].items() if key in bookings]
    write_coverage(mine, orders)
    write_screening(mine, seen)
    apart = now[APART.name].values()
    movers = {line.body.person for line in new.get(MOVE.name, ())} | {
        who for line in new.get(APART.name, ()) for who in (line.body.person, line.body.other)
    }
    movers |= {
        who for one in apart if one.person in movers or one.other in movers for who in (one.person, one.other)
    }
    moves = [body for body in now[MOVE.name].values() if body.person in movers]
    write_conditions(moves, now[PERSON.name], now[PLACE.name], now[BOOKING.name])
    write_ends(moves)
    kept_apart(moves, apart)
    return {BOOKING.name: bookings, MOVE.name: {identity(MOVE, body) for body in moves}}


def _keep(
    at: ActingDesktop,
    tables: list[Table],
    views: dict[int, ImportedTableView],
    before: Any,  # noqa: ANN401
    now: Any,  # noqa: ANN401
    touched: dict[str, set[str]],
) -> None:
    """Save what is new or changed; what other rows changed (the end of a stay, the end of an order) is saved
    too."""
    for kind in READ:
        fresh, seen = list[Any](), set[str]()
        for table in tables:
            for line in table.lines if table.kind is kind else []:
                key = identity(kind, line.body)
                kept = before.get(kind.name, {}).get(key)
                file = views[id(table)]
                if key in seen or (kept is not None and kept.body == now[kind.name][key]):
                    file.same += 1
                elif kept is None:
                    fresh.append(now[kind.name][key])
                    file.new += 1
                else:
                    at.records(kind).save(now[kind.name][key], identity=kept.id, version=kept.version)
                    file.changed += 1
                seen.add(key)
        if fresh and kind.compartment and not inside(at, kind.compartment):
            _closed(tables, views, kind)
            continue
        if fresh:
            at.records(kind).save_new(fresh)
        for key in sorted(touched.get(kind.name, set()) - seen):
            kept, body = before.get(kind.name, {}).get(key), now[kind.name].get(key)
            if kept is not None and body is not None and kept.body != body:
                at.records(kind).save(body, identity=kept.id, version=kept.version)


def _closed(tables: list[Table], views: dict[int, ImportedTableView], kind: Kind[Any]) -> None:
    """Say that rows of a compartment wait in the sealed original for somebody who is inside."""
    for table in tables:
        if table.kind is kind:
            table.problems.append(
                Problem("custody-compartment-closed", table.part, value=kind.compartment, records=table.rows)
            )
            views[id(table)].new = 0


def _log(at: ActingDesktop, source: str, table: Table, view: ImportedTableView) -> None:
    rows = passes_of(table)
    if not rows:
        return
    facility = facility_of(table, rows[0].door)
    if at.records(PASSES).count({"source": source})[None]:
        view.same = len(rows)
        return
    _year(at, facility, table, rows)
    view.new = len(rows)
    at.records(PASSES).save_new(list(stretches(source, facility, rows)))


def _year(at: Desktop, facility: str, table: Table, rows: list[Pass]) -> None:
    """Say that a log is of another time than everything else known of the facility."""
    records = at.records(MOVE)
    first = records.find({"facility": facility}, order="arrived", limit=1).records
    last = records.find({"facility": facility}, order="arrived", descending=True, limit=1).records
    if not first or not last:
        return
    begins, ends = min(one.at for one in rows), max(one.at for one in rows)
    if begins > last[0].body.arrived + OTHER_YEAR or ends < first[0].body.arrived - timedelta(days=7):
        params: dict[str, str | int] = {"begins": begins.date().isoformat(), "ends": ends.date().isoformat()}
        table.problems.append(
            Problem("custody-log-year", table.part, field="at", value=facility, params=params)
        )


IMPORT = Operation(
    "import",
    ImportRequest,
    ImportView,
    "act",
    "deposit",
    take,
    lambda at: ImportRequest(sources=[example_source(at)]),
    deposits="sources",
)


def example_source(at: ActingDesktop) -> str:
    """A small register of people, sealed at the desk: for the example of the reference and of tests."""
    sealed = at.bench.seal(
        BytesIO(
            b"number,name,sex,born\nP-000009,\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 "
            b"\xd8\xac\xd8\xa7\xd8\xb3\xd9\x85,male,1990-05-01\n"
        ),
        "people.csv",
    )
    return at.bench.deposit_later([(sealed, "people.csv")], at.bench.deposit(at.desk.file))[0].id
