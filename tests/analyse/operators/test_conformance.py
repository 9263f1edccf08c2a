"""Every operator gives equal rows on every engine."""

import pytest

from tahqiq.analyse.operators.engines import ON_EVENTS, ON_PAYMENTS, DuckDb, Engine, Setting, SparkConnect, ask

from .conftest import event_rows, payment_rows

SETTINGS: dict[str, dict[str, Setting]] = {
    "sessions": {"gap": 1800}, "silences": {"gap": 40_000}, "bursts": {"window": 7200, "least": 3}, "common_contacts": {"least": 5}, "openings": {"pause": 28_800},
    "co_presence": {"seconds": 600, "least": 1}, "at_places": {"places": (100, 101, 105), "since": 1_767_300_000, "until": 1_767_900_000, "least": 2},
    "dwell": {"gap": 7200}, "flows": {"period": 604_800}, "below_threshold": {"threshold": 200_000, "smallest": 50_000, "window": 600_000, "least": 3},
    "fan_in": {"period": 604_800, "least": 3}, "pass_through": {"window": 172_800}, "triangles": {"window": 600_000}, "most_connected": {"least": 3},
}  # fmt: skip


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


@pytest.mark.parametrize("operator", [*ON_EVENTS, *ON_PAYMENTS])
def test_sail(duck: DuckDb, sail: SparkConnect, operator: str) -> None:
    same(duck, sail, operator)


@pytest.mark.slow
@pytest.mark.parametrize("operator", [*ON_EVENTS, *ON_PAYMENTS])
def test_apache_spark(duck: DuckDb, spark: SparkConnect, operator: str) -> None:
    same(duck, spark, operator)
