"""One paper about cargo and the rows it becomes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from tahqiq.formats.cargo.amounts import number
from tahqiq.formats.cargo.hs import hs_remark
from tahqiq.formats.cargo.numbers import box_remark
from tahqiq.formats.edifact.plain import Plain
from tahqiq.formats.edifact.segments import Segment
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

KINDS = (
    "document",
    "consignment",
    "bill",
    "container",
    "contents",
    "goods",
    "party",
    "seal",
    "spot",
    "tax",
    "attached",
)
"""``contents`` says which bill is in which container; ``goods`` are lines of goods, ``spot`` places of a ship
without a box."""
SEGMENTS = Part(0, "entry", "segments")
LINES = Part(0)
SAME_FEW = 100
"""How many problems of one code a paper tells one by one; the rest are counted in one."""


class Cell(NamedTuple):
    """A value as it stands. ``row`` counts segments or lines of the file from 1; ``at`` is the byte of the
    file, -1 where it is not known, found through ``segment`` where there is one."""

    value: str
    row: int
    at: int = -1
    segment: Segment | None = None
    element: int = 0
    component: int = 0


Row = dict[str, Cell]


def beside(row: Row, name: str, cell: Cell) -> None:
    """Puts a value into a row; where another one has the name, it is kept beside it under ``name 2``, ``name
    3`` and so on."""
    key, no = name, 2
    while key in row and row[key].value != cell.value:
        key, no = f"{name} {no}", no + 1
    row.setdefault(key, cell)


@dataclass(slots=True, eq=False)
class Paper:
    """What one paper holds. ``aside`` counts by name what was not understood; ``part`` is what places count
    in (segments or lines)."""

    kind: str
    version: str = ""
    part: Part = LINES
    plain: Plain | None = None
    rows: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    problems: list[Problem] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    @property
    def head(self) -> Row:
        """What is said of the whole paper."""
        if not self.rows["document"]:
            self.rows["document"].append({})
        return self.rows["document"][0]

    def add(self, kind: str, row: Row | None = None) -> Row:
        """A new row; it may still be filled."""
        made: Row = {} if row is None else row
        self.rows[kind].append(made)
        return made

    def tell(
        self,
        code: str,
        row: int,
        field: str = "",
        value: str | None = None,
        records: int = 0,
        **params: str | int,
    ) -> None:
        """A problem at a segment or line. From the hundredth of one code on they are only counted;
        :meth:`close` says how many."""
        self.told[code] += 1
        if self.told[code] <= SAME_FEW:
            self.problems.append(
                Problem(code, Place(self.part, row), field, value[:200] if value else value, records, params)
            )

    def byte(self, cell: Cell) -> int:
        """The byte of the file at which a value stands; -1 where that is not known."""
        if cell.segment is None:
            return cell.at
        at = cell.segment.at(cell.element, cell.component)
        return self.plain.offset(at) if self.plain else at

    def values(self, kind: str, name: str) -> Iterable[Cell]:
        """Every value called so in rows of one kind."""
        return (row[name] for row in self.rows[kind] if name in row)

    def count(self, kind: str) -> int:
        """How many there are: containers by number (a number that stands twice counts once, a box without
        number counts by itself), the rest by row."""
        rows = self.rows[kind]
        if kind != "container":
            return len(rows)
        return len({row["number"].value for row in rows if "number" in row}) + sum(
            "number" not in row for row in rows
        )

    def close(self, together: bool = False) -> "Paper":
        """Look at boxes and tariff codes once more: numbers that cannot be, the same box twice (where
        ``together`` is not set: there a box may stand in several bills), codes of another edition."""
        seen: dict[str, int] = {}
        for row in self.rows["container"]:
            cell = row.get("number")
            if cell is None:
                continue
            boxed = "kind" not in row and row.get("equipment", cell).value in ("CN", cell.value)
            remark = box_remark(cell.value) if boxed else ""
            if remark:
                self.tell(remark, cell.row, "container", cell.value)
            if cell.value in seen and not together:
                self.tell("cargo-box-twice", cell.row, "container", cell.value, first=seen[cell.value])
            seen.setdefault(cell.value, cell.row)
        for cell in [row[name] for row in self.rows["goods"] for name in row if name.startswith("hs")]:
            if remark := hs_remark(cell.value):
                self.tell(remark, cell.row, "hs", cell.value)
        for code, count in self.told.items():
            if count > SAME_FEW:
                self.problems.append(
                    Problem("cargo-more-of-it", Place(self.part), "", code, 0, {"count": count - SAME_FEW})
                )
        return self

    def claim(self, what: str, said: Cell, found: float, tolerance: float = 0) -> None:
        """Compare what a paper says of itself with what is there."""
        value = number(said.value)
        if value is None or abs(value - found) > max(tolerance, 0.01):
            self.tell("cargo-claim", said.row, what, said.value, what=what, found=f"{found:g}")
