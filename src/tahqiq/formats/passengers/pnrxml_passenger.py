"""A passenger of a booking in XML: tickets, documents, services and ways to reach somebody."""

from xml.etree.ElementTree import Element

from tahqiq.formats.passengers.payments import FORMS, last_four
from tahqiq.formats.passengers.people import Cells, People, Traveller
from tahqiq.formats.passengers.pnrxml_elements import Walker, child
from tahqiq.formats.passengers.services import docs
from tahqiq.formats.xmlwalk import children, local


def passenger(walker: Walker, item: Element, people: People, booking: Cells) -> None:
    """A passenger with everything that stands below."""
    mark = walker.mark(item)
    surname, first = (
        walker.text(child(item, "Surname")),
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
        contact_info(walker, contact, str(booking["booking"]), one)
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
        special_service(walker, service, people, str(booking["booking"]), None, one)


def _ticket(walker: Walker, ticket: Element, one: Traveller, booking: Cells) -> None:
    shared: Cells = {"message": "1", "booking": booking["booking"], "person": one.identity}
    total = child(ticket, "TotalFare")
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


def _paper(walker: Walker, service: Element, one: Traveller, booking: Cells) -> None:
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


def special_service(
    walker: Walker,
    service: Element,
    people: People,
    identity: str,
    flight: str | None,
    here: Traveller | None,
) -> None:
    """One special service (SSR), of a passenger, a flight or the booking."""
    code = walker.take(service, "SSRCode", "SSR_Code").upper()
    if not code:
        return
    text = walker.text(child(service, "Text")) or walker.text(child(service, "TEXT"))
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
    carrier = walker.take(child(service, "Airline"), "Code")
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


def contact_info(walker: Walker, item: Element, identity: str, one: Traveller | None) -> None:
    """Telephone, mail and address of a passenger or of the booking."""
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
