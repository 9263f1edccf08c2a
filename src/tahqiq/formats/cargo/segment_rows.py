"""What segments of UN/EDIFACT say, entered into rows with its place."""

from tahqiq.formats.cargo.amounts import kilos, loaded
from tahqiq.formats.cargo.numbers import box, imo_odd
from tahqiq.formats.cargo.paper import Cell, Paper, Row
from tahqiq.formats.edifact.segments import Segment

ROLES = {
    "CN": "consignee",
    "CZ": "consignor",
    "OS": "consignor",
    "SU": "supplier",
    "EX": "exporter",
    "IM": "importer",
    "NI": "notify",
    "N1": "notify",
    "N2": "notify",
    "CA": "carrier",
    "CF": "container operator",
    "MS": "sender",
    "MR": "recipient",
    "FW": "forwarder",
    "AG": "agent",
    "CG": "carrier agent",
    "DT": "declarant",
    "GF": "slot charterer",
    "RL": "reporting carrier",
    "VW": "driver",
    "DR": "driver",
    "UC": "ultimate consignee",
    "BY": "buyer",
    "SE": "seller",
    "ST": "ship to",
    "SF": "ship from",
    "WZ": "sender",
}
PLACES = {
    "9": "load",
    "11": "discharge",
    "6": "load",
    "12": "discharge",
    "7": "delivery",
    "8": "destination",
    "13": "transhipment",
    "35": "exported from",
    "36": "destination country",
    "76": "first load",
    "83": "delivery",
    "60": "arrival",
    "5": "departure",
    "61": "next",
    "97": "optional discharge",
    "64": "first discharge",
    "80": "despatch",
    "88": "receipt",
    "27": "origin",
    "147": "stow",
    "22": "office",
    "41": "office",
    "42": "office",
    "125": "last",
    "92": "via",
    "152": "next discharge",
    "30": "loading place",
    "14": "goods at",
    "17": "border crossing",
    "98": "empty despatch",
    "73": "empty return",
}
MOMENTS = {
    "132": "arrives",
    "133": "departs",
    "137": "issued",
    "136": "departed",
    "178": "arrived",
    "232": "arrives",
    "186": "departed",
    "7": "effective",
    "182": "issued",
    "203": "executed",
    "181": "positioned",
}


class Pen:
    """Writes values of segments into the rows of a paper, and names what nobody took."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def put(
        self,
        row: Row,
        name: str,
        segment: Segment,
        element: int,
        component: int = 0,
        value: str | None = None,
    ) -> str:
        """A component as a value (``value`` where it is to be written otherwise); the first of a name stays,
        more get a number. "" where nothing stands."""
        found = segment.take(element, component)
        if found:
            self.cell(
                row,
                name,
                Cell(found if value is None else value, segment.no, -1, segment, element, component),
            )
        return found

    def cell(self, row: Row, name: str, cell: Cell) -> None:
        """Enter a value. What says the same again is not entered again."""
        known = row.get(name)
        if known is None:
            row[name] = cell
            return
        no = 2
        while known is not None and known.value != cell.value:
            known = row.get(f"{name} {no}")
            if known is None:
                row[f"{name} {no}"] = cell
            no += 1

    def code(self, segment: Segment, element: int, *components: int) -> None:
        """Components that say which list a code beside them is from, or how it is meant: digits (or ZZZ).
        They are used with it; any other text is left, and so named."""
        for component in components or (0,):
            written = segment.get(element, component)
            if written.isdigit() or written == "ZZZ":
                segment.take(element, component)

    def left(self, segment: Segment) -> None:
        """Name what of a segment nobody took."""
        for element, component in segment.left():
            self.paper.aside[
                f"{segment.tag or 'text'}.{element + 1}" + (f".{component + 1}" if component else "")
            ] += 1

    def place(self, row: Row, segment: Segment) -> None:
        """LOC: a place by its function, with the place within it."""
        name = PLACES.get(segment.take(0), f"place {segment.get(0)}")
        if not self.put(row, name, segment, 1):
            self.put(row, name, segment, 1, 3)
        self.put(row, f"{name} at", segment, 2)

    def moment(self, row: Row, segment: Segment) -> None:
        """DTM: a moment as it stands, by its function."""
        if self.put(row, MOMENTS.get(segment.get(0), f"moment {segment.get(0)}"), segment, 0, 1):
            segment.take(0)
            segment.take(0, 2)

    def party(self, segment: Segment, bill: Cell | None) -> Row:
        """NAD: a party in its role; the name is where the sender put it (structured, or in lines of
        address)."""
        row = self.paper.add("party")
        written = segment.take(0)
        self.put(row, "role", segment, 0, value=ROLES.get(written, written))
        if bill is not None:
            row["bill"] = bill
        self.put(row, "code", segment, 1)
        lines = self.lines(segment, 2)
        named = self.lines(segment, 3)
        self._text(row, "name", segment, 3 if named else 2, named or lines[:1])
        self._text(row, "address", segment, 2, lines if named else lines[1:])
        self._text(row, "address", segment, 4, self.lines(segment, 4))
        for name, element in (("city", 5), ("region", 6), ("postcode", 7), ("country", 8)):
            self.put(row, name, segment, element)
        return row

    def _text(self, row: Row, name: str, segment: Segment, element: int, lines: list[str]) -> None:
        if lines:
            said = ", ".join(lines)
            known = row.get(name)
            self.cell(
                row, name if known is None else f"{name} more", Cell(said, segment.no, -1, segment, element)
            )

    def lines(self, segment: Segment, element: int) -> list[str]:
        """The components of an element that hold something, taken."""
        return [value for value in segment.take_element(element) if value]

    def contact(self, segment: Segment) -> None:
        """CTA and COM: the person and the numbers of the party named last."""
        parties = self.paper.rows["party"]
        row = parties[-1] if parties else self.paper.head
        if segment.tag == "CTA":
            if segment.get(0) == "IC":
                segment.take(0)
            self.put(row, "person", segment, 1, 1)
            return
        for element in range(len(segment.elements)):
            sort = segment.take(element, 1)
            self.put(
                row,
                {"TE": "phone", "EM": "email", "FX": "fax", "AL": "phone"}.get(sort, f"contact {sort}"),
                segment,
                element,
            )

    def words(self, row: Row, name: str, segment: Segment) -> None:
        """FTX: the free text of a segment (fourth element; the third where a code stands alone)."""
        segment.take(0)
        segment.take(1)
        said = self.lines(segment, 3)
        element = 3
        if not said:
            element = 2
            said = self.lines(segment, 2)
        if said:
            self.cell(row, name, Cell(" ".join(said), segment.no, -1, segment, element))

    def measure(self, row: Row, segment: Segment) -> None:
        """MEA: weights and volume, whichever of the dialects says them. A weight that has no number or no
        known unit is a problem."""
        about, what = segment.take(0), segment.take(1)
        unit, value = segment.get(2), segment.take(2, 1)
        component = 1
        if not value and kilos(unit, what) is not None:  # a dialect that leaves out what was measured
            what, unit, value, component = "", what, segment.take(2), 0
        code = what or about
        name = {
            "G": "gross",
            "AAD": "gross",
            "AAB": "gross",
            "AET": "gross",
            "WT": "gross",
            "AAE": "gross",
            "B": "gross",
            "GW": "gross",
            "VGM": "vgm",
            "AAL": "net",
            "N": "net",
            "AAA": "net",
            "T": "tare",
            "TAR": "tare",
            "AAW": "volume",
            "AAX": "volume",
            "VOL": "volume",
            "ABJ": "volume",
        }.get(code)
        if name is None or (name == "gross" and unit in ("MTQ", "CMQ")):
            name = "volume" if unit in ("MTQ", "CMQ") else f"measure {code}"
        if not value:
            if unit and name in ("gross", "vgm", "net", "tare"):
                self.paper.tell("cargo-weight", segment.no, f"MEA {code}", segment.take(2))
            return
        self.cell(row, name, Cell(value, segment.no, -1, segment, 2, component))
        segment.take(2)
        if unit or name in ("gross", "vgm", "net", "tare"):
            self.cell(row, f"{name} unit", Cell(unit or "KGM", segment.no, -1, segment, 2))
        if name in ("gross", "vgm", "net", "tare") and kilos(value, unit) is None:
            self.paper.tell("cargo-weight", segment.no, f"MEA {code}", f"{value} {unit}".strip())

    def box(self, row: Row, segment: Segment, element: int = 1) -> str:
        """EQD: number, size and type, full or empty of a piece of equipment; "" where it has no number."""
        if segment.get(0).isdigit() and segment.get(1).isalpha() and len(segment.get(1)) <= 3:
            self.put(row, "action", segment, 0)  # a dialect that says first what is done with the box
            element += 1
        self.put(row, "equipment", segment, element - 1)
        written = segment.get(element)
        found = box(written)
        self.put(row, "number", segment, element, value=found or None)
        self.put(row, "size", segment, element + 1)
        self.put(row, "size text", segment, element + 1, 3)
        self.code(segment, element, 1, 2)
        self.code(segment, element + 1, 1, 2)
        self.put(row, "supplier", segment, element + 2)
        self.put(row, "moved as", segment, element + 3)
        status = segment.get(element + 4)
        self.put(row, "status", segment, element + 4)
        if loaded(status):
            self.put(row, "loaded", segment, element + 4, value=loaded(status))
        return found

    def temperature(self, row: Row, segment: Segment) -> None:
        """TMP: the temperature of transport (2); of another kind the kind is named."""
        if segment.get(0) == "2":
            segment.take(0)
        self.put(row, "temperature", segment, 1)
        self.put(row, "temperature unit", segment, 1, 1)

    def danger(self, row: Row, segment: Segment) -> None:
        """DGS: whose rules, class and number of the United Nations."""
        self.put(row, "danger rules", segment, 0)
        self.put(row, "danger class", segment, 1)
        self.put(row, "un", segment, 2)

    def vessel(self, row: Row, segment: Segment) -> None:
        """TDT: means of transport, carrier, voyage. The number of a ship is checked."""
        if segment.get(0) == "20":  # the main carriage
            segment.take(0)
        else:
            self.put(row, "stage", segment, 0)
        self.put(row, "voyage", segment, 1)
        self.put(row, "mode", segment, 2)
        self.put(row, "carrier", segment, 4)
        self.put(row, "carrier name", segment, 4, 3)
        identity, kind = segment.get(7), segment.get(7, 1)
        name = (
            "imo"
            if kind in ("146", "11") or (kind == "103" and identity.isdigit() and len(identity) == 7)
            else "call sign"
            if kind == "103"
            else "vessel id"
        )
        self.put(row, name, segment, 7)
        self.put(row, "vessel", segment, 7, 3)
        self.put(row, "flag", segment, 7, 4)
        self.code(segment, 4, 1, 2)
        self.code(segment, 7, 1, 2)
        if name == "imo" and identity and imo_odd(identity):
            self.paper.tell("cargo-imo", segment.no, "TDT", identity)
