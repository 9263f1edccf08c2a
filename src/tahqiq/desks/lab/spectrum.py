"""What a laboratory reads: single mass spectra and whole runs, as they stand in the file."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tahqiq.model.place import Part
from tahqiq.model.problem import Problem

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
_NAMELESS = {"", "-", "?", "n/a", "na", "none", "unknown", "unknown compound"}
Fields = tuple[tuple[str, str], ...]
ENTRIES = Part(0, "entry")
"""The part of places that count entries or scans, from 1, instead of lines."""


def field_value(fields: Fields, *names: str) -> str:
    """The first value of the fields called so (case, blanks and underscores do not count), "" when there is
    none.

    >>> field_value((("Retention_index", "1051"),), "RI", "retention index")
    '1051'
    """
    wanted = [_key(name) for name in names]
    for name in wanted:
        for key, value in fields:
            if _key(key) == name and value.strip():
                return value.strip()
    return ""


def number(text: str) -> float | None:
    """The number that a text begins with; None when there is none.

    >>> number("294.78 s"), number("not stated")
    (294.78, None)
    """
    head = text.replace("=", " ").split()
    try:
        found = float(head[0])
    except (IndexError, ValueError):
        return None
    return found if np.isfinite(found) else None


def _key(name: str) -> str:
    return (
        name.casefold().replace("_", "").replace(" ", "").replace("-", "").replace("$", "").replace("#", "")
    )


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """One mass spectrum. ``mz`` rises, ``intensity`` is in the units of the file (never negative), both of
    one length; ``fields`` are all other lines as they stand, in their order, so that nothing read is lost.
    ``row`` is the line (entry) where it begins."""

    name: str
    mz: Floats
    intensity: Floats
    fields: Fields = ()
    row: int = 0

    @property
    def id(self) -> str:
        """The accession number of the record, else ""."""
        return field_value(self.fields, "DB#", "accession", "spectrum id", "USI", "NIST#", "ID")

    @property
    def inchikey(self) -> str:
        """The InChIKey, "" when none is stated or it is no InChIKey."""
        found = field_value(self.fields, "InChIKey", "CH$LINK: INCHIKEY").upper()
        return found if len(found) == 27 and found[14] == "-" else ""

    @property
    def formula(self) -> str:
        """The molecular formula as stated, else ""."""
        return field_value(self.fields, "Formula", "molform", "CH$FORMULA").replace(" ", "")

    @property
    def retention_index(self) -> float | None:
        """The retention index as stated (its ladder is not: alkanes and FAMEs differ); None where there is
        none or 0 stands for none."""
        found = number(
            field_value(
                self.fields,
                "Retention_index",
                "RI",
                "AC$CHROMATOGRAPHY: KOVATS_RTI",
                "AC$CHROMATOGRAPHY: RETENTION_INDEX",
            )
        )
        return found if found and found > 0 else None

    @property
    def compound(self) -> str:
        """What counts as one compound: the first block of the InChIKey (no stereochemistry, which these
        spectra do not show), else the name in small letters. A spectrum without a name (or *unknown*) is a
        compound of its own: two strangers are not one."""
        name = " ".join(self.name.casefold().split())
        if self.inchikey or name not in _NAMELESS:
            return self.inchikey[:14] or name
        return f"? {hashlib.blake2b(self.mz.tobytes() + self.intensity.tobytes(), digest_size=8).hexdigest()}"


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One injection. Scan ``i`` was taken ``times[i]`` seconds after it (NaN where the file does not say) and
    holds the points ``starts[i]:starts[i + 1]`` of ``mz`` (rising within a scan) and ``intensity``.
    ``ionisation`` is what the file says ("" = nothing); ``saturated`` are the scans in which a point is at
    the end of the detector's scale."""

    times: Floats
    starts: Integers
    mz: Floats
    intensity: Floats
    fields: Fields = ()
    ionisation: str = ""
    saturated: Integers = field(default_factory=lambda: np.empty(0, np.int64))

    def __len__(self) -> int:
        return len(self.times)

    @property
    def electron_impact(self) -> bool | None:
        """Whether the file says that electrons ionised; None when it says nothing."""
        words = self.ionisation.casefold()
        return (
            None
            if not words
            else "electron i" in words or words.replace("+", "").replace("-", "").strip() in {"ei", "70 ev"}
        )

    def scan(self, index: int) -> tuple[Floats, Floats]:
        """m/z and intensity of one scan."""
        here = slice(int(self.starts[index]), int(self.starts[index + 1]))
        return self.mz[here], self.intensity[here]

    def total(self) -> Floats:
        """The total ion current of each scan."""
        sums = np.concatenate([[0.0], np.cumsum(self.intensity)])
        ends: Floats = sums[self.starts]
        return np.diff(ends)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of what was read: its path within, size in bytes, SHA-256 in hex."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file or folder held. ``format`` is a name of :data:`tahqiq.desks.lab.readers.FORMATS`; ``run``
    is None for a library; ``manifest`` has a line for every file, and ``sha256`` seals it (of a single file:
    its own digest)."""

    format: str
    sha256: str
    manifest: Sequence[Member]
    problems: Sequence[Problem]
    run: Run | None = None
    spectra: Sequence[Spectrum] = field(default_factory=tuple)
