"""NIST MSP and the dialects of it (MSL, AMDIS, MoNA, CoreMS, MS-DIAL), one spectrum after the other.

A record is lines ``Key: value``, then ``Num Peaks: n`` and the peaks. A line before the peaks that has no key goes on with the value before it (CoreMS
writes a Comment of several lines). A record ends at an empty line after peaks or where the next one begins. The stated number of peaks is held against
what is there; what is there counts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tahqiq.desks.lab.reading.peaks import pairs
from tahqiq.desks.lab.reading.points import spectrum_of
from tahqiq.desks.lab.spectrum import Spectrum, number, told
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

_KEYED = re.compile(r"\s*([A-Za-z#$][\w #$./()&'-]{0,60}?)\s*:(?![/\\])\s*(.*)$")
_PEAKS = re.compile(r"\s*num[\s_]*peaks?\s*[:=]\s*(\S*)(.*)$", re.IGNORECASE)
_NAME = {"name", "compound_name", "compoundname"}
MOST_PROBLEM_LINES = 3


@dataclass(slots=True)
class _Open:
    """The record under way."""

    row: int = 0
    fields: list[tuple[str, str]] = field(default_factory=list)
    declared: str | None = None
    peaks: list[str] = field(default_factory=list)
    first_peak: int = 0


def spectra(source: Iterable[str]) -> Iterator[Spectrum | Problem]:
    """The spectra of a library in their order, each after its problems. A record without a readable peak is one problem with ``records`` 1."""
    record = _Open()
    for row, line in enumerate(source, 1):
        if not line.strip():
            if record.declared is not None:
                yield from _closed(record)
                record = _Open()
            continue
        found = _PEAKS.match(line)
        keyed = None if found or (record.declared is not None and line.lstrip()[:1] in "0123456789(.+-") else _KEYED.match(line)
        if keyed and record.fields and (record.declared is not None or _begins(keyed, record)):
            yield from _closed(record)
            record = _Open()
        if not record.row:
            record.row = row
        if found:
            record.declared, record.first_peak = found[1], row
            if found[2].strip(" ;"):
                record.peaks.append(found[2])
        elif keyed:
            record.fields.append((keyed[1], keyed[2]))
        elif record.declared is not None:
            record.first_peak = record.first_peak if record.peaks else row
            record.peaks.append(line)
        elif record.fields:
            key, value = record.fields[-1]
            record.fields[-1] = (key, f"{value}\n{line.strip()}")
        else:
            yield Problem("lab-line-strange", Place(row=row), value=line.strip()[:80], fields=1)
            record.row = 0
    if record.row:
        yield from _closed(record)


def _begins(keyed: re.Match[str], record: _Open) -> bool:
    """Whether a name begins the next record although the one under way has had no list of peaks."""
    return keyed[1].casefold() in _NAME and any(key.casefold() in _NAME for key, _ in record.fields)


def _closed(record: _Open) -> Iterator[Spectrum | Problem]:
    name = told(tuple(record.fields), *_NAME)
    place = Place(row=record.row)
    if record.declared is None:
        yield Problem("lab-no-peaks", place, value=name or None, records=1)
        return
    mz, intensity, remarks, wrong = pairs(record.peaks)
    for index, line in wrong[:MOST_PROBLEM_LINES]:
        yield Problem("lab-peak-line", Place(row=record.first_peak + index), value=line[:80], fields=1)
    if len(wrong) > MOST_PROBLEM_LINES:
        yield Problem("lab-peak-lines", place, params={"count": len(wrong) - MOST_PROBLEM_LINES}, fields=len(wrong) - MOST_PROBLEM_LINES)
    stated = number(record.declared)
    if stated is None or int(stated) != len(mz):
        yield Problem("lab-peak-count", place, value=record.declared or "-", params={"name": name or "-", "found": len(mz)})
    said = tuple((f"peak {index + 1}", text) for index, text in remarks)
    spectrum, problems = spectrum_of(name, mz, intensity, (*record.fields, *said), record.row)
    yield from problems
    if spectrum is not None:
        yield spectrum
