"""The laboratory: the public batch of seized benzodiazepines (LRCFS/GcMsDataProcess, doi
10.5281/zenodo.8046760) against the method of the how-to, without its tune, test mix and control charts, which
the batch does not have.

    python benchmarks/lab_batch.py RUNS

RUNS is a folder with its 46 ``.D`` folders (GcRawData). Each is what its own file says: a blank, a
calibrator, a check or a case. Of its 15 cases one holds no etizolam that anybody saw (FL22/0210).
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tahqiq.desks.lab.batch.method import MARK, digest, method_of
from tahqiq.desks.lab.batch.runs import read_runs
from tahqiq.desks.lab.batch.sequence import Batch
from tahqiq.desks.lab.batch.sheet import Injection
from tahqiq.desks.lab.batch.view import InstrumentView
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.spectrum import field_value

HOW_TO = Path(__file__).parents[1] / "docs" / "how-to" / "hold-a-sequence-against-a-method.md"
NOT_IN_THE_BATCH = ("tune", "mix", "controls", "approved")


def method_text() -> str:
    """The method of the how-to, agreed to by two invented persons."""
    text = HOW_TO.read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    for block in NOT_IN_THE_BATCH:
        text = re.sub(rf"(?ms)^{block}:.*?(?=^\w|\Z)", "", text)
    people = "".join(f"    - {{name: {name} Person, day: 2026-01-02}}\n" for name in ("First", "Second"))
    return f"{text.rstrip()}{MARK}\n  sha256: {digest(text.rstrip() + MARK)}\n  by:\n{people}"


def injections(folder: Path) -> list[Injection]:
    """The runs in the order of their names, each as its own file calls it."""
    found = []
    for row, path in enumerate(sorted(folder.glob("*.D")), 1):
        run = read(path).run
        sample = "" if run is None else field_value(run.fields, "sample")
        amount = re.match(r"(\d+) ?ug/mL", sample)
        kind = (
            "blank"
            if "BLK" in sample
            else "case"
            if not amount
            else "check"
            if "heck" in sample
            else "calibrator"
        )
        level = None if amount is None else float(amount[1])
        found.append(Injection(row, path.stem, kind, sample, level, "ug/mL" if amount else "", path, row))
    return found


def main() -> None:
    """Print every case, and in how many runs of each kind the substance was found."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("runs", type=Path)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "method.yaml"
        path.write_text(method_text(), "utf-8")
        method, _ = method_of(path)
    runs, problems = read_runs(injections(asked.parse_args().runs), method.ions)
    instrument = InstrumentView(in_control=True, tune="", mix="", breaches=[])
    found: Counter[str] = Counter()
    for one in Batch(method, runs, instrument, in_order=not problems).injections():
        for seen in one.findings:
            found[one.kind] += seen.found == "yes"
            if one.kind == "case":
                sys.stdout.write(
                    f"{one.run} {one.sample:12} {seen.found:3} {', '.join(seen.failed) or '-':8} "
                    f"signal to noise {seen.ratio or 0:8.1f}  {seen.amount or 0:7.2f} {seen.unit}\n"
                )
    of = Counter(one.injection.kind for one in runs)
    sys.stdout.write("".join(f"{kind}: {found[kind]} of {count}\n" for kind, count in sorted(of.items())))


if __name__ == "__main__":
    main()
