"""The registers of an invented service while they are made, and the truth about them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from tahqiq.casework.clocks import ZONE
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.row_identity import identity
from tahqiq.model.types.zones import zone

Row = dict[str, Any]
AS_OF = datetime(2026, 5, 1, 12, 0, tzinfo=zone(ZONE))
"""The moment about which the truth is told."""


@dataclass(slots=True)
class Service:
    """``rows`` are the registers by kind without ``custody-``; ``broken`` and ``unknown`` the identities of
    records by rule."""

    dice: Random
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    broken: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unknown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    spare: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    numbers_held: frozenset[str] = frozenset()
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def number(self, letter: str) -> str:
        """The next number of a register."""
        self.numbers[letter] += 1
        return f"{letter}-{self.numbers[letter]:06}"

    def add(self, kind: str, **row: Any) -> Row:  # noqa: ANN401 (values of any field)
        """A further row of a register."""
        self.rows[kind].append(row)
        return row

    def plant(self, rule: str, *records: str) -> None:
        """Say that records break a rule."""
        self.broken[rule] += records

    def doubt(self, rule: str, *records: str) -> None:
        """Say that of records a rule is not known."""
        self.unknown[rule] += records


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """An hour of a day in Baghdad."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone(ZONE))


def ago(days: float) -> datetime:
    """So many days before the moment of the truth."""
    return AS_OF - timedelta(days=days)


def move_key(row: Row) -> str:
    """By what a move is known again (see ``tahqiq.desks.custody.row_identity.identity``)."""
    return identity(
        MOVE, MOVE.body.model_validate({key: value for key, value in row.items() if value is not None})
    )
