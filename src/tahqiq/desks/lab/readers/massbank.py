"""MassBank records (format 2.6 and before): ``TAG: value`` lines, the peaks below ``PK$PEAK``, a record ends
with ``//``."""

from collections.abc import Iterable, Iterator

from tahqiq.desks.lab.readers.peak_lists import pairs
from tahqiq.desks.lab.readers.points import spectrum_of
from tahqiq.desks.lab.spectrum import Spectrum, field_value, number
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

_PLAIN = {
    "CH$FORMULA": "Formula",
    "CH$SMILES": "SMILES",
    "CH$IUPAC": "InChI",
    "CH$EXACT_MASS": "ExactMass",
    "ACCESSION": "DB#",
    "LICENSE": "License",
    "COPYRIGHT": "Copyright",
    "AUTHORS": "Authors",
    "AC$INSTRUMENT": "Instrument",
    "AC$INSTRUMENT_TYPE": "Instrument_type",
    "RECORD_TITLE": "Record_title",
}
_SUBTAGGED = (
    "CH$LINK",
    "AC$MASS_SPECTROMETRY",
    "AC$CHROMATOGRAPHY",
    "MS$FOCUSED_ION",
    "MS$DATA_PROCESSING",
    "SP$LINK",
)
_BELOW = {
    "INCHIKEY": "InChIKey",
    "CAS": "CAS",
    "IONIZATION_ENERGY": "Ionization_energy",
    "KOVATS_RTI": "Retention_index",
    "RETENTION_INDEX": "Retention_index",
    "RETENTION_TIME": "Retention_time",
    "ION_MODE": "Ion_mode",
    "MS_TYPE": "Spectrum_type",
}


def spectra(source: Iterable[str]) -> Iterator[Spectrum | Problem]:
    """The spectra of a file of records, each after its problems."""
    fields: list[tuple[str, str]] = []
    peaks: list[str] = []
    start = first = 0
    within = False
    row = 0
    for row, line in enumerate(source, 1):
        if line.strip() == "//":
            if start:
                yield from _closed(fields, peaks, start, first)
            fields, peaks, start, within = [], [], 0, False
        elif line.strip():
            start = start or row
            tag, colon, value = line.partition(": ")
            if within and line.startswith((" ", "\t")):
                first = first or row
                peaks.append(line)
            elif tag.rstrip(":") == "PK$PEAK":
                within, first = True, 0
            elif colon and not line.startswith((" ", "\t")):
                within = False
                fields.append(_field(tag, value))
            else:
                fields.append(("", line.strip()))
    if start:
        yield Problem("lab-cut-off", Place(row=row))
        yield from _closed(fields, peaks, start, first)


def _field(tag: str, value: str) -> tuple[str, str]:
    if tag in _SUBTAGGED:
        below, _, rest = value.partition(" ")
        return _BELOW.get(below, f"{tag}: {below}"), rest
    return _PLAIN.get(tag, tag), value


def _closed(
    fields: list[tuple[str, str]], peaks: list[str], start: int, first: int
) -> Iterator[Spectrum | Problem]:
    triples = []
    for index, line in enumerate(peaks):
        words = line.split()
        if len(words) in (2, 3):
            triples.append(" ".join(words[:2]))
        else:
            yield Problem("lab-peak-line", Place(row=first + index), value=line.strip()[:80], fields=1)
    mz, intensity, _, wrong = pairs(triples)
    for index, line in wrong:
        yield Problem("lab-peak-line", Place(row=first + index), value=line[:80], fields=1)
    name = field_value(tuple(fields), "CH$NAME")
    stated = number(field_value(tuple(fields), "PK$NUM_PEAK"))
    if stated is not None and int(stated) != len(mz):
        yield Problem(
            "lab-peak-count",
            Place(row=start),
            value=f"{stated:.0f}",
            params={"name": name or "-", "found": len(mz)},
        )
    spectrum, problems = spectrum_of(name, mz, intensity, tuple(fields), start)
    yield from problems
    if spectrum is not None:
        yield spectrum
