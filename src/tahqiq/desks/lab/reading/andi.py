"""ANDI/AIA mass spectrometry files (ASTM E1947): netCDF classic by scipy; netCDF-4 by the package netCDF4 where it is installed (extra ``tahqiq[lab]``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.io import netcdf_file

from tahqiq.desks.lab.reading.points import run_of
from tahqiq.desks.lab.spectrum import ENTRIES, Fields, Floats, Run
from tahqiq.kit.errors import WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

CLASSIC = (b"CDF\x01", b"CDF\x02")
HDF5 = b"\x89HDF\r\n\x1a\n"
Whole = npt.NDArray[np.int64]
_ABSENT = -9000.0
"""Times at or below this (and the fill values of netCDF above 1e30) stand for "not recorded"."""


@dataclass(frozen=True)
class _Variable:
    values: npt.NDArray[Any]
    attributes: Mapping[str, object]

    def scaled(self) -> Floats:
        """The values after scale factor and offset."""
        scale, offset = (_number(self.attributes.get(name), neutral) for name, neutral in (("scale_factor", 1.0), ("add_offset", 0.0)))
        found: Floats = np.asarray(self.values, np.float64).ravel() * scale + offset
        return found


def run(path: Path) -> tuple[Run | None, list[Problem]]:
    """The run of a file. Raises ``WrongUse`` (``lab-cut-short``, ``lab-needs-netcdf4``) where it cannot be opened at all."""
    with path.open("rb") as file:
        classic = file.read(4) in CLASSIC
    variables, fields = _classic(path) if classic else _hdf5(path)
    missing = [name for name in ("mass_values", "intensity_values") if name not in variables]
    if missing:
        return None, [Problem("lab-andi-lacks", Place(), value=", ".join(missing))]
    mz, intensity = variables["mass_values"].scaled(), variables["intensity_values"].scaled()
    begin, counts, problems = _scans(variables, min(len(mz), len(intensity)))
    if len(mz) != len(intensity):
        problems.append(
            Problem(
                "lab-andi-uneven", Place(), params={"masses": len(mz), "intensities": len(intensity)}, fields=abs(len(mz) - len(intensity))
            )
        )
    within = np.repeat(begin - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts) + np.arange(int(counts.sum()))
    times = _times(variables, len(counts))
    said = dict(fields)
    ionisation = said.get("test_ionization_mode", "")
    found, more = run_of(times, counts, mz[within], intensity[within], fields, ionisation, ENTRIES)
    return found, problems + more


def _scans(variables: Mapping[str, _Variable], points: int) -> tuple[Whole, Whole, list[Problem]]:
    """Where each scan begins and how many points it holds. ``scan_index`` counts as far as its scans do not overlap, else they follow one another. What the
    file is too short for, and points that belong to no scan, are told."""
    index, stated = (_whole(variables.get(name)) for name in ("scan_index", "point_count"))
    if index is None and stated is None:
        return np.zeros(1, np.int64), np.array([points], np.int64), [Problem("lab-andi-lacks", Place(), value="point_count, scan_index")]
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
        problems.append(Problem("lab-andi-short", Place(ENTRIES, int(short[0]) + 1), params={"count": len(short)}, fields=lost))
        counts = np.minimum(counts, room)
    elif int(counts.sum()) < points:
        left = points - int(counts.sum())
        problems.append(Problem("lab-andi-beyond", Place(), params={"count": left}, fields=left))
    return begin, counts, problems


def _whole(variable: _Variable | None) -> Whole | None:
    return None if variable is None else np.asarray(variable.values, np.int64).ravel()


def _times(variables: Mapping[str, _Variable], scans: int) -> Floats:
    times = np.full(scans, np.nan)
    if "scan_acquisition_time" in variables:
        given = variables["scan_acquisition_time"].scaled()[:scans]
        times[: len(given)] = np.where((given > _ABSENT) & (given < 1e30), given, np.nan)
    return times


def _classic(path: Path) -> tuple[dict[str, _Variable], Fields]:
    try:
        with netcdf_file(path, "r", mmap=False) as file:
            variables = {name: _Variable(np.array(one.data), dict(one._attributes)) for name, one in file.variables.items()}
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
