"""ANDI/AIA mass spectrometry files (ASTM E1947): netCDF classic by scipy; netCDF-4 by the package netCDF4
where it is installed (extra ``tahqiq[lab]``).

A file holds a run, or a library whose spectra have names (``entry_name``). Behind the points of a scan its
marks may stand (``flag_count``): the number of a point in the scan where its mass would be, bits where its
intensity would be (:data:`MARKS`). They are no points; the one that says *saturated* goes into the run.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.readers.points import run_of, spectrum_of
from tahqiq.desks.lab.spectrum import ENTRIES, Fields, Floats, Integers, Run, Spectrum
from tahqiq.kit.errors import WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

CLASSIC = (b"CDF\x01", b"CDF\x02")
HDF5 = b"\x89HDF\r\n\x1a\n"
MARKS = (
    "not high resolution",
    "missed reference",
    "unresolved",
    "doubly charged",
    "reference",
    "exception",
    "saturated",
    "significant",
    "merged",
    "fragmented",
    "area for height",
    "computed",
    "negative",
)
"""What the bits of a mark say, the lowest first."""
_SATURATED = 1 << MARKS.index("saturated")
_USED = {
    "mass_values",
    "intensity_values",
    "scan_index",
    "point_count",
    "flag_count",
    "scan_acquisition_time",
}
_ENTRY = {
    "chemical_formula": "Formula",
    "CAS_number": "CAS",
    "retention_index": "Retention_index",
    "nominal_mass": "MW",
    "smiles": "SMILES",
    "entry_id": "ID",
    "CAS_name": "CAS name",
}
"""Names of fields of a library as its other formats have them."""
_ABSENT = -9000.0
"""Times at or below this (and the fill values of netCDF above 1e30) stand for "not recorded"."""
_LARGEST = 1e30


@dataclass(frozen=True)
class _Variable:
    values: npt.NDArray[Any]
    attributes: Mapping[str, object]

    def scaled(self) -> Floats:
        """The values after scale factor and offset."""
        scale, offset = (
            _number(self.attributes.get(name), neutral)
            for name, neutral in (("scale_factor", 1.0), ("add_offset", 0.0))
        )
        with np.errstate(
            invalid="ignore", over="ignore"
        ):  # what a damaged file holds is told by whoever looks at the points
            found: Floats = np.asarray(self.values, np.float64).ravel() * scale + offset
        return found

    def texts(self) -> list[str]:
        """The values as texts, one for each scan or entry; "" where nothing is recorded."""
        if self.values.dtype.kind in "SUO":
            rows = (
                self.values.reshape(len(self.values), -1)
                if self.values.ndim > 1
                else self.values.reshape(1, -1)
            )
            return ["".join(map(_letters, row)).partition("\x00")[0].strip() for row in rows.tolist()]
        flat = self.values.ravel().tolist()
        return ["" if not -_LARGEST < one < _LARGEST or one <= _ABSENT else f"{one:.12g}" for one in flat]


def contents(path: Path) -> tuple[Run | None, list[Spectrum], list[Problem]]:
    """The run of a file, or the spectra of a library. Raises ``WrongUse`` (``lab-cut-short``,
    ``lab-needs-netcdf4``) where it cannot be opened at all."""
    with path.open("rb") as file:
        classic = file.read(4) in CLASSIC
    variables, fields = _classic(path) if classic else _hdf5(path)
    missing = [name for name in ("mass_values", "intensity_values") if name not in variables]
    if missing:
        return None, [], [Problem("lab-andi-lacks", Place(), value=", ".join(missing))]
    mz, intensity = variables["mass_values"].scaled(), variables["intensity_values"].scaled()
    begin, counts, problems = _scans(variables, min(len(mz), len(intensity)))
    if len(mz) != len(intensity):
        problems.append(
            Problem(
                "lab-andi-uneven",
                Place(),
                params={"masses": len(mz), "intensities": len(intensity)},
                fields=abs(len(mz) - len(intensity)),
            )
        )
    before = np.concatenate([[0], np.cumsum(counts)[:-1]])
    within = np.repeat(begin - before, counts) + np.arange(int(counts.sum()))
    full = _marked(variables, begin, counts, before, problems)
    mz, intensity = mz[within], intensity[within]
    names = variables["entry_name"].texts() if "entry_name" in variables else []
    if any(names):
        return None, _entries(variables, names, counts, before, (mz, intensity), problems), problems
    times = _times(variables, len(counts))
    fields = (*fields, *_others(variables))
    found, more = run_of(
        times, counts, mz, intensity, fields, dict(fields).get("test_ionization_mode", ""), ENTRIES, full=full
    )
    return found, [], problems + more


def _entries(
    variables: Mapping[str, _Variable],
    names: Sequence[str],
    counts: Integers,
    before: Integers,
    points: tuple[Floats, Floats],
    problems: list[Problem],
) -> list[Spectrum]:
    """The spectra of a library, each with what the file says of it."""
    own = {
        name: one.texts()
        for name, one in variables.items()
        if len(one.values) == len(counts) and name not in _USED | {"entry_name"}
    }
    found = []
    for number, (count, start) in enumerate(zip(counts.tolist(), before.tolist(), strict=True)):
        name = names[number] if number < len(names) else ""
        here = slice(start, start + count)
        fields = tuple(
            ("Synon" if key.startswith("other_name") else _ENTRY.get(key, key), words[number])
            for key, words in own.items()
            if words[number]
        )
        one, odd = spectrum_of(name, points[0][here], points[1][here], fields, number + 1, ENTRIES)
        problems += odd
        found += [] if one is None else [one]
    return found


def _marked(
    variables: Mapping[str, _Variable],
    begin: Integers,
    counts: Integers,
    before: Integers,
    problems: list[Problem],
) -> Integers | None:
    """The points that marks behind the points of their scans call saturated; None where the file has no marks
    that can be ones. Says how many marks there are, and how many places belong to nothing."""
    masses, heights = variables["mass_values"].values.ravel(), variables["intensity_values"].values.ravel()
    points = min(len(masses), len(heights))
    stated = _whole(variables.get("flag_count"))
    marks = np.zeros_like(counts) if stated is None or len(stated) != len(counts) else np.maximum(stated, 0)
    marks = np.where(begin + counts + marks <= np.minimum(np.append(begin[1:], points), points), marks, 0)
    scan = np.repeat(np.arange(len(counts)), marks)
    place = np.repeat(begin + counts - np.concatenate([[0], np.cumsum(marks)[:-1]]), marks) + np.arange(
        int(marks.sum())
    )
    point, bits = _bounded(masses[place]), _bounded(heights[place])
    if ((point < 0) | (point >= counts[scan]) | (bits < 0) | (bits >> len(MARKS) > 0)).any():
        marks = np.zeros_like(counts)  # some programs leave there what they like
    left = points - int(counts.sum() + marks.sum())
    if left > 0 and not any(one.code == "lab-andi-short" for one in problems):
        problems.append(Problem("lab-andi-beyond", Place(), params={"count": left}, fields=left))
    if not marks.any():
        return None
    words = Counter(name for each in bits.tolist() for bit, name in enumerate(MARKS) if each >> bit & 1)
    problems.append(
        Problem(
            "lab-andi-marks",
            Place(ENTRIES, int(scan[0]) + 1),
            value=", ".join(f"{name} {count}" for name, count in words.items()) or None,
            params={"count": len(place)},
        )
    )
    full = bits & _SATURATED > 0
    return before[scan[full]] + point[full]


def _bounded(values: npt.NDArray[Any]) -> Integers:
    """Integers numbers of values that may be anything; 0 for what is none."""
    given = np.asarray(values, np.float64)
    found: Integers = np.where(np.isfinite(given) & (np.abs(given) < 2**31), given, 0).astype(np.int64)
    return found


def _others(variables: Mapping[str, _Variable]) -> Fields:
    """What else the file says of the instrument, and the names of the values of each scan that no spectrum
    needs."""
    words, aside = [], []
    for name, one in variables.items():
        if name in _USED:
            continue
        if one.values.dtype.kind not in "SUO":
            aside += [name] if ((one.values > _ABSENT) & (one.values < _LARGEST)).any() else []
        elif text := "; ".join(text for text in one.texts() if text):
            words.append((name, text))
    return (*words, *([("in the file, not used for spectra", ", ".join(aside))] if aside else []))


def _scans(variables: Mapping[str, _Variable], points: int) -> tuple[Integers, Integers, list[Problem]]:
    """Where each scan begins and how many points it holds. ``scan_index`` counts as far as its scans do not
    overlap, else they follow one another. What the file is too short for is told."""
    index, stated = (_whole(variables.get(name)) for name in ("scan_index", "point_count"))
    if index is None and stated is None:
        return (
            np.zeros(1, np.int64),
            np.array([points], np.int64),
            [Problem("lab-andi-lacks", Place(), value="point_count, scan_index")],
        )
    problems = []
    if stated is None and index is not None:
        stated = np.diff(np.append(index, points))
    counts = np.maximum(stated if stated is not None else np.empty(0, np.int64), 0)
    begin = np.concatenate([[0], np.cumsum(counts)[:-1]])
    if index is not None:
        if len(index) == len(counts) and (index >= 0).all() and (index[:-1] + counts[:-1] <= index[1:]).all():
            begin = index
        else:
            odd = np.flatnonzero(index[: len(begin)] != begin[: len(index)])
            problems.append(Problem("lab-andi-index", Place(ENTRIES, int(odd[0]) + 1 if len(odd) else 1)))
    room = np.clip(points - begin, 0, None)
    short = np.flatnonzero(counts > room)
    if len(short):
        lost = int((counts - np.minimum(counts, room)).sum())
        problems.append(
            Problem(
                "lab-andi-short", Place(ENTRIES, int(short[0]) + 1), params={"count": len(short)}, fields=lost
            )
        )
        counts = np.minimum(counts, room)
    return begin, counts, problems


def _whole(variable: _Variable | None) -> Integers | None:
    return None if variable is None else np.asarray(variable.values, np.int64).ravel()


def _times(variables: Mapping[str, _Variable], scans: int) -> Floats:
    times = np.full(scans, np.nan)
    if "scan_acquisition_time" in variables:
        given = variables["scan_acquisition_time"].scaled()[:scans]
        times[: len(given)] = np.where((given > _ABSENT) & (given < _LARGEST), given, np.nan)
    return times


def _classic(path: Path) -> tuple[dict[str, _Variable], Fields]:
    try:
        from scipy.io import netcdf_file  # slow to load: no start of the program waits for it

        with netcdf_file(path, "r", mmap=False) as file:
            variables = {
                name: _Variable(np.array(one.data), dict(one._attributes))
                for name, one in file.variables.items()
            }
            return variables, _fields(file._attributes)
    except Exception:  # noqa: BLE001 - scipy raises whatever the bytes of a damaged file lead to
        raise WrongUse("lab-cut-short", name=path.name, size=path.stat().st_size) from None


def _hdf5(path: Path) -> tuple[dict[str, _Variable], Fields]:
    try:
        netcdf = import_module("netCDF4")
    except ImportError:
        raise WrongUse("lab-needs-netcdf4", name=path.name) from None
    try:
        with netcdf.Dataset(path) as file:
            file.set_auto_maskandscale(False)
            variables = {
                name: _Variable(np.array(one[:]), {key: one.getncattr(key) for key in one.ncattrs()})
                for name, one in file.variables.items()
            }
            return variables, _fields({key: file.getncattr(key) for key in file.ncattrs()})
    except Exception:  # noqa: BLE001 - the library raises whatever the bytes of a damaged file lead to
        raise WrongUse("lab-cut-short", name=path.name, size=path.stat().st_size) from None


def _fields(attributes: Mapping[str, object]) -> Fields:
    return tuple((name, text) for name, value in attributes.items() if (text := _text(value)))


def _letters(value: object) -> str:
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return text if text.isprintable() or text == "\x00" else " "


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip("\x00 ")
    return str(value).strip()


def _number(value: object, neutral: float) -> float:
    try:
        found = float(np.asarray(value).ravel()[0]) if value is not None else neutral
    except (TypeError, ValueError, IndexError):
        return neutral
    return found if np.isfinite(found) and found else neutral
