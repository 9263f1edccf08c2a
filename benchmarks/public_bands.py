"""Every band of ``tahqiq resolve files`` on public labelled tables, beside splink's untuned model in the same
run.

    python benchmarks/public_bands.py SETS [--set NAME] [--held-out] [--alone] [--only WHO] [--seconds N]
    [--table]

SETS is the folder that ``public_sets.py`` makes of files fetched by hand; without it nothing is measured, and
that is said. For each set: the pairs of each band of probability with their precision and its interval
(Wilson 1927, 95 %), the recall of the top tier, cluster F1, CPU seconds and peak memory, each in a process of
its own. ``--table`` prints Markdown; a program that takes longer than ``--seconds`` of CPU is ended, and that
is said. ``--alone`` keeps one row of each person or thing first, so that no pair is right. *splink* gets the
columns as we recognise them, its library's comparison for each, candidates that agree on any column that is
selective enough, and trains as its tutorial does; nothing is tuned for either.
"""

import argparse
import contextlib
import csv
import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from public_sets import CHOSEN_ON, ENTITY

from tahqiq.kit.shares import wilson
from tahqiq.resolve.tables.columns import Column, Table, shared_columns
from tahqiq.resolve.tables.distinct import counted
from tahqiq.resolve.tables.link import link

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]
BANDS = ((0.999, 1.1), (0.99, 0.999), (0.9, 0.99), (0.5, 0.9))


def say(*words: object) -> None:
    """A line on standard output."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def read(folder: Path, alone: bool) -> tuple[list[Table], Rows]:
    """The tables of a set without their answers, and the answers of all rows."""
    tables: list[Table] = []
    answers: list[str] = []
    for letter in "ab"[: 1 if alone else 2]:
        path = folder / f"{letter}.csv"
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as opened:
            header, *rows = list(csv.reader(opened))
        at, seen = header.index(ENTITY), set[str]()
        kept = [row for row in rows if not alone or not (row[at] in seen or seen.add(row[at]))]  # type: ignore[func-returns-value]
        answers += [row[at] for row in kept]
        tables.append(
            Table(
                letter,
                tuple(header[:at] + header[at + 1 :]),
                tuple(tuple(row[:at] + row[at + 1 :]) for row in kept),
            )
        )
    numbers = {one: number for number, one in enumerate(dict.fromkeys(answers))}
    return tables, np.array([numbers[one] for one in answers], dtype=np.int64)


def ours(tables: Sequence[Table]) -> tuple[Rows, Rows, Numbers]:
    """Pairs and probabilities of the program."""
    found = link(tables)
    return found.left, found.right, found.probabilities


def comparison(column: Column) -> object:
    """What splink's library has for a column of this kind."""
    import splink.comparison_library as library

    if column.role == "name":
        return library.NameComparison(column.label)
    if column.role in ("category", "number"):
        return library.ExactMatch(column.label)
    return library.LevenshteinAtThresholds(column.label, [1, 2])


def splink(tables: Sequence[Table]) -> tuple[Rows, Rows, Numbers]:
    """Pairs and probabilities of splink as it comes."""
    import pyarrow as pa
    import splink.internals.exceptions as splink_exceptions
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.CRITICAL)
    known = [
        Column(f"c{at}", one.role, one.values) for at, one in enumerate(shared_columns(tables, {}).columns)
    ]
    backend, frames, start = DuckDBAPI(), [], 0
    for table in tables:
        stop = start + len(table.rows)
        columns = {one.label: pa.array(one.values[start:stop], pa.string()) for one in known}
        frames.append(backend.register(pa.table({"unique_id": pa.array(range(start, stop)), **columns})))
        start = stop
    selective = []
    for one in known:
        codes = {value: number for number, value in enumerate(dict.fromkeys(one.values))}
        counts = counted(np.array([codes[value] for value in one.values if value], dtype=np.int64))[1]
        if int((counts * (counts - 1)).sum()) <= 40 * start:
            selective.append(one.label)
    selective = selective or [known[0].label]
    settings = SettingsCreator(
        link_type="link_only" if len(frames) > 1 else "dedupe_only",
        comparisons=[comparison(one) for one in known],  # type: ignore[misc]
        blocking_rules_to_generate_predictions=[block_on(label) for label in selective],
    )
    linker = Linker(frames if len(frames) > 1 else frames[0], settings, log_level=None)
    assumed = linker._settings_obj._probability_two_random_records_match
    with contextlib.suppress(ValueError):
        linker.training.estimate_probability_two_random_records_match(
            [block_on(*[one.label for one in known[:3]])], recall=0.7
        )
    if (
        not 0 < linker._settings_obj._probability_two_random_records_match < 1
    ):  # no two rows agree in three columns
        linker._settings_obj._probability_two_random_records_match = assumed
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for label in selective[:3]:
        with contextlib.suppress(
            ValueError, splink_exceptions.SplinkException
        ):  # a share of nothing in one block ends its training there
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(label))
    scored = linker.inference.predict(threshold_match_probability=0.5, warning_mode="never").as_record_list()
    ends = [np.array([row[f"unique_id_{side}"] for row in scored], dtype=np.int64) for side in "lr"]
    return ends[0], ends[1], np.array([row["match_probability"] for row in scored])


def measured(name: str, folder: Path, who: str, alone: bool) -> dict[str, object]:
    """One set by one program, in this process."""
    tables, answers = read(folder / name, alone)
    began = time.process_time()
    left, right, chances = (ours if who == "ours" else splink)(tables)
    spent = time.process_time() - began
    first = len(tables[0].rows)

    def pairs(part: Rows) -> int:
        counts = counted(part)[1]
        return int((counts * (counts - 1)).sum()) // 2

    true = pairs(answers) - (pairs(answers[:first]) + pairs(answers[first:]) if len(tables) > 1 else 0)
    right_ones = answers[left] == answers[right]
    bands = [
        [int(inside.sum()), int((inside & right_ones).sum())]
        for low, high in BANDS
        for inside in [(chances >= low) & (chances < high)]
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {
        "rows": [len(table.rows) for table in tables],
        "true": true,
        "bands": bands,
        "cpu": spent,
        "peak": peak,
    }


def band(count: int, right: int) -> str:
    """How many pairs, how many of them wrong, and the precision with its interval."""
    if not count:
        return "none"
    low, high = wilson(right, count)
    return f"{count:,}, {count - right:,} wrong: {right / count:.4f} [{low:.4f} {high:.4f}]"


def told(name: str, who: str, made: dict[str, object], table: bool) -> None:
    """A line for one program on one set."""
    bands, true, rows = made["bands"], made["true"], made["rows"]
    assert isinstance(bands, list)
    assert isinstance(true, int)
    assert isinstance(rows, list)
    recall = f"{bands[0][1] / true:.3f}" if true else "-"
    if table:
        cells = [
            name,
            " + ".join(f"{count:,}" for count in rows),
            f"{true:,}",
            who,
            *(band(*one) for one in bands),
            recall,
        ]
        say("|", " | ".join([*cells, f"{made['cpu']:.1f} s, {made['peak']:.2f} GB"]), "|")
    else:
        shown = " | ".join(band(*one) for one in bands)
        say(
            f"{name:<18} {who:<7} {rows} true {true:,} | {shown} | recall {recall} | "
            f"{made['cpu']:.1f} CPU s, {made['peak']:.2f} GB"
        )


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path)
    parser.add_argument("--set", action="append", help="this set only; may be repeated")
    parser.add_argument("--held-out", action="store_true", help="only the sets on which nothing was chosen")
    parser.add_argument(
        "--alone", action="store_true", help="one row of each person or thing: no pair is right"
    )
    parser.add_argument("--only", choices=("ours", "splink"), help="one of the two programs")
    parser.add_argument("--seconds", type=int, default=600, help="CPU seconds after which a program is ended")
    parser.add_argument("--table", action="store_true", help="lines of a Markdown table")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.sets.is_dir():
        say("Skipped: the sets are not here; benchmarks/public_sets.py says how to fetch and make them.")
        return
    names = given.set or sorted(path.name for path in given.sets.iterdir() if (path / "a.csv").exists())
    if given.one:
        resource.setrlimit(resource.RLIMIT_CPU, (given.seconds, given.seconds))
        say(json.dumps(measured(names[0], given.sets, given.one, given.alone)))
        return
    for name in names:
        if given.held_out and name in CHOSEN_ON:
            continue
        for who in [given.only] if given.only else ["ours", "splink"]:
            command = [
                sys.executable,
                __file__,
                str(given.sets),
                "--set",
                name,
                "--one",
                who,
                "--seconds",
                str(given.seconds),
            ]
            command += ["--alone"] if given.alone else []
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own script)
            shown = f"{name}{' (one row of each)' if given.alone else ''}"
            if done.returncode < 0:
                say(f"{shown:<18} {who:<7} ended after {given.seconds} CPU s")
            elif done.returncode:
                say(
                    f"{shown:<18} {who:<7} failed: "
                    f"{(done.stderr.strip().splitlines() or ['no word'])[-1][:160]}"
                )
            else:
                told(shown, who, json.loads(done.stdout.splitlines()[-1]), given.table)


if __name__ == "__main__":
    main()
