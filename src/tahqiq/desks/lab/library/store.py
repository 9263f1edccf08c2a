"""A library on disk: a folder of plain arrays that are mapped, not loaded, and a manifest that says which of
their rows count.

Adding writes behind what counts and then replaces the manifest at once, so that a library is never half of
anything; what an import that was broken off left behind is cut away by the next. Everything read in the
sources is kept (``mz``, ``heights``, ``entries``), what is searched (``bins``, ``weights`` and the columns)
is made from it.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from tahqiq.desks.lab.library.bins import WIDEST
from tahqiq.desks.lab.library.formula import nominal_mass
from tahqiq.desks.lab.spectrum import Spectrum
from tahqiq.kit.errors import Damaged, NotFound

MANIFEST = "library.json"
PEAKS = {"mz": "<f8", "heights": "<f8"}
"""One value for each point of each spectrum, as read."""
BINS = {"bins": "<i4", "weights": "<f4"}
"""One value for each nominal mass of each spectrum; weights are normalised to length 1."""
ROWS = {
    "ends": "<i8",
    "bin_ends": "<i8",
    "entry_ends": "<i8",
    "norms": "<f4",
    "lows": "<i4",
    "indices": "<f4",
    "phases": "<i4",
    "compounds": "<i4",
    "formulas": "<i4",
}
"""One value for each spectrum; ``indices`` are retention indices (NaN where there is none) on ``phases`` of
columns. ``formulas`` is -1 where none is stated."""
ENTRIES = "entries.jsonl"


@dataclass(frozen=True)
class Brought:
    """One source of a library."""

    name: str
    sha256: str
    format: str
    spectra: int
    known: int
    problems: int


@dataclass(frozen=True)
class Manifest:
    """What of the files counts. ``seals`` are the SHA-256 of the counting part of each file; ``before`` that
    of the manifest of the version before."""

    version: int = 0
    spectra: int = 0
    peaks: int = 0
    bins: int = 0
    entry_bytes: int = 0
    compounds: int = 0
    formulas: int = 0
    sources: tuple[Brought, ...] = ()
    seals: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    tiers: Mapping[str, Any] | None = None

    def text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    def lengths(self) -> dict[str, int]:
        """How many bytes of each file count."""
        found = {name: np.dtype(kind).itemsize * self.peaks for name, kind in PEAKS.items()}
        found |= {name: np.dtype(kind).itemsize * self.bins for name, kind in BINS.items()}
        found |= {name: np.dtype(kind).itemsize * self.spectra for name, kind in ROWS.items()}
        return found | {ENTRIES: self.entry_bytes}


def manifest_of(folder: Path) -> Manifest:
    """The manifest of a library. Raises ``NotFound`` (``lab-no-such-library``), ``Damaged``
    (``lab-library-damaged``)."""
    path = folder / MANIFEST
    if not path.is_file():
        raise NotFound("lab-no-such-library", name=folder.name)
    try:
        held = json.loads(path.read_text("utf-8"))
        held["sources"] = tuple(Brought(**one) for one in held["sources"])
        return Manifest(**held)
    except (ValueError, TypeError, KeyError):
        raise Damaged("lab-library-damaged", name=folder.name, file=MANIFEST) from None


def seal_of(manifest: Manifest) -> str:
    """The SHA-256 that names this state of a library."""
    return hashlib.sha256(manifest.text().encode()).hexdigest()


def save(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest at once."""
    beside = folder / f"{MANIFEST}.new"
    with beside.open("w", encoding="utf-8") as file:
        file.write(manifest.text())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / MANIFEST)


def damaged(folder: Path, manifest: Manifest) -> list[str]:
    """The files whose counting part is not what was sealed."""
    return [
        name
        for name, size in manifest.lengths().items()
        if digest(folder / name, size) != manifest.seals.get(name)
    ]


def digest(path: Path, size: int) -> str:
    """SHA-256 of the first ``size`` bytes; "" where the file is shorter or missing."""
    found = hashlib.sha256()
    if not path.is_file() or path.stat().st_size < size:
        return ""
    with path.open("rb") as file:
        while size and (chunk := file.read(min(size, 1 << 20))):
            found.update(chunk)
            size -= len(chunk)
    return found.hexdigest()


class Library:
    """A library as it is searched. Raises as :func:`manifest_of`, and ``Damaged`` where a file is too
    short."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = manifest_of(folder)
        for name, size in self.manifest.lengths().items():
            if not (folder / name).is_file() or (folder / name).stat().st_size < size:
                raise Damaged("lab-library-damaged", name=folder.name, file=name)
        self.ends, self.bin_ends, self.entry_ends = (
            self._rows(name) for name in ("ends", "bin_ends", "entry_ends")
        )
        self.norms, self.lows, self.indices, self.phases = (
            self._rows(name) for name in ("norms", "lows", "indices", "phases")
        )
        self.compounds, self.formulas = self._rows("compounds"), self._rows("formulas")
        self._masses: dict[int, int] = {}

    def __len__(self) -> int:
        return self.manifest.spectra

    @cached_property
    def matrix(self) -> csr_matrix:
        """The normalised weights, spectra by nominal masses."""
        starts = np.concatenate([[0], self.bin_ends])
        kind = np.int32 if self.manifest.bins < 2**31 else np.int64
        parts = (
            self._part("weights", BINS, self.manifest.bins),
            self._part("bins", BINS, self.manifest.bins),
            starts.astype(kind),
        )
        return csr_matrix(parts, shape=(len(self), WIDEST), copy=False)

    def spectrum(self, row: int) -> Spectrum:
        """One spectrum as it was read."""
        here = slice(int(self.ends[row - 1]) if row else 0, int(self.ends[row]))
        mz, heights = (np.array(self._part(name, PEAKS, self.manifest.peaks)[here]) for name in PEAKS)
        entry = self.entry(row)
        return Spectrum(
            str(entry["name"]),
            mz,
            heights,
            tuple((str(key), str(value)) for key, value in entry["fields"]),
            int(entry["row"]),
        )

    def entry(self, row: int) -> dict[str, Any]:
        """Name, fields, source and line of one spectrum."""
        begin, end = int(self.entry_ends[row - 1]) if row else 0, int(self.entry_ends[row])
        with (self.folder / ENTRIES).open("rb") as file:
            file.seek(begin)
            found: dict[str, Any] = json.loads(file.read(end - begin))
            return found

    def masses(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Nominal molecular masses of some spectra, 0 where the formula is not known; each formula is looked
        up once."""
        return np.array([self._mass_of(row) for row in rows.tolist()], np.int64)

    def _mass_of(self, row: int) -> int:
        number = int(self.formulas[row])
        if number < 0:
            return 0
        if number not in self._masses:
            self._masses[number] = nominal_mass(str(self.entry(row)["formula"]))
        return self._masses[number]

    def entries(self) -> Iterator[dict[str, Any]]:
        """All entries in their order."""
        with (self.folder / ENTRIES).open("rb") as file:
            for _ in range(len(self)):
                yield json.loads(file.readline())

    def _rows(self, name: str) -> npt.NDArray[Any]:
        return np.array(self._part(name, ROWS, self.manifest.spectra))

    def _part(self, name: str, kinds: Mapping[str, str], count: int) -> npt.NDArray[Any]:
        if not count:
            return np.empty(0, kinds[name])
        return np.memmap(self.folder / name, kinds[name], "r", shape=(count,))
