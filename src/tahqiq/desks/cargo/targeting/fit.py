"""Teaching a model: learn on one table, be measured and calibrated on a later one, then learn from both, the
newest most."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tahqiq import __version__
from tahqiq.desks.cargo.targeting.calibration import calibrated
from tahqiq.desks.cargo.targeting.columns import Column, LeftOut, chosen
from tahqiq.desks.cargo.targeting.history import History
from tahqiq.desks.cargo.targeting.learner import Cells, Learner, version
from tahqiq.desks.cargo.targeting.measures import Bools, Floats, auc, calibration_error, measured
from tahqiq.desks.cargo.targeting.model import Card, Model, Taught
from tahqiq.desks.cargo.targeting.rows import NO_DAY, cells_of, day_text, days_of, labels_of
from tahqiq.formats.plain_table import PlainTable, plain_table
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.types.base import DateOrder

FEW_LABELS = 2_000
"""Below so many known outcomes a model is no better than chance at the top of its list: rules and peers lead
(measured on the Korean declarations)."""
TELLS = 0.99
"""A column that alone orders later rows so well was written after the opening."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How to learn. ``positive``: which texts of the label are a find (empty: told from the values).
    ``half_life_weeks``: after how long a row counts half, 0 for never. ``wanted``: columns that are seen
    although they look like an outcome, a running number or free text."""

    label: str
    time: str
    dropped: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    half_life_weeks: float = 13.0
    rounds: int = 250
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows with a known outcome and a day, in the order of time. ``left`` counts those without; ``wrong`` are
    cells (line, column) that are no number."""

    cells: Cells
    days: NDArray[np.int32]
    finds: Bools
    left: int
    wrong: list[tuple[int, str]]
    taught: Taught


def fit(train: Path, valid: Path, wish: Wish) -> tuple[Model, list[Rows]]:
    """Teach a model. Raises ``WrongUse`` (``cargo-…``) for tables that cannot teach one, and what reading a
    table raises."""
    tables = [plain_table(train), plain_table(valid)]
    columns, left_out = chosen(tables[0], wish.label, wish.time, wish.dropped, wish.wanted)
    positive = labels_of(tables[0], wish.label, wish.positive).taken
    first, second = (
        _rows(table, path, columns, wish, positive)
        for table, path in zip(tables, (train, valid), strict=True)
    )
    seen, left_out = _without_tellers(columns, left_out, first, second, wish)
    if not seen:
        raise WrongUse("cargo-no-columns", file=tables[0].name)
    if seen != columns:
        columns = seen
        first, second = (
            _rows(table, path, columns, wish, positive)
            for table, path in zip(tables, (train, valid), strict=True)
        )
    early = _learn(first.cells, first.finds, first.days, wish)
    margins = early.margins(second.cells)
    calibration = calibrated(margins, second.finds)
    found = measured(second.finds, margins, _held_out_error(margins, second.finds))
    cells = (
        np.concatenate([first.cells[0], second.cells[0]]),
        np.concatenate([first.cells[1], second.cells[1]]),
    )
    days, finds = np.concatenate([first.days, second.days]), np.concatenate([first.finds, second.finds])
    order = np.argsort(days, kind="stable")
    cells, days, finds = (cells[0][order], cells[1][order]), days[order], finds[order]
    learner = _learn(cells, finds, days, wish)
    card = Card(
        made=clock.now(),
        program=__version__,
        learner=f"catboost {version()}",
        label=wish.label,
        finds=list(positive),
        time=wish.time,
        date_order=wish.date_order,
        columns=columns,
        left_out=left_out,
        half_life_weeks=wish.half_life_weeks,
        rounds=wish.rounds,
        seed=wish.seed,
        taught=[first.taught, second.taught],
        measured=found,
        calibration=calibration,
    )
    return Model(card, learner, History.of(cells, days, finds)), [first, second]


def _rows(
    table: PlainTable, path: Path, columns: Sequence[Column], wish: Wish, positive: tuple[str, ...]
) -> Rows:
    if not table.rows:
        raise WrongUse("cargo-no-rows", file=table.name)
    labels = labels_of(table, wish.label, positive)
    days = days_of(table, wish.time, wish.date_order)
    cells, wrong = cells_of(table, columns)
    usable = np.flatnonzero(labels.known & (days != NO_DAY))
    usable = usable[np.argsort(days[usable], kind="stable")]
    finds = labels.finds[usable]
    if finds.all() or not finds.any():
        raise WrongUse("cargo-label-one-value", column=wish.label[:80], file=table.name)
    with path.open("rb") as opened:
        digest = sha256(opened.read()).hexdigest()
    taught = Taught(
        file=table.name,
        sha256=digest,
        rows=len(usable),
        finds=int(finds.sum()),
        first=day_text(int(days[usable[0]])),
        last=day_text(int(days[usable[-1]])),
    )
    return Rows(
        (cells[0][usable], cells[1][usable]),
        days[usable],
        finds,
        len(table.rows) - len(usable),
        wrong,
        taught,
    )


def _learn(cells: Cells, finds: Bools, days: NDArray[np.int32], wish: Wish) -> Learner:
    age = (days.max() - days).astype(np.float64) / 7
    weights = 0.5 ** (age / wish.half_life_weeks) if wish.half_life_weeks > 0 else np.ones(len(days))
    return Learner.taught(cells, finds, weights, rounds=wish.rounds, seed=wish.seed)


def _held_out_error(margins: Floats, finds: Bools) -> float | None:
    """The calibration error on the later half of the rows, with steps learned on the earlier half; None where
    one of them is all alike."""
    middle = len(finds) // 2
    early, late = finds[:middle], finds[middle:]
    if early.all() or not early.any() or late.all() or not late.any():
        return None
    return calibration_error(late, calibrated(margins[:middle], early).of(margins[middle:]))


def _without_tellers(
    columns: Sequence[Column], left_out: Sequence[LeftOut], first: Rows, second: Rows, wish: Wish
) -> tuple[list[Column], list[LeftOut]]:
    """Leave out what alone orders the later rows nearly without a fault, unless it is wanted."""
    names = (
        [column.name for column in columns if column.use == "number"],
        [column.name for column in columns if column.use == "category"],
    )
    told: set[str] = set()
    for place, name in enumerate(names[0]):
        values = np.nan_to_num(second.cells[0][:, place].astype(np.float64), nan=-np.inf)
        apart = auc(second.finds, values)
        if max(apart, 1 - apart) >= TELLS:
            told.add(name)
    for place, name in enumerate(names[1]):
        if (
            auc(second.finds, _rates(first.cells[1][:, place], first.finds, second.cells[1][:, place]))
            >= TELLS
        ):
            told.add(name)
    told -= set(wish.wanted)
    return [item for item in columns if item.name not in told], [
        *left_out,
        *(LeftOut(name=name, why="tells-the-label") for name in sorted(told)),
    ]


def _rates(texts: NDArray[np.object_], finds: Bools, asked: NDArray[np.object_]) -> Floats:
    """The share of finds of each text in earlier rows, for each text asked about; the share of all where it
    is new."""
    counts: dict[str, list[int]] = {}
    for text, find in zip(texts.tolist(), finds.tolist(), strict=True):
        told = counts.setdefault(text, [0, 0])
        told[0] += find
        told[1] += 1
    base = float(finds.mean())
    return np.array(
        [counts[text][0] / counts[text][1] if text in counts else base for text in asked.tolist()]
    )
