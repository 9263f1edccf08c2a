"""NIST MSP and the dialects of it (MSL, AMDIS, MoNA, CoreMS, MS-DIAL), one spectrum after the other.

A record is lines ``Key: value``, then ``Num Peaks: n`` and the peaks. A line before the peaks that has no key
goes on with the value before it (CoreMS writes a Comment of several lines). Keys and an empty line may still
stand between ``Num Peaks`` and the peaks. A record ends at an empty line after peaks or where the next one
begins. The stated number of peaks is held against what is there; what is there counts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tahqiq.desks.lab.readers.peak_lists import pairs
from tahqiq.desks.lab.readers.points import spectrum_of
from tahqiq.desks.lab.spectrum import Spectrum, field_value, number
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

_KEYED = re.compile(r"\s*([A-Za-z#$][\w #$./()&'-]{0,60}?)\s*:(?![/\\])\s*(.*)$")
_PEAKS = re.compile(r"\s*num[\s_]*peaks?\s*[:=]\s*(\S*)(.*)$", re.IGNORECASE)
_NAME = ("name", "compound_name", "compoundname")
MOST_PROBLEM_LINES = 3


@dataclass(slots=True)
class _Open:
    """The record under way. ``gap``: an empty line stands between ``Num Peaks`` and what comes."""

    row: int = 0
    fields: list[tuple[str, str]] = field(default_factory=list)
    declared: str | None = None
    peaks: list[str] = field(default_factory=list)
    first_peak: int = 0
    gap: bool = False
    more: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether it has peaks, or says that it has none."""
        return bool(self.peaks) or (self.declared is not None and not self.declared.strip("0"))

    @property
    def named(self) -> bool:
        """Whether it has a name already."""
        return any(key.casefold() in _NAME for key, _ in self.fields)

    def take(self, row: int, line: str, keyed: re.Match[str] | None) -> None:
        """A line that is not its number of peaks."""
        if keyed:
            self.joined()
            self.fields.append((keyed[1], keyed[2]))
        elif self.declared is not None:
            self.first_peak = self.first_peak if self.peaks else row
            self.peaks.append(line)
        else:
            self.more.append(line.strip())

    def joined(self) -> None:
        """The last value with the lines that went on, joined once."""
        if self.more:
            key, value = self.fields[-1]
            self.fields[-1] = (key, "\n".join((value, *self.more)))
            self.more.clear()


def spectra(source: Iterable[str]) -> Iterator[Spectrum | Problem]:
    """The spectra of a library in their order, each after its problems. A record without a readable peak is
    one problem with ``records`` 1."""
    for one in _records(source):
        if isinstance(one, Problem):
            yield one
        else:
            yield from _closed(one)


def _records(source: Iterable[str]) -> Iterator[_Open | Problem]:
    """The records, and lines that belong to none. Keys right behind the peaks of a record are more of it
    where an empty line follows, else the next record begins with them."""
    record = _Open()
    before: _Open | None = None
    for row, line in enumerate(source, 1):
        if record.peaks and line[:1].isdigit():  # most lines are one more peak
            record.peaks.append(line)
            continue
        if not line.strip():
            if before is not None and record.declared is None and not record.named:
                before.joined()
                record.joined()
                before.fields += record.fields
                record, before = before, None
            if record.whole:
                yield from (one for one in (before, record) if one is not None)
                record, before = _Open(), None
            record.gap = record.declared is not None
            continue
        found = _PEAKS.match(line)
        keyed = (
            None
            if found or (record.declared is not None and line.lstrip()[:1] in "0123456789(.+-")
            else _KEYED.match(line)
        )
        if record.row and _next(record, keyed, bool(found)):
            yield from () if before is None else (before,)
            before, record = record, _Open()
        if before is not None and (found or (keyed and keyed[1].casefold() in _NAME)):
            yield before
            before = None
        if not found and not keyed and record.declared is None and not record.fields:
            yield Problem("lab-line-strange", Place(row=row), value=line.strip()[:80], fields=1)
            continue
        record.row = record.row or row
        if found:
            record.declared, record.first_peak = found[1], row
            record.peaks += [found[2]] if found[2].strip(" ;") else []
        else:
            record.take(row, line, keyed)
    if before is not None and record.declared is None and not record.named:
        before.joined()
        record.joined()
        before.fields += record.fields
        record, before = before, None
    yield from (one for one in (before, record) if one is not None and one.row)


def _next(record: _Open, keyed: re.Match[str] | None, counted: bool) -> bool:
    """Whether a line begins the next record: a key or a number of peaks behind one that is whole or broken
    off, a name behind one that has a name, whatever has been of it."""
    if record.declared is not None and (counted or (keyed is not None and (record.whole or record.gap))):
        return True
    return keyed is not None and keyed[1].casefold() in _NAME and record.named


def _closed(record: _Open) -> Iterator[Spectrum | Problem]:
    record.joined()
    name = field_value(tuple(record.fields), *_NAME)
    place = Place(row=record.row)
    if record.declared is None:
        yield Problem("lab-no-peaks", place, value=name or None, records=1)
        return
    mz, intensity, remarks, wrong = pairs(record.peaks)
    for index, line in wrong[:MOST_PROBLEM_LINES]:
        yield Problem("lab-peak-line", Place(row=record.first_peak + index), value=line[:80], fields=1)
    if len(wrong) > MOST_PROBLEM_LINES:
        yield Problem(
            "lab-peak-lines",
            place,
            params={"count": len(wrong) - MOST_PROBLEM_LINES},
            fields=len(wrong) - MOST_PROBLEM_LINES,
        )
    stated = number(record.declared)
    if stated is None or int(stated) != len(mz):
        yield Problem(
            "lab-peak-count",
            place,
            value=record.declared or "-",
            params={"name": name or "-", "found": len(mz)},
        )
    words = tuple((f"peak {index + 1}", text) for index, text in remarks)
    spectrum, problems = spectrum_of(name, mz, intensity, (*record.fields, *words), record.row)
    yield from problems
    if spectrum is not None:
        yield spectrum
