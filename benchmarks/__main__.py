"""Run the benchmarks: ``python -m benchmarks [NAME … | all] [--quick]``; without a name all of them.

Each runs in a process of its own, so that its peak memory is its own, and prints its table beside its
reference. ``--quick`` takes small sizes: it shows that everything runs and roughly how the ratios stand, and
measures nothing worth quoting.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FULL = {
    "page": (),
    "suggest": (),
    "calls": ("--rows", "2000000", "20000000", "--sources", "200", "--phones", "300000", "1000000"),
    "statements": ("--rows", "1000000"),
    "reading": ("--rows", "1000000"),
    "search": ("--names", "1000000"),
    "records": ("--records", "1000000"),
    "registers": ("--records", "200000"),
    "mapping_quality": (),
    "names": (),
    "names_hard": (),
    "linkage": ("--records", "1000000", "--new", "10000"),
    "passengers": (),
    "public": (),
    "graph": ("--nodes", "1000000", "--links", "10000000"),
    "expand": (),
    "sql_per_request": (),
    "layout": (),
    "telephone": ("--rows", "20000000"),
    "analyses_quality": (),
    "foreign_traffic": (),
    "backup": (),
    "bundle": (),
    "products": (),
    "chart_pdf": (),
    "soak": ("--minutes", "60"),
    "cargo": (),
    "cargo_loop": (),
    "covert": (),
    "custody": (),
}
QUICK = {
    "page": ("--items", "500", "--lines", "1500"),
    "suggest": ("--people", "2000", "--intake", "20000", "--calls", "50000", "--questions", "30"),
    "calls": ("--rows", "100000", "--sources", "20", "--phones", "10000"),
    "statements": ("--rows", "10000"),
    "reading": ("--rows", "10000", "--more", "5000", "--times", "30"),
    "records": ("--records", "20000", "--questions", "40"),
    "registers": ("--records", "20000", "--questions", "20"),
    "search": ("--names", "20000", "--queries", "50", "--brute", "10"),
    "mapping_quality": (),
    "names": ("--quick",),
    "names_hard": ("--size", "1000", "--questions", "50"),
    "linkage": ("--records", "50000", "--new", "1000"),
    "passengers": ("--records", "500"),
    "public": ("--quick",),
    "graph": ("--nodes", "20000", "--links", "100000", "--pairs", "50"),
    "expand": ("--scale", "0.05", "--times", "10"),
    "layout": ("--items", "2000"),
    "telephone": ("--rows", "100000"),
    "analyses_quality": ("--scale", "0.1"),
    "foreign_traffic": ("--quick",),
    "bundle": ("--megabytes", "64"),
    "products": ("--items", "1000", "--rows", "100000"),
    "chart_pdf": ("--items", "300"),
    "cargo": ("--seeds", "1"),
    "custody": ("--quick",),
    "covert": ("--authorisations", "200", "--rows", "5000", "--times", "1"),
    "backup": ("--names", "5000", "--originals", "50", "--intake", "500", "--times", "1"),
    "soak": ("--minutes", "0.3", "--people", "5", "--known", "500", "--intake", "300"),
}


def run(name: str, arguments: tuple[str, ...]) -> int:
    """Run one benchmark with its output going where ours goes; its exit code."""
    sys.stdout.write(f"== {name} {' '.join(arguments)}".rstrip() + "\n")
    sys.stdout.flush()
    began = time.monotonic()
    found = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(FOLDER.parent), os.environ.get("PYTHONPATH")))),
    }  # some stand on each other
    command = [sys.executable, str(FOLDER / f"{name}.py"), *arguments]
    code = subprocess.run(command, cwd=FOLDER.parent, env=found, check=False).returncode  # noqa: S603 (our own scripts)
    sys.stdout.write(
        f"== {name}: {'done' if code == 0 else f'failed with exit code {code}'} after "
        f"{time.monotonic() - began:.0f} s\n\n"
    )
    sys.stdout.flush()
    return code


def main(arguments: list[str] | None = None) -> int:
    """Run the named benchmarks one after the other; 1 when one failed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(FULL)} or all")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    given = parser.parse_args(arguments)
    names = list(FULL) if not given.names or "all" in given.names else list(dict.fromkeys(given.names))
    unknown = [name for name in names if name not in FULL]
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(FULL)}")
    sizes = QUICK if given.quick else FULL
    codes = [run(name, sizes[name]) for name in names]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
