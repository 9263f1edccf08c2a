"""Acts of an invented laboratory, for the tests of custody."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tahqiq.casework.custody import (
    Consumed,
    Disposed,
    Handed,
    Opened,
    Part,
    Sealed,
    Split,
    Taken,
    Weighed,
    Withdrawn,
)

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def at(hour: float) -> datetime:
    """So many hours after the start."""
    return START + timedelta(hours=hour)


def taken(
    id: str = "t",
    hour: float = 0,
    by: str = "officer",
    exhibit: str = "E1",
    amount: str | None = "100",
    **more: str,
) -> Taken:
    return Taken(
        id=id,
        exhibit=exhibit,
        happened=at(hour),
        recorded=at(hour),
        by=by,
        amount=Decimal(amount) if amount else None,
        **more,
    )


def handed(
    id: str,
    hour: float,
    by: str,
    taker: str,
    exhibit: str = "E1",
    why: str = "to the laboratory",
    late: float = 0,
    seen: frozenset[str] | None = None,
    digest: str = "",
    corrects: str = "",
) -> Handed:
    return Handed(
        id=id,
        exhibit=exhibit,
        happened=at(hour),
        recorded=at(hour + late),
        by=by,
        taker=taker,
        why=why,
        seals_seen=seen,
        digest_seen=digest,
        corrects=corrects,
    )


def sealed(id: str, hour: float, by: str, seal: str, exhibit: str = "E1") -> Sealed:
    return Sealed(id=id, exhibit=exhibit, happened=at(hour), recorded=at(hour), by=by, seal=seal)


def opened(id: str, hour: float, by: str, seal: str, exhibit: str = "E1", why: str = "analysis") -> Opened:
    return Opened(id=id, exhibit=exhibit, happened=at(hour), recorded=at(hour), by=by, seal=seal, why=why)


def split(
    id: str,
    hour: float,
    by: str,
    *parts: tuple[str, str | None],
    exhibit: str = "E1",
    lost: str = "0",
    left: str | None = None,
) -> Split:
    made = tuple(Part(name, Decimal(amount) if amount else None) for name, amount in parts)
    return Split(
        id=id,
        exhibit=exhibit,
        happened=at(hour),
        recorded=at(hour),
        by=by,
        parts=made,
        why="sample",
        lost=Decimal(lost),
        left=Decimal(left) if left else None,
    )


def consumed(id: str, hour: float, by: str, amount: str, exhibit: str = "E1") -> Consumed:
    return Consumed(
        id=id,
        exhibit=exhibit,
        happened=at(hour),
        recorded=at(hour),
        by=by,
        why="GC-MS",
        amount=Decimal(amount),
    )


def weighed(
    id: str, hour: float, by: str, amount: str, exhibit: str = "E1", accepted: str = "", why: str = ""
) -> Weighed:
    return Weighed(
        id=id,
        exhibit=exhibit,
        happened=at(hour),
        recorded=at(hour),
        by=by,
        amount=Decimal(amount),
        accepted=accepted,
        why=why,
    )


def disposed(
    id: str, hour: float, by: str, exhibit: str = "E1", order: str = "court 7/2026", second: str = "witness"
) -> Disposed:
    return Disposed(
        id=id, exhibit=exhibit, happened=at(hour), recorded=at(hour), by=by, order=order, second=second
    )


def withdrawn(
    id: str, hour: float, by: str, corrects: str, exhibit: str = "E1", why: str = "typed by mistake"
) -> Withdrawn:
    return Withdrawn(
        id=id, exhibit=exhibit, happened=at(hour), recorded=at(hour), by=by, corrects=corrects, why=why
    )
