"""PNRGOV as XML (IATA_PNRGOV_NotifRQ, 13.1 and later): the same records as from EDIFACT. Row = number of the
element in the file, from 1."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.edifact.delimiters import Delimiters
from tahqiq.formats.edifact.segments import Segment
from tahqiq.formats.passengers.flights import key
from tahqiq.formats.passengers.kinds import OTHER
from tahqiq.formats.passengers.payments import FORMS, last_four
from tahqiq.formats.passengers.people import Cells, People, Traveller
from tahqiq.formats.passengers.sensitive import Sensitive, in_code, in_text
from tahqiq.formats.passengers.services import docs
from tahqiq.formats.passengers.sheet import NOT_MAPPED, SENSITIVE, Sheet
from tahqiq.formats.reader import Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import children, local, text_of, walk
from tahqiq.model.place import Place

ROOTS = frozenset(["IATA_PNRGOV_NotifRQ", "PNRGOV_NotifRQ", "IATA_PNRGOV_NotifRS"])
_SIGNS = Delimiters()


class _Walker:
    """Goes through the elements; ``taken`` are the attributes and texts that a record was made of."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.sheet = Sheet(rows, None)
        self.numbers: dict[int, int] = {}
        self.taken: set[tuple[int, str]] = set()
        self.flights: dict[str, Cells] = {}
        self.flight: str | None = None
        self.count = self.claimed = 0
        self.said: str = ""
        self.message = self.mark(Element("message"), 1)
        self.told: Cells = {"message": "1", "kind": "PNRGOV", "version": "XML"}
        self.sent = 2_026

    def mark(self, element: Element, no: int = 0) -> Segment:
        """An element as the place of a record."""
        return Segment(local(element.tag), no or self.numbers.get(id(element), 1), 0, "", _SIGNS, "XML")

    def take(self, element: Element | None, *names: str) -> str:
        """The first of the attributes that is there, entered as used; "" for none."""
        if element is None:
            return ""
        for name in names:
            value = element.get(name)
            if value is not None:
                self.taken.add((id(element), name))
                if value.strip():
                    return value.strip()
        return ""

    def text(self, element: Element | None) -> str:
        """The text of an element, entered as used."""
        if element is None:
            return ""
        for item in element.iter():
            self.taken.add((id(item), ""))
        return text_of(element) or ""

    def left(self, element: Element, path: str = "") -> None:
        """Name what of an element nobody took."""
        here = f"{path}/{local(element.tag)}" if path else local(element.tag)
        place = Place(OTHER, self.numbers.get(id(element), 0))
        self.attributes(element, here)
        if (element.text or "").strip() and (id(element), "") not in self.taken:
            self.rows.aside(here, place, NOT_MAPPED)
        for child in element:
            self.left(child, here)

    def attributes(self, element: Element, path: str) -> None:
        """Name the attributes of an element that nobody took."""
        for name, value in element.attrib.items():
            if value.strip() and (id(element), name) not in self.taken:
                self.rows.aside(
                    f"{path}/{local(name)}", Place(OTHER, self.numbers.get(id(element), 0)), NOT_MAPPED
                )

    def drop(self, element: Element, found: Sensitive) -> None:
        """Count something that may not be kept, and keep nothing of it."""
        self.rows.aside(found.label, Place(OTHER, self.numbers.get(id(element), 0)), SENSITIVE)
        element.clear()


def bookings(path: Path, rows: Rows) -> Iterator[Item]:
    """Every booking of a file."""
    walker = _Walker(rows)
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


def _child(element: Element, name: str) -> Element | None:
    return next(children(element, name), None)


def _flight(walker: _Walker, element: Element, role: str) -> str:
    origin = walker.take(_child(element, "DepartureAirport"), "LocationCode")
    destination = walker.take(_child(element, "ArrivalAirport"), "LocationCode")
    operating, marketing = _child(element, "OperatingAirline"), _child(element, "MarketingAirline")
    carrier = (
        walker.take(operating, "Code")
        or walker.take(element, "CarrierCode")
        or walker.take(marketing, "Code")
    )
    marketed = walker.take(marketing, "Code")
    number = walker.take(operating, "FlightNumber") or walker.take(element, "FlightNumber")
    departs, arrives = (
        walker.take(element, "DepartureDateTime")[:16],
        walker.take(element, "ArrivalDateTime")[:16],
    )
    departs, arrives = departs.replace(" ", "T"), arrives.replace(" ", "T")
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


def _booking(walker: _Walker, element: Element) -> None:
    walker.count += 1
    identity = f"1.{walker.count}"
    reference = _child(element, "BookingRefID")
    source = _child(element, "POS")
    source = _child(source, "Source") if source is not None else None
    requestor = _child(source, "RequestorID") if source is not None else None
    cells: Cells = {
        "message": "1",
        "booking": identity,
        "flight": walker.flight,
        "locator": walker.take(reference, "ID"),
        "carrier": walker.take(_child(reference, "CompanyName") if reference is not None else None, "Code"),
        "created": walker.take(element, "PNR_CreationDate")[:16].replace(" ", "T"),
        "changed": walker.take(element, "PNR_TransDate")[:16].replace(" ", "T"),
        "ticketed": walker.take(element, "LastTktDate")[:16].replace(" ", "T"),
        "agent": walker.take(source, "AgentSine"),
        "agency_city": walker.take(source, "PseudoCityCode"),
        "agency_country": walker.take(source, "ISOCountry", "ISOCOuntry"),
        "agency_number": walker.take(requestor, "ID"),
        "agency": walker.take(_child(requestor, "CompanyName") if requestor is not None else None, "Code"),
    }
    others = list(children(element, "BookingRefID"))[1:]
    cells["other_locators"] = "\n".join(walker.take(item, "ID") for item in others) or None
    _drop(walker, element)
    people = People(identity)
    for item in children(element, "Passenger"):
        _passenger(walker, item, people, cells)
    for item in children(element, "ContactInfo"):
        _contact(walker, item, identity, None)
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
    places = []
    for item in children(element, "Flight"):
        flight = _flight(walker, item, "leg")
        places += [walker.flights[flight].get("origin"), walker.flights[flight].get("destination")]
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
                _service(walker, service, people, identity, flight, None)
    named = [place for place in places if place]
    if named:
        cells.update(origin=named[0], destination=named[-1])
    for service in children(element, "SSR"):
        _service(walker, service, people, identity, None, None)
    walker.sheet.add("booking", walker.mark(element), cells)
    if not people.all:
        walker.sheet.tell("passengers-nobody", walker.mark(element), "", cells.get("locator"), records=1)
    for one in people:
        walker.sheet.add("person", one.first, {**one.cells, "locator": cells.get("locator")})
        for mark, told in one.documents:
            walker.sheet.add("document", mark, told)


def _drop(walker: _Walker, element: Element) -> None:
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


def _passenger(walker: _Walker, item: Element, people: People, booking: Cells) -> None:
    mark = walker.mark(item)
    surname, first = (
        walker.text(_child(item, "Surname")),
        " ".join(walker.text(name) for name in children(item, "GivenName")).strip(),
    )
    one = people.add(mark, surname, first, walker.take(item, "RPH"), "Passenger")
    one.cells.update(
        message="1", person=one.identity, booking=booking["booking"], flight=walker.flight, role="passenger"
    )
    if not surname and not first:
        walker.sheet.tell("passengers-no-name", mark, "Passenger")
    infant = item.get("AccompaniedByInfantInd")
    if infant:
        walker.take(item, "AccompaniedByInfantInd")
    for loyalty in children(item, "CustLoyalty"):
        one.says(
            "frequent_flyer",
            f"{walker.take(loyalty, 'ProgramID')} {walker.take(loyalty, 'MembershipID')}".strip(),
        )
    for contact in children(item, "ContactInfo"):
        _contact(walker, contact, str(booking["booking"]), one)
    for bag in children(item, "ExcessBaggage"):
        walker.sheet.add(
            "bag",
            walker.mark(bag),
            {
                "message": "1",
                "booking": booking["booking"],
                "person": one.identity,
                "flight": walker.flight,
                "tag": walker.take(bag, "SerialNumber") or None,
                "carrier": walker.take(bag, "IssuerCode") or None,
                "pool": walker.take(bag, "BaggagePool") or None,
            },
        )
    for ticket in children(item, "TicketDocument"):
        _ticket(walker, ticket, one, booking)
    for service in children(item, "DOC_SSR"):
        _paper(walker, service, one, booking)
    for service in children(item, "SSR"):
        _service(walker, service, people, str(booking["booking"]), None, one)


def _ticket(walker: _Walker, ticket: Element, one: Traveller, booking: Cells) -> None:
    shared: Cells = {"message": "1", "booking": booking["booking"], "person": one.identity}
    total = _child(ticket, "TotalFare")
    walker.sheet.add(
        "ticket",
        walker.mark(ticket),
        {
            **shared,
            "number": walker.take(ticket, "TicketDocumentNbr") or None,
            "issued": walker.take(ticket, "DateOfIssue") or None,
            "issuer": walker.take(ticket, "TicketLocation") or None,
            "total": walker.take(total, "Amount") or None,
            "currency": walker.take(total, "CurrencyCode") or None,
        },
    )
    for payment in children(ticket, "PaymentInfo"):
        form = walker.take(payment, "PaymentType")
        walker.sheet.add(
            "payment",
            walker.mark(payment),
            {
                **shared,
                "form": FORMS.get(form, form),
                "amount": walker.take(payment, "PaymentAmount") or None,
                "brand": walker.take(payment, "VendorCode") or None,
                "last_four": last_four(walker.take(payment, "AccountNbr")) or None,
                "expires": walker.take(payment, "ExpiryDate") or None,
                "payer": walker.take(payment, "CardHolderName") or None,
            },
        )


def _paper(walker: _Walker, service: Element, one: Traveller, booking: Cells) -> None:
    mark = walker.mark(service)
    shared: Cells = {"message": "1", "person": one.identity}
    for item in service:
        name = local(item.tag)
        if name == "DOCS":
            cells: Cells = {
                **shared,
                "made_from": "DOCS",
                "type": walker.take(item, "TravelDocType", "Type"),
                "number": walker.take(item, "TravelDocNbr", "Number"),
                "issuer": walker.take(item, "IssuingLoc"),
                "expires": walker.take(item, "ExpiryDate"),
                "nationality": walker.take(item, "PaxNationality"),
                "birth": walker.take(item, "DateOfBirth")[:10],
                "gender": walker.take(item, "Gender"),
                "surname": walker.take(item, "Surname"),
                "given": " ".join(
                    filter(None, (walker.take(item, "FirstGivenName"), walker.take(item, "SecondGivenName")))
                ),
            }
            for column in ("gender", "birth", "nationality"):
                one.says(column, cells.get(column))
            one.documents.append((mark, cells))
        elif name == "DOCO":
            one.says("birth_place", walker.take(item, "BirthLocation"))
            one.documents.append(
                (
                    mark,
                    {
                        **shared,
                        "made_from": "DOCO",
                        "type": walker.take(item, "TravelDocType"),
                        "number": walker.take(item, "TravelDocNbr"),
                        "place": walker.take(item, "PlaceOfIssue"),
                        "issued": walker.take(item, "DateOfIssue"),
                        "applies_to": walker.take(item, "CountryState"),
                        "birth_place": item.get("BirthLocation"),
                    },
                )
            )
        elif name == "DOCA":
            lines = [
                walker.take(item, attribute)
                for attribute in ("Address", "CityName", "StateProvCounty", "PostalCode", "Country")
            ]
            what = {"R": "residence", "D": "destination"}.get(walker.take(item, "AddressType"), "address")
            value = ", ".join(line for line in lines if line)
            one.says("address", value)
            walker.sheet.add(
                "contact",
                mark,
                {
                    **shared,
                    "booking": booking["booking"],
                    "what": what,
                    "value": value or None,
                    "city": item.get("CityName"),
                    "country": item.get("Country"),
                },
            )


def _service(
    walker: _Walker,
    service: Element,
    people: People,
    identity: str,
    flight: str | None,
    here: Traveller | None,
) -> None:
    code = walker.take(service, "SSRCode", "SSR_Code").upper()
    if not code:
        return
    text = walker.text(_child(service, "Text")) or walker.text(_child(service, "TEXT"))
    reference = walker.take(service, "RPH")
    owner = next((one for one in people if reference and one.reference == reference), here)
    shared: Cells = {
        "message": "1",
        "booking": identity,
        "person": owner.identity if owner else None,
        "flight": flight,
    }
    mark = walker.mark(service)
    if code == "DOCS" and text:
        cells = docs(text, walker.sent)
        owner = owner or people.of_document(cells, reference, here)
        if owner is None:
            owner = people.add(mark, cells.get("surname") or "", cells.get("given") or "", "", "DOCS")
            owner.cells.update(
                message="1", person=owner.identity, booking=identity, flight=walker.flight, role="passenger"
            )
            walker.sheet.tell("passengers-only-document", mark, "SSR DOCS", owner.cells.get("written"))
        for column in ("gender", "birth", "nationality"):
            owner.says(column, cells.get(column))
        owner.documents.append(
            (mark, {"message": "1", "person": owner.identity, "made_from": "DOCS", **cells})
        )
        return
    carrier = walker.take(_child(service, "Airline"), "Code")
    places = " ".join(filter(None, (walker.take(service, "BoardPoint"), walker.take(service, "OffPoint"))))
    told = " ".join(filter(None, (places, text)))
    walker.sheet.add(
        "special",
        mark,
        {
            **shared,
            "code": code,
            "status": walker.take(service, "Status") or None,
            "carrier": carrier or None,
            "text": told or None,
        },
    )


def _contact(walker: _Walker, item: Element, identity: str, one: Traveller | None) -> None:
    shared: Cells = {"message": "1", "booking": identity, "person": one.identity if one else None}
    mark = walker.mark(item)
    phone, mail = walker.take(item, "PhoneNumber").strip("-"), walker.take(item, "EmailAddress")
    if phone:
        walker.sheet.add("contact", mark, {**shared, "what": "phone", "value": phone})
    if mail:
        walker.sheet.add("contact", mark, {**shared, "what": "email", "value": mail})
    lines = [text for child in item if (text := walker.text(child)) and text != "-"]
    if lines:
        walker.sheet.add("contact", mark, {**shared, "what": "address", "value": ", ".join(lines)})
