"""One count of payments: a transfer that stands in both accounts' statements, in two files or in one, is one,
whoever is asked (issue: a transfer that stands in both accounts' statements counts twice)."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tahqiq.access.door import Door
from tahqiq.analyse.graph.graph_store import graph_of
from tahqiq.analyse.graph.lines import event_links
from tahqiq.store.database import blob, integer, text
from tahqiq.store.facts.columns import NULL32, take
from tahqiq.store.facts.occasions import NEEDED, Tolerance, heads
from tahqiq.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNTS = ["GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606"]
HEAD = "Account,Date,Counterparty account,Debit,Credit,Currency,Reference,Description"
DAY = date(2026, 3, 2)
Payment = tuple[int, int, int, int, str, int]
"""Payer, payee, day, amount in dinars, reference, how many days later the payee's bank dates it."""


def lines(payments: list[Payment], account: int) -> list[str]:
    """The statement of one account."""
    found = []
    for payer, payee, day, amount, reference, later in payments:
        if account == payer:
            dated = DAY + timedelta(day)
            found.append(f"{ACCOUNTS[payer]},{dated},{ACCOUNTS[payee]},{amount}.00,,IQD,{reference},transfer")
        elif account == payee:
            dated = DAY + timedelta(day + later)
            found.append(f"{ACCOUNTS[payee]},{dated},{ACCOUNTS[payer]},,{amount}.00,IQD,{reference},transfer")
    return found


@contextmanager
def workbench(folder: Path, sheets: Mapping[str, list[str]]) -> "Iterator[Workbench]":
    door = Door.found(folder / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    for name, rows in sheets.items():
        (folder / name).write_text("\n".join([HEAD, *rows, ""]), "utf-8")
        collected = bench.collect([folder / name], bench.deposit(zone="Asia/Baghdad"))[0]
        assert (collected.status, collected.facts) == ("published", len(rows))
    yield bench
    door.close()


def rows_of(bench: Workbench, analysis: str, given: dict[str, object]) -> list[dict[str, Any]]:
    told = json.loads(json.dumps(bench.readable(bench.analyse(analysis, given), "en")))
    rows: list[dict[str, Any]] = told["rows"]
    return rows


def story() -> list[Payment]:
    """Transfers of an invented case: two of 12.5 million a week apart, equal sums on one day, a round trip
    over a weekend, five sums below a threshold."""
    return [
        (0, 1, 0, 12_500_000, "TT1001", 3),
        (0, 1, 7, 12_500_000, "TT1002", 0),
        (0, 2, 3, 500_000, "", 0),
        (0, 2, 3, 500_000, "", 0),
        (1, 2, 8, 12_400_000, "TT2001", 1),
        (2, 0, 10, 12_300_000, "TT3001", 3),
        *((1, 0, 20 + at, 9_000_000 + at, f"TT40{at:02}", at % 2) for at in range(1, 6)),
    ]


LAYOUTS = {
    "a statement in a file": [("a.csv", [0]), ("b.csv", [1]), ("c.csv", [2])],
    "all statements in one file": [("all.csv", [0, 1, 2])],
    "one account delivered again": [("a.csv", [0]), ("bc.csv", [1, 2]), ("again.csv", [0])],
    "the other order": [("c.csv", [2]), ("b.csv", [1]), ("a.csv", [0])],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_everybody_counts_payments(layout: str, tmp_path: Path) -> None:
    payments = story()
    sheets = {
        name: [row for account in accounts for row in lines(payments, account)][
            :: -1 if "again" in name else 1
        ]
        for name, accounts in LAYOUTS[layout]
    }
    counts: Counter[tuple[int, int]] = Counter((payer, payee) for payer, payee, *_ in payments)
    sums: Counter[tuple[int, int]] = Counter()
    for payer, payee, _, amount, *_ in payments:
        sums[payer, payee] += amount
    records = sum(len(rows) for rows in sheets.values())
    with workbench(tmp_path, sheets) as bench:
        scope, facts = bench.scope("analysis"), bench.workspace.facts
        found = bench.workspace.database.query("SELECT no, id, key FROM node WHERE schema='BankAccount'")
        nodes = {text(key).upper(): (integer(no), blob(node).hex()) for no, node, key in found}
        number = [nodes[account][0] for account in ACCOUNTS]
        ids = [nodes[account][1] for account in ACCOUNTS]

        drawn = {frozenset((line["a"], line["b"])): line for line in bench.draw(ids).lines}
        times = bench.times(ids, "day", "Asia/Baghdad").lines
        told = 0
        for a, b in combinations(range(3), 2):
            out, back = counts[a, b], counts[b, a]
            line = drawn[frozenset((ids[a], ids[b]))]
            assert line["weight"] == out + back
            told += line["records"]
            behind = bench.behind(ids[a], ids[b], "fact", "Payment", ids)
            assert (behind.out, behind.back, len(behind.told)) == (out, back, out + back)
            assert behind.records == line["records"] > behind.total
            contact = next(one for one in facts.contacts(scope, number[a]) if one.other == number[b])
            assert (contact.outgoing, contact.incoming) == (out, back)
            assert contact.amounts == (("IQD", Decimal(sums[a, b] + sums[b, a])),)
            timed = next(one for one in times if {one.a, one.b} == {ids[a], ids[b]})
            assert sum(there + here for _, there, here in timed.cells) == out + back
            assert sum(Decimal(there) + Decimal(here) for *_, there, here in timed.sums) == (
                sums[a, b] + sums[b, a]
            )
        assert told == records
        graph, every = graph_of(bench.workspace), sorted(number)
        assert {
            (link.a, link.b): (link.forth, link.back, link.records)
            for link in event_links(graph, scope, every, every) or []
        } == {(link.a, link.b): (link.forth, link.back, link.records) for link in facts.links(scope, every)}
        assert bench.happenings(ids[0]).total == sum(many for pair, many in counts.items() if 0 in pair)
        matrix = rows_of(bench, "association-matrix", {"items-chosen": ids, "means": False})
        assert {frozenset((row["left"]["id"], row["right"]["id"])): row["direct"] for row in matrix} == {
            frozenset((ids[a], ids[b])): counts[a, b] + counts[b, a] for a, b in combinations(range(3), 2)
        }

        flows = rows_of(bench, "money-flows", {"per": "whole"})
        assert {row["party_node"]["id"]: (row["payments_out"], row["payments_in"]) for row in flows} == {
            ids[at]: (
                sum(many for (payer, _), many in counts.items() if payer == at),
                sum(many for (_, payee), many in counts.items() if payee == at),
            )
            for at in range(3)
        }
        assert {row["party_node"]["id"]: int(row["went_out"]["amount"]) for row in flows} == {
            ids[at]: sum(many for (payer, _), many in sums.items() if payer == at) for at in range(3)
        }
        apart = rows_of(bench, "money-flows", {"per": "whole", "same-payment": "each-record"})
        assert sum(row["payments_out"] for row in apart) == records
        answer = bench.readable(bench.analyse("money-flows", {"per": "whole"}), "en")
        noted = [one for one in answer["notes"] if one["code"] == "note-same-payment"]  # type: ignore[attr-defined]
        assert noted[0]["params"] == {"payments": str(len(payments)), "records": str(records)}
        few = rows_of(
            bench, "structuring", {"threshold": 10_000_000, "share-below": 0.8, "days": 7, "at-least": 3}
        )
        assert [row["payments"] for row in few if row["party_node"]["id"] == ids[1]] == [5]
        trips = rows_of(bench, "round-trips", {"days": 14, "legs": 4, "loss": 0.1})
        assert len({tuple(sorted(map(str, row.items()))) for row in trips}) == len(trips)
        assert any(len(row["evidence"]) > row["legs"] for row in trips)


def test_files_that_differ_are_other_payments(tmp_path: Path) -> None:
    """Another currency, another amount, a counterparty without an account, a week between: nothing is put
    together in silence."""
    a, b = ACCOUNTS[:2]
    sheets = {
        "a.csv": [f"{a},2026-03-0{day},{b},1000.00,,IQD,TT{day},x" for day in (1, 2, 3, 4)],
        "b.csv": [
            f"{b},2026-03-01,{a},,1000.00,USD,TT1,x",
            f"{b},2026-03-02,{a},,999.00,IQD,TT2,x",
            f"{b},2026-03-03,,,1000.00,IQD,TT3,x",
            f"{b},2026-03-14,{a},,1000.00,IQD,TT9,x",
        ],
    }
    with workbench(tmp_path, sheets) as bench:
        flows = rows_of(bench, "money-flows", {"per": "whole"})
        assert sum(row["payments_in"] for row in flows) == 8


def test_any_story_against_plain_counting(tmp_path: Path) -> None:
    """Random transfers with references of their own, told by two or three statements, some delivered twice:
    each counts once."""
    for seed in range(3):
        dice = Random(seed)
        payments: list[Payment] = [
            (
                *dice.sample(range(3), 2),
                dice.randrange(40),
                dice.choice((5, 7)) * 1_000_000,
                f"TT{at:04}",
                dice.choice((0, 0, 1, 3)),
            )  # type: ignore[misc]
            for at in range(40)
        ]
        told = dice.sample(range(3), dice.choice((2, 3)))
        sheets = {f"{at}.csv": lines(payments, at) for at in told} | {
            "again.csv": lines(payments, told[0])[::-1]
        }
        want = sum(payer in told or payee in told for payer, payee, *_ in payments)
        (tmp_path / str(seed)).mkdir()
        with workbench(tmp_path / str(seed), sheets) as bench:
            flows = rows_of(bench, "money-flows", {"per": "whole"})
            assert sum(row["payments_out"] for row in flows) == want


def entries(file: Path) -> Counter[tuple[str, str]]:
    """The lines of entries of an MT940 file, each with its account; 1500,00 is 1500, too."""
    found: Counter[tuple[str, str]] = Counter()
    account = ""
    for line in file.read_text("latin-1").splitlines():
        if line.startswith(":25:"):
            account = line
        elif line.startswith(":61:"):
            found[account, re.sub("(,[0-9]*?)0+(?=[A-Z])", r"\1", line)] += 1
    return found


def test_public_statements_against_their_lines(tmp_path: Path, shared_data: Callable[[str], Path]) -> None:
    """One public file is an excerpt of another: each line that stands in both is one payment, every other one
    by itself."""
    files = [shared_data(f"bank/mt940/betterplace/{name}.sta") for name in ("sepa_mt9401", "sepa_snippet")]
    whole, part = map(entries, files)
    records, want = (whole + part).total(), (whole | part).total()
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    for file in files:
        assert bench.collect([file], bench.deposit(zone="UTC"))[0].status == "published"
    scope, facts = bench.scope("analysis"), bench.workspace.facts
    rows = facts.columns(scope, "by_party", NEEDED, kinds=("Payment",))
    rows = take(rows, rows["out"].astype(np.bool_) | (rows["other"] == NULL32))
    door.close()
    assert len(rows["start"]) == records
    assert len(heads(rows, Tolerance())) == want < records
