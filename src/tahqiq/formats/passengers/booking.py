"""One booking of a PNRGOV message: the group that begins with SRC, as records."""

import re

from tahqiq.formats.edifact.segments import WIDE, Segment
from tahqiq.formats.edifact.tree import Group
from tahqiq.formats.passengers.booking_head import addresses, agency, dates, locators, split
from tahqiq.formats.passengers.bookinglegs import Legs
from tahqiq.formats.passengers.bookingpast import history, ticket
from tahqiq.formats.passengers.payments import payments
from tahqiq.formats.passengers.people import Cells, People, Traveller
from tahqiq.formats.passengers.sensitive import Sensitive, title_dropped
from tahqiq.formats.passengers.services import (
    TEXT,
    doca,
    doco,
    docs,
    email,
    infant,
    only_seats,
    phones,
    seat,
    seats,
    text_of,
    ticket_number,
    traveller_of,
)
from tahqiq.formats.passengers.sheet import Sheet

_PHONE = re.compile(r"\bCTC([A-Z])\b\s*(.*)", re.DOTALL)
_ADDRESSED = re.compile(r"(?:OSI)?\s*(?:[A-Z0-9]{2})?\s*", re.IGNORECASE)
"""What stands before a way to reach somebody and says nothing: that it is an OSI, and for which carrier."""
_SEATS = ("SEAT", "NSST", "NSSA", "NSSB", "NSSW", "RQST")


class Booking:
    """Reads one booking and gives its records to the sheet. Everything is read before it is written: a
    document may stand before its owner."""

    def __init__(
        self,
        sheet: Sheet,
        group: Group,
        no: str,
        position: int,
        flight: str | None,
        sent: int,
        flights: dict[str, tuple[Segment, Cells]],
    ) -> None:
        self.sheet, self.group, self.no, self.flight, self.sent = sheet, group, no, flight, sent
        self.identity = f"{no}.{position}"
        self.people = People(self.identity)
        self.cells: Cells = {"message": no, "booking": self.identity, "flight": flight}
        self.owners: dict[int, Traveller] = {}
        self.flights = flights
        self.legs: list[Cells] = []
        self.seats: list[tuple[Segment, Cells, str, str]] = []

    @property
    def first(self) -> Segment:
        """The segment that begins the booking."""
        assert self.group.first is not None
        return self.group.first

    def read(self) -> None:
        """All of it."""
        said: set[str] = set()
        for group in self.group.all("traveller"):
            if group.first is None:
                continue
            made = self.owners[id(group)] = self.traveller(group.first)
            if group.first.raw in said:
                self.sheet.tell(
                    "passengers-same-twice", group.first, "TIF", f"{made.surname} {made.given}".strip()
                )
            said.add(group.first.raw)
        legs = Legs(self, self.flights)
        legs.travellers()
        for segment in self.group.own:
            self._detail(segment, None)
        for group in self.group.all("traveller"):
            owner = self.owners.get(id(group))
            for segment in group.own:
                self._detail(segment, owner)
            for below in group.all("ticket"):
                ticket(self, below, owner)
            payments(self, group, owner)
        payments(self, self.group, None)
        legs.read()
        for group in self.group.all("split"):
            split(self.cells, group)
        for group in self.group.all("other-travel"):
            if group.first is not None:
                told = [group.first, *group.own]
                self._text(group.first, None, None, " ".join(one.raw for one in told))
                for segment in told:
                    segment.used()
        for group in self.group.all("history"):
            history(self, group)
        self._write()

    def add(self, kind: str, segment: Segment, cells: Cells) -> None:
        """A record of this booking; ``cells`` are the sheet's from now on."""
        cells["message"], cells["booking"] = self.no, self.identity
        self.sheet.keep(kind, segment, cells)

    def traveller(self, segment: Segment, made_from: str = "TIF") -> Traveller:
        """The traveller that a TIF names: one known already, or a further one."""
        surname, first_name = segment.take(0), segment.take(1)
        if not first_name and len(segment.get(0, 1)) > 1:
            first_name = segment.take(0, 1)
        first_name, title = title_dropped(first_name)
        if title:
            self.sheet.count_forbidden(Sensitive("title", "religion"), segment)
        reference = segment.get(1, 2)
        if made_from != "TIF":
            found = self.people.referred(reference) or self.people.named(surname, first_name)
            if found is not None and (
                not surname or found.surname == surname or self.people.named(surname, first_name) is found
            ):
                return self._again(found, segment, surname, first_name)
            if not surname and found is None and not reference:
                found = self.people.all[0] if len(self.people.all) == 1 else None
                if found is not None:
                    return self._again(found, segment, surname, first_name)
        made = self.people.add(segment, surname, first_name, reference, made_from)
        sort = segment.take(1, 1)
        segment.use(1, 2)
        made.cells.update(
            message=self.no,
            person=made.identity,
            booking=self.identity,
            flight=self.flight,
            role="passenger",
            sort={"A": "adult", "C": "child", "IN": "infant", "IT": "infant", "F": "infant"}.get(
                sort.upper(), sort
            )
            or None,
        )
        if not surname and not first_name:
            self.sheet.tell("passengers-no-name", segment, "TIF")
        return made

    @staticmethod
    def _again(found: Traveller, segment: Segment, surname: str, first_name: str) -> Traveller:
        """A traveller who is named a second time: another writing stands beside the first."""
        found.says("written", "/".join(part for part in (surname, first_name) if part))
        if segment.get(1, 2) == found.reference:
            segment.use(1, 2)
        return found

    def _detail(self, segment: Segment, owner: Traveller | None) -> None:
        tag = segment.tag
        if tag == "SSR":
            self.service(segment, owner, None)
        elif tag == "RCI":
            locators(self.cells, segment)
        elif tag == "ORG":
            agency(self.cells, segment)
        elif tag == "DAT":
            dates(self.cells, segment)
        elif tag == "ADD":
            self._address(segment, owner)
        elif tag == "EBD":
            shown = " ".join(":".join(element).strip(":") for element in segment.take_all()).strip()
            self.cells["extra_baggage"] = "\n".join(filter(None, (self.cells.get("extra_baggage"), shown)))
        elif tag == "REF" and owner is not None:
            for no in range(len(segment.elements)):
                element = segment.values(no)
                last = next((at for at in range(len(element) - 1, -1, -1) if element[at]), None)
                if last is not None:
                    segment.use(no, last)
                    owner.says("unique", element[last])
        elif tag == "FTI" and owner is not None:
            for element in segment.take_all():
                owner.says("frequent_flyer", " ".join(value for value in element if value) or None)
        else:
            self.free(segment, owner, None)

    def free(self, segment: Segment, owner: Traveller | None, flight: str | None) -> None:
        """Free text: a way to reach somebody, or a remark. Words that may not be kept were dropped before."""
        if segment.tag not in ("IFT", "LTS", "RMK", "OSI"):
            return
        kind = segment.take(0, 1)
        segment.use(0, 0)
        texts = [
            value
            for element in range(1, len(segment.elements))
            for value in segment.take_element(element)
            if value
        ]
        if segment.tag != "IFT":
            texts = [segment.raw[4:]]
            segment.take_all()
        if kind == "15":
            self.add(
                "special",
                segment,
                {"person": _id(owner), "flight": flight, "code": "FARE", "text": " ".join(texts)},
            )
            return
        for text in texts:
            found = _PHONE.search(text)
            if found is not None:
                self._reach(segment, owner, found[1], found[2])
                if not _ADDRESSED.fullmatch(text[: found.start()]):
                    self._text(segment, owner, flight, text[: found.start()].strip())
            else:
                self._text(segment, owner, flight, text)

    def _text(self, segment: Segment, owner: Traveller | None, flight: str | None, text: str) -> None:
        if text.strip():
            self.add("remark", segment, {"person": _id(owner), "flight": flight, "text": text})

    def _reach(self, segment: Segment, owner: Traveller | None, sort: str, value: str) -> None:
        value = value.strip().lstrip("/").strip()
        is_mail = (
            sort == "E" or ("//" in value and not any(sign.isdigit() for sign in value[:4])) or "@" in value
        )
        numbers, more = ([email(value)], False) if is_mail else phones(value)
        if numbers and more:  # a language, a name
            self._text(segment, owner, None, f"CTC{sort} {value}")
        for shown in numbers or [value]:
            if owner is not None and shown:
                owner.says("email" if is_mail else "phone", shown)
            self.add(
                "contact",
                segment,
                {
                    "person": _id(owner),
                    "what": "email" if is_mail else "phone",
                    "value": shown or None,
                    "holder": f"CTC{sort}",
                },
            )

    def service(self, segment: Segment, here: Traveller | None, flight: str | None) -> None:
        """One special service (SSR), in whatever group it stands."""
        code, text, reference = segment.take(0).upper(), text_of(segment), traveller_of(segment)
        owner = self.people.referred(reference) or here
        if segment.elements:
            segment.mark(range(TEXT, len(segment.elements[0])))
        if owner is not None and reference:
            segment.mark(range(WIDE + 2, len(segment.elements) * WIDE, WIDE))
        if code == "DOCS":
            self._docs(segment, docs(text, self.sent), reference, here)
        elif code == "DOCO":
            self._paper(segment, doco(text, self.sent), owner)
        elif code == "DOCA":
            found = doca(text)
            if owner is not None:
                owner.says("address", found["value"])
            self.add("contact", segment, {"person": _id(owner), **found})
        elif code == "INFT":
            self._infant(segment, infant(text, self.sent))
        elif code.startswith("CTC") and len(code) == 4:
            self._reach(segment, owner, code[3], text)
        elif code in _SEATS:
            self._seats(segment, owner, flight, text)
        elif code.startswith("FQT") and owner is not None and text:
            owner.says("frequent_flyer", text)
        elif code.startswith("TKN") and (number := ticket_number(text)):
            ticketed: Cells = {"person": _id(owner), "flight": flight, "number": number, "coupons": text}
            self.add("ticket", segment, ticketed)
        elif code or text:
            places = [value for value in (segment.get(0, 6), segment.get(0, 7)) if value]
            said = " ".join([*places, text, *(v for e in segment.elements[1:] for v in e if v)]).strip()
            self.add(
                "special",
                segment,
                {
                    "person": _id(owner),
                    "flight": flight,
                    "code": code,
                    "status": segment.get(0, 1),
                    "carrier": segment.get(0, 3),
                    "text": said or None,
                },
            )
            segment.mark((1, 3, 6, 7))
            for element in range(1, len(segment.elements)):
                segment.take_element(element)

    def _docs(self, segment: Segment, cells: Cells, reference: str, here: Traveller | None) -> None:
        owner = self.people.of_document(cells, reference, here)
        if owner is None:
            if cells.get("surname") or cells.get("given") or cells.get("number"):
                owner = self.traveller_from(segment, cells, "DOCS")
            else:
                self.sheet.tell("passengers-document-of-nobody", segment, "SSR DOCS", segment.raw[:200])
                return
        for column in ("gender", "birth", "nationality"):
            owner.says(column, cells.get(column))
        owner.documents.append(
            (segment, {"message": self.no, "person": owner.identity, "made_from": "DOCS", **cells})
        )

    def traveller_from(self, segment: Segment, cells: Cells, made_from: str) -> Traveller:
        """A traveller of whom no TIF speaks, made of a document or a note, which is told."""
        made = self.people.add(segment, cells.get("surname") or "", cells.get("given") or "", "", made_from)
        infant = made_from == "INFT" or (cells.get("gender") or "").upper() in ("FI", "MI")
        made.cells.update(
            message=self.no,
            person=made.identity,
            booking=self.identity,
            flight=self.flight,
            role="passenger",
            sort="infant" if infant else None,
        )
        if not infant:
            self.sheet.tell(
                "passengers-only-document", segment, f"SSR {made_from}", made.cells.get("written")
            )
        return made

    def _paper(self, segment: Segment, cells: Cells, owner: Traveller | None) -> None:
        owner = owner or (self.people.all[0] if len(self.people.all) == 1 else None)
        if owner is None:
            self.sheet.tell("passengers-document-of-nobody", segment, "SSR DOCO", segment.raw[:200])
            return
        owner.says("birth_place", cells.get("birth_place"))
        owner.documents.append(
            (segment, {"message": self.no, "person": owner.identity, "made_from": "DOCO", **cells})
        )

    def _infant(self, segment: Segment, cells: Cells) -> None:
        surname, first_name = cells.get("surname") or "", cells.get("given") or ""
        if not surname:
            self.add("special", segment, {"code": "INFT", "text": text_of(segment) or None})
            return
        owner = self.people.named(surname, first_name) or self.traveller_from(segment, cells, "INFT")
        owner.says("birth", cells.get("birth"))

    def _seats(self, segment: Segment, owner: Traveller | None, flight: str | None, text: str) -> None:
        boarding, leaving = segment.get(0, 6), segment.get(0, 7)
        found: list[tuple[str, Traveller | None]] = []
        for element in range(1, len(segment.elements)):
            segment.use(element, 0, 2)
            if place := segment.get(element):
                found.append((seat(place), self.people.referred(segment.get(element, 2)) or owner))
        found += [(place, owner) for place in seats(text)]
        for place, who in found:
            cells: Cells = {
                "person": _id(who),
                "flight": flight,
                "seat": place,
                "boarding": boarding or None,
            }
            self.seats.append((segment, cells, boarding, leaving))
        if found:
            segment.use(0, 6)
        if text and (not found or not only_seats(text)):
            self.add(
                "special",
                segment,
                {"person": _id(owner), "flight": flight, "code": segment.get(0), "text": text},
            )

    def _flight_between(self, boarding: str, leaving: str) -> str | None:
        """The flight of the booking from one airport to another; with neither named, its only flight."""
        found = [
            leg["flight"]
            for leg in self.legs
            if boarding in ("", leg["origin"]) and leaving in ("", leg["destination"])
        ]
        return found[0] if found and (boarding or leaving or len(self.legs) == 1) else None

    def _address(self, segment: Segment, owner: Traveller | None) -> None:
        for address, phone in addresses(segment):
            if address:
                self.add("contact", segment, {"person": _id(owner), **address})
            if phone:
                self.add("contact", segment, {"person": _id(owner), "what": "phone", "value": phone})
            if owner is not None:
                owner.says("address", address.get("value"))
                owner.says("phone", phone or None)

    def _write(self) -> None:
        for segment, cells, boarding, leaving in self.seats:
            if flight := self._flight_between(boarding, leaving):
                cells["flight"] = flight
                segment.use(0, 7)
            self.add("seat", segment, cells)
        self.add("booking", self.first, dict(self.cells))
        if not self.people.all:
            self.sheet.tell("passengers-nobody", self.first, "", self.cells.get("locator"), records=1)
        for one in self.people:
            self.sheet.keep("person", one.first, {**one.cells, "locator": self.cells.get("locator")})
            for segment, cells in one.documents:
                self.sheet.keep("document", segment, cells)
        self.sheet.put()


def _id(owner: Traveller | None) -> str | None:
    return owner.identity if owner is not None else None
