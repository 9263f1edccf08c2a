"""The sheet of a sequence: which runs were injected in which order as what. A CSV (comma, semicolon or tab)
beside the runs with the columns run, kind, sample and amount."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tahqiq.desks.lab.spectrum import Fields, field_value
from tahqiq.formats.confined.task import Task
from tahqiq.model.problem import Problem

SHEET, CONTROLS = "sequence.csv", "controls.csv"
"""The sheet among several CSV files of a folder, and the quantities of former days beside it."""
KINDS = ("blank", "calibrator", "check", "case", "ladder", "tune", "mix")
ENDINGS = ("", ".D", ".d", ".cdf", ".CDF", ".mzML", ".mzXML", ".jdx", ".JDX", ".MS", ".ms")
_TIMES = (
    "%d %b %y %I:%M %p",
    "%Y%m%d%H%M%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
)


@dataclass(frozen=True, slots=True)
class Injection:
    """One line of a sheet: its number in the file, the run, what it is (:data:`KINDS`), the sample, the
    amount with its unit where one is known, where it lies; ``number`` its place among all injections of the
    sheet, those that cannot be used counted as well."""

    row: int
    run: str
    kind: str
    sample: str
    amount: float | None
    unit: str
    path: Path
    number: int = 0


_SHEET = Task["tuple[list[Injection], list[Problem]]"](
    "tahqiq.desks.lab.batch.tables.sheet:sheet", tuple[list[Injection], list[Problem]]
)


def sheet(path: Path) -> tuple[list[Injection], list[Problem]]:
    """The injections of a sheet (a CSV, or a folder that holds ``sequence.csv`` or one other beside
    ``controls.csv``) in its order; lines that cannot be used are problems.

    The amount of a calibrator or check stands in ``amount``, or at the beginning of ``sample``: "50 ug/mL".
    Raises ``NotFound`` (``lab-no-such-file``), ``WrongUse`` (``lab-sheet-none``, ``lab-sheet-columns``).
    """
    return _SHEET.once(path)


def acquired(fields: Fields) -> datetime | None:
    """When a run was taken, by the clock of its instrument; None where its file does not say or says it in a
    way that has two readings (03/04/22).

    >>> acquired((("acquired", "23 Feb 22  02:30 pm"),))
    datetime.datetime(2022, 2, 23, 14, 30)
    """
    words = " ".join(
        field_value(
            fields, "acquired", "experiment_date_time_stamp", "injection date", "startTimeStamp", "LONG DATE"
        ).split()
    )
    words = words or f"{field_value(fields, 'DATE')} {field_value(fields, 'TIME')}".strip()
    for form in _TIMES:
        try:
            return datetime.strptime(words[:14] if form.startswith("%Y%m") else words[:19], form)
        except ValueError:
            continue
    return None
