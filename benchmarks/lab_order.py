"""The laboratory: learn in which order hits stand, from which hit of known spectra was right, and what a hit
in that order is worth.

    python -m benchmarks.lab_order LIBRARY [--called WORDS] [--to FOLDER]

LIBRARY is a folder made by ``tahqiq lab library build`` from a set that holds compounds more than once.
Compounds are halved by the digest of the first block of their InChIKey. Spectra of half 0 are searched,
without themselves (A) and without all of their compound by the same contributor on the same instrument (B);
the trees learn which of the nearest hits is of the same compound. This order comes with the program; half 1
is not looked at, and ``lab.py`` counts what the order is worth there. The tiers are chosen on half 0 in an
order that was learned on half 1, so that neither choosing nor counting goes by what an order knew already,
and counted on half 1 in the order of the program. Without ``--to`` both are kept in the program.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from benchmarks.lab import elsewhere, halves_of, origins
from tahqiq.desks.lab.library import order
from tahqiq.desks.lab.library.pairs import pairs
from tahqiq.desks.lab.library.scores import alike
from tahqiq.desks.lab.library.search import CLOSER, looked_at, peaks_of
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.library.tiers import Trial, measured_tiers
from tahqiq.desks.lab.library.trees import choosing
from tahqiq.desks.lab.library.trial import replicated, trial, trial_spectra
from tahqiq.desks.lab.spectrum import Floats

Rows = npt.NDArray[np.int64]


def questions(library: Library, rows: Rows) -> tuple[Floats, Rows, npt.NDArray[np.bool_], Floats]:
    """For each spectrum and each protocol the nearest hits: values of their pairs, number of the question,
    whether the hit is right, its score."""
    origin = origins(library)
    features, numbers, right, scores = [], [], [], []
    for one in trial_spectra(library, rows, indexed=False):
        for without in (np.array([one.row]), elsewhere(library, origin, one.row)):
            seen = looked_at(library, one.first, without)
            score = alike(one.unknown, peaks_of(library, seen)).score
            near = np.argsort(-score, kind="stable")[:CLOSER]
            hits = seen[near]
            features.append(pairs(one.unknown, peaks_of(library, hits), library.masses(hits)))
            numbers.append(np.full(len(hits), len(numbers)))
            right.append(library.compounds[hits] == library.compounds[one.row])
            scores.append(score[near])
    return np.concatenate(features), np.concatenate(numbers), np.concatenate(right), np.concatenate(scores)


def unit_of(scores: Floats, numbers: Rows, right: npt.NDArray[np.bool_]) -> float:
    """How much of a logarithm of odds one whole score is worth by itself (Newton's method on the likelihood
    of the choices)."""
    begins = np.flatnonzero(np.diff(numbers, prepend=-1))
    answered = np.logical_or.reduceat(right, begins)[numbers]

    def mean(unit: float, which: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
        parts = np.where(which, np.exp(unit * (scores - 1)), 0)
        total = np.maximum(np.add.reduceat(parts, begins), 1e-300)
        first, second = (np.add.reduceat(parts * scores**power, begins) / total for power in (1, 2))
        return first, second - first**2

    unit = 10.0
    for _ in range(50):
        chosen, hit = mean(unit, answered & right), mean(unit, answered)
        step = float((chosen[0] - hit[0]).sum() / (hit[1] - chosen[1]).sum())
        unit += float(np.clip(step, -5, 5))
    return unit


def learned(library: Library, rows: Rows, on: str) -> order.Order:
    """The order that some spectra teach."""
    features, numbers, right, scores = questions(library, rows)
    unit = unit_of(scores, numbers, right)
    return order.Order(on, unit, choosing(features, numbers, right, unit * scores))


def tried(library: Library, rows: Rows, by: order.Order) -> Trial:
    """Both rankings of each spectrum in an order."""
    with patch.object(order, "public_order", return_value=by):
        return trial(library, rows)


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("--called", help="what the set is called; else the names of its files")
    parser.add_argument("--to", type=Path, default=Path(order.__file__).parent)
    given = parser.parse_args()
    library = Library(given.library)
    rows, halves = replicated(library), halves_of(library)
    named = given.called or ", ".join(one.name for one in library.manifest.sources)
    parts = [rows[halves[rows] == half] for half in (0, 1)]
    orders = [
        learned(
            library,
            part,
            f"{len(part)} spectra of {len(np.unique(library.compounds[part]))} compounds of {named}",
        )
        for part in parts
    ]
    first = orders[0]
    keep(
        given.to / "order.json", {"on": first.on, "unit": round(first.unit, 3), "trees": asdict(first.trees)}
    )
    sys.stdout.write(f"{first.on}: one score is worth {first.unit:.1f}, {len(first.trees.leaves)} trees\n")
    tiers = measured_tiers(
        tried(library, parts[0], orders[1]),
        tried(library, parts[1], first),
        f"{len(rows)} spectra of {named}, chosen on half of the compounds and counted on the other half",
    )
    keep(given.to / "public_tiers.json", tiers.kept())
    for name, one in tiers.measured.items():
        sys.stdout.write(f"{name}: {one}\n")
    return 0


def keep(path: Path, what: dict[str, Any]) -> None:
    """Write a file of numbers."""
    path.write_text(json.dumps(what, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
