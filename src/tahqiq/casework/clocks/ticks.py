"""Clocks that strike again and again, and how they catch up after the machine was off: every stroke once,
with its own due time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from tahqiq.casework.clocks.day_count import plus_months
from tahqiq.casework.clocks.deadline import ZONE
from tahqiq.casework.clocks.period import Period
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.model.types.zones import zone as zone_of


class Tick(NamedTuple):
    """One stroke. ``number`` counts from 0 at the clock's first; ``due`` is the moment it was due, in UTC,
    whenever it is carried out."""

    clock: str
    number: int
    due: datetime

    @property
    def key(self) -> str:
        """The name under which it is recorded as carried out: the same stroke has the same key on every
        machine."""
        return f"{self.clock}@{self.due:%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True)
class Clock:
    """A periodic clock of a desk: masking every night, the roll at 06:00 and 18:00 (two clocks), the monthly
    table.

    The first stroke is on the day ``first`` at the time ``at`` in ``zone``, every further one a ``every``
    later, counted from the first so that the 31st comes back after a short month. ``title`` is what it does,
    in the languages of ``LOCALES``. Clocks of hours and minutes strike by the hand of the clock, all others
    at the same local time. Raises ``WrongUse``: ``clock-tick-period`` for working days, ``unknown-zone``,
    ``clock-title`` for a missing language.
    """

    name: str
    every: Period
    first: date
    title: tuple[str, str, str, str]
    at: time = field(default=time())
    zone: str = ZONE

    def __post_init__(self) -> None:
        zone_of(self.zone)
        if self.every.unit == "working-days":
            raise WrongUse("clock-tick-period", name=self.name)
        if len(self.title) != len(LOCALES) or not all(text.strip() for text in self.title):
            raise WrongUse("clock-title", name=self.name)

    def due(self, number: int) -> datetime:
        """The moment of stroke ``number``, in UTC."""
        zone = zone_of(self.zone)
        begun = datetime.combine(self.first, self.at, zone).astimezone(UTC)
        count = self.every.count * number
        match self.every.unit:
            case "minutes":
                return begun + timedelta(minutes=count)
            case "hours":
                return begun + timedelta(hours=count)
            case "months" | "years":
                day = plus_months(
                    self.first, count * (12 if self.every.unit == "years" else 1), "last-of-month"
                )
            case _:
                day = self.first + timedelta(days=count * (7 if self.every.unit == "weeks" else 1))
        return datetime.combine(day, self.at, zone).astimezone(UTC)

    def ticks(self, since: datetime, until: datetime) -> Iterator[Tick]:
        """The strokes after ``since`` and up to ``until``, in order; the same for the same two moments,
        whatever happened in between.

        None when ``until`` is not after ``since``. Raises ``WrongUse`` (``clock-zone``) for a time without
        zone.

        >>> words = ("Table", "جدول", "خشتە", "خشتە")
        >>> monthly = Clock("table", Period(1, "months"), date(2026, 1, 31), words)
        >>> since, until = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
        >>> [str(tick.due) for tick in monthly.ticks(since, until)]
        ['2026-02-27 21:00:00+00:00', '2026-03-30 21:00:00+00:00']
        """
        for moment in (since, until):
            if moment.tzinfo is None:
                raise WrongUse("clock-zone", value=moment.isoformat())
        number = self._first_after(since)
        while (due := self.due(number)) <= until:
            if due > since:
                yield Tick(self.name, number, due)
            number += 1

    def after(self, moment: datetime) -> datetime:
        """The due time of the first stroke after a moment (aware)."""
        number = self._first_after(moment)
        while (due := self.due(number)) <= moment:
            number += 1
        return due

    def _first_after(self, since: datetime) -> int:
        """A number at or just before the first stroke after ``since``: found by length, since strokes are
        evenly spaced but for a few days."""
        longest = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1, "weeks": 7, "months": 31, "years": 366}[
            self.every.unit
        ]
        passed = (since - self.due(0)).total_seconds() / 86_400
        return max(0, int((passed - 2) // (longest * self.every.count)))


class Round(NamedTuple):
    """What a clock has to carry out now. Each tick is carried out and recorded in one transaction with
    ``done`` = its ``due``.

    ``more`` when the limit left some; ``back`` is how far the machine's clock stands before what is already
    done, when it went back.
    """

    ticks: tuple[Tick, ...]
    more: bool
    back: timedelta | None


def catch_up(clock: Clock, done: datetime | None, now: datetime, limit: int = 1000) -> Round:
    """The strokes that are due at ``now`` and not done, oldest first. ``done`` is the due time of the last
    one carried out.

    A clock that never struck begins with its first stroke (``first``). A machine whose clock went back
    carries out nothing until it has reached again what is done, so nothing is done twice.
    """
    if done is not None and now < done:
        return Round((), False, done - now)
    since = done if done is not None else clock.due(0) - timedelta(microseconds=1)
    found = tuple(islice(clock.ticks(since, now), limit + 1))
    return Round(found[:limit], len(found) > limit, None)
