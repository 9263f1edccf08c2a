"""How right proposed mappings are on hand-made call layouts: prints the table and, with ``--write``, puts it
into docs/reference/quality.md.

``python benchmarks/mapping_quality.py [--write]``, from the root of the repository. Not tuned on are the
layouts of ``held_out``.
"""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "quality.md"
START, END = "<!-- mapping:start -->", "<!-- mapping:end -->"


def _judges() -> ModuleType:
    """The reading and judging of layouts that the tests use too."""
    path = ROOT / "tests" / "formats" / "mapping" / "layout_files.py"
    spec = importlib.util.spec_from_file_location("layout_files", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["layout_files"] = module
    spec.loader.exec_module(module)
    return module


def section() -> str:
    """The section as Markdown."""
    judges = _judges()
    lines = [
        "## Mapping proposals for call records",
        "",
        (
            "Thirty call layouts written by hand (English, Arabic, Sorani and Badini headers; not made "
            "by the sample generator), split in halves before"
        ),
        (
            "the proposer was written: 15 were looked at while it was tuned, 15 were only measured. Both "
            "halves are by the same hand, so layouts from"
        ),
        (
            "other hands will do worse. A column is right when it becomes exactly what a person says it "
            "is, unused columns included."
        ),
        "",
        "| half | layouts | columns | right | layouts without a mistake | where the target's number stands |",
        "|---|---|---|---|---|---|",
    ]
    details: list[str] = []
    for group, title in zip(judges.GROUPS, ("tuned on", "held out"), strict=True):
        verdicts = [judges.judge(layout) for layout in judges.layouts(group)]
        right, columns = sum(v.right for v in verdicts), sum(v.columns for v in verdicts)
        whole, targets = sum(v.right == v.columns for v in verdicts), sum(v.target for v in verdicts)
        share = f"{right} ({100 * right / columns:.1f} %)"
        lines.append(
            f"| {title} | {len(verdicts)} | {columns} | {share} | {whole} of {len(verdicts)} | right "
            f"in {targets} of {len(verdicts)} |"
        )
        details += [
            f"* {title}, {v.name}: {v.right} of {v.columns} columns" for v in verdicts if v.right < v.columns
        ]
    if details:
        lines += ["", "Layouts with mistakes:", "", *details]
    return "\n".join([*lines, "", "Made by `benchmarks/mapping_quality.py --write`."])


def write(text: str) -> None:
    """Puts the section between its marks, or at the end of the page when it is not there yet."""
    page = (
        PAGE.read_text("utf-8")
        if PAGE.is_file()
        else "# Quality\n\nMeasured, not promised: each section names the script that made it.\n"
    )
    marked = f"{START}\n{text}\n{END}"
    pattern = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    page = pattern.sub(lambda _: marked, page) if START in page else f"{page.rstrip()}\n\n{marked}\n"
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    found = section()
    sys.stdout.write(found + "\n")
    if "--write" in sys.argv[1:]:
        write(found)
