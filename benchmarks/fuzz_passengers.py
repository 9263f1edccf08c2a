"""Bytes that a coverage-guided fuzzer finds, against the reader of airlines' messages and its guard.

    pip install atheris; python benchmarks/fuzz_passengers.py CORPUS [-max_total_time=600] [further options of
    libFuzzer]

CORPUS is a folder for what is found; it is filled with the sample and with messages written along the
declared trees where it is empty. What is asked of every file: the body of the reader raises nothing, answers
something, every record stands at a segment, and what the guard has cleaned holds nothing more that the guard
would take out. atheris (Apache-2.0) has wheels for CPython 3.11 to 3.13 on Linux and macOS; it is no
dependency of the project, and where it is not installed this says so and ends with 2.
"""

import random
import sys
import tempfile
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main(words: list[str]) -> int:
    """Fuzz until an error is found or the time is over; a found error stands in ``crash-…`` in the present
    folder."""
    try:
        atheris = import_module("atheris")
    except ImportError:
        sys.stderr.write("atheris is not installed (pip install atheris): nothing was fuzzed.\n")
        return 2
    import pyarrow.compute  # noqa: F401 - not among what is watched

    with atheris.instrument_imports(include=["tahqiq.formats.edifact", "tahqiq.formats.passengers"]):
        from tahqiq.formats.passengers.guard import without
        from tahqiq.formats.passengers.interchange import interchanges
    from tahqiq.formats.reader import Limits, Records
    from tahqiq.formats.rows import Rows

    def one(data: bytes) -> None:
        rows = Rows(Limits())
        items = [*interchanges(data, rows), *rows.rest()]
        assert items, "nothing was said"
        assert all((item.rows > 0).all() for item in items if isinstance(item, Records)), (
            "a record without its segment"
        )
        cleaned, dropped = without(data)
        assert not dropped or not without(cleaned)[1], "the guard left something"

    folder = Path(words[0]) if words and not words[0].startswith("-") else Path(tempfile.mkdtemp())
    fill(folder)
    atheris.Setup([sys.argv[0], str(folder), *(word for word in words if word.startswith("-"))], one)
    atheris.Fuzz()
    return 0


def fill(folder: Path) -> None:
    """The seeds, where there are none yet."""
    from tests.formats.passengers.grammar import KINDS, written

    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        return
    (folder / "sample").write_bytes((ROOT / "tests/golden/formats/passengers/sample.edi").read_bytes())
    for seed in range(20):
        for kind in KINDS:
            (folder / f"{kind[:6]}-{seed}").write_text(written(random.Random(seed), kind, 3)[0], "ascii")  # noqa: S311 (no secret)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
