"""JCAMP-DX (5.0, 6.0): single spectra, libraries of many blocks, and GC-MS runs of many pages. Every block
and every page counts.

Peaks are read as pairs ``(XY..XY)``. The packed forms of ``(X++(Y..Y))`` belong to continuous spectra (IR)
and are told, not guessed.
"""

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from tahqiq.desks.lab.readers.peak_lists import pairs
from tahqiq.desks.lab.readers.points import run_of, spectrum_of
from tahqiq.desks.lab.spectrum import ENTRIES, Fields, Floats, Run, Spectrum, field_value, number
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

_LABEL = re.compile(r"\s*##([^=]*)=(.*)$")
_TABLES = {"XYDATA", "PEAKTABLE", "DATATABLE", "XYPOINTS", "PEAKASSIGNMENTS"}
_SCAN = {"PAGE", "SCANNUMBER", "RETENTIONTIME"}
_OF_SCANS = {*_SCAN, "TIC", "NPOINTS"}
_TIME = re.compile(r"T\s*=\s*([-+.\deE]+)")


@dataclass(slots=True)
class _Block:
    row: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    form: str = ""
    peaks: list[str] = field(default_factory=list)
    first: int = 0
    more: list[str] = field(default_factory=list)

    @property
    def link(self) -> bool:
        return not self.form and any(
            _plain(key) == "DATATYPE" and "LINK" in value.upper() for key, value in self.fields
        )

    def goes_on(self, line: str, table: bool) -> None:
        """A line without a label: a peak, or more of the value before it."""
        if table:
            self.peaks.append(line)
        elif self.fields:
            self.more.append(line.strip())

    def entered(self, key: str, value: str) -> None:
        """A further label; what went on over several lines is joined once."""
        self.joined()
        self.fields.append((key, value))

    def joined(self) -> None:
        """The last value with the lines that went on."""
        if self.more:
            key, value = self.fields[-1]
            self.fields[-1] = (key, "\n".join((value, *self.more)))
            self.more.clear()


def _plain(label: str) -> str:
    return re.sub(r"[\s_/-]", "", label).upper()


def _blocks(source: Iterable[str]) -> Iterator[_Block]:
    """Each list of peaks with the labels since the one before; a block without a list comes with ``form`` "".
    A LINK block only holds others."""
    block: _Block | None = None
    within = False
    for row, line in enumerate(source, 1):
        line, _, remark = line.partition("$$")
        found = _LABEL.match(line)
        if found is None and line[:2] == "##" and line.strip().upper() == "##END":
            found = _LABEL.match("##END=")
        if remark.strip() and block is not None:
            block.entered("remark", remark.strip())
        if found is None:
            if line.strip() and block is not None:
                block.goes_on(line, within)
            continue
        plain = _plain(found[1])
        if block is not None and (plain in {"TITLE", "END"} or (block.form and plain in _SCAN)):
            block.joined()
            if not block.link:
                yield block
            block = None
        within = plain in _TABLES
        if plain == "END":
            continue
        block = block or _Block(row)
        if within:
            value = found[2].strip() or "(XY..XY)"
            block.form, block.first = value.partition(",")[0] if plain == "DATATABLE" else value, row + 1
        else:
            block.entered(found[1].strip(), found[2].strip())
    if block is not None:
        block.joined()
        if not block.link:
            yield block


def holds_run(source: Iterable[str]) -> bool:
    """Whether the pages of a GC-MS run stand in the file (its first thousand lines)."""
    for row, line in enumerate(source):
        found = _LABEL.match(line)
        if found and _plain(found[1]) in _SCAN and (_plain(found[1]) != "RETENTIONTIME"):
            return True
        if row > 1000:
            break
    return False


def spectra(source: Iterable[str]) -> Iterator[Spectrum | Problem]:
    """The spectra of all blocks, each after its problems."""
    for block in _blocks(source):
        fields = tuple(block.fields)
        name = (
            field_value(fields, "CAS NAME", "NAMES")
            if field_value(fields, "TITLE") == ""
            else field_value(fields, "TITLE")
        )
        read = yield from _read(block, fields)
        if read is None:
            yield Problem("lab-no-peaks", Place(row=block.row), value=name or None, records=1)
            continue
        stated = number(field_value(fields, "NPOINTS"))
        if stated is not None and int(stated) != len(read[0]):
            yield Problem(
                "lab-peak-count",
                Place(row=block.row),
                value=f"{stated:.0f}",
                params={"name": name or "-", "found": len(read[0])},
            )
        renamed = tuple(
            ({"CAS REGISTRY NO": "CAS", "$RETENTION INDEX": "Retention_index"}.get(key, key), value)
            for key, value in fields
        )
        spectrum, problems = spectrum_of(name, *read, renamed, block.row)
        yield from problems
        if spectrum is not None:
            yield spectrum


def run(source: Iterable[str]) -> tuple[Run | None, list[Problem]]:
    """The scans of all pages as one run. Times are seconds, as RETENTION_TIME (or ``T=`` of the page) states
    them."""
    problems: list[Problem] = []
    heads: tuple[tuple[str, str], ...] = ()
    times, counts = [], []
    others: set[str] = set()
    mz: list[Floats] = []
    intensity: list[Floats] = []
    for number_, block in enumerate(_blocks(source), 1):
        fields = tuple(block.fields)
        heads = heads or fields
        read = _gathered(block, (*fields, *heads), problems)
        others |= {key for key, _ in fields} if number_ > 1 else set()
        if read is None:
            if number(field_value(fields, "NPOINTS")) != 0:
                problems.append(Problem("lab-no-peaks", Place(ENTRIES, number_), records=1))
                continue
            read = np.empty(0), np.empty(0)
        stated = number(field_value(fields, "NPOINTS"))
        if stated is not None and int(stated) != len(read[0]):
            problems.append(
                Problem(
                    "lab-peak-count",
                    Place(row=block.row),
                    value=f"{stated:.0f}",
                    params={"name": f"scan {number_}", "found": len(read[0])},
                )
            )
        page = _TIME.search(field_value(fields, "PAGE"))
        words = number(field_value(fields, "RETENTION_TIME"))
        found = words if words is not None else number(page[1]) if page else None
        times.append(np.nan if found is None else found)
        counts.append(len(read[0]))
        mz.append(read[0])
        intensity.append(read[1])
    if not counts:
        return None, [*problems, Problem("lab-run-empty", Place())]
    kept = [(key, value) for key, value in heads if value and _plain(key) not in _OF_SCANS]
    aside = sorted(key for key in others if _plain(key) not in _OF_SCANS)
    kept += [("in the file, not used for spectra", ", ".join(aside))] if aside else []
    ionisation = field_value(heads, "IONIZATION_MODE", "ionization mode", "$ionization mode", "MSIONIZATION")
    done, more = run_of(
        np.array(times),
        np.array(counts),
        np.concatenate(mz),
        np.concatenate(intensity),
        tuple(kept),
        ionisation,
        ENTRIES,
    )
    return done, problems + more


def _read(block: _Block, fields: Fields) -> Generator[Problem, None, tuple[Floats, Floats] | None]:
    """The pairs of a block, by the factors that its labels state; yields what is no pair, returns None where
    there is no list that can be read."""
    if not block.form:
        return None
    form = block.form.replace(" ", "").upper()
    if "XY..XY" not in form and form not in {"(XY)", "(XYA)", "(XYM)", "(XYWA)"}:
        yield Problem("lab-packed", Place(row=block.first - 1), value=block.form[:40])
        return None
    mz, intensity, _, wrong = pairs(block.peaks)
    for index, line in wrong:
        yield Problem("lab-peak-line", Place(row=block.first + index), value=line[:80], fields=1)
    return mz * _factor(fields, "X", mz), intensity * _factor(fields, "Y", intensity)


def _factor(fields: Fields, axis: str, values: Floats) -> float:
    """What the numbers of an axis are multiplied by: its factor as stated, but 1 where the numbers reach the
    stated highest value as they stand."""
    if not any("FACTOR" in name.upper() for name, _ in fields):
        return 1.0
    symbols = [one.strip() for one in field_value(fields, "SYMBOL").upper().split(",")]
    listed = [one.strip() for one in field_value(fields, "FACTOR").split(",")]
    of_page = listed[symbols.index(axis)] if axis in symbols and len(listed) == len(symbols) else ""
    found = number(of_page or field_value(fields, f"{axis}FACTOR"))
    if not found or not len(values):
        return 1.0
    highest = number(field_value(fields, f"MAX{axis}"))
    if highest and abs(float(values.max()) / highest - 1) < 1e-3:
        return 1.0
    return found


def _gathered(block: _Block, fields: Fields, problems: list[Problem]) -> tuple[Floats, Floats] | None:
    steps = _read(block, fields)
    while True:
        try:
            problems.append(next(steps))
        except StopIteration as end:
            found: tuple[Floats, Floats] | None = end.value
            return found
