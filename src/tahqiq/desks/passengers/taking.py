"""A collected file of an airline becomes records: a booking that came before gets a new version where
something changed, and none where nothing did."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from tahqiq.access.field_encryption import derived
from tahqiq.access.vault_keys import vault_key
from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.identity_keys import sign
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desks.passengers.gathering import Found, Gathered, Row, gather
from tahqiq.desks.passengers.travel import (
    FILE,
    FLIGHT,
    TRAVEL,
    Arrived,
    FileRecord,
    FlightRecord,
    Rows,
    Travel,
)
from tahqiq.model.source import Source

GONE = frozenset({"XX", "HX", "XL", "XR", "UC", "UN", "NO"})
"""Statuses of a leg (AIRIMP) by which nobody flies on it."""
AT_ONCE = "iapi"
"""How a message was received that waits for its answer, a traveller at a time."""
CANCELLED = "1"
"""A message's function by which it cancels what was sent before (UN/EDIFACT 1225)."""
_PLACE = frozenset({"row", "at"})


@dataclass(slots=True)
class Taken:
    """What came of a file, in records: ``changed`` have a further version, ``same`` said nothing new,
    ``older`` came after a later message and stand below it. ``travels`` says on which record the person of a
    segment stands."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    cancelled: int = 0
    flights: list[str] = field(default_factory=list)
    travels: dict[int, str] = field(default_factory=dict)
    gathered: Gathered = field(default_factory=Gathered)

    @property
    def records(self) -> int:
        """How many bookings and travellers of lists the file holds."""
        return self.new + self.changed + self.same + self.older


def take(at: ActingDesktop, source: Source, gathered: Gathered | None = None) -> Taken:
    """Write down everybody of a collected file (``gathered``: what it holds, where it was read already).
    Doing it again changes nothing."""
    made = Taken(gathered=gathered or gather(at.bench.workspace.originals.path(source.sha256), source.name))
    at.alone()
    key, received = key_of(at), datetime.fromisoformat(source.deposited_at)
    for found in made.gathered.messages:
        sent = transferred(found.head.get("sent"), received)
        on: dict[str, list[str]] = {}
        for body in bodies_of(key, source.id, found, sent):
            record = _keep(at, key, body, made)
            for one in body.flights:
                on.setdefault(one, []).append(record)
            made.travels.update({int(row["row"]): record for row in body.rows.get("person", [])})
        for flight in _flights(source, found, sent):
            _fly(at, flight.model_copy(update={"travels": on.get(flight.flight, [])}))
            if flight.flight not in made.flights:
                made.flights.append(flight.flight)
    _filed(at, source, made, received)
    return made


def _filed(at: ActingDesktop, source: Source, made: Taken, received: datetime) -> None:
    """That the file was taken, and what came with it."""
    shelf, messages = at.shelf(FILE), made.gathered.messages
    problems = [*made.gathered.problems, *(one for found in messages for one in found.problems)]
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
        sent=min((transferred(found.head.get("sent"), received) for found in messages), default=received),
        received=received,
        carriers=carriers,
        flights=made.flights,
        messages=len(messages),
        records=made.records,
        people=sum(len(found.of("person")) for found in messages),
        problems=dict(sorted(Counter(one.code for one in problems).items())),
        dropped=made.gathered.dropped,
    )
    if not shelf.find({"source": source.id}, limit=1).records:
        shelf.save(body)


def transferred(sent: str | None, received: datetime) -> datetime:
    """When a message was transferred: what it says itself (UTC), unless that is unreadable or after it was
    received: no message moves the clock of the law back.

    >>> transferred("2026-04-01T08:10", datetime(2026, 4, 2, tzinfo=UTC)).isoformat()
    '2026-04-01T08:10:00+00:00'
    """
    try:
        said = datetime.fromisoformat(sent or "")
    except ValueError:
        return received
    said = said if said.tzinfo else said.replace(tzinfo=UTC)
    return min(said, received)


def key_of(at: Desktop) -> bytes:
    """The key of :func:`digest` in this workspace."""
    return derived(vault_key(at.bench.workspace, "masked passengers"), "same")


def digest(key: bytes, what: str, *values: str) -> str:
    """A keyed digest of values that identify somebody: equal for equal ones, and nothing to who has not the
    key."""
    return sign(key, "passengers", (what,), values).hex()


def bodies_of(key: bytes, source: str, found: Found, sent: datetime) -> list[Travel]:
    """The bookings and travellers of a message as they are kept; ``source`` is the id of its source, ``sent``
    when it was transferred."""
    return apart(key, list(_bodies(key, source, found, sent)))


def _bodies(key: bytes, source: str, found: Found, sent: datetime) -> Iterator[Travel]:
    of_booking, of_person = _grouped(found, "booking"), _grouped(found, "person")
    flights = {str(row["flight"]): row for row in found.of("flight") if row["flight"]}
    for booking in found.of("booking"):
        rows = of_booking.get(booking["booking"] or "", {})
        for person in rows.get("person", []):
            rows.setdefault("document", []).extend(
                of_person.get(person["person"] or "", {}).get("document", [])
            )
        yield _body(key, source, found, sent, "booking", booking, {"booking": [booking], **rows}, flights)
    for person in found.of("person"):
        if not person.get("booking"):
            yield _body(
                key,
                source,
                found,
                sent,
                "traveller",
                person,
                of_person.get(person["person"] or "", {}),
                flights,
            )


def apart(key: bytes, bodies: list[Travel]) -> list[Travel]:
    """Bookings and travellers of one message, no two of which are one: people who share a document number
    stay as many as they are, told apart by name and day of birth, and those of whom nothing is told by their
    order. What stands there twice with the same name is one."""
    alike = {mark for mark, names in _names_of(bodies).items() if len(names) > 1}
    unnamed: Counter[str] = Counter()
    made = []
    for body in bodies:
        if body.key in alike:
            body = body.model_copy(update={"key": digest(key, "apart", body.key, *called(body))})
        elif not any(called(body)) and not body.locator:
            unnamed[body.key] += 1
            body = body.model_copy(update={"key": digest(key, "apart", body.key, str(unnamed[body.key]))})
        made.append(body)
    return made


def _names_of(bodies: list[Travel]) -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for body in bodies:
        found.setdefault(body.key, set()).add(called(body))
    return found


def called(body: Travel) -> tuple[str, ...]:
    """Who is in it, by names and days of birth, in order; ``("",)`` for somebody of whom neither is told."""
    return tuple(
        sorted(
            " ".join(filter(None, (row.get("name"), row.get("birth")))).upper()
            for row in body.rows.get("person", [])
        )
    )


def _another(before: Travel, body: Travel) -> bool:
    """Whether a traveller of a list has no name in common with the one who came before under the same
    document: then they are two."""
    one, other = (
        {word for name in called(some) for word in name.split() if not word[0].isdigit()}
        for some in (before, body)
    )
    return body.form == "traveller" and bool(one) and bool(other) and not one & other


def _grouped(found: Found, by: str) -> dict[str, dict[str, list[Row]]]:
    """The records that name a booking or a person, by that and by their kind."""
    made: dict[str, dict[str, list[Row]]] = {}
    for kind, rows in found.rows.items():
        for row in rows if kind not in ("flight", "booking") else []:
            if row.get(by):
                made.setdefault(str(row[by]), {}).setdefault(kind, []).append(row)
    return made


def _body(
    key: bytes,
    source: str,
    found: Found,
    sent: datetime,
    form: Literal["booking", "traveller"],
    first: Row,
    rows: dict[str, list[Row]],
    flights: dict[str, Row],
) -> Travel:
    named = dict.fromkeys(
        filter(None, [*(one.get("flight") for one in rows.get("leg", [])), first.get("flight")])
    )
    legs = sorted((flights[one] for one in named if one in flights), key=lambda row: row["departs"] or "")
    told: Rows = {kind: [_filled(row) for row in some] for kind, some in rows.items() if some}
    if legs:
        told["flight"] = [_filled(row) for row in legs]
    carrier, locator = (
        first.get("carrier") or (legs[0]["carrier"] if legs else "") or "",
        first.get("locator") or "",
    )
    gone = [(row.get("status") or "") in GONE for row in rows.get("leg", [])]
    return Travel(
        key=_key(key, form, carrier, locator, first, rows),
        form=form,
        source=source,
        row=int(first["row"] or 0),
        message=f"{found.head['kind']} {found.head['version']}",
        carrier=carrier,
        locator=locator,
        flights=[row["flight"] or "" for row in legs] or list(named),
        origin=(legs[0]["origin"] if legs else "") or "",
        destination=(legs[-1]["destination"] if legs else "") or "",
        departs=(legs[0]["departs"] if legs else "") or "",
        transferred=sent,
        last=sent,
        pushes=1,
        cancelled=found.head.get("function") == CANCELLED or bool(gone and all(gone)),
        rows=told,
    )


def _key(key: bytes, form: str, carrier: str, locator: str, first: Row, rows: dict[str, list[Row]]) -> str:
    if form == "booking" and locator:
        return digest(key, form, carrier, locator, (first.get("created") or "")[:10])
    numbers = sorted(filter(None, (row.get("number") for row in rows.get("document", []))))
    who = numbers[:1] or [first.get("name") or "", first.get("birth") or "", first.get("unique") or ""]
    return digest(key, form, first.get("flight") or "", *who)


def _filled(row: Row) -> dict[str, str]:
    return {
        name: value for name, value in row.items() if value is not None and name not in ("message", "booking")
    }


def _keep(at: ActingDesktop, key: bytes, body: Travel, made: Taken) -> str:
    """Keep it, or a version of what came before; the id of the record."""
    shelf = at.shelf(TRAVEL)
    made.cancelled += body.cancelled
    found = shelf.find(
        {"same": body.key, "masked": None}, order="transferred", descending=True, limit=1
    ).records
    if not found:
        made.new += 1
        return shelf.save(body).id
    before = found[0]
    if _another(before.body, body):
        made.cancelled -= body.cancelled
        named = sorted((row.get("name") or "").upper() for row in body.rows.get("person", []))
        return _keep(at, key, body.model_copy(update={"key": digest(key, "named", body.key, *named)}), made)
    if _said(before.body) == _said(body) or any(
        _said(one.body) == _said(body) and one.body.source == body.source for one in _versions(at, before)
    ):
        made.same += 1
        return before.id
    first, last = min(before.body.transferred, body.transferred), max(before.body.last, body.last)
    pushes = before.body.pushes + 1
    party = before.body.party_changes + (body.form == "booking" and called(body) != called(before.body))
    told = {"transferred": first, "pushes": pushes, "party_changes": party}
    kept = shelf.save(body.model_copy(update=told), "", before.id, before.version)
    if body.last < before.body.last:
        shelf.save(before.body.model_copy(update={**told, "last": last}), "", kept.id, kept.version)
        made.older += 1
    else:
        made.changed += 1
    return before.id


def _versions(at: Desktop, record: Kept[Travel]) -> list[Kept[Travel]]:
    return at.shelf(TRAVEL).versions([record.id]).get(record.id, [])


def _said(body: Travel) -> str:
    """What a message says of it, without where it stands in the file."""
    rows = {
        kind: sorted(
            json.dumps({name: value for name, value in row.items() if name not in _PLACE}, sort_keys=True)
            for row in some
        )
        for kind, some in body.rows.items()
    }
    return json.dumps([rows, body.flights, body.cancelled], sort_keys=True)


def _flights(source: Source, found: Found, sent: datetime) -> Iterator[FlightRecord]:
    own = {
        found.head.get("flight"),
        *(row["flight"] for row in found.of("flight") if row.get("role") == "reported"),
    }
    crew = sum("crew" in (row["role"] or "") for row in found.of("person"))
    people = len(found.of("person"))
    for row in found.of("flight"):
        if row["flight"] in own and row["flight"]:
            own.discard(row["flight"])
            what: Literal["list", "crew", "bookings"] = (
                "bookings" if found.of("booking") else "crew" if crew and crew == people else "list"
            )
            yield FlightRecord(
                flight=row["flight"],
                carrier=row["carrier"] or "",
                origin=row["origin"] or "",
                destination=row["destination"] or "",
                departs=row["departs"] or "",
                arrives=row["arrives"] or "",
                messages=[
                    Arrived(
                        source=source.id,
                        what=what,
                        sent=sent,
                        people=people,
                        problems=len(found.problems),
                        asked=source.received_how == AT_ONCE,
                    )
                ],
            )


def _fly(at: ActingDesktop, body: FlightRecord) -> None:
    """Write down what came about a flight; who asks about it at the same moment does so afterwards."""
    shelf = at.shelf(FLIGHT)
    found = shelf.find({"flight": body.flight}, limit=1).records
    if not found:
        shelf.save(body)
        return
    before = found[0]
    travels = list(dict.fromkeys([*before.body.travels, *body.travels]))
    told = {
        "messages": _arrived(before.body, body, len(travels) - len(before.body.travels)),
        "expected": before.body.expected,
        "travels": travels,
    }
    shelf.save(body.model_copy(update=told), "", before.id, before.version)


def _arrived(before: FlightRecord, body: FlightRecord, fresh: int) -> list[Arrived]:
    """The messages about a flight with those that came now. Questions at the counter, one for each traveller,
    are one line with their sum; ``fresh`` is how many travellers were not asked about before."""
    made = list(before.messages)
    for one in body.messages:
        at = next(
            (at for at, other in enumerate(made) if one.asked and other.asked and other.what == one.what),
            None,
        )
        if at is None:
            made += [one] if one not in made else []
        elif fresh:
            known = made[at]
            sums = {
                "people": known.people + fresh,
                "problems": known.problems + one.problems,
                "asked": known.asked + 1,
            }
            made[at] = one.model_copy(update={**sums, "sent": max(known.sent, one.sent)})
    return sorted(made, key=lambda one: one.sent)
