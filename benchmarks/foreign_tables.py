"""How tables of other projects are understood: without a question, with one, or wrongly in silence. Prints
the section and, with ``--write``, puts it into docs/reference/quality.md.

``python benchmarks/foreign_tables.py FOLDER [--half=tune|unseen|unseen2|unseen3|unseen4|unseen5|unseen6]
[--write]``, from the root of the repository. ``FOLDER/tune``, ``FOLDER/unseen``, ``FOLDER/unseen2``,
``FOLDER/unseen3``, ``FOLDER/unseen4``, ``FOLDER/unseen5`` and ``FOLDER/unseen6`` hold a folder for each
project (owner+name) with its files as they were fetched; nothing of them is in this repository. What each
column means stands in ``benchmarks/data/foreign_tables.yaml``, by hand. Without the folder the script says so
and stops.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tahqiq.collect.mapping.column_uses import Use
from tahqiq.collect.mapping.propose import TEXT
from tahqiq.collect.mapping.questions import LINE
from tahqiq.collect.recognition import TableSeen, recognise_file
from tahqiq.kit.errors import TahqiqError

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "quality.md"
TRUTH = ROOT / "benchmarks" / "data" / "foreign_tables.yaml"
START, END = "<!-- foreign:start -->", "<!-- foreign:end -->"
HALVES = {
    "tune": "tuned on",
    "unseen": "unseen until its figures were published; mended after",
    "unseen2": "unseen at their time (first run: 16 of 32 understood, 8 wrong); mended after",
    "unseen3": "unseen at their time (first run: 15 of 25 understood, 9 of 72 wrong); mended after",
    "unseen4": "unseen at their time (first run: 20 of 35 understood, 6 of 88 wrong); mended after",
    "unseen5": "unseen at their time (first run: 17 of 23 understood, 4 of 65 wrong); mended after",
    "unseen6": (
        "unseen at their time (first run: 19 of 29 understood, 14 of 86 counted wrong, 8 of these by the "
        "fault of script and labels); mended after"
    ),
}
FREE = frozenset({"text", "notes", "description", "summary"})
"""Where any column may go: it stays text and claims nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One table. ``state``: understood (runs, nothing wrong), wrong (runs, something wrong), asked (waits,
    and a person must say something), needless (waits, though the table says it all), waits (nothing of a case
    stands in it, and nothing was made of it)."""

    half: str
    project: str
    file: str
    kind: str
    state: str
    doubt: float
    columns: int
    right: int
    mistakes: tuple[str, ...]


def roles(used: tuple[Use, ...]) -> set[str]:
    """What a column becomes: the slot of an event, or type and property of a thing."""
    found = set()
    for use in used:
        parts = use.where.split(".")
        if parts[0] == "facts" and parts[2] not in ("when",):
            found.add(parts[2])
        elif parts[0] == "entities" and parts[2] == "properties":
            found.add(parts[3])
            found.add(f"is:{use.schema}")
    return found


def judge(half: str, project: str, file: str, table: TableSeen, truth: dict[str, object]) -> Verdict:
    """The table against what a person says of it: ``kind``; ``is`` types that its things may have; ``order``,
    ``zone``; ``open`` when a person must say something; ``columns`` each with the roles it may have."""
    kind, found = str(truth["kind"]), table.proposal
    columns = truth.get("columns")
    wanted = (
        {str(name): set(str(allowed).split("|")) for name, allowed in columns.items()}
        if isinstance(columns, dict)
        else {}
    )
    mistakes: list[str] = []
    right = 0
    for column in table.columns:
        became = roles(column.used)
        types = {one.removeprefix("is:") for one in became if one.startswith("is:")}
        plain = {one for one in became if not one.startswith("is:")} - FREE
        allowed = wanted.get(column.header or column.name, set())
        wrong = plain - allowed
        if wrong:
            mistakes.append(f"{column.header or column.name}: {', '.join(sorted(wrong))}")
        elif plain or not (allowed - {""}) or became & FREE:
            right += 1
        may = {str(one) for one in truth["is"]} if isinstance(truth.get("is"), list) else set()
        if types and may and not types <= may | {"NamedThing"}:
            mistakes.append(f"{column.header or column.name}: taken for {', '.join(sorted(types - may))}")
    if found is not None:
        order = truth.get("order")
        if order and found.mapping.date_order not in (None, order):
            mistakes.append(f"order {found.mapping.date_order}")
        zone = truth.get("zone")
        if zone and found.mapping.zone is not None and found.mapping.zone != zone:
            mistakes.append(f"zone {found.mapping.zone}")
        families = {
            "calls": ("Call", "Message", "DataSession"),
            "sessions": ("DataSession",),
            "bank": ("Payment",),
            "travel": ("Crossing",),
            "plates": ("Sighting",),
        }
        kinds = {fact.schema for fact in found.mapping.facts.values()}
        if kinds and not kinds <= set(families.get(kind, ())):
            mistakes.append(f"events taken for {', '.join(sorted(kinds))}")
    return Verdict(
        half,
        project,
        file,
        kind,
        _state(kind, found is not None and found.sure, bool(truth.get("open")), mistakes),
        found.doubt if found else 1.0,
        len(table.columns),
        right,
        tuple(dict.fromkeys(mistakes)),
    )


def unread(half: str, project: str, file: str, truth: dict[str, object]) -> Verdict:
    """A table that is read as plain text: nothing is claimed of it, and its rows must be asked for."""
    kind = str(truth["kind"])
    return Verdict(
        half,
        project,
        file,
        kind,
        _state(kind, False, bool(truth.get("open")), []),
        1.0,
        len(dict(truth.get("columns") or {})),
        0,
        (),
    )  # type: ignore[call-overload]


def _state(kind: str, runs: bool, open_: bool, mistakes: list[str]) -> str:
    if runs:
        return "wrong" if mistakes else "understood"
    if kind == "other":
        return "waits"
    return "asked" if open_ else "needless"


def verdicts(folder: Path, halves: tuple[str, ...]) -> Iterator[Verdict]:
    """Every table of which the truth says something, in the order of the truth."""
    truth = yaml.safe_load(TRUTH.read_text("utf-8"))
    for half in halves:
        for project, files in truth[half].items():
            for name, said in files.items():
                path = folder / half / project / name
                if not path.is_file():
                    sys.stdout.write(f"not here: {half}/{project}/{name}\n")
                    continue
                try:
                    tables = recognise_file(path, path.name)
                except TahqiqError:
                    tables = ()
                sheets = [one for one in tables if one.kind != TEXT]
                sheet = int(said.get("sheet", 0))
                if len(sheets) > sheet:
                    yield judge(half, project, name, sheets[sheet], said)
                elif tables and not sheets:
                    yield unread(half, project, name, said)


def section(found: list[Verdict]) -> str:
    """The section as Markdown."""
    lines = [
        "## Tables of other projects",
        "",
        (
            "Tables that nobody here made, out of public projects (call records, Internet records, tower "
            "dumps, bank exports, lists of people, companies and places, and tables that have"
        ),
        (
            "nothing to do with a case), split by project before anything was looked at: one part was "
            "tuned on, of the others the meanings were written down by hand only after"
        ),
        (
            "the program was finished, and before it was run on them. A table is *understood* when it "
            f"runs without a question (doubt below {LINE}) and nothing in it is wrong: no column, order "
            "of dates, zone, kind of event or"
        ),
        (
            "type of thing. *Asked* are tables of which a person must say something because nothing in "
            "them does (zone, order, sign, target). The question is *needless* where the table says it "
            "all."
        ),
        "",
        (
            "| half | projects | tables | of a case | understood | asked, rightly | asked, needlessly | "
            "wrong in silence | of no case, waits | of no case, kept as things | columns right |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for half, title in HALVES.items():
        mine = [one for one in found if one.half == half]
        if not mine:
            continue
        case = [one for one in mine if one.kind != "other"]
        rest = [one for one in mine if one.kind == "other"]
        states = Counter(one.state for one in case)
        closed = [one for one in case if one.state != "asked"]
        share = (
            f"{states['understood']} of {len(closed)} that say it all "
            f"({100 * states['understood'] / max(1, len(closed)):.0f} %)"
        )
        wrong = sum(one.state == "wrong" for one in mine)
        right, columns = sum(one.right for one in case), sum(one.columns for one in case)
        lines.append(
            f"| {title} | {len({one.project for one in mine})} | {len(mine)} | {len(case)} | {share} "
            f"| {states['asked']} | {states['needless']} | {wrong} "
            f"({100 * wrong / max(1, len(mine)):.1f} %) | "
            f"{sum(one.state == 'waits' for one in rest)} | "
            f"{sum(one.state == 'understood' for one in rest)} | {right} of {columns} "
            f"({100 * right / max(1, columns):.1f} %) |"
        )
    lines += [
        "",
        (
            "The line of doubt: how many tables would run, and how many of them wrongly, were it "
            "elsewhere (all that were measured):"
        ),
        "",
    ]
    lines += ["| line | run | wrong | share |", "|---|---|---|---|"]
    for line in (0.05, 0.2, 0.3, 0.45, 0.6, 1.01):
        run = [one for one in found if one.doubt < line]
        bad = sum(bool(one.mistakes) for one in run)
        lines.append(
            f"| {line if line <= 1 else 'none'} | {len(run)} | {bad} | {100 * bad / max(1, len(run)):.1f} % |"
        )
    bad = [one for one in found if one.state in ("wrong", "needless")]
    if bad:
        lines += ["", "Wrong in silence, and asked needlessly:", ""]
        lines += [
            f"* {one.half}, {one.project}, {one.file}: {one.state}"
            + (f" ({'; '.join(one.mistakes[:4])})" if one.state == "wrong" else "")
            for one in bad
        ]
    return "\n".join([*lines, "", "Made by `benchmarks/foreign_tables.py FOLDER --write`."])


def write(text: str) -> None:
    """Puts the section between its marks, or at the end of the page when it is not there yet."""
    page = PAGE.read_text("utf-8")
    marked = f"{START}\n{text}\n{END}"
    page = (
        page[: page.index(START)] + marked + page[page.index(END) + len(END) :]
        if START in page
        else f"{page.rstrip()}\n\n{marked}\n"
    )
    PAGE.write_text(page, "utf-8")


def main(arguments: list[str]) -> int:
    """Measures; 0 also where the folder is not here, which is said."""
    places = [one for one in arguments if not one.startswith("--")]
    folder = Path(places[0]) if places else None
    if folder is None or not folder.is_dir():
        sys.stdout.write(
            "The tables of other projects are not here (give their folder); nothing was measured.\n"
        )
        return 0
    half = next((one.split("=", 1)[1] for one in arguments if one.startswith("--half=")), "")
    found = list(verdicts(folder, (half,) if half else tuple(HALVES)))
    text = section(found)
    sys.stdout.write(text + "\n")
    if "--write" in arguments:
        write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
