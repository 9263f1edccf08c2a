"""Lists of boxes: BAPLIE (bay plan; SMDG 1.5 to 3.1 and freer dialects), MOVINS, COPRAR, COARRI, CODECO.

Dialects differ in what stands first: the place (LOC+147 and then its box) or the box (EQD and then its
place). The first of both that a message has decides.
"""

from tahqiq.formats.cargo.paper import Cell, Row
from tahqiq.formats.cargo.segment_rows import Pen
from tahqiq.formats.edifact.messages import Message
from tahqiq.formats.edifact.segments import Segment

DUMMY = frozenset({"1", "0", "-", "X"})
"""What stands in RFF+BM where a plan knows no bill."""


def bayplan(pen: Pen, message: Message) -> None:
    """Read one message."""
    walk = _Walk(pen, message)
    for segment in message.body:
        step = getattr(walk, f"on_{segment.tag.lower()}", None) if segment.tag else None
        if step is not None:
            step(segment)
    walk.end()


class _Walk:
    def __init__(self, pen: Pen, message: Message) -> None:
        self.pen, self.paper = pen, pen.paper
        first = next(
            (one for one in message.body if one.tag == "EQD" or (one.tag == "LOC" and one.get(0) == "147")),
            None,
        )
        self.by_place = first is not None and first.tag == "LOC"
        self.spot: Row | None = None
        """What is said of a place before its box."""
        self.box: Row | None = None
        self.bills: dict[str, Row] = {}
        self.claims: list[Cell] = []

    @property
    def scope(self) -> Row:
        return self.box if self.box is not None else self.spot if self.spot is not None else self.paper.head

    def on_bgm(self, segment: Segment) -> None:
        self.pen.put(self.paper.head, "type", segment, 0)
        self.pen.put(self.paper.head, "reference", segment, 1)
        self.pen.put(self.paper.head, "function", segment, 2)
        self.pen.put(self.paper.head, "about", segment, 0, 3)

    def on_dtm(self, segment: Segment) -> None:
        self.pen.moment(self.scope, segment)

    def on_tdt(self, segment: Segment) -> None:
        self.pen.vessel(self.scope, segment)

    def on_loc(self, segment: Segment) -> None:
        if segment.get(0) == "147" and self.by_place:
            self._vacant()
            self.spot = {}
            self.box = None
        self.pen.place(self.scope, segment)

    def _vacant(self) -> None:
        """A place without a box is kept as a place."""
        if self.spot and self.box is None:
            self.paper.add("spot", self.spot)

    def on_eqd(self, segment: Segment) -> None:
        row: Row = {}
        found = self.pen.box(row, segment)
        shared = self.spot if self.by_place and self.spot is not None else {}
        if self.box is not None and self.by_place:
            shared = {
                name: cell
                for name, cell in shared.items()
                if name in ("stow", "load", "discharge", "delivery")
            }
        self.box = self.paper.add("container", {**row, **shared})
        if not found and self.paper.kind not in ("MOVINS", "COPRAR"):
            self.paper.tell("cargo-box-without-number", segment.no, "EQD", segment.raw[:80])
        self._of_box("reference BM")

    def on_mea(self, segment: Segment) -> None:
        self.pen.measure(self.scope, segment)

    def on_ftx(self, segment: Segment) -> None:
        sort = segment.get(0)
        self.pen.words(self.scope, "description" if sort == "AAA" else f"text {sort}", segment)

    def on_rff(self, segment: Segment) -> None:
        sort = segment.take(0)
        self.pen.put(self.scope, f"reference {sort}", segment, 0, 1)
        if self.box is not None:
            self._of_box(f"reference {sort}")

    def _of_box(self, name: str) -> None:
        """A bill that a plan names for a box."""
        box = self.box
        cell = box.get(name) if box is not None else None
        if box is None or cell is None or name != "reference BM" or cell.value in DUMMY:
            return
        if cell.value not in self.bills:
            self.bills[cell.value] = self.paper.add("bill", {"number": cell})
        if "number" in box:
            self.paper.add("contents", {"bill": cell, "container": box["number"]})

    def on_nad(self, segment: Segment) -> None:
        row = self.pen.party(segment, None)
        if self.box is not None or self.spot is not None:
            self.paper.rows["party"].pop()
            role = row["role"].value if "role" in row else "party"
            for name, cell in row.items():
                if name != "role":
                    self.pen.cell(self.scope, role if name == "code" else f"{role} {name}", cell)

    def on_tmp(self, segment: Segment) -> None:
        self.pen.temperature(self.scope, segment)

    def on_dgs(self, segment: Segment) -> None:
        self.pen.danger(self.scope, segment)

    def on_sel(self, segment: Segment) -> None:
        row = self.paper.add("seal")
        self.pen.put(row, "number", segment, 0)
        self.pen.put(row, "issuer", segment, 1)
        if self.box is not None and "number" in self.box:
            row["container"] = self.box["number"]

    def on_cnt(self, segment: Segment) -> None:
        if segment.get(0) != "16":
            self.pen.put(self.paper.head, f"count {segment.get(0)}", segment, 0, 1)
        else:
            segment.take(0)
            value = segment.take(0, 1)
            self.claims.append(Cell(value, segment.no, -1, segment, 0, 1))

    def end(self) -> None:
        """Compare what is claimed."""
        self._vacant()
        for said in self.claims:
            self.paper.claim("CNT 16", said, len(self.paper.rows["container"]))
