"""The truck side: lists of lorries, weighbridges, scanners and electronic seals as tables, told by their headers in English, Arabic and Kurdish."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from tahqiq.casework.clocks import ZONE
from tahqiq.collect.mapping.words import likeness
from tahqiq.desks.cargo.arrivals.arrival import ArrivalEvent, What
from tahqiq.desks.cargo.arrivals.of_papers import Brought
from tahqiq.formats.cargo.amounts import unit_in, weighed
from tahqiq.formats.plain_table import PlainTable
from tahqiq.kit.text import fold_digits
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.model.types.base import DateOrder
from tahqiq.model.types.zones import zone

MEANINGS = (
    "tractor_plate", "plate", "trailer_plate", "driver", "passport", "carnet", "bill_number", "container_number", "seal_number", "seal_event", "gross_weight", "scan_image",
    "scan_verdict", "datetime", "travel_date", "date", "time", "crossing", "camera", "travel_direction", "goods", "hs_code", "consignee", "shipper", "declarant", "packages", "origin",
    "destination", "phone",
)  # fmt: skip
"""What columns may hold, by the names of the core's dictionary of headers; earlier ones take a column before later ones."""
SURE = 0.8
Order = DateOrder
_NUMERIC = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_OUT = re.compile(r"exit|out|leav|depart|export|خروج|مغادر|صادر|دەرچوون|چوون|دەرکەفتن", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One line of a table: what it says by meaning, and the event it tells (None where its moment cannot be read)."""

    row: int
    cells: dict[str, str]
    event: ArrivalEvent | None

    @property
    def plate(self) -> str:
        """The plate of the lorry."""
        return self.cells.get("tractor_plate") or self.cells.get("plate", "")


@dataclass(slots=True)
class Told:
    """A table of the truck side: its lines, and what could not be read."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def columns_of(header: tuple[str, ...]) -> dict[str, int]:
    """Which column holds which meaning.

    >>> columns_of(("Truck plate", "Gross weight", "Date time"))
    {'tractor_plate': 0, 'gross_weight': 1, 'datetime': 2}
    """
    found: dict[str, int] = {}
    for meaning in MEANINGS:
        fits = [(likeness(name, meaning), -place) for place, name in enumerate(header) if place not in found.values()]
        if fits and max(fits)[0] >= SURE:
            found[meaning] = -max(fits)[1]
    return found


def read_table(table: PlainTable, brought: Brought, order: Order | None) -> Told | None:
    """The lines of a table; None where no column holds plates, boxes, seals or bills. A day that can be read two ways is a problem unless ``order`` says which."""
    columns = columns_of(table.header)
    if not {"tractor_plate", "plate", "container_number", "seal_number", "bill_number", "carnet"} & columns.keys():
        return None
    made = Told(problems=list(table.problems))
    unit = unit_in(table.header[columns["gross_weight"]]) if "gross_weight" in columns else "KGM"
    for row, line in zip(table.rows, table.lines, strict=True):
        cells = {name: row[place].strip() for name, place in columns.items() if row[place].strip()}
        one = Line(line, cells, None)
        if not one.plate and not {"container_number", "seal_number", "bill_number", "carnet"} & cells.keys():
            made.problems.append(Problem("cargo-line-of-nobody", Place(row=line), records=1))
            continue
        if "gross_weight" in cells:
            weight = weighed(fold_digits(cells["gross_weight"]), unit)
            if weight is None:
                made.problems.append(
                    Problem("cargo-weight", Place(row=line), table.header[columns["gross_weight"]], cells.pop("gross_weight"))
                )
            else:
                cells["gross_weight"] = f"{round(weight, 3):.10g}"
        one.event = _event(one, brought, order, made.problems)
        made.lines.append(one)
    return made


def _event(one: Line, brought: Brought, order: Order | None, problems: list[Problem]) -> ArrivalEvent | None:
    cells = one.cells
    day = cells.get("datetime") or cells.get("travel_date") or cells.get("date", "")
    written = day if ":" in day else " ".join(filter(None, (day, cells.get("time"))))
    if not written:
        return None
    at = moment(written, order)
    if at is None:
        problems.append(Problem("cargo-moment", Place(row=one.row), "", written[:80]))
        return None
    what: What
    if "seal_event" in cells:
        what, value = "seal", cells["seal_event"]
    elif "scan_verdict" in cells or "scan_image" in cells:
        what, value = "scanned", cells.get("scan_verdict") or cells["scan_image"]
    elif "gross_weight" in cells and "travel_direction" not in cells and "driver" not in cells:
        what, value = "weighed", cells["gross_weight"]
    else:
        what, value = ("exit" if _OUT.search(cells.get("travel_direction", "")) else "entry"), cells.get("travel_direction", "")
    return ArrivalEvent(
        what=what, at=at, place=cells.get("crossing") or cells.get("camera", ""), value=value, source=brought.source, row=one.row
    )


def moment(text: str, order: Order | None) -> datetime | None:
    """A moment in Iraq's time where no offset is written; None for what is none, or for a day that can be read two ways while nobody says how.

    >>> moment("2026-03-01 08:22", None).isoformat(), moment("25/03/2026 08:22", None).isoformat(), moment("01/03/2026", None)
    ('2026-03-01T08:22:00+03:00', '2026-03-25T08:22:00+03:00', None)
    """
    plain = fold_digits(text.strip())
    try:
        made = datetime.fromisoformat(plain)
    except ValueError:
        found = _NUMERIC.fullmatch(plain)
        if found is None:
            return None
        parts = _ordered(int(found[1]), int(found[2]), int(found[3]), len(found[1]) == 4, order)
        if parts is None:
            return None
        try:
            made = datetime(*parts, int(found[4] or 0), int(found[5] or 0), int(found[6] or 0))  # the zone is set below
        except ValueError:
            return None
    return made if made.tzinfo else made.replace(tzinfo=zone(ZONE))


def _ordered(first: int, second: int, third: int, year_first: bool, order: Order | None) -> tuple[int, int, int] | None:
    if year_first:
        return first, second, third
    year = third if third > 99 else 2000 + third
    if first > 12:
        return year, second, first
    if second > 12:
        return year, first, second
    if order == "dmy" or first == second:
        return year, second, first
    return (year, first, second) if order == "mdy" else None
