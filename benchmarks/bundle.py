"""A large original into a source bundle, beside copying it with ``cp`` and hashing the copy with
``sha256sum``, in turn on the same disk.

    python -m benchmarks bundle     (python benchmarks/bundle.py [--megabytes 1024] [--times 3])

The bundle hashes the original while it is written (and compares it with the hash under which it is sealed),
writes it uncompressed and hashes the file that leaves. Both sides read from the page cache; ``cp`` makes a
real copy (no reflink). The original is random bytes, so nothing could be compressed.
"""

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tahqiq.access.keys import public_bytes
from tahqiq.products.bundle.archive import Entry, Signer, write
from tahqiq.products.bundle.pages import About
from tahqiq.products.chart.content import Gathered
from tahqiq.products.paper.layout import Layout

GOAL = 0.5
ABOUT = About("1", "benchmark", "case", "court", "en", (), {}, "", "", "0", draft=False, originals=True)
NOTHING = Gathered(Layout(), {}, (), (), (), (), (), (), 0, 0)


def peer(original: Path, folder: Path) -> float:
    """Seconds to copy and to hash what was copied."""
    copy = folder / "copy"
    began = time.perf_counter()
    subprocess.run(["cp", "--reflink=never", str(original), str(copy)], check=True)  # noqa: S603, S607 (the peer)
    subprocess.run(["sha256sum", str(copy)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607
    took = time.perf_counter() - began
    copy.unlink()
    return took


def ours(entry: Entry, signer: Signer, folder: Path) -> tuple[float, float]:
    """Seconds on the clock and of processor time to write the bundle."""
    path = folder / "bundle.zip"
    began, began_cpu = time.perf_counter(), time.process_time()
    write(path, ABOUT, NOTHING, signer, [entry])
    took = time.perf_counter() - began, time.process_time() - began_cpu
    path.unlink()
    return took


def main() -> int:
    """Measure both in turn and print their times and ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument(
        "--folder", type=Path, default=None, help="on which disk; default: where temporary files lie"
    )
    given = parser.parse_args()
    key = Ed25519PrivateKey.generate()
    signer = Signer(public_bytes(key), key.sign)
    with tempfile.TemporaryDirectory(prefix="tahqiq-bench-", dir=given.folder) as name:
        folder = Path(name)
        original = folder / "original"
        state = hashlib.sha256()
        with original.open("wb") as out:
            for _ in range(given.megabytes):
                block = os.urandom(1 << 20)
                state.update(block)
                out.write(block)
        os.sync()
        entry = Entry("exhibits/E1-original", "E1", b"", original, state.hexdigest(), original.stat().st_size)
        copied, made, spent = [], [], []
        for _ in range(given.times):
            copied.append(peer(original, folder))
            one, cpu = ours(entry, signer, folder)
            made.append(one)
            spent.append(cpu)
    ratio = statistics.median(copied) / statistics.median(made)
    took = f"{statistics.median(made):.2f} s ({statistics.median(spent):.2f} CPU s)"
    single = ", ".join(f"{a / b:.2f}" for a, b in zip(copied, made, strict=True))
    out = [
        f"{given.megabytes} MB into a bundle: {took}, cp and sha256sum {statistics.median(copied):.2f} s",
        f"speed beside them {ratio:.2f} (goal {GOAL}; single runs {single})",
    ]
    sys.stdout.write("\n".join(out) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
