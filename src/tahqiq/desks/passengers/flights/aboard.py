"""Who is on a flight: the people of its bookings and of its passenger lists, each once."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desks.passengers.flights.record import FlightRecord
from tahqiq.desks.passengers.travels.record import TRAVEL, Travel
from tahqiq.kit.parts import parts

Mark = tuple[str, ...]
_MOST = 4_096
_COUNTS: OrderedDict[tuple[object, ...], int] = OrderedDict()
"""By workspace, what the person sees, flight and version: every message about a flight makes a version."""
_COUNTING = Lock()


@dataclass(slots=True)
class PersonAboard:
    """Somebody on a flight: the row of ``travel`` that names the person (empty: masked), ``documents`` from
    booking and list, and ``listed``, the record of the same person in a passenger list."""

    travel: RecordVersion[Travel]
    row: dict[str, str]
    documents: list[str] = field(default_factory=list)
    listed: str = ""


def people_aboard(at: Desktop, records: Sequence[str]) -> list[PersonAboard]:
    """The people of bookings and passenger lists, by the ids of their records. Who is in a booking and in a
    list (the same document, or the same name and day of birth) is one person."""
    found = [
        versions[0]
        for part in parts(list(records), 500)
        for versions in at.records(TRAVEL).versions(part).values()
    ]
    made: list[PersonAboard] = []
    booked: dict[Mark, PersonAboard] = {}
    for kept in sorted(found, key=lambda one: one.body.form):  # bookings before travellers
        persons = kept.body.rows.get("person", [])
        for row in persons or [{}]:
            person = PersonAboard(kept, row, list(_documents(kept.body, row)))
            marks = list(_marks(person))
            known = next((booked[mark] for mark in marks if mark in booked), None)
            if kept.body.form == "traveller" and known is not None and not known.listed:
                known.listed = kept.id
                known.documents = list(dict.fromkeys([*known.documents, *person.documents]))
                known.row = {**row, **known.row}
                continue
            made.append(person)
            if kept.body.form == "booking":
                booked.update({mark: person for mark in marks if mark not in booked})
    return made


def count_aboard(at: Desktop, flight: RecordVersion[FlightRecord]) -> int:
    """How many people are on a flight, without those whose booking was cancelled."""
    key = (at.bench.workspace.description.id, at.scope().classes, flight.id, flight.version)
    with _COUNTING:
        if key in _COUNTS:
            _COUNTS.move_to_end(key)
            return _COUNTS[key]
    count = sum(not one.travel.body.cancelled for one in people_aboard(at, flight.body.travels))
    with _COUNTING:
        _COUNTS[key] = count
        while len(_COUNTS) > _MOST:
            _COUNTS.popitem(last=False)
    return count


def _documents(body: Travel, person: dict[str, str]) -> Iterator[str]:
    for row in body.rows.get("document", []):
        if row.get("number") and row.get("person") == person.get("person"):
            yield row["number"]


def _marks(person: PersonAboard) -> Iterator[Mark]:
    for number in person.documents:
        yield "document", re.sub(r"[\W_]+", "", number).upper()
    name, birth = person.row.get("name", ""), person.row.get("birth", "")
    if name and birth:
        yield "name", *sorted(name.upper().split()), birth
