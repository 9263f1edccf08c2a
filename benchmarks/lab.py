"""The laboratory: how often a library search is right, what its tiers are worth, and how fast it is beside a
plain sparse product of scipy.

    python benchmarks/lab.py [--files LIBRARY …] [--spectra 350000] [--run RUN] [--queries 40] [--write]

Replicate tests: each spectrum of a compound that the library has more than once is searched, (A) without
itself, (B) also without all spectra of its compound by the same contributor on the same instrument. Compounds
are first blocks of InChIKeys, halved by a digest. The three weights of the score were fitted on another half
of MassBank's spectra than either of these, so that both halves here hold compounds that were looked at.
Speed: the library is laid end to end with itself until it has ``--spectra``; times are CPU of one process,
and the ratio to one product of scipy with the same matrix counts. ``--run`` is read, taken apart and searched
whole.
"""

import argparse
import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import vstack

from tahqiq.desks.lab.components.operations import unknown_of
from tahqiq.desks.lab.library import additions as adding
from tahqiq.desks.lab.library import store
from tahqiq.desks.lab.library.bins import WIDEST
from tahqiq.desks.lab.library.search import rank
from tahqiq.desks.lab.library.tier_choice import gauge
from tahqiq.desks.lab.library.tiers import TIERS
from tahqiq.desks.lab.library.trial import replicated, trial_spectra
from tahqiq.desks.lab.readers import read, spectra
from tahqiq.desks.lab.signal.components import components
from tahqiq.desks.lab.signal.grid import ions_of
from tahqiq.desks.lab.spectrum import Spectrum, field_value

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "lab"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "quality.md"
Rows = npt.NDArray[np.int64]


def origins(library: store.Library) -> npt.NDArray[np.str_]:
    """Contributor and instrument of each spectrum."""
    found = []
    for entry in library.entries():
        fields = tuple((str(key), str(value)) for key, value in entry["fields"])
        found.append(f"{'-'.join(str(entry['id']).split('-')[:2])}|{field_value(fields, 'Instrument')}")
    return np.array(found)


def halves_of(library: store.Library) -> Rows:
    """To which half the compound of each spectrum belongs, by its digest."""
    return np.array(
        [hashlib.sha256(str(entry["compound"]).encode()).digest()[-1] % 2 for entry in library.entries()]
    )


def elsewhere(library: store.Library, origin: npt.NDArray[np.str_], row: int) -> Rows:
    """The spectra of a row's compound by the same contributor on the same instrument, itself among them
    (protocol B leaves them out)."""
    found: Rows = np.flatnonzero((library.compounds == library.compounds[row]) & (origin == origin[row]))
    return found


def protocol(
    library: store.Library, rows: Rows, mask: Callable[[int], Rows], *, indexed: bool
) -> tuple[int, float, float, float]:
    """How many were asked, top-1, top-3 and formula top-1 in percent."""
    places, formulas = [], 0
    for one in trial_spectra(library, rows, indexed=indexed):
        ranking = rank(library, one.unknown, one.retention, mask(one.row), one.first)
        found = np.flatnonzero(library.compounds[ranking.rows] == library.compounds[one.row])
        places.append(int(found[0]) if len(found) else 999)
        formulas += bool(len(ranking)) and library.formulas[ranking.rows[0]] == library.formulas[one.row] >= 0
    ranks = np.array(places)
    count = max(len(ranks), 1)
    return (
        len(ranks),
        100 * float((ranks < 1).sum()) / count,
        100 * float((ranks < 3).sum()) / count,
        100 * formulas / count,
    )


def replicates(library: store.Library) -> list[str]:
    """Lines of the replicate tests."""
    rows, origin = replicated(library), origins(library)
    halves = halves_of(library)

    def own(row: int) -> Rows:
        return np.array([row])

    def alike(row: int) -> Rows:
        return elsewhere(library, origin, row)

    others = np.array(
        [
            row
            for row in rows.tolist()
            if ((library.compounds == library.compounds[row]) & (origin != origin[row])).any()
        ]
    )
    lines = [
        "| protocol | half | spectra | top-1 % | top-3 % | formula top-1 % |",
        "|---|---|---|---|---|---|",
    ]
    for name, wanted, mask in (("A", rows, own), ("B", others, alike)):
        for half, chosen in (
            ("0", wanted[halves[wanted] == 0]),
            ("1", wanted[halves[wanted] == 1]),
            ("both", wanted),
        ):
            told_ = protocol(library, chosen, mask, indexed=False)
            lines.append(
                f"| {name} | {half} | {told_[0]} | {told_[1]:.1f} | {told_[2]:.1f} | {told_[3]:.1f} |"
            )
        with_index = wanted[~np.isnan(library.indices[wanted])]
        plain, better = (protocol(library, with_index, mask, indexed=indexed) for indexed in (False, True))
        lines.append(
            f"| {name}, spectra with an index: without it | both | {plain[0]} | {plain[1]:.1f} | "
            f"{plain[2]:.1f} | {plain[3]:.1f} |"
        )
        lines.append(
            f"| {name}, the same: with it | both | {better[0]} | {better[1]:.1f} | {better[2]:.1f} | "
            f"{better[3]:.1f} |"
        )
    return lines


def tiers(folder: Path) -> list[str]:
    """Lines of the tiers, measured on the half that was not looked at."""
    found = gauge(folder)
    lines = [
        f"Tiers on {found.on}; {found.queries} spectra counted:",
        "",
        "| tier | share % | compound right % | formula right % | absent: wrong % |",
        "|---|---|---|---|---|",
    ]
    for name in TIERS:
        one = found.measured[name]
        right, formula = (
            "-" if share is None else f"{100 * share:.1f}" for share in (one.precision, one.formula)
        )
        absent = "-" if name == "not-in-library" else f"{100 * one.absent:.1f}"
        lines.append(f"| {name} | {100 * one.share:.1f} | {right} | {formula} | {absent} |")
    return lines


def laid_out(library: store.Library, count: int) -> store.Library:
    """The library end to end with itself until it has ``count`` spectra, in memory."""
    times = -(-count // len(library))
    big = store.Library(library.folder)
    matrix = vstack([library.matrix] * times, format="csr")[:count].astype(np.float32)
    bins = int(matrix.nnz)
    for name in ("norms", "lows", "indices", "phases", "formulas", "compounds"):
        setattr(big, name, np.tile(getattr(library, name), times)[:count])
    big.compounds = np.arange(count, dtype=np.int32)
    big.bin_ends = matrix.indptr[1:].astype(np.int64)
    big.__dict__["matrix"] = matrix
    setattr(big, "masses", lambda rows: library.masses(rows % len(library)))  # noqa: B010
    assert bins == big.bin_ends[-1]
    return big


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def speed(library: store.Library, count: int, queries: int) -> list[str]:
    """Lines of the speed of a query."""
    big = laid_out(library, count)
    rows = replicated(library)[:: max(1, len(replicated(library)) // queries)][:queries]
    plain, ours = [], []
    for one in trial_spectra(library, rows, indexed=False):
        vector = np.zeros(WIDEST, np.float32)
        vector[one.unknown.bins] = one.unknown.weights
        product = cpu(lambda vector=vector: big.matrix @ vector)
        plain.append(min(product, cpu(lambda vector=vector: big.matrix @ vector)))
        ours.append(min(cpu(lambda one=one: rank(big, one.unknown)) for _ in range(2)))
    first, second = np.median(plain), np.median(ours)
    return [
        (
            f"One query against {count:,} spectra ({big.matrix.nnz:,} peaks): {1000 * second:.1f} ms of "
            f"CPU, a scipy CSR product {1000 * first:.1f} ms: ratio {second / first:.2f}."
        )
    ]


def whole(library: store.Library, path: Path) -> list[str]:
    """Lines of a run from the raw file to its hits."""
    begin = time.process_time()
    run = read(path).run
    if run is None:
        return [f"{path.name}: no run"]
    parts = components(ions_of(run))
    for part in parts:
        rank(library, unknown_of(part))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        (
            f"{path.name}, {len(run)} scans: {len(parts)} components, read, taken apart and searched in "
            f"{time.process_time() - begin:.1f} s of CPU (peak of the process {peak:.0f} MiB)."
        )
    ]


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=Path, nargs="+", default=[SHARED / "massbank_ei_open.msp"])
    parser.add_argument("--run", type=Path, default=SHARED / "fames_run_DATA.MS")
    parser.add_argument("--spectra", type=int, default=350_000)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--write", action="store_true", help="write the section of docs/reference/quality.md")
    given = parser.parse_args()
    missing = [path.name for path in (*given.files, given.run) if not path.exists()]
    if missing:
        sys.stdout.write(f"not on this machine: {', '.join(missing)}\n")
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        adding.create(folder)
        adding.add(folder, given.files)
        library = store.Library(folder)
        counted = sum(isinstance(one, Spectrum) for path in given.files for one in spectra(path))
        head = (
            f"{', '.join(path.name for path in given.files)}: {counted:,} spectra of "
            f"{library.manifest.compounds:,} compounds."
        )
        timed = [*whole(library, given.run), *speed(library, given.spectra, given.queries)]
        lines = [head, "", *replicates(library), "", *tiers(folder), "", *timed]
    sys.stdout.write("\n".join(lines) + "\n")
    if given.write:
        text = PAGE.read_text("utf-8")
        begin, end = "<!-- lab:start -->", "<!-- lab:end -->"
        before, _, rest = text.partition(begin)
        made = "\n".join(
            [
                begin,
                "## Searching libraries of mass spectra",
                "",
                *lines,
                "",
                "Made by `benchmarks/lab.py --write`.",
                end,
            ]
        )
        PAGE.write_text(
            (before + made + rest.partition(end)[2]) if rest else f"{text.rstrip()}\n\n{made}\n", "utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
