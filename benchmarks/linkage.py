"""Linking an invented population, beside plain splink with the same comparisons in the same run.

    python benchmarks/linkage.py [--records 1000000] [--new 10000] [--names PATH]

The population is that of ``population.py``; its docstring says how it is made and why real data is harder.
*Ours* trains without labels, scores, gives bands and groups; *plain splink* gets the same comparisons and
candidates, trains, scores and clusters with its own functions. Both get the same feature table. The new
records of the incremental run were never among the others. The ratio of times counts; seconds only inform.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tahqiq.names.skeleton import coarse, skeleton
from tahqiq.names.units import part_key
from tahqiq.resolve.bands import threshold, verdicts
from tahqiq.resolve.components import components
from tahqiq.resolve.engine import DuckBackend, Linkage, duplicates, schema, terms
from tahqiq.resolve.evidence import fields, numbers
from tahqiq.resolve.heard import heard
from tahqiq.resolve.kinds import PERSON, WRITTEN
from tahqiq.resolve.model import Model

T = TypeVar("T")
CLUSTER_BITS = 5.0
PARTS = ("given", "father", "grandfather", "family", "mother")


def say(*words: object) -> None:
    """A line on standard output."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def features(people: pa.Table) -> pa.Table:
    """The feature table of a population, whose slots are already apart."""
    columns: dict[str, object] = {"no": people["record"]}
    for part in PARTS:
        texts = people[part].to_pylist()
        made = {
            text: (
                skeleton(text).replace(" ", "") or text.lower(),
                coarse(text).replace(" ", "") or text.lower(),
            )
            for text in set(texts)
            if text
        }
        columns[part] = [made[text][0] if text else None for text in texts]
        columns[f"{part}_c"] = [made[text][1] if text else None for text in texts]
    births = people["birth"].to_pylist()
    columns["born"] = [text if text and len(text) == 10 else None for text in births]
    columns["year"] = pa.array([int(text[:4]) if text else None for text in births], pa.int32())
    columns["place"] = people["place"]
    columns["last"] = columns["family"]
    for part, column in WRITTEN.items():
        keys = {text: part_key(text) for text in set(people[part].to_pylist()) if text}
        columns[column] = [keys.get(text) for text in people[part].to_pylist()]
    columns["phones"] = [[text] if text else None for text in people["phone"].to_pylist()]
    columns["documents"] = [[text] if text else None for text in people["document"].to_pylist()]
    shape = schema(PERSON)
    arrays = [
        columns[field.name] if field.name in columns else pa.nulls(people.num_rows, field.type)
        for field in shape
    ]
    return pa.table(
        [
            array if isinstance(array, pa.Array | pa.ChunkedArray) else pa.array(array, field.type)
            for array, field in zip(arrays, shape, strict=True)
        ],
        schema=shape,
    )


def quality(groups: NDArray[np.int64], person: NDArray[np.int64]) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1 of groups of rows."""

    def pairs(labels: NDArray[np.int64]) -> float:
        counts = np.unique(labels, return_counts=True)[1].astype(float)
        return float((counts * (counts - 1) / 2).sum())

    both = pairs(groups * (int(person.max()) + 1) + person)
    precision, recall = both / max(1.0, pairs(groups)), both / pairs(person)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def ours(records: pa.Table) -> tuple[Model, pa.Table, list[str], NDArray[np.int64]]:
    """Train, score, judge, group."""
    start = Model.starting(PERSON, terms(records, PERSON))
    backend = DuckBackend(threads=2)
    model = Linkage(start, records, backend).trained()
    scored = Linkage(model, records, backend).within()
    model = model.with_parameters({}, duplicates([scored], records.num_rows, model.prior(records.num_rows)))
    left, right = scored["no_l"].to_numpy(), scored["no_r"].to_numpy()
    sides = [
        records.select(["sex", "year", *WRITTEN.values()]).take(pa.array(rows)) for rows in (left, right)
    ]
    found, weights = heard(fields(model, scored), numbers(scored, "match_weight"), *sides)
    bands = verdicts(PERSON.name, found, weights, *sides, records.num_rows).bands
    kept = weights >= CLUSTER_BITS
    return model, scored, bands, components(records.num_rows, left[kept], right[kept])


def peer(path: Path) -> None:
    """Plain splink in a process of its own: prints seconds, precision, recall, F1."""
    from splink import Linker

    records = pq.read_table(path / "features.parquet")
    person = np.load(path / "person.npy")

    def work() -> NDArray[np.int64]:
        settings = Model.starting(PERSON).settings("duckdb", records.num_rows)
        for comparison in settings["comparisons"]:  # type: ignore[attr-defined]
            for level in comparison["comparison_levels"]:
                level.pop("m_probability", None), level.pop("u_probability", None)
        settings["retain_intermediate_calculation_columns"] = False
        backend = DuckBackend(threads=2)
        frame = backend.register(records)
        linker = Linker(frame, settings, log_level=None)
        rules = [
            "l.given = r.given AND l.father = r.father AND l.born = r.born AND l.grandfather = r.grandfather"
        ]
        linker.training.estimate_probability_two_random_records_match(rules, recall=0.3)
        linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
        for columns in PERSON.sessions:
            linker.training.estimate_parameters_using_expectation_maximisation(
                " AND ".join(f"l.{one} = r.{one}" for one in columns)
            )
        scored = linker.inference.predict(threshold_match_probability=0.01, warning_mode="never")
        made = linker.clustering.cluster_pairwise_predictions_at_threshold(
            scored, threshold_match_weight=CLUSTER_BITS
        )
        found = backend.connection.sql(
            f"SELECT no, cluster_id FROM {made.physical_name} ORDER BY no"
        ).to_arrow_table()
        return np.asarray(found["cluster_id"].to_numpy())

    seconds, groups = timed(work)
    say(seconds, *quality(groups, person), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--new", type=int, default=10_000)
    parser.add_argument("--names", default="")
    parser.add_argument("--peer", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peer:
        peer(given.peer)
        return
    count, new = given.records, given.new
    with (
        tempfile.TemporaryDirectory() as folder
    ):  # in a process of its own, so that the peak is that of linking
        out = str(Path(folder) / "people.parquet")
        maker = [
            sys.executable,
            str(Path(__file__).parent / "population.py"),
            out,
            "--records",
            str(count + new),
            "--names",
            given.names,
        ]
        subprocess.run(maker, check=True)  # noqa: S603 (our own script)
        everybody = pq.read_table(out)
    person = everybody["person"].to_numpy()
    making, table = timed(lambda: features(everybody))
    old, fresh = table.slice(0, count), table.slice(count, new)
    with tempfile.TemporaryDirectory() as folder:
        pq.write_table(old, Path(folder) / "features.parquet")
        np.save(Path(folder) / "person.npy", person[:count])
        seconds, (model, scored, bands, groups) = timed(lambda: ours(old))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        command = [sys.executable, __file__, "--peer", folder]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 (our own script)
    theirs = [float(word) for word in told[-5:]]
    say(
        f"{count:,} records, features in {making:.1f} s; {scored.num_rows:,} candidates; model "
        f"{model.id}; threshold {threshold(count):.1f} bits"
    )
    say(f"{'':<14}{'seconds':>9}{'precision':>11}{'recall':>9}{'F1':>8}{'peak GB':>9}")
    for name, values in (
        ("ours", (seconds, *quality(groups, person[:count]), peak)),
        ("plain splink", theirs),
    ):
        say(
            f"{name:<14}{values[0]:>9.1f}{values[1]:>11.4f}{values[2]:>9.4f}{values[3]:>8.4f}{values[4]:>9.2f}"
        )
    say(f"ratio of times {seconds / theirs[0]:.2f}")
    sure = np.array([band == "automatic" for band in bands])
    left, right = scored["no_l"].to_numpy(), scored["no_r"].to_numpy()
    true = person[left] == person[right]
    looked = np.array([band == "review" for band in bands])
    truth = np.unique(person[:count], return_counts=True)[1]
    all_true = float((truth * (truth - 1) / 2).sum())
    say(
        f"automatic band: {sure.sum():,} pairs, precision {true[sure].mean():.5f}, recall "
        f"{true[sure].sum() / all_true:.4f}"
    )
    say(
        f"for review:     {looked.sum():,} pairs, precision {true[looked].mean():.4f}; "
        f"with the automatic band recall {true[sure | looked].sum() / all_true:.4f}"
    )
    linkage = Linkage(model, old, DuckBackend(threads=2), count + new)
    for size in (new, 1):
        spent, found = timed(lambda size=size: linkage.between(fresh.slice(0, size)))
        kept = found.filter(pa.compute.greater_equal(found["match_weight"], CLUSTER_BITS))
        right_ones = (
            (person[kept["no_l"].to_numpy()] == person[kept["no_r"].to_numpy()]).mean()
            if kept.num_rows
            else 1.0
        )
        say(
            f"{size:,} new against {count:,}: {spent:.2f} s, {kept.num_rows:,} pairs, precision "
            f"{right_ones:.4f}"
        )
    single = [timed(lambda at=at: linkage.between(fresh.slice(at, 1)))[0] for at in range(1, min(new, 11))]
    say(f"one record, ten times: median {np.median(single):.2f} s, longest {max(single):.2f} s")


if __name__ == "__main__":
    main()
