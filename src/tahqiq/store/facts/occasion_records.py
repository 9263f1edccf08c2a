"""Events with all the records that tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import Columns
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.lookup import records_at
from tahqiq.store.facts.record import Address, FactRecord, address

ADDRESS = ("source", "part", "row", "serial", "key")
"""The columns that say where a record stands."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event and the records that tell of it, the earliest first. Two of one source are doubles."""

    records: tuple[FactRecord, ...]

    @property
    def start(self) -> datetime | None:
        """Time of the earliest record, UTC."""
        return self.records[0].start


def address_at(rows: Columns, at: int) -> Address:
    """Where the record of a row stands."""
    source, part, row, serial, key = (int(rows[name][at]) for name in ADDRESS)
    return source, part, row, serial, key


def occasions_at(
    fetch: Fetch, scope: Scope, rows: Columns, events: Sequence[NDArray[np.int64]]
) -> list[Occasion]:
    """Some of the events of :func:`tahqiq.store.facts.occasions.together` with all their records."""
    places = [[address_at(rows, int(at)) for at in part] for part in events]
    known: dict[Address, list[FactRecord]] = {}
    for record in records_at(fetch, scope, [place for part in places for place in part]):
        known.setdefault(address(record), []).append(record)
    return [Occasion(tuple(known[place].pop(0) for place in part)) for part in places]
