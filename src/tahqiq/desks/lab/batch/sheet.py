"""The sheet of a sequence: which runs were injected in which order as what. A CSV (comma, semicolon or tab) beside the runs with the columns run, kind, sample and amount."""

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tahqiq.desks.lab.spectrum import Fields, told
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

SHEET, CONTROLS = "sequence.csv", "controls.csv"
"""The sheet among several CSV files of a folder, and the quantities of former days beside it."""
KINDS = ("blank", "calibrator", "check", "case", "ladder", "tune", "mix")
ENDINGS = ("", ".D", ".d", ".cdf", ".CDF", ".mzML", ".mzXML", ".jdx", ".JDX", ".MS", ".ms")
_BETWEEN = ",;\t"
"""What a spreadsheet may put between columns; the one that the head has most of."""
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_AMOUNT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([^\s\d]\S*)?")
_TIMES = ("%d %b %y %I:%M %p", "%Y%m%d%H%M%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")


@dataclass(frozen=True, slots=True)
class Injection:
    """One line of a sheet: its number in the file, the run, what it is (:data:`KINDS`), the sample, the amount with its unit where one is known, where it lies; ``number``
    its place among all injections of the sheet, those that cannot be used counted as well."""

    row: int
    run: str
    kind: str
    sample: str
    amount: float | None
    unit: str
    path: Path
    number: int = 0


def sheet(path: Path) -> tuple[list[Injection], list[Problem]]:
    """The injections of a sheet (a CSV, or a folder that holds ``sequence.csv`` or one other beside ``controls.csv``) in its order; lines that cannot be used are problems.

    The amount of a calibrator or check stands in ``amount``, or at the beginning of ``sample``: "50 ug/mL". Raises ``NotFound`` (``lab-no-such-file``), ``WrongUse``
    (``lab-sheet-none``, ``lab-sheet-columns``).
    """
    file = path
    if path.is_dir():
        found = sorted(item for item in path.iterdir() if item.suffix.casefold() == ".csv" and item.is_file() and item.name != CONTROLS)
        named = [item for item in found if item.name == SHEET]
        if len(found) != 1 and not named:
            raise WrongUse("lab-sheet-none", name=path.name, count=len(found))
        file = (named or found)[0]
    if not file.is_file():
        raise NotFound("lab-no-such-file", name=path.name)
    data = file.read_bytes()
    text = data.decode("utf-16" if data[:2] in _MARKS else "utf-8-sig", "replace")
    lines = text.splitlines()
    head = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=max(_BETWEEN, key=head.count))
    reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
    missing = {"run", "kind", "sample"} - set(reader.fieldnames or ())
    if missing:
        raise WrongUse("lab-sheet-columns", name=file.name, missing=", ".join(sorted(missing)))
    injections: list[Injection] = []
    problems: list[Problem] = []
    for number, line in enumerate(reader):
        name, kind, sample = ((line.get(key) or "").strip() for key in ("run", "kind", "sample"))
        kind = kind.casefold()
        here = Place(row=reader.line_num)
        place = next((file.parent / f"{name}{end}" for end in ENDINGS if name and (file.parent / f"{name}{end}").exists()), None)
        if kind not in KINDS:
            problems.append(Problem("lab-sheet-kind", here, value=kind[:40], params={"known": ", ".join(KINDS)}, records=1))
        elif place is None or place.resolve().parent != file.parent.resolve():
            problems.append(Problem("lab-sheet-run", here, value=name[:80], records=1))
        elif any(one.run == name for one in injections):
            problems.append(Problem("lab-sheet-twice", here, value=name[:80], records=1))
        else:
            amount, unit = _amount((line.get("amount") or "").strip() or (sample if kind in ("calibrator", "check") else ""))
            if kind in ("calibrator", "check") and not amount:
                problems.append(Problem("lab-sheet-amount", here, value=sample[:80], params={"column": "amount"}, records=1))
                continue
            injections.append(Injection(reader.line_num, name, kind, sample, amount, unit, place, number))
    return injections, problems


def _amount(text: str) -> tuple[float | None, str]:
    found = _AMOUNT.match(text)
    return (float(found[1].replace(",", ".")), found[2] or "") if found else (None, "")


def acquired(fields: Fields) -> datetime | None:
    """When a run was taken, by the clock of its instrument; None where its file does not say or says it in a way that has two readings (03/04/22).

    >>> acquired((("acquired", "23 Feb 22  02:30 pm"),))
    datetime.datetime(2022, 2, 23, 14, 30)
    """
    said = " ".join(told(fields, "acquired", "experiment_date_time_stamp", "injection date", "startTimeStamp", "LONG DATE").split())
    said = said or f"{told(fields, 'DATE')} {told(fields, 'TIME')}".strip()
    for form in _TIMES:
        try:
            return datetime.strptime(said[:14] if form.startswith("%Y%m") else said[:19], form)
        except ValueError:
            continue
    return None
