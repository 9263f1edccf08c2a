"""What was done about a booking before the flight: tickets that were issued, and its history."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tahqiq.formats.edifact.segments import WIDE, Segment
from tahqiq.formats.edifact.tree import Group
from tahqiq.formats.passengers.moments import padis
from tahqiq.formats.passengers.people import Cells, Traveller

if TYPE_CHECKING:
    from tahqiq.formats.passengers.booking import Booking


_SUMS = {"B": "fare", "T": "total"}


def ticket(booking: "Booking", group: Group, owner: Traveller | None) -> None:
    """A ticket of a traveller: its number, what it cost, when and where it was issued, and the last moment to
    issue it (PTK)."""
    first = group.first
    if first is None:
        return
    cells: Cells = {
        "person": owner.identity if owner is not None else None,
        "number": first.take(0),
        "coupons": first.take(0, 2) or None,
    }
    for segment in group.each("MON"):
        for element, values in enumerate(segment.cells):
            sort, amount, currency = (*values, "", "", "")[:3]
            column = _SUMS.get(sort)
            if column and not cells.get(column) and cells.get("currency") in (None, currency):
                cells.update({column: amount or None, "currency": currency or None})
                segment.mark(range(element * WIDE, element * WIDE + 3))
    for segment in group.each("PTK"):
        issuers = []
        for element in range(len(segment.elements)):
            value = segment.get(element)
            if len(value) == 6 and value.isdecimal() and not cells.get("issue_by"):
                cells["issue_by"] = padis(segment.take(element), segment.take(element, 1))
            elif element > 2 and not cells.get("issuer"):
                issuers.append(segment.take(element))
        cells["issuer"] = cells.get("issuer") or " ".join(filter(None, issuers)) or None
    for segment in group.each("DAT"):
        for element in range(len(segment.elements)):
            if segment.get(element) == "710" and not cells.get("issued"):
                segment.use(element, 0)
                cells["issued"] = padis(segment.take(element, 1), segment.take(element, 2))
    booking.add("ticket", first, cells)


def history(booking: "Booking", group: Group) -> None:
    """What was added, cancelled or changed, a line each; no traveller is made of it."""
    head = group.first
    if head is None:
        return
    who = " ".join(value for element in head.take_all() for value in element if value)
    moment = None
    for segment in group.each("DAT"):
        for element in range(len(segment.elements)):
            if moment is None:
                segment.use(element, 0)
                moment = padis(segment.take(element, 1), segment.take(element, 2)) or None
    lines = list(group.all("history-line"))
    for line in lines:
        if line.first is None:
            continue
        act = {"A": "added", "X": "cancelled", "C": "changed"}.get(line.first.get(2), line.first.get(2))
        for segment in _within(line):
            line.first.use(2, 0)
            segment.used()
            if segment.raw == segment.tag:
                continue  # what stood there may not be kept
            booking.add(
                "history",
                segment,
                {"what": act or None, "moment": moment, "who": who or None, "text": segment.raw},
            )
    if not lines:
        booking.add("history", head, {"moment": moment, "who": who or None})


def _within(group: Group) -> Iterator[Segment]:
    yield from group.own
    for below in group.groups:
        if below.first is not None:
            yield below.first
        yield from _within(below)
