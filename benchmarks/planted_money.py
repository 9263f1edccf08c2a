"""Round trips, collecting accounts and sums below a threshold, planted into (or flagged in) payments that
others made."""

import csv
from collections import Counter
from pathlib import Path
from random import Random

import networkx as nx
import numpy as np
from planted_others import HEAD, US, Tally

from tahqiq.analyse.context import silent
from tahqiq.analyse.money.ledger import Ledger
from tahqiq.analyse.money.loops import loops
from tahqiq.analyse.money.patterns import fans, structured
from tahqiq.store.facts.columns import Columns
from tests.analyse.telephone.planted import DAY, Numbers


def money(folder: Path, chosen: range, unseen: range) -> list[str]:
    """Round trips and collecting accounts that AMLSim flagged, sums below a threshold planted among its
    payments."""
    names = {"chosen": "20K_cycle200", "unseen": "20K_fanin200cycle200"}
    if not all((folder / name / "transactions.csv").exists() for name in names.values()):
        return []
    lines = [
        (
            "**Money.** The samples that come with AMLSim (20,000 accounts, about 118,000 payments in "
            "steps of a day; accounts are flagged, payments are not). Its round trips are read off the"
        ),
        (
            "flags: payments of one amount between flagged accounts that close a ring. Sums below a "
            "threshold are planted: ten accounts of each world pay four to eight times 80 to 99 % of"
        ),
        (
            "500.00 within five days; round trips of our own of three to five legs, each up to two days "
            "after the last (the rows of one day in any order) and at most 5 % smaller. Settings: for"
        ),
        (
            "AMLSim's round trips 150 days, five legs, loss 0; for ours the default; for sums share 0.8, "
            "five days, four payments."
        ),
        "",
        *HEAD,
    ]
    told = Counter[str]()
    for half, name in names.items():
        book, flagged = ledger(folder / name)
        rings, in_order = planted_rings(book, flagged)
        found, _ = loops(book, 150, 5, 0.0, 0, silent)
        got = {
            tuple(sorted({int(book.payer[at]) for at in one.payments}))
            for one in found
            if len(one.payments) > 2
        }
        tally, ordered = Tally(), Tally()
        tally.add(rings, got)
        ordered.add(in_order, got & (in_order | (got - rings)))
        lines += [
            tally.line("round trip", half),
            ordered.line("round trip whose payments follow one another", half),
        ]
        busiest = fans(book, 30, 5, "payee")
        told[half] = sum(one.party in flagged for one in busiest[:100])
        sums, trips = Tally(), Tally()
        for seed in chosen if half == "chosen" else unseen:
            _structured(book, Random(seed), sums)  # noqa: S311 (invented worlds)
            _round_trips(book, Random(seed), trips)  # noqa: S311 (invented worlds)
        lines += [
            trips.line("round trip of our own, in order", half),
            sums.line("sums below a threshold", half),
        ]
    return [
        *lines,
        "",
        (
            "The misses: AMLSim draws the days of a round trip at random, so its rings pay on before "
            "they are paid; round trips here ask that each payment comes after the last (or on the same"
        ),
        (
            "day). Collecting accounts cannot be told from busy ones by their number of payers: among "
            f"the hundred busiest windows {told['chosen']} and {told['unseen']} belong to flagged "
            "accounts. Sums below a"
        ),
        (
            "threshold are all found, and so are the accounts that pay like that anyway: the rows are a "
            "list to look through, not suspects."
        ),
        "",
    ]


def ledger(folder: Path) -> tuple[Ledger, set[int]]:
    """Payments of an AMLSim sample (accounts counted from 1), and the flagged accounts."""
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as opened:
        flagged = {int(row["nodeid"]) + 1 for row in csv.DictReader(opened) if row["isFraud"] == "1"}
    with (folder / "transactions.csv").open(encoding="utf-8", newline="") as opened:
        rows = [
            (
                int(row["time"]),
                int(row["sourceNodeId"]) + 1,
                int(row["targetNodeId"]) + 1,
                round(float(row["value"]) * 1000),
            )
            for row in csv.DictReader(opened)
            if row["sourceNodeId"] != row["targetNodeId"]
        ]
    return _book(np.array(sorted(rows), dtype=np.int64)), flagged


def _book(rows: Numbers) -> Ledger:
    by = np.argsort(rows[:, 0], kind="stable")
    day, payer, payee, amount = rows[by].T
    places: Columns = {"row": np.arange(len(by), dtype=np.int64)}
    return Ledger(payer, payee, day * DAY * US, amount, np.zeros(len(by), dtype=np.int64), places)


def planted_rings(book: Ledger, flagged: set[int]) -> tuple[set[tuple[int, ...]], set[tuple[int, ...]]]:
    """Rings of three or more flagged accounts with payments of one amount all round; and those of which the
    days can be those of money that goes round."""
    inside = np.flatnonzero(np.isin(book.payer, list(flagged)) & np.isin(book.payee, list(flagged)))
    by_amount: dict[int, list[int]] = {}
    for at in inside.tolist():
        by_amount.setdefault(int(book.amount[at]), []).append(at)
    rings, in_order = set(), set()
    for some in by_amount.values():
        graph = nx.DiGraph()
        for at in some:
            graph.add_edge(int(book.payer[at]), int(book.payee[at]))
        for part in nx.strongly_connected_components(graph):
            if len(part) < 3 or any(graph.subgraph(part).out_degree(one) != 1 for one in part):
                continue
            rings.add(tuple(sorted(part)))
            if any(_goes_round(book, some, graph, one, len(part)) for one in part):
                in_order.add(tuple(sorted(part)))
    return rings, in_order


def _goes_round(book: Ledger, some: list[int], graph: "nx.DiGraph[int]", first: int, legs: int) -> bool:
    days: dict[tuple[int, int], list[int]] = {}
    for at in some:
        days.setdefault((int(book.payer[at]), int(book.payee[at])), []).append(int(book.start[at]))
    one, since = first, -1
    for _ in range(legs):
        two = next(iter(graph.successors(one)))
        later = [day for day in sorted(days.get((one, two), [])) if day >= since]
        if not later:
            return False
        one, since = two, later[0]
    return one == first


def _round_trips(book: Ledger, rng: Random, tally: Tally) -> None:
    """Five of three to five legs, each a day or two after the last (some on the same day) and at most 5 %
    smaller."""
    rows = np.stack([book.start // (DAY * US), book.payer, book.payee, book.amount], axis=1)
    accounts, last = np.unique(book.payer).tolist(), int(rows[:, 0].max())
    more, want = [], set()
    for _ in range(5):
        way = rng.sample(accounts, rng.randint(3, 5))
        day, amount = rng.randrange(last - 12), rng.randrange(100_000, 600_000)
        for payer, payee in zip(way, [*way[1:], way[0]], strict=True):
            more.append((day, payer, payee, amount))
            day, amount = day + rng.randint(0, 2), int(amount * rng.uniform(0.95, 1.0))
        want.add(tuple(sorted(way)))
    rng.shuffle(more)
    found, _ = loops(_book(np.concatenate([rows, np.array(more, dtype=np.int64)])), 14, 5, 0.1, 0, silent)
    made = _book(np.concatenate([rows, np.array(more, dtype=np.int64)]))
    tally.add(
        want,
        {
            tuple(sorted({int(made.payer[at]) for at in one.payments}))
            for one in found
            if len(one.payments) > 2
        },
    )


def _structured(book: Ledger, rng: Random, tally: Tally) -> None:
    rows = np.stack([book.start // (DAY * US), book.payer, book.payee, book.amount], axis=1)
    accounts, last = np.unique(book.payer).tolist(), int(rows[:, 0].max())
    payers = rng.sample(accounts, 10)
    more = [
        (day + rng.randrange(5), payer, rng.choice(accounts), rng.randrange(400_000, 496_000))
        for payer in payers
        for day in (rng.randrange(last - 5),)
        for _ in range(rng.randint(4, 8))
    ]
    made = _book(np.concatenate([rows, np.array([row for row in more if row[1] != row[2]], dtype=np.int64)]))
    found = structured(made, 500_000, 0.8, 5, 4, "payer")
    tally.add({(payer,) for payer in payers}, {(one.party,) for one in found})
