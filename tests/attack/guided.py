"""Broken files through one reader, led by what of its code they reach (atheris, libFuzzer), from its golden
samples on.

    .venv/bin/python -m tests.attack.guided READER [--seconds 60] [--keep FOLDER]

Needs the package atheris (Apache-2.0, wheels for CPython 3.11 to 3.13 on Linux), which no lock holds because
nothing else needs it: ``pip install --target FOLDER atheris`` and ``PYTHONPATH=FOLDER``. Stops at the first
file that the reader raises on and keeps it in FOLDER; prints how many files it read and how many branches
were reached.
"""

import argparse
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Run until the time is over or a file was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reader")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", type=Path, default=Path("."))
    given = parser.parse_args()
    import atheris  # type: ignore[import-untyped]

    with atheris.instrument_imports(include=["tahqiq.formats"]):
        from tahqiq.formats.reader import Limits, Member
        from tahqiq.formats.registry import reader as installed_reader

        installed = installed_reader(given.reader)
    from .mutants import name_of, samples  # after what is instrumented: it imports readers as well

    name = name_of(given.reader)
    folder = Path(tempfile.mkdtemp(prefix="guided-"))
    (folder / "corpus").mkdir()
    for number, data in enumerate(samples(given.reader)):
        (folder / "corpus" / str(number)).write_bytes(data)
    path = folder / name

    def one(data: bytes) -> None:
        path.write_bytes(data)
        installed.sniff(data[:65_536], name)
        for item in installed.read(path, name, Limits()):
            if isinstance(item, Member) and isinstance(item.data, bytes):
                len(item.data)

    for data in samples(
        given.reader
    ):  # what is imported when it is first needed is not what takes a file its time
        one(data)
    given.keep.mkdir(parents=True, exist_ok=True)
    largest = max(len(data) for data in samples(given.reader)) * 4
    options = [
        f"-max_total_time={given.seconds}",
        f"-max_len={largest}",
        "-timeout=60",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={given.keep}/{given.reader}-",
    ]
    atheris.Setup([sys.argv[0], str(folder / "corpus"), *options, "-print_final_stats=1"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
