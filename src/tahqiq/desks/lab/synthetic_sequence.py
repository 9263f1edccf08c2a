"""An invented sequence: runs in the ANDI format, sheet, method, ladder and library, for the sample case and
for examples.

Substances have their names and the ions that every textbook gives; heights, times, runs, persons and lots are
invented. The same archive comes out every time.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache

import numpy as np
from scipy.io import netcdf_file

from tahqiq.desks.lab.batch.archive import METHOD, STEADY
from tahqiq.desks.lab.batch.method import MARK, digest
from tahqiq.desks.lab.batch.sheet import SHEET

CAME = datetime.fromisoformat("2026-02-02T10:30:00+03:00")
"""When the exhibits were received: the day before the sequence was measured."""
EXHIBITS = ("4/1", "4/2", "4/3", "7/1")
"""Tablets with amphetamine and what it was cut with; powder whose retention is off; crystals of
methamphetamine, or of its isomer; tablets of another seizure that look like the first ones."""
SCANS, PACE, START, WIDTH = 460, 0.4, 60.0, 3.0
SPECTRA: Mapping[str, Mapping[int, float]] = {
    "tetradecane": {43: 0.7, 57: 1.0, 71: 0.62, 85: 0.4, 99: 0.09, 113: 0.05, 198: 0.04},
    "amphetamine": {44: 1.0, 65: 0.07, 91: 0.17, 92: 0.03, 120: 0.05, 134: 0.01},
    "methamphetamine": {42: 0.06, 56: 0.05, 58: 1.0, 65: 0.05, 91: 0.13, 115: 0.02, 134: 0.04},
    "phentermine": {42: 0.07, 56: 0.03, 58: 1.0, 65: 0.05, 91: 0.14, 115: 0.02, 134: 0.06},
    "caffeine": {42: 0.12, 55: 0.3, 67: 0.36, 82: 0.22, 109: 0.58, 165: 0.04, 194: 1.0, 195: 0.09},
    "fenethylline": {
        42: 0.1,
        70: 0.4,
        91: 0.35,
        119: 0.1,
        148: 0.12,
        166: 0.1,
        207: 0.5,
        250: 1.0,
        251: 0.15,
    },
    "paracetamol": {
        43: 0.25,
        53: 0.08,
        80: 0.26,
        81: 0.12,
        108: 0.1,
        109: 1.0,
        110: 0.07,
        151: 0.48,
        152: 0.04,
    },
    "theophylline": {
        41: 0.12,
        53: 0.2,
        67: 0.1,
        68: 0.45,
        95: 0.66,
        123: 0.05,
        151: 0.04,
        180: 1.0,
        181: 0.09,
    },
    "perfluorotributylamine": {
        69: 1.0,
        70: 0.011,
        100: 0.12,
        119: 0.11,
        131: 0.35,
        219: 0.55,
        220: 0.0237,
        264: 0.1,
        414: 0.04,
        502: 0.055,
        503: 0.0055,
    },
}
FORMULAS = {
    "tetradecane": "C14H30",
    "amphetamine": "C9H13N",
    "methamphetamine": "C10H15N",
    "phentermine": "C10H15N",
    "caffeine": "C8H10N4O2",
    "fenethylline": "C18H23N5O2",
    "paracetamol": "C8H9NO2",
    "theophylline": "C7H8N4O2",
    "perfluorotributylamine": "C12F27N",
}
TIMES = {
    "tetradecane": 100.0,
    "amphetamine": 120.0,
    "methamphetamine": 136.0,
    "paracetamol": 157.0,
    "caffeine": 172.0,
    "theophylline": 196.0,
    "fenethylline": 210.0,
    "perfluorotributylamine": 140.0,
}
LADDER = {8: 74.0, 9: 92.0, 10: 112.0, 12: 150.0, 14: 188.0, 16: 226.0}
"""Methyl esters of straight acids by their carbon atoms, and when they come."""
CASES: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "4/1": {
        "amphetamine": (62.0, 0.0),
        "caffeine": (88.0, 0.0),
        "paracetamol": (14.0, 0.0),
        "theophylline": (23.0, 0.0),
    },
    "4/2": {"amphetamine": (47.0, 4.0)},
    "4/3": {"methamphetamine": (71.0, 0.0)},
    "7/1": {
        "amphetamine": (54.0, 0.0),
        "caffeine": (77.0, 0.0),
        "paracetamol": (12.5, 0.0),
        "theophylline": (19.5, 0.0),
    },
}
"""Amounts (ug/mL) of each exhibit, and how far (s) they come late."""
LEVELS = (10.0, 25.0, 50.0, 100.0, 200.0)
CHECK = 60.0
TARGETS: Mapping[str, tuple[int, tuple[int, ...], tuple[str, ...]]] = {
    "amphetamine": (91, (65, 120), ()),
    "methamphetamine": (91, (65, 134), ("phentermine",)),
    "caffeine": (194, (109, 67), ()),
    "fenethylline": (250, (207, 70), ()),
}
DAY = date(2026, 2, 3)
"""When the sequence was measured."""
STILL = timedelta()


@cache
def parts(seed: int = 0, shift: timedelta = STILL) -> Mapping[str, bytes]:
    """The files of the archive by name; with another ``seed`` the same sequence measured again, with a
    ``shift`` on another day."""
    rows, files, minute = ["run,kind,sample,amount"], dict[str, bytes](), 0

    def inject(kind: str, sample: str, holds: Mapping[str, tuple[float, float]], amount: str = "") -> None:
        nonlocal minute
        name = f"{len(rows):02d}"
        rows.append(f"{name},{kind},{sample},{amount}")
        files[f"{name}.cdf"] = _run(
            {**({"tetradecane": (100.0, 0.0)} if kind in ("calibrator", "check", "case") else {}), **holds},
            len(rows) + 100 * seed,
            sample,
            f"{DAY + shift:%Y%m%d}{8 + minute // 60:02d}{minute % 60:02d}00+0300",
        )
        minute += 8

    mixed = [name for name in TARGETS if name != "fenethylline"]
    inject("tune", "PFTBA", {"perfluorotributylamine": (400.0, 0.0)})
    inject("mix", "test mix", {"caffeine": (80.0, 0.0), "amphetamine": (80.0, 0.0)})
    inject("ladder", "methyl esters C8 to C16", {f"C{count}": (120.0, 0.0) for count in LADDER})
    inject("blank", "methanol", {})
    for level in LEVELS:
        inject(
            "calibrator",
            f"level {level:g}",
            dict.fromkeys((*mixed, "fenethylline"), (level, 0.0)),
            f"{level:g} ug/mL",
        )
    inject("check", "check 60", dict.fromkeys((*mixed, "fenethylline"), (CHECK, 0.0)), f"{CHECK:g} ug/mL")
    for exhibit in EXHIBITS:
        inject("blank", "methanol", {})
        inject("case", exhibit, CASES[exhibit])
    inject(
        "check", "check 60 again", dict.fromkeys((*mixed, "fenethylline"), (CHECK, 0.0)), f"{CHECK:g} ug/mL"
    )
    files[SHEET] = ("\n".join(rows) + "\n").encode()
    files[METHOD] = method(shift).encode()
    files["library.msp"] = "".join(
        _entry(name, FORMULAS[name], spectrum, _index(name)) for name, spectrum in SPECTRA.items()
    ).encode()
    files["ladder.msp"] = "".join(
        _entry(f"methyl ester C{count}", "", _ester(count), 100 * count) for count in LADDER
    ).encode()
    files["controls.csv"] = (
        "when,name,value\n"
        + "".join(
            f"{date(2026, 1, 8 + day) + shift},check caffeine,{100 + (-1) ** day * (day % 4) * 0.9:.1f}\n"
            for day in range(14)
        )
    ).encode()
    return files


def archive(library: bytes | None = None, seed: int = 0, shift: timedelta = STILL) -> io.BytesIO:
    """The archive as a file, with another library where one is given (``seed``, ``shift``: :func:`parts`)."""
    out = io.BytesIO()
    held = {**parts(seed, shift), **({} if library is None else {"library.msp": library})}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in sorted(held.items()):
            book.writestr(zipfile.ZipInfo(name, STEADY), data, zipfile.ZIP_DEFLATED)
    out.seek(0)
    return out


def method(shift: timedelta = STILL) -> str:
    """The method, agreed to by two invented persons. The numbers are a beginning, not those of a
    laboratory."""
    text = (
        'name: Stimulants by GC-MS\nversion: "2"\ninstrument: GCMS-1\nstandard: {name: tetradecane, ion: '
        "57, time: 100, window: 3, within: 0.5}\ntargets:\n"
    )
    for name, (ion, qualifiers, isomers) in TARGETS.items():
        text += (
            f"  - {{name: {name}, ion: {ion}, qualifiers: [{', '.join(map(str, qualifiers))}], "
            f"within: 0.3, time: {TIMES[name]:g}, window: 2.5, ratio: 10, unit: ug/mL, response: "
            "area, "
            "relative: true, model: linear, weights: 1/x, levels: 5, r2: 0.99, check: 0.15, "
            f'bracketed: true, carry: 0.002, reference: 0.01, lot: "RM-{name[:3].upper()}-07"'
            + (f", isomers: [{', '.join(isomers)}]" if isomers else "")
            + "}\n"
        )
    text += (
        "gaps: 0\ntune:\n  substance: PFTBA\n  base: 69\n  hours: 24\n  limits:\n    - {ion: 70, of: "
        "69, least: 0.5, most: 1.6}\n    - {ion: 219, of: 69, least: 40}\n"
        "    - {ion: 220, of: 219, least: 3.2, most: 5.4}\n    - {ion: 502, of: 69, least: 2.4}\n    "
        "- {ion: 503, of: 502, least: 7.9, most: 12.3}\n"
        "mix:\n  - {name: caffeine, ion: 194, time: 172, window: 3, ratio: 10, tailing: 1.5}\n  - "
        "{name: amphetamine, ion: 91, time: 120, window: 3, ratio: 10, tailing: 1.5}\n"
        "controls:\n  - {name: check caffeine, mean: 100, deviation: 3}\n  - {name: check "
        "amphetamine, mean: 100, deviation: 3}\n"
        "house: {ratio: 50, purity: 0.7, blank: 0.01, replicates: 5, alike: 0.95, stray: 0.01, "
        "verification: 0.95}"
    )
    people = "".join(
        f"    - {{name: '{name}', day: {date(2026, 1, day) + shift}}}\n"
        for name, day in (("نور سالم", 4), ("هێمن ئازاد", 5))
    )
    return f"{text}{MARK}\n  sha256: {digest(text + MARK)}\n  by:\n{people}"


def _run(holds: Mapping[str, tuple[float, float]], seed: int, sample: str, began: str) -> bytes:
    rng = np.random.default_rng(seed)
    steps = np.arange(SCANS, dtype=np.float64)
    grid = np.zeros((SCANS, 520))
    grid[:, 207], grid[:, 281], grid[:, 73], grid[:, 44] = 700 + steps, 300 + steps / 2, 260, 180
    for name, (amount, late) in holds.items():
        ester = int(name[1:]) if name.startswith("C") else 0
        time = (LADDER[ester] if ester else TIMES[name]) + late
        shape = np.exp(-0.5 * ((steps - (time - START) / PACE) / WIDTH) ** 2) * amount * 4000
        for mass, share in (_ester(ester) if ester else SPECTRA[name]).items():
            grid[:, mass] += shape * share
    grid = (rng.poisson(grid / 10) * 10.0).astype(np.float64)
    grid[grid < 60] = 0
    scans, masses = np.nonzero(grid)
    return _andi(scans, masses, grid[scans, masses], START + steps * PACE, sample, began)


def _andi(
    scans: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    masses: object,
    heights: object,
    times: object,
    sample: str,
    began: str,
) -> bytes:
    out = io.BytesIO()
    file = netcdf_file(out, "w")
    file.test_ionization_mode, file.sample_name = b"Electron Impact", sample.encode()
    file.experiment_date_time_stamp = began.encode()
    file.createDimension("point_number", len(scans))
    file.createDimension("scan_number", SCANS)
    starts = np.searchsorted(scans, np.arange(SCANS + 1))
    for name, kind, size, values in (
        ("mass_values", "d", "point_number", masses),
        ("intensity_values", "i", "point_number", heights),
        ("scan_index", "i", "scan_number", starts[:-1]),
        ("point_count", "i", "scan_number", np.diff(starts)),
        ("scan_acquisition_time", "d", "scan_number", times),
    ):
        file.createVariable(name, kind, (size,))[:] = values
    file.flush()
    return out.getvalue()


def _ester(count: int) -> dict[int, float]:
    """The spectrum of a straight methyl ester, by its carbon atoms."""
    molecule = 14 * count + 46 - 14 + 14
    return {
        43: 0.4,
        55: 0.3,
        74: 1.0,
        87: 0.62,
        molecule - 31: 0.3,
        molecule: 0.4,
        60 + 14 * (count - 5): 0.25,
    }


def _index(name: str) -> int | None:
    """The retention index of a substance by the invented ladder; None for one that comes at no known time."""
    time, steps = TIMES.get(name), sorted((time, 100 * count) for count, time in LADDER.items())
    return (
        None
        if time is None
        else round(float(np.interp(time, [one for one, _ in steps], [index for _, index in steps])))
    )


def _entry(name: str, formula: str, spectrum: Mapping[int, float], index: int | None = None) -> str:
    key = "".join(chr(65 + one % 26) for one in hashlib.sha256(name.encode()).digest()[:14])
    words = (
        f"Name: {name}\nDB#: INV-{key[:4]}\nInChIKey: {key}-AAAAAAAAAA-N\nComments: invented heights\n"
        + (f"Formula: {formula}\n" if formula else "")
    )
    words += "" if index is None else f"RI: {index}\n"
    return (
        words
        + f"Num Peaks: {len(spectrum)}\n"
        + "".join(f"{mass} {999 * share:.0f}\n" for mass, share in sorted(spectrum.items()))
        + "\n"
    )
