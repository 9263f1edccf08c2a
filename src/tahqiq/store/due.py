"""Originals whose time under a law is over: closed to all reading, with what stood in them, until two persons
confirm that they are erased. Nothing is removed here."""

from tahqiq.store.database import Database, Transaction, numbers
from tahqiq.store.erasure import family_of

_OPEN = "('sealed', 'published', 'failed', 'superseded')"
_FOLLOWED = (
    "EXISTS (SELECT 1 FROM reading r JOIN source n ON n.no = r.source WHERE r.follows = source.no AND "
    "n.published_at<>'')"
)


def close_due(database: Database, source: int) -> bool:
    """Close a source in all its readings, with everything that stood in it; False when there was nothing to
    close."""
    with database.transaction(durable=True) as transaction:
        return (
            transaction.execute(
                f"UPDATE source SET state='due' WHERE no IN ({_inside(transaction, source)}) AND "
                f"state IN {_OPEN}"
            )
            > 0
        )


def reopen(database: Database, source: int) -> bool:
    """Undo :meth:`close_due`: the clock was wrong. False when there was nothing to open."""
    state = (
        f"CASE WHEN {_FOLLOWED} THEN 'superseded' WHEN published_at<>'' THEN 'published' ELSE 'sealed' END"
    )
    with database.transaction(durable=True) as transaction:
        return (
            transaction.execute(
                f"UPDATE source SET state={state} WHERE no IN ({_inside(transaction, source)}) AND "
                "state='due'"
            )
            > 0
        )


def _inside(transaction: Transaction, source: int) -> str:
    return numbers(family_of(transaction, source))
