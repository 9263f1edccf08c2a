"""What an exchange file says in one column. Asked for through :mod:`tahqiq.collect.exchange_judgement`, in a
process of its own."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path


def judged(path: Path, column: str) -> Iterator[str]:
    """The texts of ``column``, of statements (CSV) or entities (JSON lines), in their order."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        start = stream.read(4096).lstrip()[:1]
        stream.seek(0)
        yield from _entities(stream, column) if start == "{" else _statements(stream, column)


def _entities(stream: Iterable[str], column: str) -> Iterator[str]:
    for line in stream:
        if column in line:
            try:
                entity = json.loads(line)
            except (ValueError, RecursionError):
                continue
            told = entity.get("statements") if isinstance(entity, dict) else None
            for row in told if isinstance(told, list) else ():
                found = row.get(column) if isinstance(row, dict) else None
                if isinstance(found, str):
                    yield found


def _statements(stream: Iterable[str], column: str) -> Iterator[str]:
    rows = csv.reader(stream)
    try:
        header = next(rows, [])
    except csv.Error:
        return
    at = header.index(column) if column in header else None
    while at is not None:
        try:
            row = next(rows, None)
        except csv.Error:
            continue
        if row is None:
            return
        if len(row) == len(header) and row[at]:
            yield row[at]
