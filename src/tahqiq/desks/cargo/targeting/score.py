"""Ranking rows of a plain table by a model."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tahqiq.desks.cargo.targeting.grounds import grounds
from tahqiq.desks.cargo.targeting.measures import Floats
from tahqiq.desks.cargo.targeting.model import Model
from tahqiq.desks.cargo.targeting.rows import NO_DAY, cells_of, days_of
from tahqiq.formats.plain_table import PlainTable, plain_table
from tahqiq.kit.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Ranked:
    """``scores`` (the calibrated chance of a find) and ``places`` (1 = first to open) for each row of the
    table; ``listed`` maps the rows of the list, first to open first, to their reasons. ``wrong`` are cells
    that should be numbers; ``seen_early`` counts rows dated within what the model learned from."""

    table: PlainTable
    scores: Floats
    places: NDArray[np.int64]
    listed: dict[int, list[str]]
    wrong: list[tuple[int, str]]
    seen_early: int
    without_day: int


def score(model: Model, path: Path, percent: float, locale: str) -> Ranked:
    """Rank every row, with reasons for the first ``percent`` of them (at least one). Raises ``WrongUse``
    (``cargo-no-rows``, ``cargo-no-such-column``)."""
    table = plain_table(path)
    if not table.rows:
        raise WrongUse("cargo-no-rows", file=table.name)
    cells, wrong = cells_of(table, model.card.columns)
    days = (
        days_of(table, model.card.time, model.card.date_order)
        if model.card.time in table.header
        else np.full(len(table.rows), NO_DAY, np.int32)
    )
    margins = model.learner.margins(cells)
    order = np.argsort(-margins, kind="stable")
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(1, len(order) + 1)
    top = order[: max(1, int(len(order) * percent / 100))] if percent > 0 else order[:0]
    told = grounds(model, (cells[0][top], cells[1][top]), days[top], locale) if len(top) else []
    dated = days != NO_DAY
    early = int((days[dated] <= model.history.days[-1]).sum())
    listed = dict(zip(top.tolist(), told, strict=True))
    return Ranked(
        table, model.card.calibration.of(margins), places, listed, wrong, early, int((~dated).sum())
    )
