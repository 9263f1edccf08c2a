"""In which order day, month and year stand: what all rows of a column, their order, their density and the
names around them say of it.

Nothing is taken by habit: where the evidence decides nothing, nothing is decided, and a person is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tahqiq.collect.mapping.words import fold
from tahqiq.kit.clock import now
from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import DateOrder

_TRIPLE = re.compile(r"['\"\s]*(\d{1,2})\s?([/.\-\\])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_PAIR = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]?")
_MOSTLY, _RUN = 0.995, 0.98
"""Which share of the rows must be possible (one slip in two hundred is one), and which share of the steps
must go one way to be an order of rows."""

_DENSE = 8
"""By how many times the days of one reading must lie further apart than those of the other."""

_WINDOW = timedelta(days=31)
_PATTERNS: dict[str, DateOrder] = {
    "dd mm": "dmy",
    "d m": "dmy",
    "mm dd": "mdy",
    "m d": "mdy",
    "yy mm": "ymd",
    "yyyy mm": "ymd",
    "day month": "dmy",
    "month day": "mdy",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./ ]?(0[1-9]|1[0-2])(?:[-_./ ]?(0[1-9]|[12]\d|3[01]))?(?!\d)")


def without_year(values: Sequence[str]) -> bool:
    """Whether values look like days of which no year is written (``8/3``, ``25.12``): three different ones at
    least, each a day and a month in some order.

    >>> (without_year(["2/1", "4/1", "28/1"]), without_year(["2/1", "40/80", "3/1"]),
    ...  without_year(["2/1/2024", "4/1/2024", "6/1/2024"]))
    (True, False, False)
    """
    pairs = {
        (int(found[1]), int(found[2])) if (found := _PAIR.fullmatch(value.strip())) else (0, 0)
        for value in values
    }
    return len(pairs) >= 3 and all(0 < min(pair) <= 12 and max(pair) <= 31 for pair in pairs)


@dataclass(frozen=True, slots=True)
class Order:
    """``order`` None: not decided, and a person must say (``open``) unless it does not matter. ``why`` names
    the evidence: impossible, header, names, years, dots, rows, density."""

    order: DateOrder | None
    why: str
    open: bool = False


def order_of(texts: Sequence[str], header: str = "", names: Sequence[str] = ()) -> Order:
    """The order of the dates of a column; ``texts`` in the order of the rows, ``names`` of the file, the
    sheet and what stands above the table.

    >>> order_of(["03/01/2024", "03/02/2024", "03/03/2024", "03/04/2024", "03/05/2024", "03/06/2024"]).order
    'mdy'
    >>> order_of(["03/04/2024"]), order_of(["25/04/2024"]).order, order_of(["2024-04-03"]).open
    (Order(order=None, why='', open=True), 'dmy', False)

    A day that is in no calendar says nothing of the others:

    >>> order_of(["25/04/2024", "31/04/2024"]).order
    'dmy'
    """
    found = [
        (int(hit[1]), int(hit[3]), hit[4], hit[2])
        for text in texts
        if (hit := _TRIPLE.match(text if text.isascii() else tidy_code(text)))
    ]
    if not found:
        return Order(None, "")
    orders = _orders(found)
    found = [item for item in found if any(_day(order, *item[:3]) for order in orders)]  # 31/04 tells nothing
    if not found:
        return Order(None, "", open=True)
    days = {order: [_day(order, *item[:3]) for item in found] for order in orders}
    fits = {order: sum(day is not None for day in read) / len(read) for order, read in days.items()}
    possible = [order for order, share in fits.items() if share >= _MOSTLY]
    if not possible:
        return Order(None, "", open=True)
    if len(possible) == 1:
        return Order(possible[0], "impossible")
    if all(days[possible[0]] == days[order] for order in possible[1:]):
        return Order(None, "")
    said = _order_in_header(header)
    if said in possible:
        return Order(said, "header")
    read = {order: [day for day in days[order] if day is not None] for order in possible}
    for why, chosen in (
        ("names", _by_names(read, names)),
        ("years", _by_years(read, found)),
        ("dots", "dmy" if _dotted(found) else None),
        ("rows", _by_rows(read)),
        ("density", _by_density(read)),
    ):
        if chosen is not None:
            return Order(chosen, why)
    return Order(None, "", open=True)


def readings(text: str) -> dict[DateOrder, str]:
    """What a text would mean in each order in which it can be read: order → ISO date.

    >>> readings("03/04/2024")
    {'dmy': '2024-04-03', 'mdy': '2024-03-04'}
    """
    hit = _TRIPLE.match(text if text.isascii() else tidy_code(text))
    if not hit:
        return {}
    item = (int(hit[1]), int(hit[3]), hit[4], hit[2])
    made = {order: _day(order, *item[:3]) for order in _orders([item])}
    return {order: day.isoformat() for order, day in made.items() if day is not None}


def _orders(found: Sequence[tuple[int, int, str, str]]) -> tuple[DateOrder, ...]:
    return ("dmy", "mdy", "ymd") if any(len(year) == 2 for _, _, year, _ in found) else ("dmy", "mdy")


def _day(order: DateOrder, first: int, second: int, third: str) -> date | None:
    if order == "ymd":
        if len(third) == 4:
            return None
        year, month, day = first, second, int(third)
    else:
        day, month, year = (first, second, int(third)) if order == "dmy" else (second, first, int(third))
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _order_in_header(header: str) -> DateOrder | None:
    """What a header says of its own order: ``Date (dd/mm/yyyy)``."""
    told = fold(header)
    return next(
        (
            order
            for pattern, order in _PATTERNS.items()
            if re.search(rf"(?<![a-z]){pattern}(?![a-z]*m)", told)
        ),
        None,
    )


def _dotted(found: Sequence[tuple[int, int, str, str]]) -> bool:
    """Day, dot, month, dot, year of four digits: no language of the CLDR writes the month first with dots."""
    return all(sign == "." and len(year) == 4 for _, _, year, sign in found)


def _by_years(
    read: dict[DateOrder, list[date]], found: Sequence[tuple[int, int, str, str]]
) -> DateOrder | None:
    """Of years of two digits the one reading without a date that lies more than a year ahead."""
    if any(len(year) == 4 for _, _, year, _ in found):
        return None
    past = [order for order, days in read.items() if max(days) <= now().date() + timedelta(days=366)]
    return past[0] if len(past) == 1 else None


def _by_rows(read: dict[DateOrder, list[date]]) -> DateOrder | None:
    """The one reading in which the rows follow each other in time, upward or downward."""
    runs = {order: _one_way(days) for order, days in read.items()}
    best = max(runs, key=lambda order: runs[order][0])
    share, steps = runs[best]
    others = max(value for order, (value, _) in runs.items() if order != best)
    return best if steps >= 4 and share >= _RUN and others <= 0.85 else None


def _one_way(days: Sequence[date]) -> tuple[float, int]:
    steps = [(two > one) for one, two in pairwise(days) if one != two]
    return (max(sum(steps), len(steps) - sum(steps)) / len(steps), len(steps)) if steps else (0.0, 0)


def _by_density(read: dict[DateOrder, list[date]]) -> DateOrder | None:
    """The one reading in which the days lie close together: a fortnight that is full, against one day in each
    of ten months."""
    spans = {order: (max(days) - min(days)).days + 1 for order, days in read.items()}
    best = min(spans, key=lambda order: spans[order])
    kinds = len(set(read[best]))
    others = min(span for order, span in spans.items() if order != best)
    return best if kinds >= 5 and kinds >= 0.3 * spans[best] and others >= _DENSE * spans[best] else None


def _by_names(read: dict[DateOrder, list[date]], names: Sequence[str]) -> DateOrder | None:
    """The one reading that lies within a month or a period that a name around the table states."""
    for name in names:
        for start, end in _periods(name):
            inside = [
                order
                for order, days in read.items()
                if sum(start <= day <= end for day in days) >= _MOSTLY * len(days)
            ]
            if len(inside) == 1:
                return inside[0]
    return None


def _periods(name: str) -> list[tuple[date, date]]:
    """Months and periods that a name states in a form that leaves no doubt: ``2024-03``,
    ``20240301-20240315``, ``october 2021``."""
    found: list[tuple[date, date]] = []
    full: list[date] = []
    for year, month, day in _ISO.findall(tidy_code(name)):
        try:
            first = date(int(year), int(month), int(day or 1))
        except ValueError:
            continue
        if day:
            full.append(first)
        else:
            found.append((first, first + _WINDOW))
    if len(full) >= 2:
        found.insert(0, (min(full), max(full)))
    words = fold(name).split()
    for index, word in enumerate(words):
        month_no = next(
            (place for place, short in enumerate(_MONTHS, 1) if word[:3] == short and word.isalpha()), 0
        )
        near = [
            other for other in words[max(0, index - 1) : index + 2] if re.fullmatch(r"(?:19|20)\d\d", other)
        ]
        if month_no and near:
            first = date(int(near[0]), month_no, 1)
            found.append((first, first + _WINDOW))
    return found
