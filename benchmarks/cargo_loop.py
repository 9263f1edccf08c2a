"""Whether the loop of the cargo desk finds a pattern that begins: week by week only what was opened has an
outcome, and the next list is chosen from that.

    python -m benchmarks.cargo_loop DATA [--seeds 5] [--peer-seeds 2]

DATA is the folder of ``benchmarks/cargo.py`` (public Korean declarations; without it nothing is measured, and
that is said). Of its 65 weeks the first four are opened whole, then a tenth of each week, about 70 of 700. A
pattern is planted that cuts across the bandit's cells of goods and origin: a declarant with a route, a word
of the goods (the set has no texts: each row gets two of 300 words), or a weight within five per cent. About
three to four and a half rows of a week have it; they are clean before week 26 and all fraudulent from then
on. The list is chosen by the desk's own code (``tahqiq.desks.cargo.selection_lists.selection``): 5 % by lot,
10 % to follow up finds, 10 % by the bandit of cells, the rest by a model taught every sixth week on what was
opened, the newest most. The peer is the same model without rates by sign, without weights by age and without
following up, with the same lot. Goals: .42 of what is opened has a find over all weeks; .80 of the pattern is
opened in its last 13 weeks (mean of five seeds). The words and the patterns are ours; the declarations are
not.
"""

import argparse
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.cargo import say
from tahqiq.desks.cargo.local_model.memory import Memory, Observation
from tahqiq.desks.cargo.local_model.signs import FAMILIES, Appearance, signs_of
from tahqiq.desks.cargo.selection_lists import shift as shifts
from tahqiq.desks.cargo.selection_lists.candidates import Candidates, Learned
from tahqiq.desks.cargo.selection_lists.selection import select
from tahqiq.desks.cargo.targeting.columns import chosen
from tahqiq.desks.cargo.targeting.learner import Cells, Learner
from tahqiq.desks.cargo.targeting.measures import Bools, Floats
from tahqiq.desks.cargo.targeting.rows import cells_of, days_of, labels_of
from tahqiq.formats.plain_table import plain_table

SHIFT = """shift: loop
seed: {seed}
hands: {{team: {minutes}}}
examinations: {{full: {{minutes: {{team: 60}}, shows: 1}}}}
threats: {{revenue: {{harm: 1}}}}
random: {{share: 0.05, examination: full}}
"""
LEARNING = "learning: {follow: 0.1, cells: 0.1, examination: full}\n"
PATTERNS = {"declarant and route": "way:", "word of the goods": "word:kind", "weight": "weight:"}
BEGINS, WHOLE, LAST, EVERY, HALF, ROUNDS = 26, 4, 13, 6, 91, 40


@dataclass(frozen=True, slots=True)
class World:
    """The declarations in the order of their days, with the signs of each."""

    cells: Cells
    finds: Bools
    days: NDArray[np.int64]
    weeks: NDArray[np.int64]
    signs: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """The share of finds among what was opened after the first weeks, and the shares of the pattern that were
    opened: from its beginning, and in its last quarter."""

    precision: float
    caught: float
    late: float
    rows: int
    why: dict[str, tuple[int, int]]


def world(data: Path, seed: int) -> World:
    """Read both tables and give each row two words."""
    tables = [plain_table(data / f"customs_declarations_{part}.csv.gz") for part in ("train", "valid")]
    columns, _ = chosen(tables[0], "Fraud", "Date", ("Critical Fraud",), ())
    parts = [cells_of(table, columns)[0] for table in tables]
    days = np.concatenate([days_of(table, "Date", None) for table in tables]).astype(np.int64)
    order = np.argsort(days, kind="stable")
    finds = np.concatenate([labels_of(table, "Fraud").finds for table in tables])[order]
    numbers, texts = (np.concatenate([part[which] for part in parts])[order] for which in (0, 1))
    names = {use: [column.name for column in columns if column.use == use] for use in ("number", "category")}
    dice = np.random.default_rng(seed)
    often = 1 / np.arange(1, 301)
    words = dice.choice(300, (len(days), 2), p=often / often.sum())
    mass = numbers[:, names["number"].index("Net Mass")]

    def column(name: str) -> NDArray[np.object_]:
        found: NDArray[np.object_] = texts[:, names["category"].index(name)]
        return found

    told = zip(
        column("HS6 Code"),
        column("Country of Origin"),
        column("Country of Departure"),
        column("Office ID"),
        column("Declarant ID"),
        column("Importer ID"),
        column("Seller ID"),
        mass,
        words,
        strict=True,
    )
    signs = [
        signs_of(
            Appearance(
                (hs,),
                origin,
                load,
                office,
                declarant,
                importer,
                seller,
                f"kind{some[0]:03d} kind{some[1]:03d}",
                float(kilos) or None,
            )
        )
        for hs, origin, load, office, declarant, importer, seller, kilos, some in told
    ]
    return World((numbers, texts), finds, days[order], (days[order] - days[order][0]) // 7, signs)


def planted(there: World, family: str, seed: int) -> tuple[Bools, Bools]:
    """Rows that have a pattern of a family, and the finds with it."""
    later = there.weeks >= BEGINS
    count = Counter(
        sign
        for signs, late in zip(there.signs, later, strict=True)
        if late
        for sign in signs
        if sign.startswith(family)
    )
    weeks = int(there.weeks.max()) - BEGINS + 1
    fit = sorted(sign for sign, rows in count.items() if 3 * weeks <= rows <= 4.5 * weeks)
    sign = fit[int(np.random.default_rng(seed).integers(len(fit)))]
    has = np.array([sign in signs for signs in there.signs], np.bool_)
    return has, np.where(has, later, there.finds)


def loop(there: World, has: Bools, finds: Bools, seed: int, *, whole: bool) -> Run:
    """Open week by week; ``whole``: with everything that the desk learns by, else the model alone."""
    opened, memory, waiting = list[int](), Memory(), list[Observation]()
    rates = np.zeros((len(finds), len(FAMILIES)), np.float32)
    model: Learner | None = None
    why: dict[int, str] = {}
    for week in range(int(there.weeks.max()) + 1):
        rows = np.flatnonzero(there.weeks == week)
        if len(rows) < 50:
            continue
        today = int(there.days[rows[0]])
        for one in sorted(waiting, key=lambda item: item.day):
            memory.add(one)
        if whole:
            rates[rows] = [memory.rates(there.signs[row], today) for row in rows]
        if week < WHOLE:
            picked = {int(row): "" for row in rows}
        else:
            if model is None or week % EVERY == 0:
                model = _taught(there, finds, rates, np.array(sorted(opened)), today, seed, whole)
            picked = _picked(
                there,
                rows,
                model.margins(_cells(there, rates, rows, whole)),
                memory,
                today,
                seed * 1000 + week,
                whole,
            )
            why |= picked
        opened += picked
        waiting = [Observation(there.signs[row], int(there.days[row]), bool(finds[row])) for row in picked]
    chosen_rows = np.array(sorted(why))
    got = np.zeros(len(finds), np.bool_)
    got[opened] = True
    began = has & (there.weeks >= BEGINS)
    late = began & (there.weeks > there.weeks.max() - LAST)
    told = {
        name: (
            sum(bool(finds[row]) for row, one in why.items() if one == name),
            sum(one == name for one in why.values()),
        )
        for name in sorted(set(why.values()))
    }
    return Run(
        float(finds[chosen_rows].mean()),
        float(got[began].mean()),
        float(got[late].mean()),
        int(began.sum()),
        told,
    )


def _cells(there: World, rates: NDArray[np.float32], rows: NDArray[np.int64], whole: bool) -> Cells:
    numbers = np.hstack([there.cells[0][rows], rates[rows]]) if whole else there.cells[0][rows]
    return np.ascontiguousarray(numbers), there.cells[1][rows]


def _taught(
    there: World,
    finds: Bools,
    rates: NDArray[np.float32],
    rows: NDArray[np.int64],
    today: int,
    seed: int,
    whole: bool,
) -> Learner:
    weights: Floats = (
        np.asarray(0.5 ** ((today - there.days[rows]) / HALF), np.float64) if whole else np.ones(len(rows))
    )
    return Learner.taught(_cells(there, rates, rows, whole), finds[rows], weights, rounds=ROUNDS, seed=seed)


def _picked(
    there: World, rows: NDArray[np.int64], margins: Floats, memory: Memory, today: int, seed: int, whole: bool
) -> dict[int, str]:
    """The list of a week by the desk's own code."""
    count = len(rows)
    shift = shifts.read(SHIFT.format(seed=seed, minutes=count // 10 * 60) + (LEARNING if whole else ""))
    learned = Learned(memory, tuple(there.signs[row] for row in rows), today) if whole else None
    offered = Candidates(
        tuple(map(str, range(count))),
        tuple(range(count)),
        1 / (1 + np.exp(-margins))[:, None],
        ("",) * count,
        ("",) * count,
        (),
        learned,
    )
    return {int(rows[one.row]): one.why for one in select(shift, offered).opened}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path, nargs="?", default=Path("declarations"))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--peer-seeds", type=int, default=2)
    asked = parser.parse_args()
    if not (asked.data / "customs_declarations_train.csv.gz").is_file():
        say(f"The public declarations are not in {asked.data}: nothing is measured.")
        return
    runs: dict[str, list[Run]] = {}
    for seed in range(asked.seeds):
        there = world(asked.data, seed)
        for name, family in PATTERNS.items():
            has, finds = planted(there, family, seed)
            for whole in (True, False) if seed < asked.peer_seeds else (True,):
                began = time.process_time()
                run = loop(there, has, finds, seed, whole=whole)
                who = "the desk's loop" if whole else "model alone"
                runs.setdefault(who, []).append(run)
                told = ", ".join(f"{one} {found}/{opened}" for one, (found, opened) in run.why.items())
                say(
                    f"  {name}, seed {seed}, {who}: precision {run.precision:.3f}, of {run.rows} of "
                    f"the pattern {run.caught:.3f}, in its last quarter {run.late:.3f}; {told}; "
                    f"{time.process_time() - began:.0f} CPU s"
                )
    for who, some in runs.items():
        say(
            f"{who}, mean of {len(some)}: precision {np.mean([one.precision for one in some]):.3f} "
            f"(least {min(one.precision for one in some):.3f}), pattern "
            f"{np.mean([one.caught for one in some]):.3f}, last quarter "
            f"{np.mean([one.late for one in some]):.3f} (least {min(one.late for one in some):.3f})"
        )


if __name__ == "__main__":
    main()
