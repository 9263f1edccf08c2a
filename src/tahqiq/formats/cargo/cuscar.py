"""CUSCAR, the cargo report of UN/EDIFACT (D.95B to D.20B): a manifest.

Which group a segment stands in is told by qualifiers (RFF+BM begins a bill, RFF+AFM does not), and carriers
keep no one order; so a walk with open bill, box and line of goods is used here in place of
:mod:`tahqiq.formats.edifact.tree`, which knows groups by tags alone.
"""

from tahqiq.formats.cargo.amounts import kilos, number
from tahqiq.formats.cargo.paper import Cell, Row
from tahqiq.formats.cargo.segment_rows import Pen
from tahqiq.formats.edifact.messages import Message
from tahqiq.formats.edifact.segments import Segment

BILLS = frozenset({"BM", "BH", "HWB", "AWB", "AAM", "AAS", "BN", "CAS"})
MASTERS = frozenset({"MB", "MWB", "MAB"})
COUNTED = frozenset({"7", "8", "10", "11", "16"})
"""Counts that are compared with what is there; others are kept."""
_WHOLE = frozenset({"10", "16"})
"""Counts (consignments, equipment) about the message or, before the goods of a consignment, about that."""


def cuscar(pen: Pen, message: Message) -> None:
    """Read one message."""
    walk = _Walk(pen)
    for segment in message.body:
        step = getattr(walk, f"on_{segment.tag.lower()}", None) if segment.tag else None
        if step is not None:
            step(segment)
    walk.end()


class _Walk:
    def __init__(self, pen: Pen) -> None:
        self.pen, self.paper = pen, pen.paper
        self.consignment: Row | None = None
        self.bill: Row | None = None
        self.stated = False
        self.goods: Row | None = None
        self.container: Row | None = None
        self.contents: Row | None = None
        self.boxes: dict[str, Row] = {}
        self.claims: list[tuple[str, Cell, str, Row | None, bool]] = []
        self.inside: list[tuple[Row, str]] = []
        self.lines: list[tuple[Row, Row]] = []

    @property
    def scope(self) -> Row:
        """What is being described: a line of goods, a bill, a box, or the message."""
        if self.container is not None:
            return self.container
        if self.consignment is None:
            return self.paper.head
        return self.goods if self.goods is not None else self.the_bill()

    def the_bill(self) -> Row:
        """The open bill; that of the consignment itself where no reference has named one."""
        if self.bill is None:
            self.bill = self.paper.add("bill")
            self.stated = False
            if self.consignment:
                for name in ("number", "master"):
                    if name in self.consignment:
                        self.bill[name] = self.consignment[name]
        return self.bill

    def number(self) -> Cell | None:
        """The number of the open bill."""
        return self.the_bill().get("number") if self.consignment is not None else None

    def on_bgm(self, segment: Segment) -> None:
        head = self.paper.head
        self.pen.put(head, "type", segment, 0)
        if not self.pen.put(head, "reference", segment, 1):
            self.pen.put(head, "reference", segment, 0, 3)
        self.pen.put(head, "function", segment, 2)

    def on_dtm(self, segment: Segment) -> None:
        self.pen.moment(self.scope, segment)

    def on_nad(self, segment: Segment) -> None:
        self.pen.party(segment, self.number())

    def on_cta(self, segment: Segment) -> None:
        self.pen.contact(segment)

    def on_com(self, segment: Segment) -> None:
        self.pen.contact(segment)

    def on_pac(self, segment: Segment) -> None:
        if self.consignment is not None:
            self.pen.put(self.scope, "packages", segment, 0)
            self.pen.put(self.scope, "package type", segment, 2)

    def on_tdt(self, segment: Segment) -> None:
        if self.consignment is None:
            self.container = None
        self.pen.vessel(self.scope, segment)

    def on_loc(self, segment: Segment) -> None:
        self.pen.place(
            self.the_bill() if self.consignment is not None and self.container is None else self.scope,
            segment,
        )

    def on_gis(self, segment: Segment) -> None:
        self.pen.put(
            self.the_bill() if self.consignment is not None else self.paper.head, "nature", segment, 0
        )

    def on_cni(self, segment: Segment) -> None:
        self.finish()
        self.consignment = self.paper.add("consignment")
        self.pen.put(self.consignment, "line", segment, 0)
        self.pen.put(self.consignment, "number", segment, 1)
        self.pen.put(self.consignment, "issued", segment, 1, 4)
        self.consignment.setdefault("place", Cell("CNI", segment.no, -1, segment))

    def on_rff(self, segment: Segment) -> None:
        sort, said = segment.take(0), segment.get(0, 1)
        self.container = None if self.consignment is not None else self.container
        if self.consignment is not None and sort in BILLS:
            self.named(segment, said)
        elif self.consignment is not None and sort in MASTERS:
            self.pen.put(self.consignment if self.bill is None else self.bill, "master", segment, 0, 1)
        elif self.consignment is None and sort in ("AAZ", "BM", "MB"):
            self.pen.put(self.paper.head, "master", segment, 0, 1)
        else:
            self.pen.put(self.scope, f"reference {sort}", segment, 0, 1)

    def named(self, segment: Segment, said: str) -> None:
        """A reference that names a bill: the first in a consignment names its own, a further one begins
        another."""
        known = self.bill.get("number") if self.bill is not None else None
        if self.bill is not None and self.stated and not (known is not None and known.value == said):
            self.bill = None
            self.goods = self.contents = None
            self.bill = self.paper.add("bill")
        bill = self.the_bill()
        self.stated = True
        document = bill.pop("number", None)
        self.pen.put(bill, "number", segment, 0, 1)
        self.pen.put(bill, "line", segment, 0, 2)
        own = self.consignment.get("number") if self.consignment is not None else None
        for cell in (document, own):
            if cell is not None and "number" in bill and cell.value != said:
                bill.setdefault("master", cell)
        if "number" not in bill:
            if own is not None:
                bill.setdefault("master", own)
            bill["place"] = Cell("RFF", segment.no, -1, segment)
            self.paper.tell("cargo-bill-without-number", segment.no, "RFF", segment.raw[:80])

    def on_cnt(self, segment: Segment) -> None:
        sort = segment.get(0)
        if sort not in COUNTED:
            self.pen.put(self.scope, f"count {sort}", segment, 0, 1)
            return
        segment.take(0)
        value, unit = segment.take(0, 1), segment.take(0, 2)
        whole = self.consignment is None or (sort in _WHOLE and self.goods is not None)
        scope = None if whole else self.consignment if sort in _WHOLE else self.the_bill()
        self.claims.append(
            (sort, Cell(value, segment.no, -1, segment, 0, 1), unit, scope, self.goods is not None)
        )

    def on_eqd(self, segment: Segment) -> None:
        row: Row = {}
        found = self.pen.box(row, segment)
        self.container = self.paper.add("container", row)
        if not found:
            self.paper.tell("cargo-box-without-number", segment.no, "EQD", segment.raw[:80])
        if self.consignment is not None and found:
            self.within(row["number"])
        self.boxes.setdefault(found, row)

    def on_sel(self, segment: Segment) -> None:
        row = self.paper.add("seal")
        self.pen.put(row, "number", segment, 0)
        self.pen.put(row, "issuer", segment, 1)
        self.pen.put(row, "state", segment, 2)
        if self.container is not None and "number" in self.container:
            row["container"] = self.container["number"]
        elif self.contents is not None:
            row["container"] = self.contents["container"]
        bill = self.number()
        if bill is not None:
            row["bill"] = bill

    def on_mea(self, segment: Segment) -> None:
        self.pen.measure(self.contents if self.contents is not None else self.scope, segment)

    def on_tmp(self, segment: Segment) -> None:
        self.pen.temperature(self.scope, segment)

    def on_gid(self, segment: Segment) -> None:
        self.container = self.contents = None
        bill = self.the_bill()
        self.goods = self.paper.add("goods")
        self.lines.append((bill, self.goods))
        if "number" in bill:
            self.goods["bill"] = bill["number"]
        self.pen.put(self.goods, "line", segment, 0)
        self.pen.put(self.goods, "packages", segment, 1)
        self.pen.put(self.goods, "package type", segment, 1, 1)
        self.pen.put(self.goods, "package type", segment, 1, 4)

    def on_ftx(self, segment: Segment) -> None:
        sort = segment.get(0)
        self.pen.words(self.scope, "description" if sort == "AAA" else f"text {sort}", segment)

    def on_pci(self, segment: Segment) -> None:
        self.pen.code(segment, 0)
        marks = self.pen.lines(segment, 1)
        if marks:
            self.pen.cell(self.scope, "marks", Cell(" ".join(marks), segment.no, -1, segment, 1))

    def on_cst(self, segment: Segment) -> None:
        self.pen.put(self.scope, "tariff line", segment, 0)
        self.pen.put(self.scope, "hs", segment, 1)

    def on_dgs(self, segment: Segment) -> None:
        self.pen.danger(self.scope, segment)

    def on_sgp(self, segment: Segment) -> None:
        if segment.get(0):
            row: Row = {}
            self.pen.put(row, "container", segment, 0)
            self.pen.code(segment, 0, 1, 2)
            self.within(row["container"])
            if self.contents is not None:
                self.pen.put(self.contents, "packages", segment, 1)

    def within(self, container: Cell) -> None:
        """That the open bill is in a box."""
        self.contents = self.paper.add(
            "contents", {"container": container._replace(value=container.value.replace(" ", ""))}
        )
        if self.consignment is not None:
            self.inside.append((self.consignment, self.contents["container"].value))
        bill = self.number()
        if bill is not None:
            self.contents["bill"] = bill

    def finish(self) -> None:
        """Close the open consignment: it is a bill whatever stands in it."""
        if self.consignment is not None:
            bill = self.the_bill()
            if "number" not in bill and "place" not in bill:
                place = self.consignment["place"]
                bill["place"] = place
                self.paper.tell(
                    "cargo-bill-without-number",
                    place.row,
                    "CNI",
                    place.segment.raw[:80] if place.segment else "",
                )
        self.consignment = self.bill = self.goods = self.container = self.contents = None
        self.stated = False

    def end(self) -> None:
        """The whole message is read: what bills name and what they claim is compared with what is there."""
        self.finish()
        for cell in self.paper.values("contents", "container"):
            if cell.value not in self.boxes:
                self.paper.tell("cargo-box-not-listed", cell.row, "SGP", cell.value)
                self.boxes[cell.value] = self.paper.add("container", {"number": cell})
        if not self.paper.rows["consignment"]:
            self.paper.tell("cargo-no-bill", 0)
        for sort, said, unit, scope, late in self.claims:
            self.compare(sort, said, unit, scope, late)

    def compare(self, sort: str, said: Cell, unit: str, scope: Row | None, late: bool) -> None:
        """One CNT: about the bill it stands in, or (behind the goods of a bill) about that or the whole
        message."""
        whole = self.total(sort, unit, None)
        if whole is None:  # nothing to compare it with
            self.pen.cell(scope if scope is not None else self.paper.head, f"count {sort}", said)
            return
        mine = self.total(sort, unit, scope) if scope is not None else whole
        value = number(said.value)
        slack = 1 if sort == "7" else 0
        if value is not None and (late or sort in _WHOLE) and abs(value - whole) <= slack:
            return
        self.paper.claim(f"CNT {sort}", said, mine if mine is not None else whole, slack)

    def total(self, sort: str, unit: str, scope: Row | None) -> float | None:
        """What is there of what a CNT counts; None for kinds that are not compared."""
        lines = [goods for bill, goods in self.lines if scope is None or bill is scope]
        if sort == "7":
            weights = [
                kilos(line["gross"].value, line["gross unit"].value)
                for line in lines
                if "gross" in line and "gross unit" in line
            ]
            factor = kilos("1", unit)
            return sum(weight or 0 for weight in weights) / factor if factor and weights else None
        if sort in ("8", "11"):
            counts = [number(line["packages"].value) for line in lines if "packages" in line]
            return sum(count or 0 for count in counts) if counts else None
        if sort == "16" and scope is not None:
            return len({box for consignment, box in self.inside if consignment is scope})
        if sort == "16":
            return self.paper.count("container")
        return len(self.paper.rows["consignment"]) if sort == "10" else None
