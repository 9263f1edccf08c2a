"""The truck side: lists of lorries, weighbridges, scanners and electronic seals as tables, told by their
headers in English, Arabic and Kurdish."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tahqiq.casework.clocks import ZONE
from tahqiq.collect.mapping.words import likeness
from tahqiq.desks.cargo.arrivals.papers import ImportedFile
from tahqiq.desks.cargo.arrivals.record import ArrivalEvent, What
from tahqiq.formats.cargo.amounts import unit_in, weighed
from tahqiq.formats.cargo.hs import hs_remark
from tahqiq.formats.plain_table import TITLES, PlainTable
from tahqiq.kit.text import fold_digits
from tahqiq.model.kind import day_of
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.model.types.base import DateOrder
from tahqiq.model.types.zones import zone

MEANINGS = (
    "tractor_plate",
    "plate",
    "trailer_plate",
    "driver",
    "passport",
    "carnet",
    "bill_number",
    "container_number",
    "seal_number",
    "seal_event",
    "gross_weight",
    "scan_image",
    "scan_verdict",
    "datetime",
    "travel_date",
    "date",
    "time",
    "crossing",
    "camera",
    "travel_direction",
    "goods",
    "hs_code",
    "consignee",
    "shipper",
    "declarant",
    "packages",
    "origin",
    "destination",
    "phone",
    "latitude",
    "longitude",
)
"""What columns may hold, by the names of the core's dictionary of headers; earlier ones take a column before
later ones."""
SURE = 0.8
Order = DateOrder
_OWN = {
    "lane": re.compile(
        r"^\W*(queue|inspection)?\s*lane\b|^\W*queue\b|المسرب|مسرب|خط الانتظار|ڕێڕەو|رێرەو", re.IGNORECASE
    ),
    "onto": re.compile(
        (
            r"transferred to|transfer to|reloaded (on)?to|onto (lorry|truck)|نقلت ال[ىي]|نُقلت إل[ىي]|"
            r"المنقول اليها|الشاحنة المستلمة|گواستراوە بۆ|هاتە ڤەگوهاستن بۆ"
        ),
        re.IGNORECASE,
    ),
    "declaration": re.compile(
        r"\b(declaration|decl)\b|البيان ال[كج]مر|رقم (البيان|التصريح)|^\W*التصريح\W*$|"
        r"ژمارەی? (بەیان|ڕاگەیاندن)|ژمارا (بەیان|راگەهاند)",
        re.IGNORECASE,
    ),
    "ended": re.compile(
        r"terminat|انهاء التير|إنهاء التير|انهاء الدفتر|إنهاء الدفتر|کۆتایی تیر|دوماهیا تیر", re.IGNORECASE
    ),
}
"""Columns that only this desk knows: the lane of the queue, the lorry that took the load over, the number of
the customs declaration, the word that a carnet was terminated."""
_PLAIN = {
    "gross_weight": re.compile(r"^\W*(weight|wt)\W*(kgs?)?\W*$", re.IGNORECASE),
    "origin": re.compile(r"\borigin\b|المنش[أا]|وڵاتی سەرچاوە|وەلاتێ ژێدەر", re.IGNORECASE),
    "consignee": re.compile(r"^\W*(receiver|recipient|المستلم|وەرگر)\W*$", re.IGNORECASE),
    "datetime": re.compile(
        r"^\W*((date|time) of |actual |expected )?arriv(al|ed|es)(\W+(date|time)\b.*)?\W*$|"
        r"^\W*((وقت|موعد|ساعة) )?الوصول\W*$|^\W*(کاتی |دەمێ )?(گەیشتن|گەهشتنێ?)\W*$",
        re.IGNORECASE,
    ),
    "passport": re.compile(r"(جواز|هوية) السائق|پاسپۆرتی شۆفێر|پاسپۆرتا شۆفێر"),
}
"""Plain headings that the core's dictionary gives to nothing or to several meanings: on a list of lorries
they have one. Asked after it."""
AHEAD = timedelta(days=60)
"""How far ahead a day of arrival may lie: ships are announced weeks before; a later one is mistyped."""
_WEIGHT = re.compile(r"\b(weight|gross|wt)\b|وزن|کێش|سەنگ", re.IGNORECASE)
NAMES = frozenset({"container_number", "seal_number", "bill_number", "carnet", "declaration"})
"""What a consignment is told by, beside its plate."""
DECLARED = frozenset({"declaration", "consignee"})
"""What no scale and no gate says of a lorry, and a list of loads does."""
MOMENTS = frozenset({"datetime", "travel_date", "date"})
LOAD = frozenset({"goods", "consignee", "driver", "trailer_plate", "passport", "declarant"})
"""A line that names no plate, box, seal or bill is a load nevertheless where it says one of these."""
_NUMERIC = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_OUT = re.compile(r"exit|out|leav|depart|export|خروج|مغادر|صادر|دەرچوون|چوون|دەرکەفتن", re.IGNORECASE)


@dataclass(slots=True)
class TableRow:
    """One line of a table: what it says by meaning, and the event it tells (None where its moment cannot be
    read or has not come yet). ``announced`` is the day (ISO) of an arrival that lies ahead ("" : none)."""

    row: int
    cells: dict[str, str]
    event: ArrivalEvent | None
    announced: str = ""

    @property
    def plate(self) -> str:
        """The plate of the lorry."""
        return self.cells.get("tractor_plate") or self.cells.get("plate", "")


@dataclass(slots=True)
class TruckTable:
    """A table of the truck side: its lines, and what could not be read."""

    lines: list[TableRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def columns_of(header: tuple[str, ...]) -> dict[str, int]:
    """Which column holds which meaning.

    >>> columns_of(("Truck plate", "Gross weight", "Date time"))
    {'tractor_plate': 0, 'gross_weight': 1, 'datetime': 2}
    >>> columns_of(("رقم الشاحنة", "الوزن بالطن"))
    {'tractor_plate': 0, 'gross_weight': 1}
    """
    found: dict[str, int] = {
        name: place
        for name, words in _OWN.items()
        if (place := next((no for no, text in enumerate(header) if words.search(text)), -1)) >= 0
    }
    for meaning in MEANINGS:
        fits = [
            (likeness(name, meaning), -place)
            for place, name in enumerate(header)
            if place not in found.values()
        ]
        if fits and max(fits)[0] >= SURE:
            found[meaning] = -max(fits)[1]
    for meaning, words in _PLAIN.items():
        free = (no for no, text in enumerate(header) if no not in found.values() and words.search(text))
        same = MOMENTS if meaning == "datetime" else {meaning}
        if not same & found.keys() and (first := next(free, -1)) >= 0:
            found[meaning] = first
    if "gross_weight" not in found:  # one that names another unit in its words: the weight in tonnes
        told = [
            no
            for no, name in enumerate(header)
            if no not in found.values() and _WEIGHT.search(name) and unit_in(name) != "KGM"
        ]
        if told:
            found["gross_weight"] = told[0]
    return found


def headed(table: PlainTable) -> PlainTable:
    """The table below its real header: sheets often begin with titles and merged cells. What stands above is
    left aside, which is said; a table that begins with its header stays."""
    found = [len(columns_of(row)) for row in (table.header, *table.rows[:TITLES])]
    best = found.index(max(found))
    return table.below(best if max(found) >= 2 else 0)


def read_table(given: PlainTable, brought: ImportedFile, order: Order | None) -> TruckTable | None:
    """The lines of a table; None where no column holds plates, boxes, seals or bills. A day that can be read
    two ways is a problem unless ``order`` says which."""
    table = headed(given)
    columns = columns_of(table.header)
    if not {"tractor_plate", "plate", *NAMES} & columns.keys():
        return None
    made = TruckTable(problems=list(table.problems))
    unit = unit_in(table.header[columns["gross_weight"]]) if "gross_weight" in columns else "KGM"
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for row, line in zip(table.rows, table.lines, strict=True):
        cells = {name: row[place].strip() for name, place in columns.items() if row[place].strip()}
        first = seen.setdefault(tuple(cells.items()), line)
        if first != line and cells:
            made.problems.append(Problem("cargo-row-again", Place(row=line), "", str(first)))
        one = TableRow(line, cells, None)
        if not one.plate and not NAMES & cells.keys():
            told = LOAD & cells.keys()
            made.problems.append(
                Problem(
                    "cargo-without-plate" if told else "cargo-line-of-nobody",
                    Place(row=line),
                    records=0 if told else 1,
                )
            )
            if not told:
                continue
        if "hs_code" in cells and (remark := hs_remark(cells["hs_code"])):
            made.problems.append(
                Problem(remark, Place(row=line, column=columns["hs_code"] + 1), "", cells["hs_code"])
            )
        if "gross_weight" in cells:
            weight = weighed(cells["gross_weight"], unit)
            if weight is None:
                made.problems.append(
                    Problem(
                        "cargo-weight",
                        Place(row=line),
                        table.header[columns["gross_weight"]],
                        cells.pop("gross_weight"),
                    )
                )
            else:
                cells["gross_weight"] = f"{round(weight, 3):.10g}"
        one.event = _event(one, brought, order, made.problems)
        made.lines.append(one)
    return made


def _event(
    one: TableRow, brought: ImportedFile, order: Order | None, problems: list[Problem]
) -> ArrivalEvent | None:
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
    if "onto" in cells:
        what, value = "transfer", cells["onto"]
    elif "seal_event" in cells:
        what, value = "seal", cells["seal_event"]
    elif "scan_verdict" in cells or "scan_image" in cells:
        what, value = "scanned", cells.get("scan_verdict") or cells["scan_image"]
    elif "gross_weight" in cells and not {"travel_direction", "driver", *DECLARED} & cells.keys():
        what, value = "weighed", cells["gross_weight"]
    else:
        what, value = (
            ("exit" if _OUT.search(cells.get("travel_direction", "")) else "entry"),
            cells.get("travel_direction", ""),
        )
    today, told = day_of(brought.now), day_of(at)
    if told > today:  # later today: a clock that is ahead
        if what == "entry" and told <= today + AHEAD:
            one.announced = told.isoformat()
        else:
            problems.append(Problem("cargo-ahead", Place(row=one.row), "", written[:80]))
        return None
    if "ended" in cells:
        value = f"{value} terminated {cells['ended']}".strip()
    lat, lon = (degrees(cells.get(name, ""), most) for name, most in (("latitude", 90), ("longitude", 180)))
    if (lat is None) != (lon is None) or (lat is None and "latitude" in cells):
        problems.append(
            Problem(
                "cargo-position",
                Place(row=one.row),
                "",
                f"{cells.get('latitude', '')}, {cells.get('longitude', '')}"[:80],
            )
        )
        lat = lon = None
    return ArrivalEvent(
        what=what,
        at=at,
        place=cells.get("crossing") or cells.get("camera", ""),
        value=value,
        lat=lat,
        lon=lon,
        lane=cells.get("lane", "")[:40],
        source=brought.source,
        row=one.row,
    )


def degrees(text: str, most: float) -> float | None:
    """Decimal degrees; None for what is none.

    >>> degrees("33.02", 90), degrees("٣٣٫٠٢", 90), degrees("330", 90), degrees("", 90)
    (33.02, 33.02, None, None)
    """
    try:
        value = float(fold_digits(text.strip()).replace("٫", ".").replace(",", "."))
    except ValueError:
        return None
    return value if -most <= value <= most else None


def moment(text: str, order: Order | None) -> datetime | None:
    """A moment in Iraq's time where no offset is written; None for what is none, or for a day that can be
    read two ways while nobody says how.

    >>> [moment(one, None).isoformat() for one in ("2026-03-01 08:22", "25/03/2026 08:22")]
    ['2026-03-01T08:22:00+03:00', '2026-03-25T08:22:00+03:00']
    >>> moment("01/03/2026", None)
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
            made = datetime(
                *parts, int(found[4] or 0), int(found[5] or 0), int(found[6] or 0)
            )  # the zone is set below
        except ValueError:
            return None
    return made if made.tzinfo else made.replace(tzinfo=zone(ZONE))


def _ordered(
    first: int, second: int, third: int, year_first: bool, order: Order | None
) -> tuple[int, int, int] | None:
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
