"""A call file of any size, the same for the same seed: 1 million phones (or as many as asked for) whose
activity falls by Zipf's law (exponent 0.8), 5,000 cells, 90 days.

Each phone has three cells of its own and makes 85 % of its calls there, the rest anywhere. Columns caller,
callee (13 digits of an unassigned Iraqi range), start (local text, to the second, rising), duration (s,
exponential with mean 90), cell. 20 million rows are 1.2 GB.

    python benchmarks/generate_calls.py 2000000 calls.csv
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as csv

PHONES, CELLS, DAYS, EXPONENT = 1_000_000, 5_000, 90, 0.8
_FIRST_DAY = 1_709_251_200  # 2024-03-01
_BLOCK = 1_000_000


def generate(rows: int, path: Path, seed: int = 7, people: int = PHONES) -> None:
    """Write ``rows`` calls to ``path`` (UTF-8, comma, one header line)."""
    random = np.random.default_rng(seed)
    share = np.cumsum(np.arange(1, people + 1) ** -EXPONENT)
    share /= share[-1]
    phones = random.permutation(people)
    home = random.integers(0, CELLS, (people, 3))
    edges = np.linspace(0, DAYS * 86_400, -(-rows // _BLOCK) + 1).astype(np.int64)
    names = ["caller", "callee", "start", "duration", "cell"]
    with csv.CSVWriter(path, pa.schema([(name, pa.string()) for name in names])) as writer:
        for number, begin in enumerate(range(0, rows, _BLOCK)):
            count = min(_BLOCK, rows - begin)
            caller, callee = (
                phones[np.minimum(np.searchsorted(share, random.random(count)), people - 1)] for _ in range(2)
            )
            away = random.random(count) >= 0.85
            cell = np.where(
                away, random.integers(0, CELLS, count), home[caller, random.integers(0, 3, count)]
            )
            moment = (
                np.sort(random.integers(edges[number], max(edges[number + 1], edges[number] + 1), count))
                + _FIRST_DAY
            )
            columns = [
                _text(caller + 9_647_430_000_000),
                _text(callee + 9_647_430_000_000),
                pa.array(moment, pa.timestamp("s")).cast(pa.string()),
                _text(random.exponential(90, count).astype(np.int64)),
                _text(cell + 41_800_000),
            ]
            writer.write_batch(pa.record_batch(columns, names=names))


def _text(numbers: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> pa.Array:
    return pa.array(numbers.astype(np.int64)).cast(pa.string())


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
