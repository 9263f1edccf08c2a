"""A table of passengers read as messages are: one message for each flight and day in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from tahqiq.desks.passengers.airline_messages.messages import MOST, Message, MessageFile
from tahqiq.desks.passengers.passenger_tables.columns import Meaning, columns_of
from tahqiq.formats.passengers.flights import key, number_of
from tahqiq.formats.passengers.kinds import COLUMNS
from tahqiq.formats.plain_table import PlainTable, plain_table
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.model.types import property_type
from tahqiq.model.types.base import Context, DateOrder
from tahqiq.model.types.date_order import date_order

_SEX = {"male": "M", "female": "F"}

Lack = Meaning | Literal["order"]
"""What is missing: a column, or in which ``order`` day and month stand."""
Order = Literal["", "day-first", "month-first", "not-known"]
"""What somebody said of days such as 03/04/1990: nothing yet, the order, or that it is not known: a birth is
then known by its year, which both readings share."""
_ORDERS: Mapping[Order, DateOrder] = {"day-first": "dmy", "month-first": "mdy"}


@dataclass(slots=True)
class PassengerTable:
    """A table as it was read: what its columns say (header by meaning), which headers nothing was made of,
    and what is still missing before anybody in it can be kept (``lacks``; then there are no messages)."""

    columns: dict[Meaning, str]
    unused: list[str]
    lacks: list[Lack]
    message_file: MessageFile = field(default_factory=MessageFile)


def read_table(
    path: Path,
    name: str,
    said: Sequence[str] = (),
    flight: str = "",
    day: date | None = None,
    order: Order = "",
) -> PassengerTable:
    """Read a table; ``said`` as in :func:`columns_of`, ``flight`` and ``day`` are those of every row that
    states none, ``order`` that of days which can be read both ways and which no other day of the table
    decides. Raises ``WrongUse`` (``no-table-in-file``, ``passengers-table-column``)."""
    table = plain_table(path, name)
    places = columns_of(table, said)
    lacks: list[Lack] = []
    if not {"name", "surname", "document"} & places.keys():
        lacks.append("name")
    if "flight" not in places and not number_of(flight)[0]:
        lacks.append("flight")
    if "day" not in places and day is None:
        lacks.append("day")
    proven = _ORDERS.get(order) or date_order(_texts(table, places))
    day_unclear = proven is None and _unclear(table, places.get("day"))
    if day_unclear or (not order and proven is None and _unclear(table, places.get("born"))):
        lacks.append("order")
    made = PassengerTable(
        {meaning: table.header[at] for meaning, at in places.items()},
        [label for at, label in enumerate(table.header) if label and at not in places.values()],
        lacks,
    )
    if not lacks:
        form = path.suffix.lstrip(".") or Path(name).suffix.lstrip(".")
        _read(
            table, places, (flight, day.isoformat() if day else ""), form.lower(), proven, made.message_file
        )
    return made


def _read(
    table: PlainTable,
    places: Mapping[Meaning, int],
    of_all: tuple[str, str],
    form: str,
    order: DateOrder | None,
    made: MessageFile,
) -> None:
    """Put every row into the message of its flight and day."""
    made.problems += table.problems
    days, births = _dates(table, places.get("day"), order), _dates(table, places.get("born"), order)
    ends = _dates(table, places.get("expires"), order)
    sexes = _cleaned(table, places.get("sex"), "gender").values
    found: dict[str, Message] = {}
    faults: dict[str, list[Problem]] = {}
    if lost := table.rows[MOST:]:
        limit: dict[str, str | int] = {"limit": str(MOST)}
        made.problems.append(
            Problem("limit-reached", Place(row=table.lines[MOST]), params=limit, records=len(lost))
        )
    for at, cells in enumerate(table.rows[:MOST]):
        get = {meaning: " ".join(cells[place].split()) for meaning, place in places.items()}
        if not any(get.values()):
            continue
        line = table.lines[at]
        carrier, number = number_of(get.get("flight") or of_all[0])
        departs = days[at] if get.get("day") else of_all[1]
        if not carrier or len(departs) < 10:
            wrong: Meaning = "flight" if not carrier else "day"
            made.problems.append(
                Problem("passengers-table-row", Place(row=line), wrong, get.get(wrong) or None, records=1)
            )
            continue
        origin, destination = get.get("origin", "").upper(), get.get("destination", "").upper()
        called = key(carrier, number, departs, origin)
        of_flight = faults.setdefault(called, [])
        name = get.get("name") or " ".join(filter(None, (get.get("given"), get.get("surname"))))
        if not name and not get.get("document"):
            of_flight.append(Problem("passengers-table-nobody", Place(row=line), records=1))
            continue
        if births[at] > departs:  # nobody is born after the flight
            births[at] = ""
        if get.get("born") and not births[at]:
            of_flight.append(Problem("passengers-table-birth", Place(row=line), value=get["born"], fields=1))
        message = found.get(called)
        if message is None:
            message = found[called] = _message(len(found) + 1, form, line, called)
            message.rows["flight"] = [
                _whole(
                    "flight",
                    flight=called,
                    number=f"{carrier}{number}",
                    carrier=carrier,
                    origin=origin,
                    destination=destination,
                    departs=departs,
                    role="reported",
                    row=str(line),
                )
            ]
        person = str(line)
        message.rows.setdefault("person", []).append(
            _whole(
                "person",
                person=person,
                flight=called,
                role="passenger",
                surname=get.get("surname"),
                given=get.get("given"),
                name=name,
                written=name,
                native=get.get("native"),
                gender=_SEX.get(sexes[at]),
                birth=births[at],
                nationality=get.get("nationality", "").upper(),
                embark=origin,
                debark=destination,
                locator=get.get("locator", "").upper(),
                seat=get.get("seat"),
                row=person,
            )
        )
        if get.get("document"):
            message.rows.setdefault("document", []).append(
                _whole(
                    "document",
                    person=person,
                    number=get["document"].upper(),
                    type=get.get("document_type"),
                    issuer=get.get("issuer", "").upper(),
                    expires=ends[at] or get.get("expires"),
                    birth=births[at],
                    row=person,
                )
            )
    made.messages = list(found.values())
    for called, problems in faults.items():
        found.get(called, made).problems.extend(problems)
    for one in made.messages:
        one.counts = {kind: len(rows) for kind, rows in one.rows.items()}


def _message(number: int, form: str, line: int, flight: str) -> Message:
    head = _whole("message", message=str(number), kind="table", version=form, flight=flight, row=str(line))
    return Message(head)


def _whole(sort: str, /, **cells: str | None) -> dict[str, str | None]:
    """A record of a kind with every column; what is empty is not stated."""
    return {**dict.fromkeys(COLUMNS[sort]), **{name: value or None for name, value in cells.items()}}


def _texts(table: PlainTable, places: Mapping[Meaning, int]) -> list[str]:
    """What stands in the columns of days: one program wrote them in one order."""
    columns: tuple[Meaning, ...] = ("day", "born")
    return [row[places[one]] for one in columns if one in places for row in table.rows]


def _unclear(table: PlainTable, place: int | None) -> bool:
    """Whether a day of a column can be read day first and month first."""
    return place is not None and _BOTH in _cleaned(table, place, "date").notes


_BOTH = "date-order-assumed"


def _dates(table: PlainTable, place: int | None, order: DateOrder | None) -> list[str]:
    """The days of a column, local where a time stands beside them; of one that can be read both ways its
    year."""
    found = _cleaned(table, place, "date", order)
    return [
        value[:4] if note == _BOTH else value[:16].rstrip("Z")
        for value, note in zip(found.values, found.notes, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Column:
    """The cleaned texts of a column, row by row, and what was noted of each; "" where nothing stands."""

    values: list[str]
    notes: list[str]


def _cleaned(table: PlainTable, place: int | None, sort: str, order: DateOrder | None = None) -> _Column:
    if place is None:
        return _Column([""] * len(table.rows), [""] * len(table.rows))
    cells = [row[place] for row in table.rows]
    distinct = list(dict.fromkeys(cells))
    found = property_type(sort).clean_many(distinct, Context(date_order=order))
    known = dict(zip(distinct, zip(found.values, found.notes, strict=True), strict=True))
    return _Column([known[cell][0] or "" for cell in cells], [known[cell][1] or "" for cell in cells])
