"""Numbers of registers: each belongs to one record of a kind in one home, whoever takes it at the same
moment, and none is given twice."""

from collections.abc import Callable, Iterator

from tahqiq.kit.errors import Conflict
from tahqiq.model.kinds import AnyKind
from tahqiq.store.database import Transaction, integer, text
from tahqiq.store.record_table import Query, column


def claim(transaction: Transaction, home: str, kind: str, number: str, record: str) -> None:
    """Let ``record`` (its id) have a number, which it may have already. Raises ``Conflict``
    (``number-taken``) where another has it: the table's key says so, not a look before."""
    row = (home, kind, number, record)
    if transaction.insert_many("register_number", ("home", "kind", "number", "record"), [row]):
        return
    found = transaction.query(
        "SELECT record FROM register_number WHERE home=? AND kind=? AND number=?", row[:3]
    )
    if not found or text(found[0][0]) != record:
        raise Conflict("number-taken", value=number)


def forget(transaction: Transaction, record: str) -> None:
    """Drop the numbers of a record whose time is over."""
    transaction.execute("DELETE FROM register_number WHERE record=?", (record,))


def lost(query: Query, kind: AnyKind, table: str, since: str) -> Iterator[tuple[str, str]]:
    """Records of a kind, found by its ``table``, that were saved after ``since`` and whose number is not
    theirs: id and number. Another record could be given it."""
    key = column(kind.numbered)
    rows = query(
        f"SELECT t.id, t.{key} FROM {table} t LEFT JOIN register_number n ON n.home=t.home AND n.kind=? "
        f"AND n.number=t.{key} WHERE t.{key}<>? AND t.at>? AND (n.record IS NULL OR n.record<>t.id) "
        "ORDER BY t.id",
        (kind.name, "", since),
    )
    yield from ((text(identity), text(number)) for identity, number in rows)


def following(
    transaction: Transaction,
    home: str,
    kind: str,
    letter: str,
    begin: Callable[[], int],
    taken: Callable[[str], bool],
) -> str:
    """The next number of a series, ``LETTER-000001`` and on; those that came from elsewhere are passed over.
    ``begin`` says how many there were before the series was first asked, ``taken`` whether a record has a
    number."""
    series = f"{kind} {letter}"
    found = transaction.query(
        "SELECT last_given FROM register_series WHERE home=? AND series=?", (home, series)
    )
    last = integer(found[0][0]) if found else begin()
    while True:
        last += 1
        number = f"{letter}-{last:06}"
        if not taken(number) and not transaction.query(
            "SELECT 1 FROM register_number WHERE home=? AND kind=? AND number=?", (home, kind, number)
        ):
            break
    if found:
        transaction.execute(
            "UPDATE register_series SET last_given=? WHERE home=? AND series=?", (last, home, series)
        )
    else:
        transaction.insert_many("register_series", ("home", "series", "last_given"), [(home, series, last)])
    return number
