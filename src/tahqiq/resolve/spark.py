"""Linkage on Spark, for what outgrows one machine: the same kinds, parameters and candidates, in Spark's
dialect.

Needs ``pyspark`` 4 in an environment of its own and Java 17 (docs/how-to/link-on-spark.md). The cluster is
the one that ``TAHQIQ_SPARK`` names (a ``spark://`` address); without it, this machine.
"""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType
from splink import SparkAPI
from splink.backends.spark import similarity_jar_location
from splink.internals.database_api import DatabaseAPISubClass
from splink.internals.splink_dataframe import SplinkDataFrame

from tahqiq.resolve.comparison import Dialect
from tahqiq.resolve.features import sounds
from tahqiq.resolve.kinds import Kind


class SparkBackend:
    """A Spark session; one for the process."""

    dialect: Dialect = "spark"

    def __init__(self, master: str = "") -> None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.appName("tahqiq linkage").master(
            master or os.environ.get("TAHQIQ_SPARK", "local[2]")
        )
        for key, value in {
            "spark.jars": similarity_jar_location(),
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": os.environ.get("TAHQIQ_SPARK_DRIVER", "127.0.0.1"),
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "8",
            "spark.default.parallelism": "8",
        }.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.session.sparkContext.setCheckpointDir(tempfile.mkdtemp(prefix="tahqiq-spark-"))
        self.api: DatabaseAPISubClass = SparkAPI(spark_session=self.session, num_partitions_on_repartition=8)  # type: ignore[no-untyped-call]

    def register(self, table: pa.Table) -> SplinkDataFrame:
        """A table that splink can read."""
        return self.api.register(self.session.createDataFrame(table))

    def narrowed(self, records: SplinkDataFrame, fresh: SplinkDataFrame, kind: Kind) -> SplinkDataFrame:
        """All of them: Spark has nothing to gain from a first scan."""
        return records

    def fetch(self, frame: SplinkDataFrame) -> pa.Table:
        """A result as an Arrow table."""
        return self.session.table(frame.physical_name).toArrow()

    def forget(self, *frames: SplinkDataFrame) -> None:
        """Spark lets go of views with the session."""


def sounded(frame: DataFrame, slots: Sequence[str]) -> DataFrame:
    """Parts of names as written to the skeletons that are compared: each of ``slots`` becomes its fine
    skeleton, with the coarse one in ``<slot>_c``.

    Runs where the data is, batch by batch (``mapInArrow``); the executors need this package and no system
    library.
    """
    kept = [field for field in frame.schema.fields if field.name not in slots]
    shape = StructType(
        [*kept, *(StructField(name, StringType()) for slot in slots for name in (slot, f"{slot}_c"))]
    )

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            columns = {field.name: batch.column(field.name) for field in kept}
            for slot in slots:
                made = [sounds(text) if text else (None, None) for text in batch.column(slot).to_pylist()]
                columns[slot] = pa.array([fine for fine, _ in made], pa.string())
                columns[f"{slot}_c"] = pa.array([rough for _, rough in made], pa.string())
            yield pa.RecordBatch.from_pydict(columns)

    return frame.mapInArrow(work, shape)


__all__ = ["SparkBackend", "sounded"]
