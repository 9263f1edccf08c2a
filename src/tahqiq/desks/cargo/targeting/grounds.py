"""Why a row ranks where it does: what was found before at the same signs, counted, and what the model adds
for each column. Why it ranks, never why guilty."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tahqiq.desks.cargo.targeting.history import Counted
from tahqiq.desks.cargo.targeting.learner import Cells
from tahqiq.desks.cargo.targeting.measures import Floats
from tahqiq.desks.cargo.targeting.model import Model
from tahqiq.desks.cargo.targeting.rows import NO_DAY, day_text
from tahqiq.kit.messages import message
from tahqiq.kit.shares import wilson

TOP = 4
"""How many columns that raise a row are looked at."""
LEAST = 3
"""Fewer earlier openings than this say nothing."""
SENTENCES = 2


def grounds(model: Model, cells: Cells, days: NDArray[np.int32], locale: str) -> list[list[str]]:
    """Sentences for each row, the strongest first, in a language of the program. Counts are of rows dated
    before the row's day; for a row without a day all rows count."""
    parts = model.learner.parts(cells)
    numbers = [column.name for column in model.card.columns if column.use == "number"]
    categories = [column.name for column in model.card.columns if column.use == "category"]
    known = [{text: code for code, text in enumerate(values)} for values in model.history.values]
    made: list[list[str]] = []
    for row in range(len(days)):
        before = int(days[row]) if days[row] != NO_DAY else int(model.history.days[-1]) + 1
        raising = [
            int(place) for place in np.argsort(-parts[row, :-1], kind="stable")[:TOP] if parts[row, place] > 0
        ]
        signs = [
            (place - len(numbers), str(cells[1][row, place - len(numbers)]))
            for place in raising
            if place >= len(numbers)
        ]
        told = [
            message(
                "cargo-why-counted",
                locale,
                {
                    "found": str(count.found),
                    "opened": str(count.opened),
                    "since": day_text(count.since),
                    "base": f"{model.history.share(before) * 100:.0f}",
                    "signs": _joined(categories, found),
                },
            ).sentence
            for found, count in _strongest(model, signs, known, before)
        ]
        made.append(
            [
                *told,
                message(
                    "cargo-why-model",
                    locale,
                    {"columns": _added(parts[row], raising, numbers, categories, cells, row)},
                ).sentence,
            ]
        )
    return made


def _strongest(
    model: Model, signs: Sequence[tuple[int, str]], known: Sequence[dict[str, int]], before: int
) -> list[tuple[tuple[tuple[int, str], ...], Counted]]:
    """Single signs and pairs of them that were opened often enough and had finds surely above the usual, the
    surest first; none is told twice in other company."""
    usual = model.history.share(before)
    found: list[tuple[float, tuple[tuple[int, str], ...], Counted]] = []
    for size in (1, 2):
        for some in combinations(signs, size):
            codes = [(column, known[column].get(text, -1)) for column, text in some]
            count = model.history.counted(codes, before)
            least = wilson(count.found, count.opened)[0]
            if count.opened >= LEAST and least > usual:
                found.append((least, some, count))
    found.sort(key=lambda item: (-item[0], len(item[1])))
    told: list[tuple[tuple[tuple[int, str], ...], Counted]] = []
    for _, some, count in found:
        if all(not set(some) & set(other) for other, _ in told):
            told.append((some, count))
    return told[:SENTENCES]


def _joined(categories: Sequence[str], signs: Sequence[tuple[int, str]]) -> str:
    return ", ".join(f"{categories[column]} {text or '-'}" for column, text in signs)


def _added(
    parts: Floats,
    raising: Sequence[int],
    numbers: Sequence[str],
    categories: Sequence[str],
    cells: Cells,
    row: int,
) -> str:
    """Each column that raises the row, with its value and what it adds to the log-odds."""
    told = []
    for place in raising:
        if place < len(numbers):
            value = cells[0][row, place]
            told.append(f"{numbers[place]} {'-' if np.isnan(value) else f'{value:g}'} (+{parts[place]:.2f})")
        else:
            told.append(
                f"{categories[place - len(numbers)]} {cells[1][row, place - len(numbers)] or '-'} "
                f"(+{parts[place]:.2f})"
            )
    return ", ".join(told) or "-"
