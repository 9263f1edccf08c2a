"""Retention indices are compared on the same kind of stationary phase only: on another they are off by
hundreds."""

import re
from dataclasses import dataclass

from tahqiq.desks.lab.spectrum import Spectrum, field_value

PHASES = ("phenyl 5 %", "methyl", "phenyl 17 to 35 %", "phenyl 50 %", "polyethylene glycol", "other")
"""What columns are told apart by. A column that is not stated is taken for 5 % phenyl, on which most
libraries are measured."""
_NAMES = (
    (4, re.compile(r"wax|peg|ffap|innowax|carbowax", re.IGNORECASE)),
    (3, re.compile(r"\b(?:[a-z]+[- ]?)?(?:17|50)(?:\s?ms|\s?ht|\s?sil)?\b|sil ?24", re.IGNORECASE)),
    (2, re.compile(r"\b(?:[a-z]+[- ]?)?(?:35|20|1701|624)(?:\s?ms)?\b", re.IGNORECASE)),
    (
        0,
        re.compile(
            (
                r"sil ?8|\b[a-z]*[- ]?5(?:\s?ms|\s?ht|\s?sil|\s?mb|\b)|(?:db|hp|rtx|rxi|vf|zb|bpx|tr|tg|"
                r"se)-?5|se-?5[24]|5 ?% ?(?:di)?phenyl"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        1,
        re.compile(
            (
                r"\b[a-z]*[- ]?1(?:\s?ms|\b)|(?:db|hp|rtx|rxi|vf|zb|bp|ov)-?1|ov-?101|se-?30|sil ?5\b|"
                r"methyl ?s[iy]l"
            ),
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Retention:
    """A retention index and the number of its phase in :data:`PHASES`. One that was ``led`` over from another
    ladder may differ by ``slack`` units more, and a unit is ``unit`` units of the library."""

    index: float
    phase: int = 0
    slack: float = 0.0
    unit: float = 1.0
    led: bool = False


def phase_of(column: str) -> int:
    """The number of the phase of a column by its name.

    >>> names = ("InertCap 5MS/NP 0.25 mmI.D. x 30 m", "CP-SIL 8 CB LOW BLEED/MS", "DB-17MS")
    >>> [PHASES[phase_of(name)] for name in names]
    ['phenyl 5 %', 'phenyl 5 %', 'phenyl 50 %']
    >>> [PHASES[phase_of(name)] for name in ("DB-WAX", "HP-1", "")]
    ['polyethylene glycol', 'methyl', 'phenyl 5 %']
    """
    name = re.split(r"\d+(?:\.\d+)?\s*(?:mm|m\b|um|µm|x)", column)[0]
    return next((number for number, pattern in _NAMES if pattern.search(name)), 5) if name.strip() else 0


def retention_of(spectrum: Spectrum) -> Retention | None:
    """The retention index of a spectrum with its phase; None where it states none."""
    index = spectrum.retention_index
    return None if index is None else Retention(index, phase_of(column_of(spectrum)))


def column_of(spectrum: Spectrum) -> str:
    """The column as stated, else ""."""
    return field_value(spectrum.fields, "Column", "AC$CHROMATOGRAPHY: COLUMN_NAME", "column name")
