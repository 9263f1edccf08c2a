"""What the README says in numbers and names is what the program and its measurements say."""

import re
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

from tahqiq.desk import desks
from tahqiq.desk.sample import add_files
from tahqiq.samples.generate import generate

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
QUALITY = (ROOT / "docs" / "reference" / "quality.md").read_text("utf-8")


def test_the_desks_are_those_that_are_installed() -> None:
    line = next(line for line in README.splitlines() if line.startswith("- **Desks**"))
    said = line.partition(":")[2].partition(" are there")[0]
    assert {point.name for point in entry_points(group="tahqiq.desks")} == set(desks())
    assert set(re.findall(r"\w+", said.replace("laboratory", "").replace(" and ", " "))) == set(desks())


def test_the_number_of_files_in_the_demo(tmp_path: Path) -> None:
    """Files and what stands in archives, as ``tahqiq demo`` counts them; a smaller case has as many."""
    made = generate(tmp_path / "case", 1, 0.02)
    add_files(made, desks().values())
    files = [path for path in made.evidence.rglob("*") if path.is_file()]
    inside = sum(len(zipfile.ZipFile(path).namelist()) for path in files if path.suffix == ".zip")
    assert f"({len(files) + inside} files," in README


def test_the_names_of_others_are_compared_as_measured() -> None:
    said = re.search(r"behind nomenklatura \(F1 \.(\d+) against \.(\d+)\)", README)
    assert said
    assert f"F1 0.{said[1]} at the best threshold" in QUALITY
    assert f"has 0.{said[2]} and" in QUALITY
