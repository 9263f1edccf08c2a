"""Every operator gives equal rows on every engine."""

from decimal import Decimal, localcontext

import pyarrow as pa
import pytest

from tahqiq.analyse.operators.engines import (
    ON_EVENTS,
    ON_PAYMENTS,
    DuckDb,
    Engine,
    Setting,
    SparkConnect,
    ask,
)
from tahqiq.analyse.operators.tables import exact_amounts

from .conftest import event_rows, payment_rows

SETTINGS: dict[str, dict[str, Setting]] = {
    "sessions": {"gap": 1800},
    "silences": {"gap": 40_000},
    "bursts": {"window": 7200, "least": 3},
    "common_contacts": {"least": 5},
    "openings": {"pause": 28_800},
    "co_presence": {"seconds": 600, "least": 1},
    "at_places": {"places": (100, 101, 105), "since": 1_767_300_000, "until": 1_767_900_000, "least": 2},
    "dwell": {"gap": 7200},
    "flows": {"period": 604_800},
    "below_threshold": {"threshold": 200, "smallest": 50, "window": 600_000, "least": 3},
    "fan_in": {"period": 604_800, "least": 3},
    "pass_through": {"window": 172_800},
    "triangles": {"window": 600_000},
    "most_connected": {"least": 3},
}


def same(one: Engine, two: Engine, operator: str) -> None:
    """Equal rows, and some."""
    for seed in (1, 2):
        for engine in (one, two):
            engine.put("events", event_rows(seed))
            engine.put("payments", payment_rows(seed))
        settings = SETTINGS.get(operator, {})
        left, right = ask(one, operator, **settings), ask(two, operator, **settings)
        assert left.num_rows > 0
        assert left.column_names == right.column_names
        assert left.to_pydict() == right.to_pydict()


def sums_are_exact(engine: Engine) -> None:
    """Sums of amounts with all decimals agree with Python's, to the last of eighteen, for the smallest and
    for the largest that the store holds."""
    smallest, largest = 1, 9_223_372_036_854_775 * 10**18 + 999_999_999_999_999_999
    units = [smallest, largest, largest, 5 * 10**17 + 3]
    rows = {
        "payer": [1, 1, 2, 1],
        "payee": [2, 2, 1, 2],
        "start": [100, 200, 300, 400],
        "amount": exact_amounts(units),
        "currency": [0, 0, 0, 0],
    }
    engine.put("payments", pa.table({name: pa.array(values) for name, values in rows.items()}))
    got = ask(engine, "flows", period=1_000_000).to_pydict()
    with localcontext(prec=60):
        of = {
            party: (Decimal(into).scaleb(-18), Decimal(out).scaleb(-18))
            for party, into, out in (
                (1, largest, smallest + largest + units[3]),
                (2, smallest + largest + units[3], largest),
            )
        }
    assert {
        party: (into, out)
        for party, into, out in zip(got["party"], got["came_in"], got["went_out"], strict=True)
    } == of


def test_amounts_keep_all_decimals_on_duckdb(duck: DuckDb) -> None:
    sums_are_exact(duck)


def test_amounts_keep_all_decimals_on_sail(sail: SparkConnect) -> None:
    sums_are_exact(sail)


@pytest.mark.slow
def test_amounts_keep_all_decimals_on_spark(spark: SparkConnect) -> None:
    sums_are_exact(spark)


@pytest.mark.parametrize("operator", [*ON_EVENTS, *ON_PAYMENTS])
def test_sail(duck: DuckDb, sail: SparkConnect, operator: str) -> None:
    same(duck, sail, operator)


@pytest.mark.slow
@pytest.mark.parametrize("operator", [*ON_EVENTS, *ON_PAYMENTS])
def test_apache_spark(duck: DuckDb, spark: SparkConnect, operator: str) -> None:
    same(duck, spark, operator)
