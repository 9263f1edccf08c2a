"""A collected file of an airline becomes bookings, travellers and flights."""

from collections import Counter
from datetime import UTC, datetime

from tahqiq.desk import ActingDesktop
from tahqiq.desks.passengers.airline_files.record import FILE, FileRecord
from tahqiq.desks.passengers.airline_messages.messages import MessageFile, read_messages
from tahqiq.desks.passengers.flights.record import FLIGHT
from tahqiq.desks.passengers.intake.flights import flights_of, save_flight
from tahqiq.desks.passengers.intake.result import Intake
from tahqiq.desks.passengers.intake.travels import travels_of
from tahqiq.desks.passengers.intake.versions import save_travel
from tahqiq.desks.passengers.travels.digests import key_of
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.kit.parts import parts
from tahqiq.model.source import Source


def import_file(at: ActingDesktop, source: Source, message_file: MessageFile | None = None) -> Intake:
    """Save everybody in a collected file (``message_file``: where it was read already).
    Doing it again changes nothing."""
    made = Intake(
        message_file=message_file
        or read_messages(at.bench.workspace.originals.path(source.sha256), source.name)
    )
    at.alone()
    key, received = key_of(at), datetime.fromisoformat(source.deposited_at)
    kept = at.records(FILE).find({"source": source.id}, limit=1).records
    again = bool(kept) and kept[0].body.table
    rows = _keys_by_row(at, source, kept[0].body.flights) if again else {}
    for found in made.message_file.messages:
        sent = transfer_moment(found.head.get("sent"), received)
        on: dict[str, list[str]] = {}
        for body in travels_of(key, source.id, found, sent):
            known = body.model_copy(update={"key": rows.get(body.row, body.key)})
            record = save_travel(at, key, known, made, again)
            for one in body.flights:
                on.setdefault(one, []).append(record)
            made.travels.update({int(row["row"]): record for row in body.rows.get("person", [])})
        for flight in flights_of(source, found, sent):
            save_flight(at, flight.model_copy(update={"travels": on.get(flight.flight, [])}), again)
            if flight.flight not in made.flights:
                made.flights.append(flight.flight)
    _save_file(at, source, made, received)
    return made


def _keys_by_row(at: ActingDesktop, source: Source, flights: list[str]) -> dict[int, str]:
    """Of a table that was imported before, the keys of its travellers by their rows: who is read again with
    another column stays one person."""
    names = [
        name
        for flight in flights
        for one in at.records(FLIGHT).find({"flight": flight}, limit=1).records
        for name in one.body.travels
    ]
    return {
        versions[0].body.row: versions[0].body.key
        for part in parts(list(dict.fromkeys(names)), 500)
        for versions in at.records(TRAVEL).versions(part).values()
        if versions[0].body.source == source.id
    }


def _save_file(at: ActingDesktop, source: Source, made: Intake, received: datetime) -> None:
    """Record that the file was imported, and what came of it."""
    records, messages = at.records(FILE), made.message_file.messages
    problems = [*made.message_file.problems, *(one for found in messages for one in found.problems)]
    carriers = sorted(
        {
            row["carrier"] or ""
            for found in messages
            for row in found.of("flight")
            if row.get("role") == "reported"
        }
    )
    body = FileRecord(
        source=source.id,
        sent=min((transfer_moment(found.head.get("sent"), received) for found in messages), default=received),
        received=received,
        carriers=carriers,
        flights=made.flights,
        messages=len(messages),
        records=made.records,
        people=sum(len(found.of("person")) for found in messages),
        problems=dict(sorted(Counter(one.code for one in problems).items())),
        of_carriers=_of_carriers(made.message_file, carriers),
        dropped=made.message_file.dropped,
        table=any(found.head.get("kind") == "table" for found in messages),
    )
    found = records.find({"source": source.id}, limit=1).records
    if not found:
        records.save(body)
    elif body.table and found[0].body != body:
        records.save(body, "", found[0].id, found[0].version)


def _of_carriers(file: MessageFile, carriers: list[str]) -> dict[str, dict[str, int]]:
    """By airline, what does not agree; what belongs to no flight of the file, to its only airline or to
    none."""
    found: dict[str, Counter[str]] = {}
    for one in file.messages:
        of = next((row["carrier"] or "" for row in one.of("flight") if row.get("role") == "reported"), "")
        found.setdefault(of, Counter()).update(problem.code for problem in one.problems)
    alone = carriers[0] if len(carriers) == 1 else ""
    found.setdefault(alone, Counter()).update(problem.code for problem in file.problems)
    return {of: dict(sorted(codes.items())) for of, codes in sorted(found.items()) if codes}


def transfer_moment(sent: str | None, received: datetime) -> datetime:
    """When a message was transferred: what it says itself (UTC), unless that is unreadable or after it was
    received: no message moves the clock of the law back.

    >>> transfer_moment("2026-04-01T08:10", datetime(2026, 4, 2, tzinfo=UTC)).isoformat()
    '2026-04-01T08:10:00+00:00'
    """
    try:
        stated = datetime.fromisoformat(sent or "")
    except ValueError:
        return received
    stated = stated if stated.tzinfo else stated.replace(tzinfo=UTC)
    return min(stated, received)
