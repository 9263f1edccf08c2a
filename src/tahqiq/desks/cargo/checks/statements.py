"""What each source says of each box and each bill, brought to one form."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tahqiq.formats.cargo.amounts import kilos, loaded, number, unit_in, weighed
from tahqiq.formats.cargo.numbers import box_key
from tahqiq.formats.cargo.paper import Paper, Row
from tahqiq.formats.plain_table import PlainTable
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

LISTS = frozenset({"BAPLIE", "MOVINS", "COPRAR", "COARRI", "CODECO"})
MANIFESTS = frozenset({"CUSCAR", "AWMDS", "AWBOLDS", "AWMCDS"})
COLUMNS = {
    "container": ("container", "box no", "box number", "ctn", "unit no", "حاوية", "الحاوية", "کۆنتێنەر"),
    "seal": ("seal", "ختم", "الختم", "مۆر"),
    "loaded": ("status", "empty", "full", "فارغ", "الحالة", "دۆخ"),
    "packages": ("package", "pieces", "pcs", "طرود", "پاکەت", "پاکێت"),
    "weight": ("gross", "weight", "kg", "وزن", "الوزن", "کێش", "سەنگ"),
}
"""Words of headers of tables from gates and weighbridges, in the order in which they are looked for."""


@dataclass(slots=True, eq=False)
class PaperStatement:
    """What one source says of one box or bill. ``weight`` in kilograms, ``boxed`` whether it includes the box
    itself; None and empty where it says nothing."""

    source: str
    kind: str
    number: str
    place: str
    weight: float | None = None
    boxed: bool = False
    loaded: str = ""
    seals: set[str] = field(default_factory=set)
    packages: float | None = None
    consignees: set[str] = field(default_factory=set)
    hs: set[str] = field(default_factory=set)
    discharge: str = ""


def bill_key(text: str) -> str:
    """What says that two writings mean one bill: letters and digits in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def _weight(row: Row) -> float | None:
    if "gross" not in row:
        return None
    return kilos(row["gross"].value, row["gross unit"].value if "gross unit" in row else "KGM")


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def of_bills(paper: Paper, source: str) -> dict[str, PaperStatement]:
    """What a paper says of each of its bills; where a bill says no total, the sum of its goods."""
    found: dict[str, PaperStatement] = {}
    for row in paper.rows["bill"]:
        if "number" in row:
            cell = row["number"]
            saying = PaperStatement(source, paper.kind, cell.value, f"{cell.row}")
            saying.weight = _weight(row)
            saying.packages = number(row["packages"].value) if "packages" in row else None
            saying.discharge = row["discharge"].value if "discharge" in row else ""
            found.setdefault(bill_key(cell.value), saying)
    goods: dict[str, list[Row]] = {}
    for row in paper.rows["goods"]:
        if "bill" in row:
            goods.setdefault(bill_key(row["bill"].value), []).append(row)
    for key, rows in goods.items():
        if key in found:
            saying = found[key]
            saying.hs = {row["hs"].value for row in rows if "hs" in row}
            if saying.weight is None:
                saying.weight = _sum(_weight(row) for row in rows)
            if saying.packages is None:
                saying.packages = _sum(number(row["packages"].value) for row in rows if "packages" in row)
    for row in paper.rows["party"]:
        if "name" in row and "role" in row and row["role"].value == "consignee":
            named = (
                [found[bill_key(row["bill"].value)]]
                if "bill" in row and bill_key(row["bill"].value) in found
                else []
            )
            for saying in named or ([] if "bill" in row else found.values()):
                saying.consignees.add(row["name"].value)
    return found


def of_boxes(paper: Paper, source: str, bills: dict[str, PaperStatement]) -> dict[str, PaperStatement]:
    """What a paper says of each of its boxes. Where a manifest gives no weight of a box, it is that of its
    bills, if they are in no other box."""
    found: dict[str, PaperStatement] = {}
    listed = paper.kind in LISTS
    for row in paper.rows["container"]:
        if "number" not in row or "kind" in row:
            continue
        cell = row["number"]
        saying = found.setdefault(
            box_key(cell.value), PaperStatement(source, paper.kind, cell.value, f"{cell.row}", boxed=listed)
        )
        if paper.kind != "SAD" and saying.weight is None:
            gross = _weight(row)
            vgm = (
                kilos(row["vgm"].value, row["vgm unit"].value) if "vgm" in row and "vgm unit" in row else None
            )
            saying.weight = vgm if vgm is not None else gross
            saying.boxed = listed or vgm is not None
        saying.loaded = saying.loaded or (row["loaded"].value if "loaded" in row else "")
        saying.discharge = row["discharge"].value if "discharge" in row else saying.discharge
    for row in paper.rows["seal"]:
        if "container" in row and "number" in row and box_key(row["container"].value) in found:
            found[box_key(row["container"].value)].seals.add(row["number"].value)
    inside: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    for row in paper.rows["contents"]:
        if "bill" in row and "container" in row:
            box, bill = box_key(row["container"].value), bill_key(row["bill"].value)
            inside.setdefault(box, set()).add(bill)
            places.setdefault(bill, set()).add(box)
            if box in found and "packages" in row:
                found[box].packages = (found[box].packages or 0) + (number(row["packages"].value) or 0)
    for box, numbers in inside.items():
        within = [bills[one] for one in numbers if one in bills]
        if (
            box in found
            and found[box].weight is None
            and within
            and all(len(places[one]) == 1 for one in numbers)
        ):
            weights = [one.weight for one in within]
            found[box].weight = _sum(weights) if None not in weights and len(within) == len(numbers) else None
    return found


def of_table(table: PlainTable, problems: list[Problem]) -> dict[str, PaperStatement] | None:
    """What a table of a gate or a weighbridge says of each box; None where no column holds containers. A
    weight that is none, and a line without a box, are ``problems``."""
    columns: dict[str, int] = {}
    for name, words in COLUMNS.items():
        for place, header in enumerate(table.header):
            if place not in columns.values() and any(word in header.casefold() for word in words):
                columns[name] = place
                break
    if "container" not in columns:
        return None
    found: dict[str, PaperStatement] = {}
    for row, line in zip(table.rows, table.lines, strict=True):
        cells = {name: row[place].strip() for name, place in columns.items()}
        if not cells["container"]:
            if any(row):
                problems.append(Problem("cargo-line-of-nobody", Place(row=line), records=1))
            continue
        unit = unit_in(table.header[columns["weight"]]) if "weight" in columns else "KGM"
        saying = found.setdefault(
            box_key(cells["container"]),
            PaperStatement(table.name, "table", cells["container"], f"{line}", boxed=True),
        )
        weight = weighed(cells.get("weight", ""), unit)
        if weight is None and cells.get("weight"):
            problems.append(
                Problem(
                    "cargo-weight", Place(row=line, column=columns["weight"] + 1), value=cells["weight"][:80]
                )
            )
        saying.weight = weight if saying.weight is None else saying.weight
        saying.loaded = saying.loaded or loaded(cells.get("loaded", ""))
        saying.packages = number(cells.get("packages", "")) if saying.packages is None else saying.packages
        if cells.get("seal"):
            saying.seals.add(cells["seal"])
    return found
