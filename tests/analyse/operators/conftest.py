"""Tables for the operators, and engines to run them on."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from tahqiq.analyse.operators.engines import DuckDb, SparkConnect
from tahqiq.analyse.operators.tables import EVENTS, PAYMENTS, exact_amounts

DAY = 86_400


def event_rows(seed: int, count: int = 1500) -> pa.Table:
    """Events of thirty numbers over twenty days, each seen from both parties; some without counterpart,
    place, handset or card."""
    random = np.random.default_rng(seed)
    a, b = random.integers(1, 31, count), random.integers(1, 31, count)
    start = 1_767_225_600 + random.integers(0, 20 * DAY, count)
    out = np.concatenate([np.ones(count, dtype=np.int64), np.zeros(count, dtype=np.int64)])
    columns = {
        "self": np.concatenate([a, b]),
        "other": _some(np.concatenate([b, a]), random, 0.03),
        "outgoing": out,
        "start": np.tile(start, 2),
        "wall": np.tile(start, 2) + 10_800,
        "seconds": np.tile(random.integers(0, 300, count), 2),
        "place": _some(random.integers(100, 112, 2 * count), random, 0.2),
        "device": _some(random.integers(200, 215, 2 * count), random, 0.2),
        "card": _some(random.integers(300, 320, 2 * count), random, 0.2),
    }
    return pa.table({name: columns[name] for name in EVENTS})


def payment_rows(seed: int, count: int = 400) -> pa.Table:
    """Payments between twelve parties over forty days, no two at one second, each amount with eighteen
    decimals."""
    random = np.random.default_rng(seed)
    start = 1_767_225_600 + random.permutation(40 * DAY)[:count]
    columns = {
        "payer": random.integers(1, 13, count),
        "payee": random.integers(1, 13, count),
        "start": start,
        "amount": exact_amounts(
            [
                whole * 10**18 + fine
                for whole, fine in zip(
                    random.integers(1, 400, count).tolist(),
                    random.integers(0, 10**18, count).tolist(),
                    strict=True,
                )
            ]
        ),
        "currency": random.integers(0, 2, count),
    }
    return pa.table({name: columns[name] for name in PAYMENTS})


def _some(
    values: np.ndarray[tuple[int, ...], np.dtype[np.int64]], random: np.random.Generator, missing: float
) -> pa.Array:
    return pa.array(values, mask=random.random(len(values)) < missing)


@pytest.fixture(scope="module")
def duck() -> Iterator[DuckDb]:
    """DuckDB."""
    engine = DuckDb()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def sail() -> Iterator[SparkConnect]:
    """Sail in this process, on a port of its own."""
    server_module = pytest.importorskip("pysail.spark")
    server = server_module.SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    main = sys.modules["__main__"]
    if not hasattr(
        main, "__file__"
    ):  # a worker of pytest-xdist: the client would take it for a run of its own doctests
        main.__file__ = __file__
    engine = SparkConnect(f"sc://127.0.0.1:{port}")
    yield engine
    engine.close()
    server.stop()


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkConnect]:
    """Apache Spark 4.2 from an environment of its own: ``TAHQIQ_SPARK_HOME`` is the folder of an installed
    ``pyspark`` package (or Spark distribution)."""
    home = os.environ.get("TAHQIQ_SPARK_HOME", "")
    if not home or not (Path(home) / "bin" / "spark-submit").is_file():
        pytest.skip(
            "TAHQIQ_SPARK_HOME names no Spark: install pyspark==4.2.* in an environment of its own, "
            "and Java 17"
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("spark")
    options = {
        "spark.connect.grpc.binding.port": str(port),
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    command = [
        str(Path(home) / "bin" / "spark-submit"),
        "--class",
        "org.apache.spark.sql.connect.service.SparkConnectServer",
        "--master",
        "local[2]",
    ]
    command += [part for name, value in options.items() for part in ("--conf", f"{name}={value}")]
    environment = {**os.environ, "SPARK_HOME": home, "SPARK_NO_DAEMONIZE": "1"}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "spark-internal"], cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            _wait(port, server, folder / "log")
            engine = SparkConnect(f"sc://127.0.0.1:{port}")
            yield engine
            engine.close()
        finally:
            server.terminate()
            server.wait(60)


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    pytest.fail(f"Spark did not start: {log.read_text(errors='replace')[-2000:]}")
