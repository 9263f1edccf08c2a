"""The bands of a workspace's linkage (``tahqiq resolve run``) on public labelled tables of people, each row
as if it came in a source of its own.

    python benchmarks/public_workspace.py SETS NAME...

SETS is the folder that ``public_sets.py`` makes. Columns are taken for parts of a name, birth, sex, place,
telephone and number by their headers (a middle name is taken for the father's); sets without a name and a
birth are left out. Rows of one table are given different origins here: in a workspace pairs of one source are
never automatic.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from public_bands import read, say

from tahqiq.kit.shares import wilson
from tahqiq.model.types.base import Context
from tahqiq.model.types.date import DateType
from tahqiq.names.units import part_key
from tahqiq.resolve.bands import verdicts
from tahqiq.resolve.engine import DuckBackend, Linkage, schema, terms
from tahqiq.resolve.evidence import fields, numbers
from tahqiq.resolve.features import sounds
from tahqiq.resolve.heard import heard
from tahqiq.resolve.kinds import PERSON, WRITTEN
from tahqiq.resolve.model import Model
from tahqiq.resolve.tables.column_topics import meaning
from tahqiq.resolve.tables.columns import Table, shared_columns

TRAINED_FROM = 20_000
SEXES = {"m": "male", "male": "male", "f": "female", "female": "female"}
OTHERS = {
    "pername1": "given",
    "fname_c1": "given",
    "pername2": "family",
    "lname_c1": "family",
    "enumcap": "address",
    "date": "birth",
}
"""What headers of these sets mean that say it in no language."""


def features(tables: list[Table]) -> pa.Table | None:
    """The feature table of all rows; None where a given name, a family name or a birth lacks."""
    said = {
        OTHERS.get(one.label, meaning(one.label)): one.values
        for one in reversed(shared_columns(tables, {}).columns)
    }
    if not {"given", "family", "birth"} <= set(said):
        return None
    count = sum(len(table.rows) for table in tables)
    columns: dict[str, object] = {"no": list(range(count))}
    for part in ("given", "father", "grandfather", "family", "mother"):
        values = said.get(part) or (None,) * count
        heard_as = {text: sounds(text) for text in set(values) if text}
        columns[part], columns[f"{part}_c"] = (
            [heard_as[text][at] if text else None for text in values] for at in (0, 1)
        )
        if part in WRITTEN:
            columns[WRITTEN[part]] = [part_key(text) or None if text else None for text in values]
    days = [
        (day or "")[:10]
        for day in DateType().clean_many([value or "" for value in said["birth"]], Context()).values
    ]
    columns["born"] = [day if len(day) == 10 else None for day in days]
    columns["year"] = [int(day[:4]) if day[:4].isdigit() else None for day in days]
    columns["sex"] = [SEXES.get((value or "").lower()) for value in said.get("sex", (None,) * count)]
    columns["last"] = columns["family"]
    columns["place"] = [
        value.split()[0].lower() if value else None for value in said.get("place", (None,) * count)
    ]
    for column, name in (("phones", "phone"), ("documents", "document")):
        columns[column] = [[value] if value else None for value in said.get(name, (None,) * count)]
    shape = schema(PERSON)
    return pa.table(
        [pa.array(columns.get(field.name, [None] * count), field.type) for field in shape], schema=shape
    )


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--alone", action="store_true")
    given = parser.parse_args()
    if not given.sets.is_dir():
        sys.exit("Skipped: the sets are not here; benchmarks/public_sets.py says how to fetch and make them.")
    for name in given.names:
        tables, answers = read(given.sets / name, given.alone)
        records = features(tables)
        if records is None:
            say(f"{name}: left out, no given name, family name and birth")
            continue
        start, backend = Model.starting(PERSON, terms(records, PERSON)), DuckBackend(threads=1)
        model = start if records.num_rows < TRAINED_FROM else Linkage(start, records, backend).trained()
        scored = Linkage(model, records, backend).within()
        ends = [scored[end].to_numpy() for end in ("no_l", "no_r")]
        sides = [records.take(pa.array(end)) for end in ends]
        found, weights = heard(fields(model, scored), numbers(scored, "match_weight"), *sides)
        bands = np.array(verdicts(PERSON.name, found, weights, *sides, records.num_rows).bands)
        right = answers[ends[0]] == answers[ends[1]]
        for band in ("automatic", "review"):
            inside = bands == band
            count, ok = int(inside.sum()), int(right[inside].sum())
            low, high = wilson(ok, count)
            say(
                f"{name:<18} {band:<10} pairs {count:,} wrong {count - ok:,} precision "
                f"{ok / max(1, count):.4f} [{low:.4f} {high:.4f}]"
            )


if __name__ == "__main__":
    main()
