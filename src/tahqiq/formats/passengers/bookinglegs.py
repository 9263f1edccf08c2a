"""The flights of a booking: who sits where, who checked in, which bags."""

from functools import lru_cache
from typing import TYPE_CHECKING

from tahqiq.formats.edifact.segments import WIDE, Segment
from tahqiq.formats.edifact.tree import Group
from tahqiq.formats.passengers.flights import journey, key
from tahqiq.formats.passengers.moments import clock, padis
from tahqiq.formats.passengers.paxlst import tag_numbers
from tahqiq.formats.passengers.people import Cells, Traveller
from tahqiq.formats.passengers.services import seat

if TYPE_CHECKING:
    from tahqiq.formats.passengers.booking import Booking


class Legs:
    """Reads the legs of one booking."""

    def __init__(self, booking: "Booking", flights: dict[str, tuple[Segment, Cells]]) -> None:
        self.booking, self.flights = booking, flights
        self.seen: dict[int, Traveller] = {}

    def travellers(self) -> None:
        """Travellers whom only a check-in names."""
        for leg in self.booking.group.all("leg"):
            for group in _checked(leg):
                named = group.one("TIF")
                if named is not None:
                    self.seen[id(group)] = self.booking.traveller(named, "TRI")

    def read(self) -> None:
        """All of them."""
        booking = self.booking
        flown: list[tuple[str, str]] = []
        legs = [leg for leg in booking.group.all("leg") if leg.first is not None]
        for position, leg in enumerate(legs):
            if position and _operating(leg):
                continue
            following = (
                legs[position + 1] if position + 1 < len(legs) and _operating(legs[position + 1]) else None
            )
            told = self._leg(leg, following)
            if told.get("origin") or told.get("destination"):
                flown.append((told.get("origin") or "", told.get("destination") or ""))
        if flown:
            origin, destination = journey(flown)
            booking.cells.update(origin=origin or None, destination=destination or None)

    def _leg(self, leg: Group, operating: Group | None) -> Cells:
        """A leg, with the segment behind it that says under which number it is flown."""
        booking, first = self.booking, leg.first
        assert first is not None
        told = flight_of(first)
        if operating is not None and operating.first is not None:
            number, marketed = operating.first.take(4), str(told["number"])
            told.update(number=f"{told['carrier']}{number}", marketed_as=marketed)
            told["flight"] = key(
                str(told["carrier"] or ""), number, told["departs"] or "", told["origin"] or ""
            )
        groups = [leg] if operating is None else [leg, operating]
        for segment in leg.each("TRA"):
            carrier, number = segment.get(0), segment.get(1) or segment.get(0, 1)
            if number:
                segment.mark((0, WIDE if segment.get(1) else 1))
                told["marketed_as"] = told.get("marketed_as") or told["number"]
                told.update(carrier=carrier or told["carrier"], number=f"{carrier}{number}")
                told["flight"] = key(
                    str(told["carrier"] or ""), number, told["departs"] or "", told["origin"] or ""
                )
        cells: Cells = {"flight": told["flight"], "class": first.take(4, 1) or None}
        for group in groups:
            self._leg_details(group, cells, told)
        flight = str(told["flight"])
        known = self.flights.get(flight)
        if told["carrier"] == first.get(3, 1) and (
            known is None or known[1].get("carrier") == told["carrier"]
        ):
            first.use(3, 1)
        if known is None:
            told["role"] = "leg"
            self.flights[flight] = (first, told)
        else:
            for column, value in told.items():
                if value and not known[1].get(column):
                    known[1][column] = value
            told = known[1]
        booking.legs.append(told)
        booking.add("leg", first, cells)
        for group in groups:
            self._details(group, flight)
        return told

    def _leg_details(self, leg: Group, cells: Cells, told: Cells) -> None:
        locators = (cells.get("locators") or "").split("\n")
        for segment in leg.own:
            tag = segment.tag
            if tag == "RPI":
                if not cells.get("status"):
                    cells["people"], cells["status"] = segment.take(0) or None, segment.take(1) or None
            elif tag == "APD":
                if not told.get("aircraft"):
                    told["aircraft"] = segment.take(0) or None
            elif tag == "RCI":
                locators += [
                    f"{segment.take(no)} {segment.take(no, 1)}".strip() for no in range(len(segment.elements))
                ]
        cells["locators"] = "\n".join(dict.fromkeys(filter(None, locators))) or None
        for group in leg.all("check-in"):
            if group.first is not None and not cells.get("checked_in"):
                group.first.use(0, 0)
                cells["checked_in"] = padis(group.first.take(0, 1), group.first.take(0, 2)) or None

    def _details(self, leg: Group, flight: str) -> None:
        booking = self.booking
        for segment in leg.each("SSR"):
            booking.service(segment, None, flight)
        for segment in leg.each("IFT"):
            booking.free(segment, None, flight)
        for group in _checked(leg):
            owner = self.seen.get(id(group))
            if group.first is not None:
                named = booking.people.referred(group.first.get(1, 3))
                owner = owner or named
                if named is not None and named is owner:
                    group.first.use(1, 3)
            if not group.own:
                continue
            for segment in group.each("SSD"):
                place, cabin = seat(segment.take(0)), segment.take(4)
                booking.add(
                    "seat",
                    segment,
                    {
                        "person": owner.identity if owner else None,
                        "flight": flight,
                        "seat": place,
                        "cabin": cabin or None,
                    },
                )
            for segment in group.each("TBD"):
                self._bags(segment, owner, flight)
            for segment in group.each("SSR"):
                booking.service(segment, owner, flight)
            for segment in group.each("IFT"):
                booking.free(segment, owner, flight)

    def _bags(self, segment: Segment, owner: Traveller | None, flight: str) -> None:
        booking = self.booking
        pieces = [*segment.values(1), "", "", ""]
        unit = {"700": "KGM", "701": "LBR"}.get(pieces[2], pieces[2])
        said = int(pieces[0]) if pieces[0].isdecimal() and len(pieces[0]) < 3 else 0
        tagged = sum(
            len(tag_numbers(tag, many))
            for _, tag, many in (
                (*segment.values(no), "", "", "")[:3] for no in range(4, len(segment.elements))
            )
            if tag
        )
        weight = "weight" if max(said, tagged) < 2 else "total_weight"
        pool = " ".join(filter(None, (*segment.values(0), *segment.values(2), *segment.values(3))))
        shared: Cells = {
            "person": owner.identity if owner else None,
            "flight": flight,
            weight: pieces[1] or None,
            "unit": unit or None,
            "pool": pool or None,
        }
        count = 0
        for element in range(4, len(segment.elements)):
            carrier, tag, many, place, airline = (*segment.values(element), "", "", "", "", "")[:5]
            begin = element * WIDE
            segment.mark(
                range(begin, begin + 5) if many.isdecimal() else (begin, begin + 1, begin + 3, begin + 4)
            )
            if not tag and (carrier or place or airline):
                segment.taken = None  # a tag without a number: what stands there is named
                continue
            for number in tag_numbers(tag, many):
                count += 1
                booking.add(
                    "bag",
                    segment,
                    {
                        **shared,
                        "tag": f"{carrier}{number}",
                        "destination": place or None,
                        "carrier": airline or carrier or None,
                    },
                )
        for _ in range(count, said):
            booking.add("bag", segment, dict(shared))
        if count or said:
            segment.mark(_COUNTED if pieces[0].isdecimal() else _WEIGHED)
            for element in (0, 2, 3):
                segment.take_element(element)


_WEIGHED = frozenset((WIDE + 1, WIDE + 2))
_COUNTED = _WEIGHED | {WIDE}
"""What of a bag's weight was read, and with how many there are."""


def _operating(leg: Group) -> bool:
    """Whether a TVL says only under which number the flight before it is flown."""
    return leg.first is not None and not leg.first.get(0) and not leg.first.get(1) and not leg.first.get(2)


def _checked(leg: Group) -> list[Group]:
    found = [*leg.all("checked-in")]
    for below in leg.all("check-in"):
        found += below.all("checked-in")
    return found


def flight_of(segment: Segment) -> Cells:
    """A flight (TVL): dates and times, airports, carriers, number and class. Who flies it is entered as used
    by whoever keeps the flight."""
    dates = [*segment.values(0), "", "", "", ""]
    segment.mark(_FLIGHT_ON if dates[0] else _FLIGHT)
    get = segment.get
    return dict(_flight(*dates[:4], get(1), get(2), get(3), get(3, 1), get(4)))


_FLIGHT = frozenset((0, 2, 3, WIDE, 2 * WIDE, 3 * WIDE, 4 * WIDE))
_FLIGHT_ON = _FLIGHT | {1}
"""What a flight takes of its segment, without and with a day of departure."""


@lru_cache(1 << 12)
def _flight(
    first_day: str,
    first_time: str,
    second_day: str,
    second_time: str,
    origin: str,
    destination: str,
    marketing: str,
    operating: str,
    number: str,
) -> Cells:
    """The same flight comes in booking after booking. Not to be changed."""
    if second_day and not second_time and len(second_day) == 4 and clock(second_day):
        second_day, second_time = "", second_day
    departs = padis(first_day, first_time) if first_day else ""
    arrives = padis(second_day or first_day, second_time) if second_day or second_time else ""
    return {
        "flight": key(marketing, number, departs, origin),
        "number": f"{marketing}{number}",
        "carrier": operating or marketing,
        "marketed_as": f"{marketing}{number}" if operating and operating != marketing else None,
        "origin": origin,
        "destination": destination,
        "departs": departs or None,
        "arrives": arrives or None,
    }
