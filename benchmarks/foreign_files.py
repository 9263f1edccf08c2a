"""What becomes of files that others made: recognised, records right, fields lost in silence, meanings wrong;
with ``--write`` into docs/reference/quality.md.

``python benchmarks/foreign_files.py FOLDER [FORMAT …] [--half NAME] [--details] [--write]``. FOLDER holds
``<format>/<half>/<file>``; the files stay outside the project. Beside a file may stand
``<file>.expected.json``, written from another program's reading of it: ``{"kind": "mail.message", "records":
[{"subject": "…"}]}``, the records of that kind in the order of the file, null where nothing may stand;
``"partial": true`` where there may be more. Formats without a folder are passed over with a line that says
so.

A field is *lost in silence* when an independent walk over the file (``benchmarks/foreign_leaves``) finds it
filled and it stands in no record, no member, no field set aside and no problem. It finds texts, not places,
so it is blind where the same text stands elsewhere too; the test with unique tokens
(``tests/conformance/test_fields.py``) is the strict one.
"""

import argparse
import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.foreign_leaves import LEAVES  # noqa: E402
from tahqiq.formats.reader import Item, Member, Records  # noqa: E402
from tahqiq.formats.registry import choose  # noqa: E402
from tahqiq.model.account import Aside  # noqa: E402
from tahqiq.model.problem import Problem  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "quality.md"
START, END = "<!-- foreign-files:start -->", "<!-- foreign-files:end -->"
SHORT = 4
"""Texts below this length count as found only where a cell, or a word of a cell, says exactly the same."""


RELATED = {"mail": "mbox"}
"""What a file of a format may be taken for without being misunderstood: a message that begins with a
separator is a mailbox of one."""


@dataclass(slots=True)
class Tally:
    """What was counted for one half of one format."""

    files: int = 0
    recognised: int = 0
    failed: int = 0
    records: int = 0
    problems: int = 0
    fields: int = 0
    aside: int = 0
    in_problems: int = 0
    lost: int = 0
    lost_names: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    right: int = 0
    wrong: int = 0
    details: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Statement:
    """What a reader delivered of one file."""

    records: dict[str, list[dict[str, str | None]]] = field(default_factory=dict)
    cells: set[str] = field(default_factory=set)
    asides: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    text: str = ""


def plain(text: str) -> str:
    """Text without white space, marks of direction and differences of composition, so that two programs'
    readings can be compared."""
    return re.sub(
        r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+", "", unicodedata.normalize("NFKC", text)
    )


def said(items: Iterator[Item]) -> Statement:
    """Everything a reader says of a file, as text to look things up in."""
    found = Statement()
    pieces: list[str] = []
    for item in items:
        if isinstance(item, Records):
            rows = item.columns.to_pylist()
            found.records.setdefault(item.kind, []).extend(rows)
            for row in rows:
                pieces += [plain(value) for value in row.values() if value]
                found.cells.update(
                    plain(word)
                    for value in row.values()
                    if value
                    for word in (*value.split(), *re.split(r"[\s,;:|/()·\"<>=*]+", value))
                )
            pieces += [plain(name) for name in item.columns.schema.names]
        elif isinstance(item, Problem):
            found.problems.append(item)
            pieces.append(plain(f"{item.value or ''} {item.params}"))
        elif isinstance(item, Aside):
            found.asides |= {plain(item.field).lower(), plain(item.field.rpartition("/")[2]).lower()}
        else:
            pieces += [plain(item.path), *_inside(item)]
    found.cells.update(pieces)
    found.text = "\n".join(pieces)
    return found


def _inside(member: Member) -> list[str]:
    """The text of a member; of a message inside a message what its own reading says."""
    decoded = [plain(member.data.decode("utf-8", "replace"))]
    if member.path.lower().endswith((".eml", ".msg")):
        with tempfile.NamedTemporaryFile(suffix=".inner") as held:
            held.write(member.data)
            held.flush()
            chosen = choose(Path(held.name), member.path)
            if chosen is not None:
                decoded.append(said(chosen[0].read(Path(held.name), member.path)).text)
    return decoded


def lost(name: str, text: str, told: Statement) -> bool:
    """Whether a filled field stands nowhere in what a reader delivered."""
    wanted = plain(text)
    if (
        not wanted
        or plain(name).lower() in told.asides
        or plain(name.rpartition("/")[2]).lower() in told.asides
    ):
        return False
    return wanted not in told.cells if len(wanted) < SHORT else wanted not in told.text


def compare(expected: Path, told: Statement, tally: Tally, label: str) -> None:
    """Counts records that say what another program reads there, and values that say something else."""
    wanted = json.loads(expected.read_text("utf-8"))
    got = told.records.get(wanted["kind"], [])
    for number, record in enumerate(wanted["records"]):
        tally.compared += 1
        mine = got[number] if number < len(got) else {}
        differing = [
            name for name, value in record.items() if not same(mine.get(name) or "", str(value or ""))
        ]
        tally.right += not differing
        tally.wrong += any(mine.get(name) for name in differing)
        if differing:
            shown = "; ".join(
                f"{name}: {str(mine.get(name))[:80]!r} for {str(record[name])[:80]!r}"
                for name in differing[:3]
            )
            tally.details.append(f"{label} record {number + 1}: {shown}")
    if len(got) > len(wanted["records"]) and not wanted.get("partial"):
        tally.details.append(f"{label}: {len(got)} records for {len(wanted['records'])}")
        tally.wrong += len(got) - len(wanted["records"])


def same(mine: str, theirs: str) -> bool:
    """Whether two programs read the same: equal texts, or equal numbers (``15000,5`` and ``15000.50``)."""
    if plain(mine).casefold() == plain(theirs).casefold():
        return True
    try:
        return Decimal(mine.strip().replace(",", ".")) == Decimal(theirs.strip().replace(",", "."))
    except InvalidOperation:
        return False


def measure(kind: str, files: list[Path]) -> Tally:
    """Reads the files of one half of one format."""
    tally = Tally()
    for path in files:
        tally.files += 1
        chosen = choose(path, path.name)
        if chosen is None or chosen[0].name not in (kind, RELATED.get(kind)):
            tally.details.append(f"{path.name}: taken for {chosen[0].name if chosen else 'nothing'}")
            if chosen is None:
                continue
        else:
            tally.recognised += 1
        try:
            told = said(chosen[0].read(path, path.name))
        except Exception as error:  # noqa: BLE001 - a reader must never raise; here it is counted
            tally.failed += 1
            tally.details.append(f"{path.name}: {error!r}")
            continue
        tally.records += sum(map(len, told.records.values()))
        tally.problems += len(told.problems)
        excused = any(
            problem.records or problem.fields or problem.code == "text-too-long" for problem in told.problems
        )
        for name, text in LEAVES[kind](path.read_bytes(), path.name) if kind in LEAVES else ():
            tally.fields += 1
            tally.aside += plain(name).lower() in told.asides
            if lost(name, text, told):
                if excused:
                    tally.in_problems += 1
                    continue
                tally.lost += 1
                tally.lost_names[name] += 1
                tally.details.append(f"{path.name}: lost {name} = {text[:80]!r}")
        expected = path.with_name(path.name + ".expected.json")
        if expected.is_file():
            compare(expected, told, tally, path.name)
    return tally


def row(kind: str, half: str, tally: Tally) -> str:
    """One line of the table."""
    right = (
        f"{tally.right} of {tally.compared} ({100 * tally.right / tally.compared:.1f} %)"
        if tally.compared
        else "not compared"
    )
    cells = (
        kind,
        half,
        tally.files,
        tally.recognised,
        tally.failed,
        tally.records,
        tally.fields,
        tally.lost,
        tally.in_problems,
        right,
        tally.wrong,
    )
    return "| " + " | ".join(map(str, cells)) + " |"


HEAD = (
    "| format | half | files | recognised | raised | records | fields walked | lost in silence | "
    "missing in files with a told problem | records right | with a wrong value |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|"
)


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; 1 when nothing was there to read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("formats", nargs="*")
    parser.add_argument("--half", default="")
    parser.add_argument("--details", action="store_true")
    parser.add_argument(
        "--write",
        action="store_true",
        help="put the rows into docs/reference/quality.md, beside those of other formats",
    )
    given = parser.parse_args(arguments)
    rows: list[str] = []
    for kind in given.formats or sorted(LEAVES):
        halves = sorted(
            path
            for path in (given.folder / kind).glob("*")
            if path.is_dir() and given.half in ("", path.name)
        )
        if not halves:
            sys.stdout.write(f"{kind}: no folder {given.folder / kind}, passed over\n")
        for half in halves:
            files = sorted(
                path for path in half.iterdir() if path.is_file() and not path.name.endswith(".expected.json")
            )
            tally = measure(kind, files)
            rows.append(row(kind, half.name, tally))
            sys.stdout.write(rows[-1] + "\n")
            if given.details:
                sys.stdout.writelines(f"    {line}\n" for line in tally.details[:400])
                sys.stdout.write(f"    lost: {tally.lost_names.most_common(40)}\n")
            sys.stdout.flush()
    if given.write:
        put(rows)
    return 0 if rows else 1


def put(rows: list[str]) -> None:
    """Replaces the lines of the same format and half in the table of the page; other lines and the words
    around it stay."""
    page = PAGE.read_text("utf-8")
    if START not in page:
        page = (
            f"{page.rstrip()}\n\n{START}\n## Files that others made\n\n{HEAD}\n\nMade by "
            f"`benchmarks/foreign_files.py --write`.\n{END}\n"
        )
    before, _, rest = page.partition(START)
    inside, _, after = rest.partition(END)
    text, _, _ = inside.partition(HEAD)
    table = [line for line in inside.partition(HEAD)[2].splitlines() if line.startswith("| ")]
    words = "\n".join(
        line for line in inside.partition(HEAD)[2].splitlines() if not line.startswith("| ")
    ).strip()
    known = {tuple(line.split(" | ", 2)[:2]): line for line in [*table, *rows]}
    lines = "\n".join(known[key] for key in sorted(known))
    PAGE.write_text(f"{before}{START}{text}{HEAD}\n{lines}\n\n{words}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
