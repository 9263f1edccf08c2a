"""What the analyses find of what was planted in invented cases: prints the table and, with ``--write``, puts
it into docs/reference/quality.md.

``python benchmarks/analyses_quality.py [--scale 0.4] [--write]``, from the root of the repository. Nothing is
tuned to a seed: thresholds stand in the declarations.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tahqiq.workbench import Workbench  # noqa: E402
from tests.analyse.judged import Verdict, collected, organiser_ranks, verdicts  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "quality.md"
START, END = "<!-- analyses:start -->", "<!-- analyses:end -->"
SEEDS = (1, 7, 19, 42)


def measured(seed: int, scale: float) -> tuple[list[Verdict], dict[str, tuple[int, int]]]:
    """One case."""
    with tempfile.TemporaryDirectory() as folder:
        root, told = collected(Path(folder), seed, scale)
        with Workbench.opened(root) as bench:
            return verdicts(bench, told), organiser_ranks(bench, told)


def section(scale: float) -> str:
    """The section as Markdown."""
    cases = {seed: measured(seed, scale) for seed in SEEDS}
    lines = [
        "## Analyses of telephones and money",
        "",
        (
            f"What was planted in the invented case, in {len(SEEDS)} cases (seeds "
            f"{', '.join(map(str, SEEDS))}, scale {scale:g}): found of planted, and how many rows the "
            "analysis"
        ),
        (
            "gives in all, with its default settings (round trips: smallest 1,000, loss 0.05, four "
            "legs). The case is made by this project, and its traffic is"
        ),
        "simpler than life: real cases will do worse.",
        "",
        "| planted | "
        + " | ".join(f"seed {seed}: found, rows" for seed in SEEDS)
        + " | recall | precision |",
        "|---|" + "---|" * (len(SEEDS) + 2),
    ]
    for number, first in enumerate(cases[SEEDS[0]][0]):
        some = [cases[seed][0][number] for seed in SEEDS]
        cells = [
            f"{one.found} of {one.planted}, {one.rows}" + (f" ({one.note})" if one.note else "")
            for one in some
        ]
        found, planted, rows = (
            sum(getattr(one, name) for one in some) for name in ("found", "planted", "rows")
        )
        lines.append(
            f"| {first.what} | {' | '.join(cells)} | {found / planted:.2f} | "
            f"{found / rows if rows else 1:.2f} |"
        )
    lines += [
        "",
        (
            "The organiser of the case ranks first in no ranking of the telephone network (rank of his "
            "number, of how many):"
        ),
        "",
        "| ranking | " + " | ".join(f"seed {seed}" for seed in SEEDS) + " |",
        "|---|" + "---|" * len(SEEDS),
    ]
    for name in cases[SEEDS[0]][1]:
        lines.append(
            f"| {name} | " + " | ".join("{} of {}".format(*cases[seed][1][name]) for seed in SEEDS) + " |"
        )
    return "\n".join([*lines, "", "Made by `benchmarks/analyses_quality.py --write`."])


def write(text: str) -> None:
    """Puts the section between its marks, or at the end of the page when it is not there yet."""
    page = PAGE.read_text("utf-8")
    marked = f"{START}\n{text}\n{END}"
    pattern = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    PAGE.write_text(
        pattern.sub(lambda _: marked, page) if START in page else f"{page.rstrip()}\n\n{marked}\n", "utf-8"
    )


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", type=float, default=0.4)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = section(given.scale)
    sys.stdout.write(found + "\n")
    if given.write:
        write(found)


if __name__ == "__main__":
    main()
