"""PNRGOV as XML (IATA_PNRGOV_NotifRQ, 13.1 and later): the same records as from EDIFACT. Row = number of the
element in the file, from 1."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.passengers.flights import journey, key
from tahqiq.formats.passengers.moments import local_time
from tahqiq.formats.passengers.people import Cells, People
from tahqiq.formats.passengers.pnrxml_elements import Walker, child
from tahqiq.formats.passengers.pnrxml_passenger import contact_info, passenger, special_service
from tahqiq.formats.passengers.sensitive import in_code, in_text
from tahqiq.formats.reader import Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import children, local, walk

ROOTS = frozenset(["IATA_PNRGOV_NotifRQ", "PNRGOV_NotifRQ", "IATA_PNRGOV_NotifRS"])


def bookings(path: Path, rows: Rows) -> Iterator[Item]:
    """Every booking of a file."""
    walker = Walker(rows)
    number = 0
    with path.open("rb") as stream:
        for event, tag, element in walk(stream, {"PNR"}):
            if event == "start":
                number += 1
                walker.numbers[id(element)] = number
                if tag in ROOTS or number == 1:
                    walker.message = walker.mark(element, number)
                    walker.told["version"] = walker.take(element, "Version") or "XML"
                    walker.told["sent"] = walker.take(element, "TimeStamp") or None
                    year = str(walker.told["sent"] or "")[:4]
                    walker.sent = int(year) if year.isdecimal() else walker.sent
                elif tag == "PNRs":
                    walker.said = walker.take(element, "NumberOfPnrs")
                if tag in ROOTS or tag == "PNRs" or (number == 1 and tag != "PNR"):
                    walker.attributes(element, tag)
            elif tag == "Originator":
                walker.told["sender"] = walker.take(element, "AirlineCode") or None
                walker.told["contact"] = walker.take(element, "AirlineContactInfo") or None
                walker.left(element)
            elif tag == "FlightLeg":
                walker.flight = _flight(walker, element, "reported")
                walker.left(element)
            elif tag == "PNR":
                _booking(walker, element)
                walker.left(element)
                walker.sheet.put()
                walker.numbers = {id(element): walker.numbers.get(id(element), 0)}
                walker.taken.clear()
                yield from rows.ready()
    walker.sheet.add("message", walker.message, {**walker.told, "flight": walker.flight, "at": None})
    walker.sheet.put()
    if walker.said and walker.said != str(walker.count):
        walker.sheet.tell(
            "edifact-count",
            walker.message,
            "NumberOfPnrs",
            walker.said,
            what="NumberOfPnrs",
            found=str(walker.count),
        )
    if not walker.count:
        walker.sheet.tell("passengers-no-message", walker.message, records=1)
    yield from rows.ready()


def _flight(walker: Walker, element: Element, role: str) -> str:
    origin = walker.take(child(element, "DepartureAirport"), "LocationCode")
    destination = walker.take(child(element, "ArrivalAirport"), "LocationCode")
    operating, marketing = child(element, "OperatingAirline"), child(element, "MarketingAirline")
    carrier = (
        walker.take(operating, "Code")
        or walker.take(element, "CarrierCode")
        or walker.take(marketing, "Code")
    )
    marketed = walker.take(marketing, "Code")
    number = walker.take(operating, "FlightNumber") or walker.take(element, "FlightNumber")
    departs, arrives = (
        local_time(walker.take(element, "DepartureDateTime")),
        local_time(walker.take(element, "ArrivalDateTime")),
    )
    flight = key(carrier, number, departs, origin)
    if flight not in walker.flights:
        cells: Cells = {
            "message": "1",
            "flight": flight,
            "number": f"{carrier}{number}",
            "carrier": carrier,
            "origin": origin,
            "destination": destination,
            "departs": departs,
            "arrives": arrives,
            "role": role,
            "marketed_as": f"{marketed}{walker.take(element, 'FlightNumber')}"
            if marketed and marketed != carrier
            else None,
        }
        walker.flights[flight] = cells
        walker.sheet.add("flight", walker.mark(element), cells)
        return flight
    for field, said in (("destination", destination), ("arrives", arrives)):
        kept = walker.flights[flight].get(field)
        if said and said != kept:
            walker.sheet.tell(
                "passengers-flight-differs",
                walker.mark(element),
                field,
                said,
                flight=flight,
                told=said,
                kept=kept or "?",
            )
    return flight


def _booking(walker: Walker, element: Element) -> None:
    walker.count += 1
    identity = f"1.{walker.count}"
    reference = child(element, "BookingRefID")
    source = child(element, "POS")
    source = child(source, "Source") if source is not None else None
    requestor = child(source, "RequestorID") if source is not None else None
    cells: Cells = {
        "message": "1",
        "booking": identity,
        "flight": walker.flight,
        "locator": walker.take(reference, "ID"),
        "carrier": walker.take(child(reference, "CompanyName") if reference is not None else None, "Code"),
        "created": local_time(walker.take(element, "PNR_CreationDate")),
        "changed": local_time(walker.take(element, "PNR_TransDate")),
        "ticketed": local_time(walker.take(element, "LastTktDate")),
        "agent": walker.take(source, "AgentSine"),
        "agency_city": walker.take(source, "PseudoCityCode"),
        "agency_country": walker.take(source, "ISOCountry", "ISOCOuntry"),
        "agency_number": walker.take(requestor, "ID"),
        "agency": walker.take(child(requestor, "CompanyName") if requestor is not None else None, "Code"),
    }
    others = list(children(element, "BookingRefID"))[1:]
    cells["other_locators"] = "\n".join(walker.take(item, "ID") for item in others) or None
    _drop(walker, element)
    people = People(identity)
    for item in children(element, "Passenger"):
        passenger(walker, item, people, cells)
    for item in children(element, "ContactInfo"):
        contact_info(walker, item, identity, None)
    said = walker.take(element, "NumberOfPassengers")
    if said and said != str(len(people.all)):
        walker.sheet.tell(
            "edifact-count",
            walker.mark(element),
            "NumberOfPassengers",
            said,
            what="NumberOfPassengers",
            found=str(len(people.all)),
        )
    for item in children(element, "PrepaidBag"):
        walker.sheet.add(
            "bag",
            walker.mark(item),
            {
                "message": "1",
                "booking": identity,
                "flight": walker.flight,
                "weight": walker.take(item, "Amount") or None,
                "destination": walker.take(item, "BagDestination") or None,
            },
        )
    flown = []
    for item in children(element, "Flight"):
        flight = _flight(walker, item, "leg")
        told = walker.flights[flight]
        flown.append((told.get("origin") or "", told.get("destination") or ""))
        walker.sheet.add(
            "leg",
            walker.mark(item),
            {
                "message": "1",
                "booking": identity,
                "flight": flight,
                "class": walker.take(item, "ResBookDesigCode") or None,
                "status": walker.take(item, "Status") or None,
                "people": walker.take(item, "NumberInParty") or None,
            },
        )
        for service in item.iter():
            if local(service.tag) == "SSR" and service is not item:
                special_service(walker, service, people, identity, flight, None)
    if flown:
        origin, destination = journey(flown)
        cells.update(origin=origin or None, destination=destination or None)
    for service in children(element, "SSR"):
        special_service(walker, service, people, identity, None, None)
    walker.sheet.add("booking", walker.mark(element), cells)
    if not people.all:
        walker.sheet.tell("passengers-nobody", walker.mark(element), "", cells.get("locator"), records=1)
    for one in people:
        walker.sheet.add("person", one.first, {**one.cells, "locator": cells.get("locator")})
        for mark, told in one.documents:
            walker.sheet.add("document", mark, told)


def _drop(walker: Walker, element: Element) -> None:
    """Empty every element below that may not be kept."""
    for item in list(element.iter()):
        name = local(item.tag)
        if name == "SSR":
            found = in_code(item.get("SSRCode") or item.get("SSR_Code") or "") or in_text(
                " ".join(item.itertext())
            )
        elif name in ("OSI", "OtherServiceInformation", "Remark", "GenRemark", "Text", "TEXT") and item.text:
            found = in_text(item.text)
        else:
            continue
        if found is not None:
            walker.drop(item, found)
