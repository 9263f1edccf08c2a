"""PAXLST: passengers and crew of a flight (Advance Passenger Information), D.02B and later, after the
WCO/IATA/ICAO guide."""

from dataclasses import dataclass, field

from tahqiq.formats.edifact.messages import Message
from tahqiq.formats.edifact.segments import Segment
from tahqiq.formats.edifact.tree import MANY, Group, Node, grouped
from tahqiq.formats.passengers.flights import key, number_of
from tahqiq.formats.passengers.moments import born, is_moment, stamp, validity
from tahqiq.formats.passengers.sheet import CHECK, UNKNOWN, Sheet

_DOC = Node(
    "document", {"DTM": MANY, "GEI": MANY, "RFF": MANY, "LOC": MANY, "CPI": MANY, "QTY": MANY, "MEA": 0}
)
_PERSON = Node(
    "person",
    dict.fromkeys(("ATT", "DTM", "MEA", "GEI", "FTX", "LOC", "COM", "EMP", "NAT", "RFF", "MOA", "CPI"), MANY),
    {"DOC": _DOC},
)
_LEG = Node("leg", {"DTM": MANY})
_FLIGHT = Node("flight", {"DTM": MANY, "RFF": MANY}, {"LOC": _LEG})
TREE = Node(
    "message",
    dict.fromkeys(("BGM", "RFF", "DTM", "CNT", "AUT", "UNS", "GEI"), MANY),
    {"NAD": _PERSON, "TDT": _FLIGHT, "PDT": Node("old")},
)
ROLES = {
    "FL": "passenger",
    "FM": "crew",
    "DDU": "transit passenger",
    "DDT": "transit crew",
    "FN": "crew",
    "FX": "passenger",
}
"""What a name and address (NAD) is the name of."""
_CONTACTS = frozenset(["MS", "MR", "WZ", "FR", "CN", "CZ"])
_FUNCTIONS = {
    "745": "passenger list",
    "250": "crew list",
    "266": "flight close",
    "336": "master crew list",
    "655": "gate pass",
    "655P": "gate pass",
}
_LOCATED = {"22": "clearance", "174": "residence", "178": "embark", "179": "debark", "180": "birth_place"}
_REFERRED = {
    "AVF": "locator",
    "ABO": "unique",
    "SEA": "seat",
    "AEA": "government",
    "CR": "customer",
    "YZY": "ticket",
    "TN": "unique",
}
_DATED = {"36": "expires", "182": "issued", "329": "birth"}


@dataclass(slots=True)
class Header:
    """What the segments before the first person say."""

    function: str = ""
    reference: str = ""
    contact: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    flights: list[tuple[Segment, dict[str, str | None]]] = field(default_factory=list)
    road: bool = False
    unread: list[Segment] = field(default_factory=list)
    """Moments of flights that are no day of a calendar or no time of a clock."""


@dataclass(slots=True)
class Tally:
    """What a message (all its parts) holds, and the counts it claims, by qualifier: 42 passengers, 41
    crew."""

    people: dict[str, int] = field(default_factory=dict)
    claimed: dict[str, tuple[Segment, str]] = field(default_factory=dict)


def paxlst(
    sheet: Sheet, message: Message, no: str, sent: int, tally: Tally, first: bool, head: dict[str, str | None]
) -> None:
    """Read one message or part. ``no`` is its number in the file, ``sent`` the year in which it was sent,
    ``head`` what the envelope says."""
    message.body = [segment for segment in message.body if not sheet.forbidden(segment)]
    whole, stray = grouped(TREE, message.body)
    header = _header(whole)
    people = [group for group in whole.all("person") if not _is_contact(group)]
    if header.road or (people and not any(_role(group) for group in people)):
        sheet.tell(
            "passengers-not-air", message.head, records=len(people) or 1, function=header.function or "-"
        )
        people, header.flights = [], []
    flight = _prime(header.flights)
    if first:
        said = {
            **head,
            "function": _FUNCTIONS.get(header.function, header.function),
            "reference": header.reference,
            "flight": flight,
        }
        contact = {
            "contact": _joined(header.contact),
            "contact_phone": _joined(header.phones),
            "contact_email": _joined(header.emails),
        }
        sheet.add("message", message.head, {**said, **contact, "message": no})
        for segment in header.unread:
            sheet.tell("passengers-moment", segment, f"DTM.{segment.get(0)}", segment.get(0, 1)[:40])
        for segment, cells in header.flights:
            sheet.add("flight", segment, {**cells, "message": no})
    counts = {"passenger": 0, "crew": 0}
    for position, group in enumerate(people, 1):
        role = _person(sheet, group, f"{no}.{message.head.no}.{position}", no, flight, sent)
        counts["crew" if "crew" in role else "passenger"] += 1
    for role, count in counts.items():
        tally.people[role] = tally.people.get(role, 0) + count
    for old in whole.all("old"):
        sheet.tell("passengers-form-unread", old.first, "PDT", records=1)
    _counts(whole, tally)
    for segment in stray:
        sheet.tell("passengers-out-of-place", segment, segment.tag or "?", segment.raw[:200])
    lost = {id(segment) for segment in stray}
    for segment in message.body:
        sheet.left(
            segment, UNKNOWN if id(segment) in lost else CHECK if segment.tag == "CNT" else "aside-not-mapped"
        )


def _is_contact(group: Group) -> bool:
    return group.first is not None and group.first.get(0).upper() in _CONTACTS


def _role(group: Group) -> str:
    return ROLES.get(group.first.get(0).upper(), "") if group.first is not None else ""


def _joined(texts: list[str]) -> str | None:
    return "\n".join(dict.fromkeys(texts)) or None


def _header(whole: Group) -> Header:
    made = Header()
    for segment in whole.own:
        if segment.tag == "BGM":
            made.function = made.function or segment.take(0)
        elif segment.tag == "RFF" and segment.get(0) in ("TN", "AF", "ACW", "RFA") and not made.reference:
            segment.take(0)
            made.reference = segment.take(0, 1)
    for group in whole.all("person"):
        if _is_contact(group) and group.first is not None:
            _contact(made, group, group.first)
    for group in whole.all("flight"):
        if group.first is not None:
            made.road = made.road or group.first.get(0) == "11" or group.first.get(2) in ("3", "2")
            made.flights.append((group.first, _flight(group, group.first, made.unread)))
    return made


def _contact(made: Header, group: Group, first: Segment) -> None:
    first.take(0)
    made.contact += [value for value in (*first.take_element(2), *first.take_element(3)) if value]
    for segment in group.each("COM"):
        for element in range(len(segment.elements)):
            value, sort = segment.take(element), segment.take(element, 1)
            (made.emails if sort == "EM" or "@" in value else made.phones).append(value)


def _flight(group: Group, first: Segment, unread: list[Segment]) -> dict[str, str | None]:
    first.take(0)
    written = first.take(1)
    carrier, number = number_of(written)
    if carrier in ("", first.get(4)):
        carrier = first.take(4)
    places: dict[str, list[str]] = {}
    departures: list[tuple[bool, str, str]] = []
    arrivals: list[tuple[bool, str, str]] = []
    for leg in group.all("leg"):
        if leg.first is None:
            continue
        sort, place = leg.first.take(0), leg.first.take(1)
        places.setdefault(sort, []).append(place)
        for moment in leg.each("DTM"):
            when = stamp(moment.get(0, 1), moment.get(0, 2))
            if not is_moment(when):
                unread.append(moment)
            if moment.get(0) in ("189", "136"):
                departures.append((sort != "125", when, place))
                moment.use(0, 0, 1, 2)
            elif moment.get(0) in ("232", "178"):
                arrivals.append((sort == "87", when, place))
                moment.use(0, 0, 1, 2)
    _, departs, origin = min(departures, key=lambda one: one[0], default=(True, "", ""))
    _, arrives, destination = max(arrivals[::-1], key=lambda one: one[0], default=(False, "", ""))
    origin = _one(places, "125") or origin or _one(places, "5") or _one(places, "92")
    destination = _one(places, "87") or destination or _one(places, "8") or (places.get("92") or [""])[-1]
    via = [place for found in places.values() for place in found if place not in (origin, destination)]
    return {
        "flight": key(carrier, number, departs or arrives, origin),
        "number": written,
        "carrier": carrier,
        "origin": origin,
        "destination": destination,
        "departs": departs,
        "arrives": arrives,
        "via": _joined(via),
        "role": "reported" if {"125", "87"} <= places.keys() else "leg",
    }


def _prime(flights: list[tuple[Segment, dict[str, str | None]]]) -> str | None:
    """The flight that a list is about: the first one from the last airport abroad (LOC 125) to the first one
    in the country (LOC 87). Where none names both, each flight is reported, and the first is meant."""
    crossing = [cells for _, cells in flights if cells["role"] == "reported"]
    if not crossing:
        for _, cells in flights:
            cells["role"] = "reported"
    return (crossing or [cells for _, cells in flights])[0]["flight"] if flights else None


def _one(places: dict[str, list[str]], sort: str) -> str:
    return (places.get(sort) or [""])[0]


def _person(sheet: Sheet, group: Group, identity: str, no: str, flight: str | None, sent: int) -> str:
    first = group.first
    assert first is not None
    sort = first.take(0).upper()
    role = ROLES.get(sort, "")
    if not role:
        role = f"other ({sort or '-'})"
        sheet.tell("passengers-role", first, "NAD", sort)
    names = [value for value in first.values(3)[:4] if value]
    first.use(3, 0, 1, 2, 3)
    if not names:
        names = [value for value in first.take_element(2) if value and not value.isdecimal()]
    cells: dict[str, str | None] = {
        "message": no,
        "person": identity,
        "flight": flight,
        "role": role,
        "made_from": "NAD",
        "written": "/".join(names) or None,
        "surname": names[0] if names else None,
        "given": " ".join(names[1:]) or None,
        "name": " ".join([*names[1:], names[0]]) if names else None,
        "address": ", ".join(
            value for element in range(4, 9) for value in first.take_element(element) if value
        )
        or None,
    }
    if not names:
        sheet.tell("passengers-no-name", first, "NAD")
    for segment in group.own:
        _of_person(sheet, segment, cells, identity, no, flight, sent)
    sheet.add("person", first, cells)
    for below in group.all("document"):
        _document(sheet, below, identity, no, sent)
    return role


def _of_person(
    sheet: Sheet,
    segment: Segment,
    cells: dict[str, str | None],
    identity: str,
    no: str,
    flight: str | None,
    sent: int,
) -> None:
    tag, sort = segment.tag, segment.get(0)
    if tag == "ATT" and sort == "2":
        segment.take(0)
        cells["gender"] = segment.take(2)
    elif tag == "DTM" and sort == "329" and not cells.get("birth"):
        segment.use(0, 0, 2)
        cells["birth"] = born(segment.take(0, 1), sent)
    elif tag == "NAT":
        segment.take(0)
        cells["nationality"] = _more(cells.get("nationality"), segment.take(1))
    elif tag == "LOC" and sort in _LOCATED:
        segment.take(0)
        place = ", ".join(
            value for element in range(1, 4) for value in segment.take_element(element) if value
        )
        cells[_LOCATED[sort]] = _more(cells.get(_LOCATED[sort]), place)
    elif tag == "RFF" and sort in _REFERRED and sort != "YZY":
        segment.take(0)
        cells[_REFERRED[sort]] = _more(cells.get(_REFERRED[sort]), segment.take(0, 1))
    elif tag == "RFF" and sort == "YZY":
        segment.take(0)
        sheet.add(
            "ticket",
            segment,
            {"message": no, "person": identity, "flight": flight, "number": segment.take(0, 1)},
        )
    elif tag == "MEA" and sort in ("CT", "WT"):
        segment.take(0)
        values = [value for value in segment.take_element(2) if value]
        column = "bags" if sort == "CT" else "bag_weight"
        cells[column] = _more(cells.get(column), " ".join(reversed(values)))
    elif tag == "FTX" and sort == "BAG":
        _bag(sheet, segment, identity, no, flight)
    elif tag == "COM":
        for element in range(len(segment.elements)):
            value, kind = segment.take(element), segment.take(element, 1)
            column = "email" if kind == "EM" or "@" in value else "phone"
            cells[column] = _more(cells.get(column), value)
    elif tag == "GEI" and sort == "4":
        cells["verified"] = _more(cells.get("verified"), segment.take(1))
        segment.take(0)
    elif tag == "EMP":
        segment.take(0)
        cells["rank"] = _joined(
            [value for element in range(1, 5) for value in segment.take_element(element) if value]
        )


def _more(before: str | None, value: str) -> str | None:
    return (
        f"{before}\n{value}"
        if before and value and value not in before.split("\n")
        else before or value or None
    )


def _bag(sheet: Sheet, segment: Segment, identity: str, no: str, flight: str | None) -> None:
    """Tags of checked bags: a number, and with how many that follow it."""
    segment.take(0)
    for element in range(3, len(segment.elements)):
        tag, count = segment.get(element), segment.get(element, 1)
        if not tag or tag.upper() == "NULL":
            continue
        segment.use(element, *((0, 1) if count.isdecimal() else (0,)))
        if count.isdecimal() and len(count) >= 3:
            sheet.tell("passengers-bag-count", segment, f"BAG.{element + 1}", count)
        for number in tag_numbers(tag, count):
            sheet.add("bag", segment, {"message": no, "person": identity, "flight": flight, "tag": number})


def tag_numbers(tag: str, count: str) -> list[str]:
    """The numbers of ``count`` tags that begin at ``tag``; at most 99, and only the first where it is no
    number.

    >>> tag_numbers("UA0506", "3")
    ['UA0506', 'UA0507', 'UA0508']
    """
    many = int(count) if count.isdecimal() and len(count) < 3 else 1
    digits = len(tag) - len(tag.rstrip("0123456789"))
    if many < 2 or not digits or not tag.isascii():
        return [tag]
    stem, start = tag[: len(tag) - digits], int(tag[-digits:])
    return [f"{stem}{start + step:0{digits}d}" for step in range(many)]


def _document(sheet: Sheet, group: Group, identity: str, no: str, sent: int) -> None:
    first = group.first
    assert first is not None
    cells: dict[str, str | None] = {
        "message": no,
        "person": identity,
        "made_from": "DOC",
        "type": first.take(0),
        "number": first.take(1),
    }
    first.take(0, 1)
    first.take(0, 2)
    for segment in group.own:
        sort = segment.get(0)
        if segment.tag == "DTM" and sort in _DATED:
            if cells.get(_DATED[sort]):
                continue  # a second day of the same sort is named among what was set aside
            segment.use(0, 0, 2)
            value = segment.take(0, 1)
            cells[_DATED[sort]] = born(value, sent) if sort == "329" else validity(value, sent)
        elif segment.tag == "LOC" and sort == "91":
            segment.take(0)
            cells["issuer"] = _more(cells.get("issuer"), segment.take(1))
        elif segment.tag == "LOC" and sort in ("180", "88"):
            segment.take(0)
            column = "birth_place" if sort == "180" else "place"
            cells[column] = _more(
                cells.get(column), ", ".join(value for value in segment.take_element(1) if value)
            )
    sheet.add("document", first, cells)


def _counts(whole: Group, tally: Tally) -> None:
    for segment in whole.each("CNT"):
        sort = segment.get(0)
        if sort not in ("41", "42"):
            continue
        value = segment.take(0, 1)
        segment.take(0)
        if not value and segment.get(1):
            value = segment.take(1)
        tally.claimed[sort] = (segment, value)
