"""Masked records for the examples of operations."""

from datetime import datetime, timedelta

from tahqiq.desk import ActingDesktop
from tahqiq.desks.passengers.travels.record import TRAVEL, Travel
from tahqiq.kit import clock


def masked_example(at: ActingDesktop) -> str:
    """A masked record of the example, which came a year ago."""
    return _masked(at, clock.now() - timedelta(days=365))


def over_example(at: ActingDesktop) -> str:
    """A record of the example whose last day is long over."""
    return _masked(at, datetime.fromisoformat("2019-01-01T08:00:00+00:00"))


def _masked(at: ActingDesktop, then: datetime) -> str:
    closed = Travel(
        **{
            **TRAVEL.example.model_dump(),
            "transferred": then,
            "last": then,
            "masked": then.date(),
            "rows": {},
        }
    )
    return at.records(TRAVEL).save(closed).id
