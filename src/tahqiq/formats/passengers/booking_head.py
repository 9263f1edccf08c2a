"""What a booking says of itself: locators, agency, dates, addresses, the bookings it was split from."""

import re
from collections.abc import Iterable, Iterator

from tahqiq.formats.edifact.segments import WIDE, Segment
from tahqiq.formats.edifact.tree import Group
from tahqiq.formats.passengers.moments import padis
from tahqiq.formats.passengers.people import Cells

_DATES = {"700": "changed", "710": "ticketed"}


def locators(cells: Cells, segment: Segment) -> None:
    """RCI: the first locator with when it was made; further ones beside it."""
    for no in range(len(segment.elements)):
        values = [*segment.values(no), "", "", "", "", ""]
        carrier, locator = values[0], values[1]
        day = 2 if len(values[2]) == 6 and values[2].isdecimal() else 3
        if not locator:
            continue
        begin = no * WIDE
        segment.mark((begin, begin + 1))
        if not cells.get("locator"):
            segment.mark((begin + day, begin + day + 1))
            cells.update(
                locator=locator, carrier=carrier, created=padis(values[day], values[day + 1]) or None
            )
        elif locator != cells.get("locator"):
            others = cells.get("other_locators")
            said = f"{carrier} {locator}".strip()
            if said not in (others or "").split("\n"):
                cells["other_locators"] = "\n".join(filter(None, (others, said)))


def agency(cells: Cells, segment: Segment) -> None:
    """ORG: who made the booking, where, in which currency."""
    if cells.get("agency") or cells.get("agency_number"):
        return  # a second one is named among what was set aside
    get, more = segment.get, segment.values
    country = get(5)
    segment.mark((0, 1, (5 if country else 4) * WIDE, 5 * WIDE + 1))
    agent: list[str] = []
    for no in (1, 2, *range(6, len(segment.elements))):
        found = segment.take_element(no)
        if no > 5:
            agent += found
    cells.update(
        agency=_joined((get(0), get(0, 1))),
        agency_number=_joined(more(1)),
        agency_city=_joined(more(2)),
        agency_country=country or get(4) or None,
        currency=get(5, 1) or None,
        agent=_joined(agent),
    )


def dates(cells: Cells, segment: Segment) -> None:
    """DAT: when the booking was changed and ticketed."""
    for element in range(len(segment.elements)):
        values = [*segment.values(element), "", "", ""]
        column = _DATES.get(values[0])
        if column and not cells.get(column):
            cells[column] = padis(values[1], values[2]) or None
            segment.mark(range(element * WIDE, element * WIDE + 3))


def addresses(segment: Segment) -> Iterator[tuple[Cells, str]]:
    """ADD: each address, empty where it says none, and the telephone in it."""
    for element in range(1, len(segment.elements)):
        values = segment.values(element)
        segment.mark(range(element * WIDE, element * WIDE + 8))
        lines = ", ".join(filter(None, values[1:7]))
        phone = values[7] if len(values) > 7 else ""
        if not phone and values[6:7] and len(re.sub(r"\D", "", values[6])) > 9:
            phone = values[6]
        city, country = (values[2] if len(values) > 2 else ""), (values[5] if len(values) > 5 else "")
        address: Cells = {"what": "address", "value": lines, "city": city or None, "country": country or None}
        yield address if lines else {}, phone


def split(cells: Cells, group: Group) -> None:
    """The bookings that this one was split from or into."""
    for segment in group.each("RCI"):
        for element in range(len(segment.elements)):
            said = f"{segment.take(element)} {segment.take(element, 1)}".strip()
            cells["split"] = "\n".join(filter(None, (cells.get("split"), said)))


def _joined(values: Iterable[str]) -> str | None:
    return " ".join(filter(None, values)) or None
