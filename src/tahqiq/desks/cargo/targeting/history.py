"""What was opened before and found: kept in a model, so that a reason can count it. Only what is dated before
a row speaks about that row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.desks.cargo.targeting.learner import Cells
from tahqiq.desks.cargo.targeting.measures import Bools

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Counted:
    """Of ``opened`` earlier rows with these signs ``found`` had a find; ``since`` is the day of the first of
    them."""

    found: int
    opened: int
    since: int


@dataclass(frozen=True, slots=True)
class History:
    """Rows in the order of time: ``codes`` (rows x category columns) into ``values`` (a list of texts for
    each), ``days``, ``finds``."""

    codes: Codes
    values: tuple[tuple[str, ...], ...]
    days: NDArray[np.int32]
    finds: Bools

    @classmethod
    def of(cls, cells: Cells, days: NDArray[np.int32], finds: Bools) -> "History":
        """From rows in the order of time."""
        columns: list[Codes] = []
        values: list[tuple[str, ...]] = []
        for texts in cells[1].T:
            known: dict[str, int] = {}
            columns.append(
                np.fromiter((known.setdefault(text, len(known)) for text in texts), np.int32, len(texts))
            )
            values.append(tuple(known))
        codes = np.stack(columns, axis=1) if columns else np.empty((len(days), 0), np.int32)
        return cls(codes, tuple(values), days, finds)

    def counted(self, signs: Sequence[tuple[int, int]], before: int) -> Counted:
        """Earlier rows that have all of ``signs`` (column, code) and are dated before the day ``before``."""
        end = int(np.searchsorted(self.days, before, side="left"))
        same = np.ones(end, np.bool_)
        for column, code in signs:
            same &= self.codes[:end, column] == code
        places = np.flatnonzero(same)
        if not len(places):
            return Counted(0, 0, 0)
        return Counted(int(self.finds[places].sum()), len(places), int(self.days[places[0]]))

    def share(self, before: int) -> float:
        """The share of finds among all earlier rows, 0 where there is none."""
        end = int(np.searchsorted(self.days, before, side="left"))
        return float(self.finds[:end].mean()) if end else 0.0
