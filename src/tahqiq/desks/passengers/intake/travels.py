"""The bookings and travellers of a message."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from tahqiq.desks.passengers.airline_messages.messages import Message, Row
from tahqiq.desks.passengers.travels.digests import digest
from tahqiq.desks.passengers.travels.record import Rows, Travel
from tahqiq.formats.passengers.flights import journey

GONE = frozenset({"XX", "HX", "XL", "XR", "UC", "UN", "NO"})
"""Statuses of a leg (AIRIMP) by which nobody flies on it."""


CANCELLED = "1"
"""A message's function by which it cancels what was sent before (UN/EDIFACT 1225)."""


def travels_of(key: bytes, source: str, found: Message, sent: datetime) -> list[Travel]:
    """The bookings and travellers of a message as they are kept; ``source`` is the id of its source, ``sent``
    when it was transferred."""
    return keep_people_separate(key, list(_travels_of(key, source, found, sent)))


def _travels_of(key: bytes, source: str, found: Message, sent: datetime) -> Iterator[Travel]:
    of_booking, of_person = _grouped(found, "booking"), _grouped(found, "person")
    flights = {str(row["flight"]): row for row in found.of("flight") if row["flight"]}
    for booking in found.of("booking"):
        rows = of_booking.get(booking["booking"] or "", {})
        for person in rows.get("person", []):
            rows.setdefault("document", []).extend(
                of_person.get(person["person"] or "", {}).get("document", [])
            )
        yield _travel(key, source, found, sent, "booking", booking, {"booking": [booking], **rows}, flights)
    for person in found.of("person"):
        if not person.get("booking"):
            yield _travel(
                key,
                source,
                found,
                sent,
                "traveller",
                person,
                of_person.get(person["person"] or "", {}),
                flights,
            )


def keep_people_separate(key: bytes, bodies: list[Travel]) -> list[Travel]:
    """Bookings and travellers of one message, no two of which are one: people who share a document number
    stay as many as they are, kept separate by name and day of birth, and those of whom nothing is known by
    their order. Two entries with the same name are one."""
    alike = {mark for mark, names in _names_by_key(bodies).items() if len(names) > 1}
    unnamed: Counter[str] = Counter()
    made = []
    for body in bodies:
        if body.key in alike:
            body = body.model_copy(update={"key": digest(key, "apart", body.key, *names_of(body))})
        elif not any(names_of(body)) and not body.locator:
            unnamed[body.key] += 1
            body = body.model_copy(update={"key": digest(key, "apart", body.key, str(unnamed[body.key]))})
        made.append(body)
    return made


def _names_by_key(bodies: list[Travel]) -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for body in bodies:
        found.setdefault(body.key, set()).add(names_of(body))
    return found


def names_of(body: Travel) -> tuple[str, ...]:
    """Who is in it, by names and days of birth, in order; ``("",)`` for somebody of whom neither is known."""
    return tuple(
        sorted(
            " ".join(filter(None, (row.get("name"), row.get("birth")))).upper()
            for row in body.rows.get("person", [])
        )
    )


def _grouped(found: Message, by: str) -> dict[str, dict[str, list[Row]]]:
    """The records that name a booking or a person, by that and by their kind."""
    made: dict[str, dict[str, list[Row]]] = {}
    for kind, rows in found.rows.items():
        for row in rows if kind not in ("flight", "booking") else []:
            if row.get(by):
                made.setdefault(str(row[by]), {}).setdefault(kind, []).append(row)
    return made


def _travel(
    key: bytes,
    source: str,
    found: Message,
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
    kept_rows: Rows = {kind: [_filled(row) for row in some] for kind, some in rows.items() if some}
    if legs:
        kept_rows["flight"] = [_filled(row) for row in legs]
    carrier, locator = (
        first.get("carrier") or (legs[0]["carrier"] if legs else "") or "",
        first.get("locator") or "",
    )
    origin, destination = journey([(row["origin"] or "", row["destination"] or "") for row in legs])
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
        origin=origin,
        destination=destination,
        departs=(legs[0]["departs"] if legs else "") or "",
        transferred=sent,
        last=sent,
        pushes=1,
        cancelled=found.head.get("function") == CANCELLED or bool(gone and all(gone)),
        rows=kept_rows,
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
