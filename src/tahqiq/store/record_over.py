"""Records whose last day is over: in no answer any more, and counted for those whom the law lets destroy
them."""

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import ValidationError

from tahqiq.kit import clock
from tahqiq.model.kind import ABSENT, day_of
from tahqiq.model.kinds import AnyKind
from tahqiq.store.database import Database, integer, marks, text
from tahqiq.store.record_table import table_of


def unended(kind: AnyKind) -> str:
    """The condition, on a row ``t`` of the kind's table, that its last day is not over."""
    return f" AND (t.until = {ABSENT} OR t.until >= {day_of(clock.now()).toordinal()})" if kind.ends else ""


def is_over(kind: AnyKind, body: str, shape: int) -> bool:
    """Whether the last day of a record is over, by its latest version."""
    if not kind.ends:
        return False
    try:
        last = kind.until(kind.read(body, shape))
    except (ValidationError, KeyError, ValueError):  # who reads it is told that it cannot be read
        return False
    return last is not None and last < day_of(clock.now())


def over(
    database: Database, kind: AnyKind, homes: Sequence[str], day: date, limit: int = -1
) -> Iterator[tuple[str, str, date]]:
    """Id, home and last day of the records in ``homes`` whose last day was before ``day``, the first over
    first and ``limit`` of them at the most (all when negative); whoever may see them."""
    if not homes:
        return
    sql = (
        f"SELECT id, home, until FROM {table_of(database, kind)} WHERE home IN ({marks(len(homes))}) AND "
        "until <> ? AND until < ? ORDER BY until, id"
    )
    if limit >= 0:
        sql += f" LIMIT {limit}"
    for identity, home, until in database.query(sql, (*homes, ABSENT, day.toordinal())):
        yield text(identity), text(home), date.fromordinal(integer(until))
