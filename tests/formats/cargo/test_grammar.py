"""Messages written at random, with a text of its own in every component: each stands in a record, is named
among what was set aside, or its segment has a problem."""

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.cargo.content import of_bytes
from tahqiq.formats.cargo.records import records_of
from tahqiq.formats.edifact.segments import Segment

TAGS = (
    "BGM",
    "DTM",
    "NAD",
    "CTA",
    "COM",
    "TDT",
    "LOC",
    "GIS",
    "EQD",
    "SEL",
    "MEA",
    "TMP",
    "RNG",
    "DIM",
    "FTX",
    "CNI",
    "RFF",
    "GID",
    "PAC",
    "PCI",
    "CST",
    "DGS",
    "SGP",
    "CNT",
    "HAN",
    "MOA",
    "GDS",
    "EQA",
    "ZZZ",
)
_FIRST = {
    "LOC": ("9", "11", "147", "60"),
    "DTM": ("132", "137"),
    "RFF": ("BM", "BH", "MB", "AAZ", "ON"),
    "MEA": ("AAE", "WT", "VGM"),
    "FTX": ("AAA", "AAI"),
    "NAD": ("CN", "CZ", "CA", "NI"),
    "CNT": ("16", "8", "7"),
    "EQD": ("CN",),
}
SORTS = {
    "COM": {1},
    "DTM": {2},
    "RFF": {0},
    "CNT": {0, 2},
    "TDT": {2},
    "MEA": {0},
    "FTX": {0},
    "NAD": {0},
    "LOC": {0},
}
"""Components that only say what their neighbours are, by the tag (a code list, the form of a day): used
without standing anywhere."""
WIDTHS = {"NAD": 5, "FTX": 5, "LOC": 4}
KINDS = ("CUSCAR:D:95B:UN", "BAPLIE:D:95B:UN:SMDG22", "COPRAR:D:00B:UN", "CODECO:D:95B:UN")


@dataclass(frozen=True, slots=True)
class Planted:
    """A text that stands in a message, and where: its segment counts from 1."""

    text: str
    tag: str
    element: int
    component: int
    row: int


def written(rng: random.Random, kind: str) -> tuple[str, list[Planted]]:
    """A message of a kind with segments in any order, and all that was planted in it."""
    planted: list[Planted] = []
    lines = [f"UNB+UNOA:4+A+B+260401:0810+1'UNH+1+{kind}'"]
    tags = ["BGM", *rng.choices(TAGS, k=rng.randint(5, 40))]
    for row, tag in enumerate(tags, 3):
        elements = []
        for element in range(rng.randint(1, 9)):
            values = []
            for component in range(rng.randint(1, WIDTHS.get(tag, 5))):
                text = f"Q{len(planted):05d}Z" if rng.random() < 0.8 else ""
                if element == component == 0 and tag in _FIRST and (rng.random() < 0.8 or tag == "EQD"):
                    text = rng.choice(_FIRST[tag])
                values.append(text)
                if text.startswith("Q"):
                    planted.append(Planted(text, tag, element, component, row))
            elements.append(":".join(values))
        lines.append("+".join((tag, *elements)) + "'")
    return "".join([*lines, f"UNT+{len(tags) + 2}+1'UNZ+1+1'"]), planted


def lost(text: str, planted: list[Planted]) -> list[Planted]:
    """What of it stands in no record, is not named among what was set aside, and is no value of a problem."""
    papers = of_bytes(text.encode())
    told = "\n".join(value for _, rows in records_of(papers) for _, cells in rows for value in cells.values())
    told += "\n".join(f"{problem.value} {problem.params}" for paper in papers for problem in paper.problems)
    aside = {name for paper in papers for name in paper.aside}
    return [
        one
        for one in planted
        if one.text not in told
        and f"{one.tag}.{one.element + 1}" + (f".{one.component + 1}" if one.component else "") not in aside
        and not (
            one.component in SORTS.get(one.tag, ()) and (one.element == 0 or one.tag in ("COM", "MEA", "FTX"))
        )
    ]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1 << 32), kind=st.sampled_from(KINDS))
def test_nothing_is_lost_in_silence(seed: int, kind: str) -> None:
    assert lost(*written(random.Random(seed), kind)) == []


def test_a_value_that_is_looked_at_and_not_kept_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check above can fail: a reader that enters everything as used is caught."""
    monkeypatch.setattr(Segment, "left", lambda _segment: [])
    assert lost(*written(random.Random(3), KINDS[0]))
