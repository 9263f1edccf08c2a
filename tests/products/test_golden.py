"""A kept exchange file, and what each format makes of it: bytes that only a decision may change."""

import os
from pathlib import Path

import pytest

from .conftest import Make, restored

GOLDEN = Path(__file__).parents[1] / "golden" / "products"
KEPT = GOLDEN / "exchange.csv"


@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("ftm", "exchange.csv"),
        ("ftm", "entities.ftm.json"),
        ("csv", "values.csv"),
        ("graphml", "chart.graphml"),
        ("gexf", "chart.gexf"),
        ("anx", "chart.anx"),
    ],
)
def test_the_bytes_are_the_kept_ones(make: Make, tmp_path: Path, format: str, name: str) -> None:
    bench = restored(make, "kept", KEPT)
    bench.export(format, tmp_path / name)
    if os.environ.get("TAHQIQ_GOLDEN") == "write" and name != KEPT.name:
        (GOLDEN / name).write_bytes((tmp_path / name).read_bytes())
    assert (tmp_path / name).read_bytes() == (GOLDEN / name).read_bytes()
