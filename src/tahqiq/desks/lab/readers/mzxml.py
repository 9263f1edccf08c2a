"""mzML 1.1 and mzXML 2/3: scans of the first level as a run. XML by defusedxml, arrays unpacked within
bounds.

What is said of file, sample, instrument and programs comes as fields. Chromatograms are counted: totals can
be made of the scans, others (selected ions) are told.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from tahqiq.desks.lab.readers.points import run_of
from tahqiq.desks.lab.spectrum import ENTRIES, Fields, Floats, Run
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

LONGEST_ARRAY = 1 << 28
"""Bytes of one array after unpacking; a scan has thousands of points, not tens of millions."""
MOST_TIMES, FREE = 100, 64 << 20
"""How many times larger than its file all arrays together may be once unpacked, and what any file may unpack
to."""
MOST_OF_GROUP = 1_000
"""Parameters of one group that are looked at; real groups have some tens."""
MOST_DESCRIPTION = 4_000_000
"""Signs of everything that a file says of its run; what comes behind is left out, which is told."""
_TYPES = {"MS:1000523": "<f8", "MS:1000521": "<f4", "MS:1000519": "<i4", "MS:1000522": "<i8"}
_IONS = {
    "MS:1000389": "electron ionization",
    "MS:1000073": "electrospray ionization",
    "MS:1000071": "chemical ionization",
    "MS:1000070": "APCI",
}
_DESCRIBING = {
    "fileContent",
    "sourceFile",
    "contact",
    "sample",
    "software",
    "source",
    "analyzer",
    "detector",
    "instrumentConfiguration",
    "processingMethod",
    "scanSettings",
}
"""Elements of mzML whose parameters are fields."""
_VALUES = {
    "msManufacturer": "msManufacturer",
    "msModel": "msModel",
    "msIonisation": "ionisation",
    "msMassAnalyzer": "msMassAnalyzer",
    "msDetector": "msDetector",
    "msResolution": "msResolution",
}
"""Elements of mzXML that have a value."""
_TOTALS = {"MS:1000235", "MS:1000628"}
_PERIOD = re.compile(r"PT(?:(\d+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$")
Scan = tuple[float, int, Floats, Floats]


class _Wrong(Exception):
    """An array that cannot be unpacked; the reason is its text."""


class _Room:
    """How many bytes may still be unpacked of one file."""

    def __init__(self, size: int) -> None:
        self.left = FREE + MOST_TIMES * size

    def unpacked(self, data: bytes) -> bytes:
        """The bytes behind packed ones. Raises :class:`_Wrong` where they are too many, ``zlib.error``."""
        unpack = zlib.decompressobj()
        found = unpack.decompress(data, max(1, min(LONGEST_ARRAY, self.left)))
        self.left -= len(found)
        if unpack.unconsumed_tail or self.left <= 0:
            raise _Wrong("unpacks to too much")
        return found


def run(path: Path) -> tuple[Run | None, list[Problem]]:
    """The run of a file; scans of higher levels are counted in a problem, not mixed in. A file cut off in the
    middle gives what was whole."""
    problems: list[Problem] = []
    fields: list[tuple[str, str]] = []
    times, counts, others = [], [], 0
    mz: list[Floats] = []
    intensity: list[Floats] = []
    for time, level, masses, heights in _scans(path, fields, problems):
        if level != 1:
            others += 1
            continue
        times.append(time)
        counts.append(len(masses))
        mz.append(masses)
        intensity.append(heights)
    if others:
        problems.append(Problem("lab-not-first-level", Place(), params={"count": others}, records=others))
    if not counts:
        return None, [*problems, Problem("lab-run-empty", Place())]
    kept: Fields = tuple(fields)
    found, more = run_of(
        np.array(times),
        np.array(counts, np.int64),
        np.concatenate(mz),
        np.concatenate(intensity),
        kept,
        dict(kept).get("ionisation", ""),
        ENTRIES,
    )
    return found, problems + more


def _scans(path: Path, fields: list[tuple[str, str]], problems: list[Problem]) -> Iterator[Scan]:
    number = length = 0
    stated: int | None = None
    room = _Room(path.stat().st_size)
    groups: dict[str, list[Any]] = {}
    chromatograms: list[str] = []
    try:
        for _, element in ElementTree.iterparse(path, events=("end",)):
            tag = element.tag.rpartition("}")[2]
            if tag == "referenceableParamGroup":
                groups[element.get("id", "")] = list(element)[:MOST_OF_GROUP]
            elif tag == "spectrum" or (
                tag == "scan" and element.get("num")
            ):  # mzML has scans of its own within spectra
                number += 1
                try:
                    yield _mzml(element, groups, room) if tag == "spectrum" else _mzxml(element, room)
                except (_Wrong, ValueError, OverflowError):
                    problems.append(Problem("lab-scan-unreadable", Place(ENTRIES, number), records=1))
                element.clear()
            elif tag == "chromatogram":
                if not _TOTALS & {one.get("accession") for one in _parameters(element, groups)}:
                    chromatograms.append(element.get("id", ""))
                element.clear()
            elif tag in {"spectrumList", "msRun"}:
                stated = _count(element.get("count") or element.get("scanCount"))
            elif tag != "binary":
                for key, value in _description(tag, element, groups) if length <= MOST_DESCRIPTION else ():
                    length += len(value) + 1
                    if length <= MOST_DESCRIPTION:
                        fields.append((key, value))
    except ElementTree.ParseError as error:
        problems.append(
            Problem(
                "lab-xml-broken",
                Place(row=error.position[0]),
                value=f"{error.position[0]}:{error.position[1]}",
            )
        )
    except DefusedXmlException:
        problems.append(Problem("xml-refused", Place(), records=1))
    if length > MOST_DESCRIPTION:
        problems.append(Problem("limit-reached", Place(), params={"limit": f"{MOST_DESCRIPTION}"}))
    if stated is not None and number < stated:
        problems.append(
            Problem(
                "lab-scans-missing",
                Place(ENTRIES, number + 1),
                params={"stated": stated, "found": number},
                records=stated - number,
            )
        )
    if chromatograms:
        named = ", ".join(chromatograms)[:200]
        problems.append(
            Problem(
                "lab-chromatograms",
                Place(),
                value=named,
                params={"count": len(chromatograms)},
                records=len(chromatograms),
            )
        )


def _description(tag: str, element: Any, groups: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """What an element that is no scan says of the run."""
    if tag == "cvParam" and element.get("accession") in _IONS:
        yield "ionisation", _IONS[element.get("accession", "")]
    elif tag in _VALUES:
        yield _VALUES[tag], element.get("value", "")
    elif tag == "parentFile":
        yield tag, element.get("fileName") or ""
    elif tag == "nameValue":
        yield element.get("name") or tag, element.get("value") or ""
    elif tag == "comment" and (text := " ".join((element.text or "").split())):
        yield tag, text
    elif tag == "run" and (when := element.get("startTimeStamp")):
        yield "startTimeStamp", when
    elif tag in _DESCRIBING:
        own = [
            element.get(name) or "" for name in ("type", "name", "version", "location") if element.get(name)
        ]
        more = [
            f"{one.get('name')}: {value}" if (value := one.get("value")) else one.get("name") or ""
            for one in _given(element, groups)
        ]
        if own or more:
            yield tag, "; ".join([*own, *more])


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _given(element: Any, groups: dict[str, list[Any]]) -> Iterator[Any]:  # noqa: ANN401
    yield from _parameters(element, groups)
    yield from (part for part in element if part.tag.rpartition("}")[2] == "userParam")


def _parameters(element: Any, groups: dict[str, list[Any]]) -> Iterator[Any]:  # noqa: ANN401 - defusedxml has no types
    for part in element:
        tag = part.tag.rpartition("}")[2]
        if tag == "cvParam":
            yield part
        elif tag == "referenceableParamGroupRef":
            yield from groups.get(part.get("ref", ""), ())


def _mzml(element: Any, groups: dict[str, list[Any]], room: _Room) -> Scan:  # noqa: ANN401
    level, time = 1, np.nan
    arrays: dict[str, Floats] = {}
    for one in _parameters(element, groups):
        if one.get("accession") == "MS:1000511":
            level = int(one.get("value") or 1)
    for part in element.iter():
        tag = part.tag.rpartition("}")[2]
        if tag == "scan":
            for one in _parameters(part, groups):
                if one.get("accession") == "MS:1000016":
                    time = float(one.get("value") or "nan") * (
                        60
                        if one.get("unitAccession") == "UO:0000031" or one.get("unitName") == "minute"
                        else 1
                    )
        elif tag == "binaryDataArray":
            length = {one.get("accession") for one in _parameters(part, groups)}
            which = "mz" if "MS:1000514" in length else "intensity" if "MS:1000515" in length else ""
            packed = length & {f"MS:10023{number}" for number in (12, 13, 14)} | length & {
                "MS:1002746",
                "MS:1002747",
                "MS:1002748",
            }
            if which:
                if packed:
                    raise _Wrong("numpress")
                kind = next((_TYPES[code] for code in length if code in _TYPES), "<f8")
                text = next(
                    (inner.text or "" for inner in part if inner.tag.rpartition("}")[2] == "binary"), ""
                )
                arrays[which] = _array(text, kind, "MS:1000574" in length, room)
    mz, intensity = arrays.get("mz", np.empty(0)), arrays.get("intensity", np.empty(0))
    if len(mz) != len(intensity):
        raise _Wrong(f"{len(mz)} m/z, {len(intensity)} intensities")
    return time, level, mz, intensity


def _mzxml(element: Any, room: _Room) -> Scan:  # noqa: ANN401
    peaks = next((part for part in element if part.tag.rpartition("}")[2] == "peaks"), None)
    period = _PERIOD.match(element.get("retentionTime", ""))
    time = (
        np.nan
        if period is None
        else float(period[1] or 0) * 3600 + float(period[2] or 0) * 60 + float(period[3] or 0)
    )
    level = int(element.get("msLevel") or 1)
    if peaks is None:
        return time, level, np.empty(0), np.empty(0)
    if (peaks.get("contentType") or peaks.get("pairOrder") or "m/z-int") != "m/z-int":
        raise _Wrong("no pairs of m/z and intensity")
    kind = ">f8" if peaks.get("precision") == "64" else ">f4"
    both = _array(peaks.text or "", kind, peaks.get("compressionType") == "zlib", room)
    if len(both) % 2:
        raise _Wrong(f"{len(both)} values, not pairs")
    return time, level, both[::2], both[1::2]


def _array(text: str, kind: str, packed: bool, room: _Room) -> Floats:
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
        if packed and data:
            data = room.unpacked(data)
        return np.frombuffer(data, kind).astype(np.float64)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise _Wrong(str(error)[:80]) from None
