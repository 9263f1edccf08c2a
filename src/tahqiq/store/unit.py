"""A unit of work: everything that one operation writes, in one transaction. ``transaction()`` inside it joins
it, ``query()`` sees what it wrote.

What an engine opens and closes is its own; that a unit is one, what belongs to it and what a request
remembers is the same for both and stands here.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import lru_cache

from tahqiq.store.database import Row, Transaction, Value

REMEMBERED = 1_000
"""The most questions that a request remembers; after that the oldest is forgotten, so that long work neither
fills the memory nor searches it at each writing."""
REMEMBERED_ROWS = 1_000
"""The most rows of an answer that a request remembers."""
_TABLE = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE(?: IF (?:NOT )?EXISTS)?)\s+([a-z_0-9]+)", re.IGNORECASE
)
Open = Callable[[bool], AbstractContextManager[Transaction]]


class Unit:
    """One open unit of a thread. :meth:`Units.unit` makes it."""

    def __init__(self, begin: Open) -> None:
        self._begin = begin
        self._stack = ExitStack()
        self._raw: Transaction | None = None
        self._level = 0
        self._broken: BaseException | None = None
        self.wrote = self.alone = False
        self.saved: list[tuple[str, str]] = []
        """Kind and id of the records that were saved one by one, in order."""
        self.last: list[Callable[[Transaction], None]] = []
        """Done within the transaction before it is committed, where the unit wrote anything."""
        self.afterwards: list[Callable[[], None]] = []
        """Done when it is committed."""
        self.undone: list[Callable[[], None]] = []
        """Done when it was rolled back."""

    @property
    def begun(self) -> bool:
        """Whether its transaction has begun."""
        return self._raw is not None

    def raw(self) -> Transaction:
        """The engine's transaction, begun when it is first needed."""
        if self._raw is None:
            self._raw = self._stack.enter_context(self._begin(True))
        return self._raw

    @contextmanager
    def nested(self) -> Iterator["Joined"]:
        """A part of the unit. What it wrote is taken back when it raises, so that who called it may go on;
        within another part it goes with that one, which must not end as if nothing had happened."""
        joined = Joined(self, savepoint=self._level == 0)
        self._level += 1
        try:
            yield joined
        except BaseException as error:
            if self._level > 1 and joined.wrote:
                self._broken = error
            elif self._level == 1:
                joined.take_back()
                self._broken = None
            raise
        else:
            if self._level == 1:
                if self._broken is not None:
                    joined.take_back()
                    broken, self._broken = self._broken, None
                    raise RuntimeError(
                        "a part of this step failed after it had written, and the step went on"
                    ) from broken
                joined.release()
        finally:
            self._level -= 1

    def commit(self) -> None:
        """Everything of it has happened."""
        if self._raw is not None:
            if self._broken is not None:
                raise RuntimeError(
                    "a part of this unit failed after it had written, and the unit went on"
                ) from self._broken
            if self.wrote:
                for act in self.last:
                    act(self._raw)
            self._stack.close()

    def roll_back(self, error: BaseException) -> None:
        """Nothing of it has happened."""
        self._stack.__exit__(type(error), error, error.__traceback__)


class Joined:
    """A :class:`tahqiq.store.database.Transaction` that is a part of a unit."""

    def __init__(self, unit: Unit, savepoint: bool) -> None:
        self._unit, self._savepoint = unit, savepoint
        self.wrote = False

    def execute(self, sql: str, params: Sequence[Value] = ()) -> int:
        """As the engine's."""
        return self._writing().execute(sql, params)

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        """As the engine's."""
        return self._unit.raw().query(sql, params)

    def insert_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        fixed: Mapping[str, Value] | None = None,
    ) -> int:
        """As the engine's."""
        return self._writing().insert_many(table, columns, rows, fixed)

    def _writing(self) -> Transaction:
        raw = self._unit.raw()
        if not self.wrote:
            if self._savepoint:
                raw.execute("SAVEPOINT part")
            self.wrote = self._unit.wrote = True
        return raw

    def take_back(self) -> None:
        """Undo what this part wrote."""
        if self.wrote and self._savepoint:
            self._unit.raw().execute("ROLLBACK TO SAVEPOINT part")
            self.release()

    def release(self) -> None:
        """What this part wrote belongs to the unit."""
        if self.wrote and self._savepoint:
            self._unit.raw().execute("RELEASE SAVEPOINT part")


class _Thread(threading.local):
    unit: Unit | None = None
    answers: dict[tuple[str, tuple[Value, ...]], list[Row]] | None = None
    rows: dict[str, dict[int, Row]] | None = None


class Units:
    """The units of one database, at most one for each thread, and what a request remembers of its
    questions."""

    def __init__(self, begin: Open) -> None:
        self.begin, self._here = begin, _Thread()
        self.undone: list[Callable[[], None]] = []
        """What is told of every unit that was rolled back: whoever remembers rows that it made forgets
        them."""

    @property
    def here(self) -> Unit | None:
        """The unit that is open on this thread."""
        return self._here.unit

    @contextmanager
    def unit(self, at_once: bool = False) -> Iterator[Unit]:
        """A unit of this thread; one inside another is the same. ``at_once``: nobody else writes from now on,
        so that what it reads stays so; otherwise from its first writing on."""
        if self._here.unit is not None:
            yield self._here.unit
            return
        unit = Unit(self.begin)
        self._here.unit = unit
        try:
            with self.steady(at_once):
                try:
                    if at_once:
                        self.alone(unit)  # somebody may have written before it was this unit's turn
                    yield unit
                    unit.commit()
                except BaseException as error:
                    unit.roll_back(error)
                    raise
        except BaseException:
            self._here.unit = None
            for forget in (*unit.undone, *self.undone):
                forget()
            raise
        self._here.unit = None
        for act in unit.afterwards:
            act()

    @contextmanager
    def transaction(self, durable: bool) -> Iterator[Transaction]:
        """A transaction of its own, or a part of the unit that is open on this thread. What this thread read
        before it was its turn to write is asked again: others may have written meanwhile."""
        unit = self._here.unit
        before = unit is None or not unit.begun
        try:
            with unit.nested() if unit is not None else self.begin(durable) as transaction:
                if before:
                    if unit is not None:
                        unit.raw()
                    self.forget(frozenset())
                yield _Forgetting(transaction, self)
        except BaseException:
            self.forget(frozenset())  # what it wrote may have been read meanwhile
            raise

    @contextmanager
    def steady(self, on: bool = True) -> Iterator[None]:
        """While it lasts this thread asks each question once: the same words with the same values have the
        same answer until the thread writes to one of the tables they name."""
        before = self._here.answers, self._here.rows
        if on:
            self._remember()
        try:
            yield
        finally:
            self._here.answers, self._here.rows = before

    def alone(self, unit: Unit) -> None:
        """From now on nobody else writes until the unit ends: what was read before is forgotten, and each
        question is asked once from here."""
        if unit.alone:
            return
        unit.raw()
        unit.alone = True
        self._remember()
        self.forget(frozenset())

    def _remember(self) -> None:
        if self._here.answers is None:
            self._here.answers, self._here.rows = {}, {}

    def rows(self, table: str) -> dict[int, Row]:
        """The rows of a table that this request has read by their numbers, for whoever reads more of them to
        look at first and add to; forgotten when the thread writes to the table."""
        return {} if self._here.rows is None else self._here.rows.setdefault(table, {})

    def remembered(self, sql: str, params: Sequence[Value], ask: Callable[[], list[Row]]) -> list[Row]:
        """The rows of a question, asked where it was not before."""
        answers = self._here.answers
        if answers is None:
            return ask()
        key = sql, tuple(params)
        found = answers.get(key)
        if found is None:
            found = ask()
            if len(found) > REMEMBERED_ROWS:
                return found
            if len(answers) >= REMEMBERED:
                del answers[next(iter(answers))]
            answers[key] = found
        return list(found)

    def forget(self, tables: frozenset[str]) -> None:
        """A table was written to: what was answered from it is asked again. Nothing named: everything."""
        answers, rows = self._here.answers, self._here.rows
        if answers is None or rows is None:
            return
        for key in [key for key in answers if not tables or not tables.isdisjoint(named(key[0]))]:
            del answers[key]
        for table in [table for table in rows if not tables or table in tables]:
            del rows[table]


class _Forgetting:
    """A transaction within a request that remembers."""

    def __init__(self, transaction: Transaction, units: Units) -> None:
        self._transaction, self._units = transaction, units

    def execute(self, sql: str, params: Sequence[Value] = ()) -> int:
        changed = self._transaction.execute(sql, params)
        self._units.forget(named(sql))
        return changed

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        return self._units.remembered(sql, params, lambda: self._transaction.query(sql, params))

    def insert_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        fixed: Mapping[str, Value] | None = None,
    ) -> int:
        inserted = self._transaction.insert_many(table, columns, rows, fixed)
        self._units.forget(frozenset((table,)))
        return inserted


@lru_cache(4_096)
def named(sql: str) -> frozenset[str]:
    """The tables that a statement names.

    >>> sorted(named("SELECT 1 FROM person p JOIN case_member m ON m.person = p.id"))
    ['case_member', 'person']
    """
    return frozenset(name.lower() for name in _TABLE.findall(sql))
