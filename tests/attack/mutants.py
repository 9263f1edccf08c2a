"""Broken copies of good samples through one reader: it never raises, never hangs, and takes no more memory
than a reader's process has.

    .venv/bin/python -m tests.attack.mutants READER [--count 1000000] [--seconds 3600] [--seed 1] [--keep
    FOLDER]

Each mutant is made from the golden samples of the reader by its number and the seed alone, so that one that
fails can be made again: ``--first N --count 1``. It ends after ``--count`` mutants or ``--seconds``,
whichever is sooner, prints how many were read, what failed and how many CPU seconds it took, and keeps the
bytes of those in FOLDER. A million of a quick reader take about an hour.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.reader import Limits, Member
from tahqiq.formats.registry import reader as installed_reader

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "formats"
SLOW = 5.0
"""CPU seconds that a mutant of a small sample may take."""
MEMORY = 2 << 30
JUNK = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\n",
    b'"',
    b"<",
    b"&x;",
    b"{",
    b"]",
    b"9" * 400,
    "\u202e".encode(),
    b"PK\x03\x04",
    b"\x1a",
    b"-1",
    b"1e999",
    b"NaN",
    b"0x7fffffff",
    b"\xff" * 8,
    b"=?a?q?",
    b"<!DOCTYPE x>",
    b"\r\n\r\n",
    b";",
    b"//",
    b"\xed\xa0\x80",
    b"[" * 200,
    b"2147483648",
    b"0000-00-00",
)


def samples(reader: str) -> list[bytes]:
    """The golden samples of a reader."""
    found = sorted(
        path for path in (GOLDEN / reader).glob("sample*") if not path.name.endswith(".expected.json")
    )
    return [path.read_bytes() for path in found]


def mutant(good: list[bytes], number: int, seed: int) -> bytes:
    """The mutant of a number: one to four changes of a sample."""
    dice = random.Random(f"{seed} {number}")
    data = bytearray(dice.choice(good))
    for _ in range(dice.randrange(1, 5)):
        at = dice.randrange(len(data) + 1)
        end = min(len(data), at + 1 + int(dice.random() ** 4 * len(data) / 8))
        kind = dice.randrange(8)
        if kind == 0:
            del data[at:]
        elif kind == 1:
            data[at:end] = bytes(byte ^ dice.randrange(256) for byte in data[at:end])
        elif kind == 2:
            data[at:at] = dice.choice(JUNK)
        elif kind == 3:
            del data[at:end]
        elif kind == 4:
            data[at:at] = data[at:end] * dice.randrange(1, 20)
        elif kind == 5 and at < len(data):
            data[at] = dice.randrange(256)
        elif kind == 6:
            other = dice.choice(good)
            begin = dice.randrange(len(other) + 1)
            data[at:end] = other[begin : begin + end - at]
        elif at + 4 <= len(data):
            data[at : at + 4] = dice.choice(
                (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\0\0\0\x80")
            )
    return bytes(data)


def name_of(reader: str) -> str:
    """A name with the ending that the reader's samples have."""
    return next(
        path.name
        for path in sorted((GOLDEN / reader).glob("sample*"))
        if not path.name.endswith(".expected.json")
    )


def failures(
    reader: str, first: int, count: int, seconds: float, seed: int
) -> Iterator[tuple[int, str, bytes]]:
    """Each mutant that failed: its number, why, its bytes. The last item has why "" and is how many were
    read."""
    installed = installed_reader(reader)
    good, name = samples(reader), name_of(reader)
    if not good:
        raise SystemExit(f"no samples of {reader}")
    end, number = time.monotonic() + seconds, first
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        while number < first + count and time.monotonic() < end:
            data = mutant(good, number, seed)
            path.write_bytes(data)
            began = time.process_time()
            try:
                installed.sniff(data[:65_536], name)
                for item in installed.read(path, name, Limits()):
                    if isinstance(item, Member) and isinstance(item.data, bytes):
                        len(item.data)
            except Exception:  # noqa: BLE001 (whatever a reader raises is what is looked for)
                yield number, traceback.format_exc(limit=-6), data
            if (took := time.process_time() - began) > SLOW:
                yield number, f"took {took:.1f} s", data
            number += 1
    yield number - first, "", b""


def main() -> int:
    """Run and print; 1 when something failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reader")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    failed = 0
    for number, why, data in failures(given.reader, given.first, given.count, given.seconds, given.seed):
        if not why:
            print(
                json.dumps(
                    {
                        "reader": given.reader,
                        "seed": given.seed,
                        "read": number,
                        "failed": failed,
                        "cpu": round(time.process_time(), 1),
                    }
                )
            )
            continue
        failed += 1
        print(f"mutant {number} of {given.reader}, seed {given.seed}: {why}", file=sys.stderr)
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (
                given.keep
                / f"{given.reader}-{given.seed}-{number}{os.path.splitext(name_of(given.reader))[1]}"
            ).write_bytes(data)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
