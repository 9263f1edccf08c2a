"""Messages written at random along the declared trees, with a text of its own in every component, and what
became of each of these texts."""

import random
from dataclasses import dataclass

from tahqiq.formats.edifact.tree import Node
from tahqiq.formats.passengers.interchange import interchanges
from tahqiq.formats.passengers.paxlst import TREE as PAXLST
from tahqiq.formats.passengers.pnrtree import TREE as PNRGOV
from tahqiq.formats.reader import Limits, Records
from tahqiq.formats.rows import Rows
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem

KINDS = {"PNRGOV:13:1:IA": PNRGOV, "PAXLST:D:05B:UN": PAXLST}
_SERVICES = ("DOCS", "DOCO", "DOCA", "INFT", "CTCM", "CTCE", "SEAT", "FQTV", "TKNE", "FOID", "XBAG", "OTHX")
_FIRST = {
    "NAD": ("FL", "FM", "DDU", "MS"),
    "TDT": ("20",),
    "LOC": ("178", "179", "22", "180", "125", "87", "91"),
    "DTM": ("329", "36", "189", "182"),
    "ATT": ("2",),
    "RFF": ("AVF", "ABO", "SEA", "YZY", "TN"),
    "MEA": ("CT", "WT"),
    "FTX": ("BAG", "AAI"),
    "GEI": ("4",),
    "CNT": ("42",),
    "IFT": ("4",),
    "DAT": ("700", "710"),
    "MON": ("B", "T"),
}
"""What the first component of a segment is often one of: it says what the others mean."""
SORTS = {
    "COM": {1},
    "DOC": {1, 2},
    "DTM": {2},
    "EMP": {0},
    "NAT": {0},
    "ADD": {0},
    "SSR": {2},
    "IFT": {0, 1},
    "DAT": {0},
    "TDT": {0},
    "LOC": {0},
}
"""Components that only say what their neighbours are, by the tag: a code list, the form of a day, whose
service it is. They are used without standing anywhere."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A text that stands in a message, and where: its segment counts from 1."""

    text: str
    tag: str
    element: int
    component: int
    row: int


def written(rng: random.Random, kind: str, most: int = 9) -> tuple[str, list[Planted]]:
    """A message of a kind with segments in their groups and up to ``most`` elements in each, and all that was
    planted in it."""
    planted: list[Planted] = []
    lines = [f"UNB+UNOA:4+A+B+260401:0810+1'UNH+1+{kind}'"]
    tags = _tags(rng, KINDS[kind], "")
    for row, tag in enumerate(tags, 3):
        elements = []
        for element in range(rng.randint(1, most)):
            values = []
            for component in range(rng.randint(1, most if tag == "SSR" else 6)):
                text = f"Q{len(planted):05d}Z" if rng.random() < 0.8 else ""
                if element == component == 0:
                    text = (
                        rng.choice(_SERVICES)
                        if tag == "SSR"
                        else rng.choice(_FIRST[tag])
                        if tag in _FIRST and rng.random() < 0.7
                        else text
                    )
                    text = rng.choice(_FIRST[tag]) if tag == "NAD" else text
                values.append(text)
                if text.startswith("Q"):
                    planted.append(Planted(text, tag, element, component, row))
            elements.append(":".join(values))
        lines.append("+".join((tag, *elements)) + "'")
    return "".join([*lines, f"UNT+{len(tags) + 2}+1'UNZ+1+1'"]), planted


def _tags(rng: random.Random, node: Node, first: str) -> list[str]:
    found = [first] if first else []
    found += [tag for tag, limit in node.leaves.items() if limit and rng.random() < 0.6]
    for tag, below in node.below.items():
        for _ in range(rng.choice((0, 1, 1, 2))):
            found += _tags(rng, below, tag)
    return found


def lost(text: str, planted: list[Planted]) -> list[Planted]:
    """What of it stands in no record, is not named among what was set aside, and in no segment with a
    problem. A card number is left out on purpose, all but its last four digits."""
    rows = Rows(Limits())
    items = [*interchanges(text.encode(), rows), *rows.rest()]
    told = "\n".join(
        value
        for item in items
        if isinstance(item, Records)
        for row in item.columns.to_pylist()
        for value in row.values()
        if value
    )
    told += "\n".join(f"{item.value} {item.params}" for item in items if isinstance(item, Problem))
    aside = {item.field for item in items if isinstance(item, Aside)}
    wrong = {item.place.row for item in items if isinstance(item, Problem)}
    return [
        one
        for one in planted
        if one.text not in told
        and f"{one.tag}.{one.element + 1}" + (f".{one.component + 1}" if one.component else "") not in aside
        and one.row not in wrong
        and one.component not in SORTS.get(one.tag, ())
        and not (one.tag == "FOP" and one.component == 4)
    ]
