"""Where operators run: DuckDB in this process, or any server that speaks Spark Connect."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal, Protocol

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tahqiq.analyse.operators import money, places, telephone
from tahqiq.analyse.operators.tables import AMOUNT, events, payments
from tahqiq.kit.errors import NotFound

Dialect = Literal["duckdb", "pyspark"]
Setting = int | tuple[int, ...]
Operator = Callable[..., ir.Table]

ON_EVENTS: Mapping[str, Operator] = {
    one.__name__: one
    for one in (
        telephone.contacts,
        telephone.most_connected,
        telephone.hours,
        telephone.daily,
        telephone.sessions,
        telephone.silences,
        telephone.bursts,
        telephone.common_contacts,
        telephone.openings,
        telephone.card_changes,
        places.co_presence,
        places.night_places,
        places.at_places,
        places.dwell,
    )
}
ON_PAYMENTS: Mapping[str, Operator] = {
    one.__name__: one
    for one in (money.flows, money.below_threshold, money.fan_in, money.pass_through, money.triangles)
}


class Engine(Protocol):
    """What runs compiled text over tables it was given. Use as a context manager, or call :meth:`close`."""

    dialect: Dialect

    def put(self, name: str, rows: pa.Table) -> None:
        """Make ``rows`` the table ``name`` (``events`` or ``payments``)."""
        ...

    def run(self, text: str) -> pa.Table:
        """The rows of a query, in no particular order."""
        ...

    def close(self) -> None:
        """Let go of the engine."""
        ...


@cache
def text_of(operator: str, dialect: Dialect, settings: tuple[tuple[str, Setting], ...] = ()) -> str:
    """The engine's SQL of an operator with its settings; compiled once. Raises ``NotFound``
    (``no-such-operator``)."""
    if operator in ON_EVENTS:
        made = ON_EVENTS[operator](events(), **dict(settings))
    elif operator in ON_PAYMENTS:
        made = ON_PAYMENTS[operator](payments(), **dict(settings))
    else:
        raise NotFound("no-such-operator", name=operator[:80], known=", ".join([*ON_EVENTS, *ON_PAYMENTS]))
    return str(ibis.to_sql(made, dialect=dialect))


def ask(engine: Engine, operator: str, **settings: Setting) -> pa.Table:
    """An operator's rows on an engine, sorted by all columns: the same on every engine. Amounts and their
    sums are decimals with 18 places, all else whole numbers."""
    rows = engine.run(text_of(operator, engine.dialect, tuple(sorted(settings.items()))))
    plain = pa.table(
        {
            name: rows.column(name).cast(
                AMOUNT
                if pa.types.is_decimal(rows.column(name).type) and rows.column(name).type.scale
                else pa.int64()
            )
            for name in sorted(rows.column_names)
        }
    )
    return plain.sort_by([(name, "ascending") for name in plain.column_names])


class DuckDb:
    """DuckDB in memory."""

    dialect: Dialect = "duckdb"

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:")

    def put(self, name: str, rows: pa.Table) -> None:
        """See :class:`Engine`."""
        self._connection.register(name, rows)

    def run(self, text: str) -> pa.Table:
        """See :class:`Engine`."""
        return self._connection.sql(text).to_arrow_table()

    def close(self) -> None:
        """See :class:`Engine`."""
        self._connection.close()


class SparkConnect:
    """A server at an address such as ``sc://host:15002``: Apache Spark 4 or Sail. Needs the extra
    ``spark``."""

    dialect: Dialect = "pyspark"

    def __init__(self, address: str) -> None:
        from pyspark.sql.connect.session import SparkSession

        self._session = SparkSession.builder.remote(address).getOrCreate()

    def put(self, name: str, rows: pa.Table) -> None:
        """See :class:`Engine`. Sends the rows to the server; where they lie in a table of the cluster
        already, make a view of that name instead."""
        self._session.createDataFrame(rows).createOrReplaceTempView(name)

    def view(self, name: str, path: str) -> None:
        """Make Parquet files that the cluster itself can read the table ``name``."""
        self._session.read.parquet(path).createOrReplaceTempView(name)

    def run(self, text: str) -> pa.Table:
        """See :class:`Engine`."""
        return self._session.sql(text).toArrow()

    def close(self) -> None:
        """See :class:`Engine`."""
        self._session.stop()
