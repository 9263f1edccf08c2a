"""The elements of PNRGOV as XML: what of them a record was made of, and what is left."""

from xml.etree.ElementTree import Element

from tahqiq.formats.edifact.delimiters import Delimiters
from tahqiq.formats.edifact.segments import Segment
from tahqiq.formats.passengers.kinds import OTHER
from tahqiq.formats.passengers.people import Cells
from tahqiq.formats.passengers.sensitive import Sensitive
from tahqiq.formats.passengers.sheet import NOT_MAPPED, SENSITIVE, Sheet
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import children, local, text_of
from tahqiq.model.place import Place

_SIGNS = Delimiters()


class Walker:
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


def child(element: Element, name: str) -> Element | None:
    """The first element of a name below another."""
    return next(children(element, name), None)
