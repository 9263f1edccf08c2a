"""Ranking of customs declarations: ours beside a common learner, the highest value and chance, in one run.

    python benchmarks/cargo.py DATA [--seeds 3] [--test FILE]

DATA is the folder with the public Korean declarations (CTGAN rows, Seondong/Customs-Declaration-Datasets,
branch en): ``customs_declarations_train.csv.gz`` and ``…_valid.csv.gz``; without it nothing is measured, and
that is said. Taught on the first, told on the second, which is later; a third table by ``--test`` is ranked
by the model that then learned from both. The peers are LightGBM and XGBoost with their defaults and codes for
categories (no dependencies of ours: install them beside, ``pip install lightgbm==4.7.0 xgboost``; without
one, its row says so), the highest value and chance; ``--seeds 0`` measures them alone. Goals of the fraud
label: AUC .905, P@5 .975, P@10 .935, calibration error .02, 45 CPU s; of the critical label R@1 .55, R@5 .80;
reasons for a 5 % list in 2 CPU s; a list of 1,000 in 2 CPU s.
"""

import argparse
import csv
import importlib.util
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tahqiq.desks.cargo.selection_lists import shift as shifts
from tahqiq.desks.cargo.selection_lists.candidates import Candidates
from tahqiq.desks.cargo.selection_lists.selection import select
from tahqiq.desks.cargo.targeting.columns import chosen
from tahqiq.desks.cargo.targeting.fit import Wish, fit
from tahqiq.desks.cargo.targeting.grounds import grounds
from tahqiq.desks.cargo.targeting.measures import Bools, Floats, Measured, measured
from tahqiq.desks.cargo.targeting.model import Model, read, write
from tahqiq.desks.cargo.targeting.rows import cells_of, days_of, labels_of
from tahqiq.desks.cargo.targeting.score import score
from tahqiq.formats.plain_table import plain_table

LABELS = {"Fraud": "Critical Fraud", "Critical Fraud": "Fraud"}


def say(*words: object) -> None:
    """A line on standard output."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def told(name: str, found: Measured, seconds: float) -> None:
    """One row of the table."""
    at = {item.percent: item for item in found.at}
    shares = "  ".join(
        f"P@{percent} {item.precision:.3f} R@{percent} {item.recall:.3f}" for percent, item in at.items()
    )
    say(
        f"  {name:28} AUC {found.auc:.3f}  {shares}  ECE "
        f"{'-' if found.ece is None else f'{found.ece:.3f}'}  {seconds:.1f} CPU s"
    )


def coded(train: Path, valid: Path, wish: Wish) -> tuple[list[Floats], list[Bools]]:
    """The columns that our model sees as plain numbers, categories by codes of the first table, and the
    labels; of both tables."""
    tables = [plain_table(train), plain_table(valid)]
    columns, _ = chosen(tables[0], wish.label, wish.time, wish.dropped, ())
    cells = [cells_of(table, columns)[0] for table in tables]
    known = [{text: code for code, text in enumerate(dict.fromkeys(column))} for column in cells[0][1].T]
    codes = [
        np.array(
            [[book.get(text, -1) for text in column] for book, column in zip(known, part[1].T, strict=True)],
            np.float64,
        ).T
        for part in cells
    ]
    rows = [np.hstack([part[0], code]) for part, code in zip(cells, codes, strict=True)]
    return rows, [labels_of(table, wish.label).finds for table in tables]


def lightgbm(rows: list[Floats], finds: Bools) -> Floats:
    """LightGBM with its defaults on one thread."""
    import lightgbm  # type: ignore[import-not-found, unused-ignore]

    model = lightgbm.train(
        {"objective": "binary", "num_threads": 1, "verbose": -1},
        lightgbm.Dataset(rows[0], finds.astype(float)),
    )
    return np.asarray(model.predict(rows[1]), np.float64)


def xgboost(rows: list[Floats], finds: Bools) -> Floats:
    """XGBoost with its defaults (100 trees) on one thread."""
    import xgboost  # type: ignore[import-not-found, unused-ignore]

    model = xgboost.train(
        {"objective": "binary:logistic", "nthread": 1}, xgboost.DMatrix(rows[0], finds.astype(float)), 100
    )
    return np.asarray(model.predict(xgboost.DMatrix(rows[1])), np.float64)


PEERS: dict[str, Callable[[list[Floats], Bools], Floats]] = {"lightgbm": lightgbm, "xgboost": xgboost}


def peers(train: Path, valid: Path, wish: Wish) -> None:
    """A row for each peer; one that is not installed says so."""
    rows, finds = coded(train, valid, wish)
    for name, ranked in PEERS.items():
        if importlib.util.find_spec(name) is None:
            say(f"  {name + ', defaults':28} not installed: not measured")
            continue
        began = time.process_time()
        told(f"{name}, defaults", measured(finds[1], ranked(rows, finds[0])), time.process_time() - began)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path, nargs="?", default=Path("declarations"))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--test", type=Path)
    asked = parser.parse_args()
    train, valid = (asked.data / f"customs_declarations_{part}.csv.gz" for part in ("train", "valid"))
    if not train.is_file() or not valid.is_file():
        say(f"The public declarations are not in {asked.data}: nothing is measured.")
        return
    for label, other in LABELS.items():
        say(f"{label}: taught on 2020, told on the first quarter of 2021")
        wish = Wish(label, "Date", (other,))
        for seed in range(asked.seeds):
            began = time.process_time()
            model, _ = fit(train, valid, Wish(label, "Date", (other,), seed=seed))
            told(f"ours, seed {seed}, both fits", model.card.measured, time.process_time() - began)
            if asked.test:
                _later(model, asked.test, label)
        peers(train, valid, wish)
        table = plain_table(valid)
        finds = labels_of(table, label).finds
        price = table.header.index("Item Price")
        told(
            "highest value first",
            measured(finds, np.array([float(row[price] or 0) for row in table.rows])),
            0.0,
        )
        told("by chance", measured(finds, np.random.default_rng(0).random(len(finds))), 0.0)
    if asked.seeds:
        _reasons(train, valid)
        _lists(train, valid)


def _later(model: Model, path: Path, label: str) -> None:
    found = score(model, path, 0, "en")
    finds = labels_of(found.table, label, tuple(model.card.finds)).finds
    told("  later table, both learned", measured(finds, found.scores), 0.0)


def _reasons(train: Path, valid: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        model, _ = fit(train, valid, Wish("Fraud", "Date", ("Critical Fraud",), rounds=100))
        write(model, Path(folder) / "model")
        model = read(Path(folder) / "model")
        table = plain_table(valid)
        cells, _ = cells_of(table, model.card.columns)
        top = np.argsort(-model.learner.margins(cells))[: len(table.rows) // 20]
        days = days_of(table, "Date", None)[top]
        began = time.process_time()
        made = grounds(model, (cells[0][top], cells[1][top]), days, "en")
        say(f"reasons for {len(made)} rows: {time.process_time() - began:.2f} CPU s")


SHIFT = """shift: bench
seed: 1
hands: {team: 3000}
examinations: {full: {minutes: {team: 60}, shows: 1}}
threats:
  revenue: {harm: 1}
  narcotics: {harm: 5, least: 10}
most_per_declarant: 5
"""


def _lists(train: Path, valid: Path) -> None:
    """Lists of 50 openings among each 1,000 declarations of the later table, in the order of time: solved,
    beside the 50 first of the model of any fraud. Both models saw the first table alone: its last quarter
    calibrates them."""
    shift, chances, found = shifts.read(SHIFT), [], []
    table = plain_table(valid)
    with tempfile.TemporaryDirectory() as folder:
        early, late = _parted(train, Path(folder))
        for label, other in LABELS.items():
            model, _ = fit(early, late, Wish(label, "Date", (other,)))
            chances.append(score(model, valid, 0, "en").scores)
            found.append(labels_of(table, label, tuple(model.card.finds)).finds)
    place = table.header.index("Declarant ID")
    opened, seconds = {"solved": [0, 0], "sorted": [0, 0]}, []
    shown = np.array(found).T
    for first in range(0, len(table.rows) - 999, 1000):
        rows = slice(first, first + 1000)
        offered = Candidates(
            tuple(map(str, range(1000))),
            table.lines[rows],
            np.array(chances).T[rows],
            tuple(row[place] for row in table.rows[rows]),
            ("",) * 1000,
            (),
        )
        began = time.process_time()
        ours = [one.row for one in select(shift, offered).opened]
        seconds.append(time.process_time() - began)
        for name, some in {
            "solved": ours,
            "sorted": np.argsort(-offered.chances[:, 0])[:50].tolist(),
        }.items():
            opened[name] = [
                have + int(more)
                for have, more in zip(opened[name], shown[rows][some].sum(axis=0), strict=True)
            ]
    for name, (any_, gravest) in opened.items():
        say(
            f"  lists of 50 of 1,000, {name}: {any_} finds, {gravest} of the gravest among "
            f"{len(seconds)} lists"
        )
    say(f"  solving one: {max(seconds):.2f} CPU s at the most")


def _parted(train: Path, folder: Path) -> tuple[Path, Path]:
    """The first three quarters of a table in the order of its days, and the last."""
    table = plain_table(train)
    rows = np.argsort(days_of(table, "Date", None), kind="stable")
    parts = []
    for name, some in (("early", rows[: len(rows) * 3 // 4]), ("late", rows[len(rows) * 3 // 4 :])):
        parts.append(folder / f"{name}.csv")
        with parts[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([table.header, *(table.rows[row] for row in some)])
    return parts[0], parts[1]


if __name__ == "__main__":
    main()
