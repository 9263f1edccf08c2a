"""The labelled public tables: what a person says of each, and its bytes where they are at hand.

``TAHQIQ_TABLES=FOLDER python benchmarks/foreign_corpus.py [learn|tune]`` says how many tables are labelled,
how many of them the folder holds and which kinds they are. The labels lie in ``benchmarks/data/tables``; the
folder holds one file per SHA-256 and is no part of this repository. The unseen part is opened by name only.
"""

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LABELS = Path(__file__).resolve().parent / "data" / "tables"
VARIABLE = "TAHQIQ_TABLES"
PARTS = ("learn", "tune")
"""What may be looked at; the third part is ``unseen``."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One table and what a person says of it. ``header``: row of the column names from 1, 0 for none;
    ``columns``: a meaning for each column, "" for nothing that concerns us; ``kept``: how many bytes of the
    file are kept (a long one is kept by its first rows only)."""

    repo: str
    path: str
    commit: str
    sha256: str
    size: int
    kept: int
    encoding: str
    delimiter: str
    sheet: str
    split: str
    kind: str
    header: int
    columns: list[str]
    date_order: str
    sign: str
    zone: str
    language: str


def labelled(part: str) -> Iterator[Labelled]:
    """The tables of a part: ``learn``, ``tune`` or ``unseen``."""
    for line in (LABELS / f"{part}.jsonl").read_text("utf-8").splitlines():
        yield Labelled(**json.loads(line))


def folder() -> Path | None:
    """Where the bytes lie, None where the variable names no folder."""
    place = os.environ.get(VARIABLE, "")
    return Path(place) if place and Path(place).is_dir() else None


def content(table: Labelled, place: Path) -> bytes | None:
    """The bytes of a table's file, None where the folder does not hold them or holds others."""
    path = place / table.sha256
    if not path.is_file():
        return None
    data = path.read_bytes()
    whole = table.kept == table.size
    return data if not whole or hashlib.sha256(data).hexdigest() == table.sha256 else None


def main(arguments: list[str]) -> int:
    """Counts; 0 also where the folder is not here, which is said."""
    place = folder()
    if place is None:
        sys.stdout.write(
            f"The public tables are not here: {VARIABLE} names no folder. Only labels are counted.\n"
        )
    for part in arguments or PARTS:
        tables = list(labelled(part))
        here = sum(content(one, place) is not None for one in tables) if place else 0
        kinds = ", ".join(
            f"{kind} {number}" for kind, number in Counter(t.kind for t in tables).most_common()
        )
        projects = len({one.repo for one in tables})
        sys.stdout.write(f"{part}: {len(tables)} tables of {projects} projects, {here} at hand: {kinds}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
