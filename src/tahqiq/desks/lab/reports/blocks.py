"""The blocks that a report is set from."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what belongs to them; parts of a value that stand each in its own direction have `` · ``
    between them. ``paired``: two in a line."""

    rows: Sequence[tuple[str, str]]
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with heads; ``wide`` are the relative widths of its columns."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: Sequence[float]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``strong`` stands out."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Spectra:
    """Two spectra head to tail: that of the exhibit up (empty where nothing was there), that of the reference
    material down."""

    title: str
    upper: str
    lower: str
    above: Sequence[tuple[int, float]]
    below: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Chromatogram:
    """Counts of all ions over time (s) with the peaks that are reported: time, counts and what each is
    called. There is at least one point."""

    title: str
    trace: Sequence[tuple[float, float]]
    peaks: Sequence[tuple[float, float, str]]


Block = Heading | Facts | Table | Line | Spectra | Chromatogram
