"""What the analyses find in an invented case, held against its truth: used by the tests and by
``benchmarks/analyses_quality.py``."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from tahqiq.access.door import Door
from tahqiq.samples.generate import generate
from tahqiq.workbench import Workbench

Rows = list[dict[str, object]]
Planted = Mapping[str, object]
RANKINGS = ("degree", "weighted-degree", "betweenness", "closeness", "eigenvector", "pagerank")


@dataclass(frozen=True)
class Verdict:
    """``found`` of ``planted`` things are in the rows, ``rows`` rows there are; ``note`` what else is worth
    saying."""

    what: str
    planted: int
    found: int
    rows: int
    note: str = ""

    @property
    def recall(self) -> float:
        """Share of the planted that is found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Share of the rows that was planted."""
        return self.found / self.rows if self.rows else 1.0


def collected(
    folder: Path, seed: int, scale: float, right_zone: bool = True
) -> tuple[Path, dict[str, object]]:
    """A workspace with the case of ``seed``, the delivery in UTC read as UTC (or, like the rest, as Baghdad);
    and the truth."""
    truth = generate(folder / "case", seed, scale)
    told = json.loads(truth.path.read_text("utf-8"))
    root = folder / "workspace"
    Door.found(root, owner="analyst").close()
    with Workbench.opened(root) as bench:
        if right_zone:
            utc = [truth.evidence / item["path"] for item in told["files"] if item["zone"] == "UTC"]
            bench.collect(utc, bench.deposit(zone="UTC"))
        bench.collect([truth.evidence], bench.deposit(zone="Asia/Baghdad"))
    return root, told


def rows(bench: Workbench, name: str, **values: object) -> Rows:
    """The rows of an analysis as a person reads them."""
    return cast("Rows", bench.readable(bench.analyse(name, values), "en")["rows"])


def verdicts(bench: Workbench, told: Mapping[str, object]) -> list[Verdict]:
    """Everything planted that these analyses should find."""
    return [
        _changes(bench, _list(told, "number_changes")),
        _cards(bench, "handset-change", _list(told, "handset_changes"), "imei_old", "imei_new", 14),
        _cards(bench, "sim-swap", _list(told, "sim_swaps"), "imsi_old", "imsi_new", 15),
        _lent(bench, _list(told, "shared_handsets")),
        _loop(bench, cast(Planted, told["money_loop"])),
        _meeting(bench, cast(Planted, told["meeting"])),
        _pair(bench, cast(Planted, told["travelling_pair"])),
    ]


def _list(told: Mapping[str, object], name: str) -> list[Planted]:
    return cast("list[Planted]", told[name])


def _changes(bench: Workbench, planted: list[Planted]) -> Verdict:
    found = rows(bench, "number-change")
    want = {(f"+{item['old']}", f"+{item['new']}", str(item["at_utc"])[:10]) for item in planted}
    got = {(row["from"], row["to"], row["date"]) for row in found}
    return Verdict(
        "changed numbers (old, new, day)",
        len(want),
        len(want & got),
        len(found),
        f"least margin {min((float(str(row['margin'])) for row in found), default=0):.2f}",
    )


def _cards(bench: Workbench, name: str, planted: list[Planted], old: str, new: str, digits: int) -> Verdict:
    found = rows(bench, name, natures="changed")
    want = {
        (
            str(item[old]).replace("-", "")[:digits],
            str(item[new]).replace("-", "")[:digits],
            str(item["at_utc"])[:10],
        )
        for item in planted
    }
    got = {(row["from"], row["to"], str(row["date"])[:10]) for row in found}
    near = {pair[:2] for pair in got}
    hit = sum(item[:2] in near for item in want)
    return Verdict(
        {"handset-change": "new handsets", "sim-swap": "new cards"}[name], len(want), hit, len(found)
    )


def _lent(bench: Workbench, planted: list[Planted]) -> Verdict:
    found = rows(bench, "handset-change", natures="borrowed")
    want = {str(item["imei"])[:14] for item in planted}
    return Verdict("lent handsets", len(want), len(want & {str(row["to"]) for row in found}), len(found))


def _loop(bench: Workbench, planted: Planted) -> Verdict:
    legs = cast("list[Planted]", planted["legs"])
    want = [str(leg["from"]).casefold() for leg in legs]
    found = rows(bench, "round-trips", legs=4, loss=0.05, smallest=1000)
    ways = [[part.strip().casefold() for part in str(row["round_way"]).split("→")][:-1] for row in found]
    return Verdict("money that comes back", 1, int(want in ways), len(found))


def _meeting(bench: Workbench, planted: Planted) -> Verdict:
    want = {f"+{phone}" for phone in cast("list[str]", planted["phones"])}
    found = rows(bench, "cell-meetings")
    ranks = [
        at
        for at, row in enumerate(found, 1)
        if {row["number_a"], row["number_b"]} == want
        and str(planted["from_utc"])[:16] <= str(row["begin"])[:16] <= str(planted["to_utc"])[:16]
    ]
    return Verdict(
        "the meeting nobody recorded",
        1,
        int(bool(ranks)),
        len(found),
        f"rank {ranks[0]}" if ranks else "not found",
    )


def _pair(bench: Workbench, planted: Planted) -> Verdict:
    want = {f"+{phone}" for phone in cast("list[str]", planted["phones"])}
    found = rows(bench, "travel-together")
    hit = any({row["number_a"], row["number_b"]} == want for row in found)
    return Verdict("two phones that travel together", 1, int(hit), len(found))


def organiser_ranks(bench: Workbench, told: Mapping[str, object]) -> dict[str, tuple[int, int]]:
    """For each ranking of the telephone network: the rank of the organiser's number, and how many are
    ranked."""
    phone = f"+{cast(Planted, told['organiser'])['phone']}"
    ranks: dict[str, tuple[int, int]] = {}
    for name in RANKINGS:
        found = rows(
            bench, name, **{"limit": 5000, "link-kinds": "fact", "types": "PhoneNumber", "repeats": 2}
        )
        at = [number for number, row in enumerate(found, 1) if phone in _captions(row)]
        ranks[name] = (at[0] if at else 0, len(found))
    return ranks


def _captions(row: Mapping[str, object]) -> Iterable[object]:
    return [cell.get("caption") for cell in row.values() if isinstance(cell, dict)]
