"""A backup beside the disk's own copy of as many bytes in the same run, and what a second one moves after a
small intake.

    python benchmarks/backup.py [--names 300000] [--originals 1500] [--intake 2000] [--times 3] [--postgres
    URL]

A workspace of invented names (one source) and random originals of 10 MiB (``--originals`` MiB together).
Copy: a file as large as the backup, read and written in blocks of 1 MiB and waited for (fsync), on the same
disk, before each backup. The ratio counts (at least 0.5), MB/s only inform. Restored once into another
folder: the same files, the same rows.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.search import SEED, invented, workspace_of
from tahqiq.access.door import Door
from tahqiq.casework.backing_up import Made
from tahqiq.casework.restore import restore
from tahqiq.model.batch import Mapped, Nodes, Statements
from tahqiq.model.place import Part
from tahqiq.model.source import Deposit
from tahqiq.model.statement import fragment_id
from tahqiq.store.backup.recovery_key import make, read_private
from tahqiq.store.publication import Counts
from tahqiq.store.statements import StatementWriter
from tahqiq.store.tables import table_names
from tahqiq.store.workspace import Workspace
from tahqiq.workbench import Workbench

MIB = 1 << 20
EACH = 10


def copied(source: Path, target: Path) -> float:
    """Seconds to copy a file so that it is on the disk."""
    began = time.perf_counter()
    with source.open("rb", buffering=0) as stream, target.open("wb", buffering=0) as out:
        while block := stream.read(MIB):
            out.write(block)
        os.fsync(out.fileno())
    took = time.perf_counter() - began
    target.unlink()
    return took


def intake(workspace: Workspace, names: Sequence[str]) -> int:
    """Publish one more source of names; how many bytes it takes: its original, its manifest, and its rows as
    text."""
    data = "\n".join(names).encode()
    sealed = workspace.originals.seal(BytesIO(data))
    source = workspace.sources.deposit(sealed, "more.csv", Deposit("c"), "benchmark")
    writer = StatementWriter(workspace.database, source, workspace.publication.spool(source.no))
    nodes, made, size = Nodes(), Statements(), len(names)
    for row, name in enumerate(names, 1):
        made.entity.append(nodes.add(fragment_id(sealed.sha256, "m", str(row)), "Person"))
        made.value.append(name)
        made.row.append(row)
    made.prop, made.original, made.lang = ["name"] * size, [None] * size, [""] * size
    made.target, made.column = [-1] * size, [1] * size
    writer.add(Mapped(Part(0), nodes, made, [], [], size, size))
    manifest, count = workspace.publication.write_manifest(source.no)
    workspace.publication.publish(source, Counts(size, size, 0, count, 0), manifest, [])
    return len(data) + workspace.publication.manifest_path(source.no).stat().st_size


def rows_as_text(workspace: Workspace) -> int:
    """The bytes of all rows, each value as text."""
    return sum(
        len(str(value))
        for name in table_names()
        for row in workspace.database.stream(f"SELECT * FROM {name}")
        for value in row
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when the backup is slower than half a copy or the second one moves more than twice
    what changed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=int, default=300_000)
    parser.add_argument("--originals", type=int, default=1500, help="MiB of originals")
    parser.add_argument("--intake", type=int, default=2000, help="names of the second intake")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--postgres", default="", help="an empty database instead of SQLite")
    given = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="backup-", dir="."))
    os.environ["TAHQIQ_KEYS"] = str(folder / "keys")
    try:
        return measured(given, folder)
    finally:
        shutil.rmtree(folder)


def measured(given: argparse.Namespace, folder: Path) -> int:
    """The whole run in a folder."""
    names = invented(random.Random(SEED))  # noqa: S311 (the same names in every run)
    workspace = workspace_of([name for name, _ in islice(names, given.names)], folder / "ws", given.postgres)
    for _ in range(given.originals // EACH):
        sealed = workspace.originals.seal(BytesIO(os.urandom(EACH * MIB)))
        workspace.sources.deposit(sealed, "original.bin", Deposit("c"), "benchmark")
    workspace.close()
    door = Door.opened(folder / "ws")
    bench = Workbench(
        door, door.people.add("admin", "admin", frozenset({"administrator"}), None, "benchmark")
    )
    key = make(folder / "key")
    copies, backups, spent = [], [], []
    made: Made | None = None
    bench.back_up(folder / "warm.backup", key)
    for number in range(given.times):
        copies.append(copied(folder / "warm.backup", folder / "copy"))
        if made is not None:
            made.path.unlink()
        began, before_it = time.perf_counter(), time.process_time()
        made = bench.back_up(folder / f"{number}.backup", key)
        backups.append(time.perf_counter() - began)
        spent.append(time.process_time() - before_it)
    assert made is not None
    size, ratio = made.bytes / 1e6, median(copies) / median(backups)
    sys.stdout.write(
        f"backup of {size:,.0f} MB: {size / median(backups):,.0f} MB/s; disk's copy "
        f"{size / median(copies):,.0f} MB/s; ratio {ratio:.2f}; "
        f"CPU of this process {median(spent):.2f} s ({size / median(spent):,.0f} MB/s); load "
        f"{os.getloadavg()[0]:.0f}\n"
    )
    before = rows_as_text(door.workspace)
    files = intake(door.workspace, [name for name, _ in islice(names, given.intake)])
    changed = files + rows_as_text(door.workspace) - before
    began = time.perf_counter()
    second = bench.back_up(folder / "second.backup", key, made.path)
    took = time.perf_counter() - began
    moved = second.bytes / changed
    sys.stdout.write(
        f"second after {given.intake:,} names: {second.bytes:,} bytes in {took:.1f} s for "
        f"{changed:,} that changed; ratio {moved:.2f}\n"
    )
    began = time.perf_counter()
    restore(second.path, folder / "back", read_private(folder / "key"))
    took = time.perf_counter() - began
    back = Workspace.open(folder / "back")
    same = set(back.originals.all()) == set(door.workspace.originals.all())
    same = same and rows_as_text(back) == rows_as_text(door.workspace)
    sys.stdout.write(
        f"restored in {took:.1f} s ({size / took:,.0f} MB/s): "
        f"{'the same files and rows' if same else 'DIFFERS'}\n"
    )
    back.close()
    door.close()
    return 0 if ratio >= 0.5 and moved <= 2 and same else 1


if __name__ == "__main__":
    sys.exit(main())
