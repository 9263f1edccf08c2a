"""The same pairs on Spark as on DuckDB: needs PySpark 4 with Java, which have an environment of their own
(docs/how-to/link-on-spark.md)."""

import importlib.util
import shutil

import pyarrow as pa
import pytest

from tahqiq.resolve.engine import Backend, DuckBackend, Linkage, terms
from tahqiq.resolve.features import sounds
from tahqiq.resolve.kinds import PERSON
from tahqiq.resolve.model import Model
from tests.resolve.people import population

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("py4j") is None or shutil.which("java") is None,
        reason="PySpark with Java is not in this environment: docs/how-to/link-on-spark.md",
    ),
]
RECORDS = 10_000


@pytest.fixture(scope="module")
def spark() -> Backend:
    from tahqiq.resolve.spark import SparkBackend

    return SparkBackend()


def scores(model: Model, records: pa.Table, backend: Backend) -> dict[tuple[int, int], float]:
    """Weights of all candidates."""
    scored = Linkage(model, records, backend).within()
    return {
        (min(a, b), max(a, b)): weight
        for a, b, weight in zip(
            *(scored[name].to_pylist() for name in ("no_l", "no_r", "match_weight")), strict=True
        )
    }


def test_ten_thousand_records_give_the_same_pairs_on_both(spark: Backend) -> None:
    records, _ = population(RECORDS // 2)
    model = Linkage(Model.starting(PERSON, terms(records, PERSON)), records, DuckBackend()).trained()
    here, there = (
        scores(model, records, DuckBackend()),
        scores(Model.from_json(model.to_json()), records, spark),
    )
    assert len(here) > 4_000
    assert here.keys() == there.keys()
    assert max(abs(here[pair] - there[pair]) for pair in here) < 1e-6


def test_name_features_are_made_where_the_data_is(spark: Backend) -> None:
    from tahqiq.resolve.spark import SparkBackend, sounded

    assert isinstance(spark, SparkBackend)
    texts = ["محمد", "Mohammed", "نێچیرڤان", "علي", None]
    made = sounded(
        spark.session.createDataFrame(pa.table({"no": list(range(5)), "given": texts})), ["given"]
    ).toArrow()
    assert made["given"].to_pylist() == [sounds(text)[0] if text else None for text in texts]
    assert made["given_c"].to_pylist() == [sounds(text)[1] if text else None for text in texts]
