"""Agilent ChemStation / MassHunter GC-MS runs: the folder ``NAME.D`` with its ``DATA.MS``, or that file
alone.

The layout of the file was taken from files themselves: a head of Pascal strings, then a record for each scan,
big-endian: words of the record, ms since injection, (…), number of points, base peak, then pairs of m/z x 20
and an intensity of 14 bits with a power of 8 in the two above them, then the total ion current.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from tahqiq.desks.lab.readers.points import run_of
from tahqiq.desks.lab.spectrum import ENTRIES, Fields, Run
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

MAGIC = b"\x012\x00\x00"
_HEAD = (
    ("sample", 24),
    ("description", 86),
    ("operator", 148),
    ("acquired", 178),
    ("instrument", 208),
    ("inlet", 218),
    ("method", 228),
)
_SATURATED = 0xFFFF
_LONGEST_TEXT = 1_000_000


def data_file(folder: Path) -> Path | None:
    """The ``DATA.MS`` of a ``.D`` folder, however its letters are; None where there is none."""
    return next(
        (item for item in sorted(folder.iterdir()) if item.name.casefold() == "data.ms" and item.is_file()),
        None,
    )


def run(path: Path) -> tuple[Run | None, list[Problem]]:
    """The run of a ``.D`` folder or of a ``DATA.MS``. Of a folder, method printout, audit trail, vendor's
    checksum and sample sheet are among the fields."""
    fields: Fields = ()
    problems: list[Problem] = []
    if path.is_dir():
        data = data_file(path)
        if data is None:
            return None, [Problem("lab-no-data-ms", Place(), value=path.name)]
        fields = tuple(_beside(path, problems))
    else:
        data = path
    found, more = scans(data.read_bytes(), fields)
    return found, problems + more


def scans(data: bytes, beside: Fields) -> tuple[Run | None, list[Problem]]:
    """The run in the bytes of a DATA.MS; ``beside`` is told by other files."""
    if len(data) < 0x11A or not data.startswith(MAGIC):
        return None, [Problem("lab-run-empty", Place())]
    begin = (int.from_bytes(data[264:268], "big") - 1) * 2
    stated = int.from_bytes(data[278:282], "big")
    problems: list[Problem] = []
    times: list[float] = []
    counts: list[int] = []
    chunks: list[bytes] = []
    at = begin
    while len(times) < stated and 0 < at <= len(data) - 18:
        words, moment = struct.unpack_from(">HI", data, at)
        points = struct.unpack_from(">H", data, at + 12)[0]
        if words < 8 or 18 + 4 * points > 2 * words or at + 2 * words > len(data):
            break
        times.append(moment / 1000)
        counts.append(points)
        chunks.append(data[at + 18 : at + 18 + 4 * points])
        at += 2 * words
    if len(times) < stated:
        problems.append(
            Problem(
                "lab-scans-missing",
                Place(ENTRIES, len(times) + 1),
                params={"stated": stated, "found": len(times)},
                records=stated - len(times),
            )
        )
    pairs = np.frombuffer(b"".join(chunks), ">u2").reshape(-1, 2)
    packed = pairs[:, 1].astype(np.int64)
    intensity = ((packed & 0x3FFF) * 8 ** (packed >> 14)).astype(np.float64)
    fields = (*((name, text) for name, place in _HEAD if (text := _pascal(data, place))), *beside)
    found, more = run_of(
        np.array(times),
        np.array(counts, np.int64),
        pairs[:, 0] / 20.0,
        intensity,
        fields,
        dict(fields).get("ionisation", ""),
        ENTRIES,
        full=np.flatnonzero(packed == _SATURATED),
    )
    return found, problems + more


def _pascal(data: bytes, at: int) -> str:
    return data[at + 1 : at + 1 + data[at]].decode("latin-1").strip("\x00 ")


def _beside(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """What the other files of a folder say of the run."""
    names = {
        item.relative_to(folder).as_posix().casefold(): item for item in folder.rglob("*") if item.is_file()
    }
    for key, name in (("method printout", "acqmeth.txt"), ("run start", "runstart.txt")):
        if name in names:
            text = _text(names[name])
            yield key, text
            source = re.search(
                r"(?im)^[ \t]*(?:ion source|ionization|source type)[ \t]*[:=][ \t]*(\S.*)$", text
            )
            if source:
                yield "ionisation", source[1].strip()
    for entry in _elements(names, "cumulativeaudittrail.xml", "AuditTrailEntry", problems):
        yield (
            "audit trail",
            "; ".join(
                f"{_local(part.tag)}: {part.text.strip()}"
                for part in entry
                if part.text and part.text.strip()
            ),
        )
    for entry in _elements(names, "acqdata/sample_info.xml", "Field", problems):
        words = {_local(part.tag): (part.text or "").strip() for part in entry}
        called, value = words.get("DisplayName") or words.get("Name", ""), words.get("Value", "")
        if value:
            yield f"sample sheet: {called}", value
        if called == "RunCompletedFlag" and value.casefold() == "false":
            problems.append(Problem("lab-run-aborted", Place()))
    if "checksum.xml" in names:
        codes = re.findall(r'HASHCODE="([0-9A-F-]+)"|>([0-9A-F-]{60,})<', _text(names["checksum.xml"]))
        yield "vendor's checksum", " ".join(one or other for one, other in codes)


def _elements(names: Mapping[str, Path], name: str, tag: str, problems: list[Problem]) -> Iterator[Any]:
    """The elements of a file beside the data; none where it is not there, a problem where it is no XML."""
    if name not in names:
        return
    try:
        tree = ElementTree.fromstring(_head(names[name]))
    except (ElementTree.ParseError, DefusedXmlException, ValueError, RecursionError):
        problems.append(Problem("lab-side-file", Place(), value=name))
        return
    yield from (item for item in tree.iter() if _local(item.tag) == tag)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LONGEST_TEXT)


def _text(path: Path) -> str:
    data = _head(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[1:2] == b"\x00":
        return data.decode("utf-16-le", "replace")
    return data.decode("utf-8-sig", "replace")
