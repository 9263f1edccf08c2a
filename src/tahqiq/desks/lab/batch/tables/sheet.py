"""The tables that a laboratory writes beside its runs: the sheet of a sequence, the quantities of former
days. Asked for through :mod:`tahqiq.desks.lab.batch`."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tahqiq.desks.lab.batch.sheet import CONTROLS, ENDINGS, KINDS, SHEET, Injection
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

LARGEST = 16 << 20
"""Bytes of a table that are read; a day has some hundred injections."""
LONGEST_NAME = 60
"""Signs of the name of a run; with four bytes each and an ending it is still the name of a file."""
_BETWEEN = ",;\t"
"""What a spreadsheet may put between columns; the one that the head has most of."""
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_AMOUNT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([^\s\d]\S*)?")


def sheet(path: Path) -> tuple[list[Injection], list[Problem]]:
    """The injections of a sheet (a CSV, or a folder that holds ``sequence.csv`` or one other beside
    ``controls.csv``) in its order; lines that cannot be used are problems.

    The amount of a calibrator or check stands in ``amount``, or at the beginning of ``sample``: "50 ug/mL".
    Raises ``NotFound`` (``lab-no-such-file``), ``WrongUse`` (``lab-sheet-none``, ``lab-sheet-columns``).
    """
    file = path
    if path.is_dir():
        found = sorted(
            item
            for item in path.iterdir()
            if item.suffix.casefold() == ".csv" and item.is_file() and item.name != CONTROLS
        )
        named = [item for item in found if item.name == SHEET]
        if len(found) != 1 and not named:
            raise WrongUse("lab-sheet-none", name=path.name, count=len(found))
        file = (named or found)[0]
    if not file.is_file():
        raise NotFound("lab-no-such-file", name=path.name)
    reader = _opened(file, ("run", "kind", "sample"))
    injections: list[Injection] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, line in enumerate(_rows(reader, problems)):
        name, kind, sample = ((line.get(key) or "").strip() for key in ("run", "kind", "sample"))
        kind = kind.casefold()
        here = Place(row=reader.line_num)
        place = _run(file.parent, name)
        if kind not in KINDS:
            problems.append(
                Problem(
                    "lab-sheet-kind", here, value=kind[:40], params={"known": ", ".join(KINDS)}, records=1
                )
            )
        elif place is None or place.resolve().parent != file.parent.resolve():
            problems.append(Problem("lab-sheet-run", here, value=name[:80], records=1))
        elif name in seen:
            problems.append(Problem("lab-sheet-twice", here, value=name[:80], records=1))
        else:
            amount, unit = _amount(
                (line.get("amount") or "").strip() or (sample if kind in ("calibrator", "check") else "")
            )
            if kind in ("calibrator", "check") and not amount:
                problems.append(
                    Problem(
                        "lab-sheet-amount", here, value=sample[:80], params={"column": "amount"}, records=1
                    )
                )
                continue
            seen.add(name)
            injections.append(Injection(reader.line_num, name, kind, sample, amount, unit, place, number))
    return injections, problems


def _opened(file: Path, needed: Sequence[str]) -> "csv.DictReader[str]":
    """The rows of a table whose head names the columns that are needed. Raises ``WrongUse``
    (``lab-sheet-columns``)."""
    with file.open("rb") as stream:
        data = stream.read(LARGEST)
    lines = data.decode("utf-16" if data[:2] in _MARKS else "utf-8-sig", "replace").splitlines()
    head = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=max(_BETWEEN, key=head.count))
    try:
        reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
    except csv.Error:
        reader.fieldnames = []
    missing = set(needed) - set(reader.fieldnames or ())
    if missing:
        raise WrongUse("lab-sheet-columns", name=file.name, missing=", ".join(sorted(missing)))
    return reader


def _rows(reader: "csv.DictReader[str]", problems: list[Problem]) -> Iterator[dict[str, str | None]]:
    """The rows until the end, or until one that cannot be taken apart, which is a problem at its line."""
    try:
        yield from reader
    except csv.Error as error:
        problems.append(
            Problem("document-damaged", Place(row=reader.line_num), params={"reason": str(error)}, records=1)
        )


def _run(folder: Path, name: str) -> Path | None:
    """The file or folder of a run; None where there is none, or the name can be none of a file."""
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return None
    return next((folder / f"{name}{end}" for end in ENDINGS if (folder / f"{name}{end}").exists()), None)


def _amount(text: str) -> tuple[float | None, str]:
    found = _AMOUNT.match(text)
    return (float(found[1].replace(",", ".")), found[2] or "") if found else (None, "")


def history_of(path: Path) -> tuple[dict[str, list[float]], list[Problem]]:
    """Quantities of former days from a CSV with the columns when, name, value, oldest first by ``when``
    (ISO). Raises ``NotFound`` (``lab-no-such-file``), ``WrongUse`` (``lab-sheet-columns``)."""
    if not path.is_file():
        raise NotFound("lab-no-such-file", name=path.name)
    reader = _opened(path, ("when", "name", "value"))
    rows: list[tuple[str, str, float]] = []
    problems: list[Problem] = []
    for line in _rows(reader, problems):
        try:
            value = float(line["value"] or "")
        except ValueError:
            value = float("nan")
        if np.isfinite(value) and line["when"] and line["name"]:
            rows.append((line["when"], line["name"].strip(), value))
        else:
            problems.append(
                Problem(
                    "lab-control-line",
                    Place(row=reader.line_num),
                    value=str(line["value"])[:40],
                    params={"columns": "when, name, value"},
                    records=1,
                )
            )
    found: dict[str, list[float]] = {}
    for _, name, value in sorted(rows, key=lambda one: one[0]):
        found.setdefault(name, []).append(value)
    return found, problems
