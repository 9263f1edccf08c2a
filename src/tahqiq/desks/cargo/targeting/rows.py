"""A plain table as rows that can be learned from or ranked: cells, days, finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tahqiq.collect.mapping.date_evidence import order_of
from tahqiq.collect.mapping.moments import MISSING, read_times
from tahqiq.collect.mapping.texts import Texts
from tahqiq.desks.cargo.targeting.columns import Column, place_of
from tahqiq.desks.cargo.targeting.learner import Cells, as_objects
from tahqiq.desks.cargo.targeting.measures import Bools
from tahqiq.formats.plain_table import PlainTable
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import fold_digits
from tahqiq.model.types.base import Context, DateOrder
from tahqiq.model.types.number import parse_number

NO_DAY = np.iinfo(np.int32).min
_DAY = 86_400_000_000
_YES = frozenset({"1", "y", "yes", "true", "t", "نعم", "بەڵێ", "بەلێ", "ئەرێ"})
_NO = frozenset({"0", "n", "no", "false", "f", "لا", "نەخێر", "نەخێ", "نا"})


@dataclass(frozen=True, slots=True)
class Labels:
    """What was found: ``finds`` for each row, ``known`` where something stands; ``taken`` are the texts that
    count as a find."""

    finds: Bools
    known: Bools
    taken: tuple[str, ...]


def labels_of(table: PlainTable, column: str, positive: Sequence[str] = ()) -> Labels:
    """Read the outcome column. Without ``positive``: yes or 1 of two values; of whole numbers such as 0, 1, 2
    the highest alone, the gravest find.

    Raises ``WrongUse``: ``cargo-label-one-value`` where all rows say the same, ``cargo-label-unclear`` where
    it is not told which value is a find.
    """
    place = place_of(table, column)
    texts = [row[place] for row in table.rows]
    values = sorted({text for text in texts if text})
    if len(values) < 2:
        raise WrongUse("cargo-label-one-value", column=column[:80], file=table.name)
    strange = [text for text in positive if text not in values]
    taken = tuple(positive) or _positive(values)
    if not taken or strange:
        raise WrongUse("cargo-label-unclear", column=column[:80], values=", ".join(values[:12])[:200])
    known = np.array([bool(text) for text in texts], np.bool_)
    return Labels(np.array([text in taken for text in texts], np.bool_), known, taken)


def _positive(values: Sequence[str]) -> tuple[str, ...]:
    folded = {text.casefold(): text for text in values}
    yes = [text for key, text in folded.items() if key in _YES]
    if len(values) == 2 and len(yes) == 1 and any(key in _NO for key in folded):
        return (yes[0],)
    if all(fold_digits(text).isdigit() for text in values):
        return (max(values, key=lambda text: int(fold_digits(text))),)
    return ()


def days_of(table: PlainTable, column: str, order: DateOrder | None) -> NDArray[np.int32]:
    """The day of each row since 1970-01-01, :data:`NO_DAY` where none can be read. Raises ``WrongUse``
    (``cargo-date-order``) where day and month could be told either way and ``order`` does not say,
    ``cargo-no-dates`` where fewer than half of the rows have one."""
    place = place_of(table, column)
    texts = [row[place] for row in table.rows]
    if order is None:
        told = order_of(texts, column, (table.name,))
        if told.open:
            raise WrongUse(
                "cargo-date-order", column=column[:80], sample=next((text for text in texts if text), "")[:40]
            )
        order = told.order
    coded = pa.array([text or None for text in texts], pa.string()).dictionary_encode()
    times = read_times(
        Texts(np.asarray(coded.indices.fill_null(-1)), coded.dictionary),
        Context(zone="UTC", date_order=order),
    )
    days = np.where(times.utc == MISSING, NO_DAY, times.utc // _DAY).astype(np.int32)
    codes = np.asarray(coded.indices.fill_null(-1))
    found = np.where(codes < 0, NO_DAY, days[codes] if len(days) else NO_DAY).astype(np.int32)
    if (found == NO_DAY).sum() * 2 > len(found):
        raise WrongUse("cargo-no-dates", column=column[:80], file=table.name)
    return found


def day_text(day: int) -> str:
    """A day as text, ISO 8601."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + day).isoformat()


def cells_of(table: PlainTable, columns: Sequence[Column]) -> tuple[Cells, list[tuple[int, str]]]:
    """The cells of the columns that a model sees, and the cells (line, column) that should be numbers and are
    none: they count as empty.

    Raises ``WrongUse`` (``cargo-no-such-column``) where the table lacks one.
    """
    wrong: list[tuple[int, str]] = []
    numbers: list[list[float]] = []
    categories: list[list[str]] = []
    for column in columns:
        place = place_of(table, column.name)
        texts = [row[place] for row in table.rows]
        if column.use == "category":
            categories.append(texts)
            continue
        read = {text: parse_number(text, column.mark) for text in set(texts) if text}
        wrong += [
            (line, column.name)
            for line, text in zip(table.lines, texts, strict=True)
            if text and read[text] is None
        ]
        numbers.append(
            [float(found.value) if (found := read.get(text)) is not None else float("nan") for text in texts]
        )
    cells = np.array(numbers, np.float32).T if numbers else np.empty((len(table.rows), 0), np.float32)
    return (np.ascontiguousarray(cells), as_objects(categories, len(table.rows))), wrong
