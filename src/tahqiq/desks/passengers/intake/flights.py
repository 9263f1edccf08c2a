"""The flights of a message, and what came about each."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from tahqiq.desk import ActingDesktop
from tahqiq.desks.passengers.airline_messages.messages import Message
from tahqiq.desks.passengers.flights.record import (
    FAULTS,
    FLIGHT,
    FlightFault,
    FlightMessage,
    FlightRecord,
)
from tahqiq.model.source import Source

AT_ONCE = "iapi"
"""How a message was received that waits for its answer, a traveller at a time."""


def flights_of(source: Source, found: Message, sent: datetime) -> Iterator[FlightRecord]:
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
                    FlightMessage(
                        source=source.id,
                        what=what,
                        sent=sent,
                        people=people,
                        problems=len(found.problems),
                        faults=[
                            FlightFault(
                                code=one.code,
                                row=one.place.row,
                                segment=one.place.part.name == "segments",
                            )
                            for one in found.problems[:FAULTS]
                        ],
                        asked=source.received_how == AT_ONCE,
                    )
                ],
            )


def save_flight(at: ActingDesktop, body: FlightRecord, again: bool = False) -> None:
    """Write down what came about a flight; who asks about it at the same moment does so afterwards.
    ``again``: its file is read once more, and what it says stands in place of what it said."""
    records = at.records(FLIGHT)
    found = records.find({"flight": body.flight}, limit=1).records
    if not found:
        records.save(body)
        return
    before = found[0]
    travels = list(dict.fromkeys([*before.body.travels, *body.travels]))
    own = {one.source for one in body.messages} if again else set()
    stood = [one for one in before.body.messages if one.source not in own]
    history = {
        "messages": _messages(stood, body, len(travels) - len(before.body.travels)),
        "expected": before.body.expected,
        "travels": travels,
    }
    records.save(body.model_copy(update=history), "", before.id, before.version)


def _messages(before: list[FlightMessage], body: FlightRecord, fresh: int) -> list[FlightMessage]:
    """The messages about a flight with those that came now. Questions at the counter, one for each traveller,
    are one line with their sum; ``fresh`` is how many travellers were not asked about before."""
    made = list(before)
    for one in body.messages:
        at = next(
            (at for at, other in enumerate(made) if one.asked and other.asked and other.what == one.what),
            None,
        )
        if at is None:
            made += [one] if one not in made else []
        elif fresh:
            known = made[at]
            sums: dict[str, object] = {
                "people": known.people + fresh,
                "problems": known.problems + one.problems,
                "faults": [*known.faults, *one.faults][:FAULTS],
                "asked": known.asked + 1,
            }
            made[at] = one.model_copy(update={**sums, "sent": max(known.sent, one.sent)})
    return sorted(made, key=lambda one: one.sent)
