"""Handset and card swaps, telephones that travel together and meetings, planted into what others made."""

from collections import Counter
from dataclasses import dataclass
from random import Random

import numpy as np

from tahqiq.analyse.places.co_presence import neighbours, pairs, presence
from tahqiq.analyse.places.companions import companions
from tahqiq.analyse.places.grounds import Ground
from tahqiq.analyse.places.meetings import meetings
from tahqiq.analyse.places.sites import Sites
from tahqiq.analyse.telephone.cards import stretches, switches
from tahqiq.store.facts.columns import Columns
from tests.analyse.telephone.planted import DAY, Traffic

US = 1_000_000
HEAD = ["| planted | half | planted | found | rows | recall | precision |", "|---|---|---|---|---|---|---|"]


@dataclass
class Tally:
    """Planted, found, and rows given."""

    planted: int = 0
    found: int = 0
    rows: int = 0

    def add(self, want: set[tuple[int, ...]], got: set[tuple[int, ...]]) -> None:
        """One world."""
        self.planted += len(want)
        self.found += len(want & got)
        self.rows += len(got)

    def line(self, what: str, half: str) -> str:
        """As a row of a table."""
        precision = f"{self.found / self.rows:.2f}" if self.rows else "-"
        return (
            f"| {what} | {half} | {self.planted} | {self.found} | {self.rows} | "
            f"{self.found / max(self.planted, 1):.2f} | {precision} |"
        )


def cards(sets: dict[str, Traffic], chosen: range, unseen: range) -> list[str]:
    """Handset and card swaps in the times of real calls and messages: who calls writes handset and card, one
    record in a hundred names no handset."""
    lines = [
        (
            "**Handsets and cards.** In the times of the Copenhagen messages and the VAST calls "
            "everybody gets a handset and a card; in each world five get a new handset, five a new"
        ),
        (
            "card, five lend their card to another handset for two days, and five use two handsets in "
            "turn. One record in a hundred names no handset."
        ),
        "",
        *HEAD,
    ]
    for half, seeds in (("chosen", chosen), ("unseen", unseen)):
        tallies = {what: Tally() for what in ("new handset", "new card", "card lent", "two handsets in turn")}
        for whole in sets.values():
            for seed in seeds:
                _cards(whole, Random(seed), tallies)  # noqa: S311 (invented worlds)
        lines += [tally.line(what, half) for what, tally in tallies.items()]
    return [
        *lines,
        "",
        (
            "The misses: a card lent to somebody who made no call in those days or whose owner made none "
            "soon after (it reads as a change and a change back), and handsets used in turn"
        ),
        "by somebody with so few calls that they change four times or less.",
        "",
    ]


def _cards(whole: Traffic, rng: Random, tallies: dict[str, Tally]) -> None:
    callers = Counter(whole.a.tolist())
    able = sorted(one for one, count in callers.items() if count >= 12)
    chosen = rng.sample(able, min(20, len(able)))
    parts = [chosen[at::4] for at in range(4)]
    length = float(whole.start[-1])
    device, sim = whole.a + 100_000, whole.a + 200_000
    want: list[set[tuple[int, ...]]] = [set() for _ in range(4)]
    for kind, some in enumerate(parts):
        for one in some:
            mine = np.flatnonzero(whole.a == one)
            moment = float(whole.start[mine[rng.randrange(len(mine) // 4, len(mine) * 3 // 4)]])
            late, spare = mine[whole.start[mine] >= moment], one + 300_000
            if kind == 0:
                device[late] = spare
                want[0].add((one + 200_000, one + 100_000, spare))
            elif kind == 1:
                sim[late] = spare
                want[1].add((one + 100_000, one + 200_000, spare))
            elif kind == 2:
                lent = late[whole.start[late] < moment + 2 * DAY]
                device[lent] = spare
                want[2].add((one + 200_000, one + 100_000, spare))
            else:
                device[mine[np.array([rng.random() < 0.5 for _ in mine])]] = spare
                want[3].add((one + 200_000, one + 100_000, spare))
    named = (
        np.array([rng.random() >= 0.01 for _ in range(len(whole))]) if length else np.zeros(0, dtype=np.bool_)
    )
    rows: Columns = {
        "here": named,
        "device": device.astype(np.int32),
        "sim": sim.astype(np.int32),
        "start": (whole.start * US).astype(np.int64),
        "self": whole.a.astype(np.int32),
    }
    by_card, by_handset = (
        switches(stretches(rows, *names), 7.0, 4) for names in (("sim", "device"), ("device", "sim"))
    )
    for what, kind, found, nature in (
        ("new handset", 0, by_card, "changed"),
        ("new card", 1, by_handset, "changed"),
        ("card lent", 2, by_card, "borrowed"),
        ("two handsets in turn", 3, by_card, "alternating"),
    ):
        got = {
            (one.holder, *sorted((one.before.item, one.after.item))) for one in found if one.nature == nature
        }
        tallies[what].add(want[kind], got)


def together(sets: dict[str, Traffic], chosen: range, unseen: range) -> list[str]:
    """Two telephones in one pocket and meetings, where the sets have cells."""
    if not sets:
        return []
    lines = [
        (
            "**Together.** In two sets, the calls of the VAST challenge (thirty towers) and stays of "
            "GeoLife's volunteers in Beijing (squares of a kilometre as cells; in each stay of half an "
            "hour or"
        ),
        (
            "more a record every three quarters of an hour; the copy names no volunteer, so traces are "
            "cut where time runs back a day), five of those who move between four cells or more (in "
            "VAST: of all) carry a second telephone"
        ),
        (
            "(four of ten records of the first have one of the second within ten minutes at the same "
            "cell), and five pairs meet once (both recorded at one cell three times in an hour). Default "
            "settings."
        ),
        "",
        *HEAD,
    ]
    few = Counter[str]()
    for half, seeds in (("chosen", chosen), ("unseen", unseen)):
        for name, whole in sets.items():
            pocket, met = Tally(), Tally()
            for seed in seeds:
                _together(whole, Random(seed), pocket, met, few)  # noqa: S311 (invented worlds)
            lines += [
                pocket.line(f"two telephones in one pocket ({name})", half),
                met.line(f"a meeting ({name})", half),
            ]
    return [
        *lines,
        "",
        (
            f"Of the pairs in one pocket that were missed, {few['places']} were together at fewer than "
            f"four cells (the callers of VAST hardly move), {few['times']} fewer than five times; "
            f"{few['chance']} coincide"
        ),
        (
            "no more than three times as often as chance gives. A meeting is missed where both are at "
            "that cell anyway on many days: the chance shown is then above 0.05, and the row is counted "
            "as easily"
        ),
        (
            "chance. The chance is that of one pair: among the 79,800 pairs of VAST hundreds have one "
            f"by chance; {few['met in the first 20']} of the planted meetings stand among the first "
            "twenty rows of their world. Rows that were not planted stand in the sets themselves; "
            "nobody says whether those people met."
        ),
        "",
    ]


def _together(whole: Traffic, rng: Random, pocket: Tally, met: Tally, few: Counter[str]) -> None:
    callers = Counter(whole.a.tolist())
    able = sorted(one for one, count in callers.items() if count >= 20)
    moving = [one for one in able if len(set(whole.cell[whole.a == one].tolist())) >= 4]
    owners = rng.sample(moving if len(moving) >= 5 else able, 5)
    pairs_met = [tuple(sorted(rng.sample(able, 2))) for _ in range(5)]
    start, who, cell = (list(column.tolist()) for column in (whole.start, whole.a, whole.cell))
    want: dict[tuple[int, ...], list[int]] = {}
    for one in owners:
        seen = want[one, one + 100_000] = []
        for at in np.flatnonzero(whole.a == one).tolist():
            if rng.random() < 0.4:
                start.append(int(whole.start[at]) + rng.randint(-600, 600))
                who.append(one + 100_000)
                cell.append(int(whole.cell[at]))
                seen.append(int(whole.cell[at]))
    for a, b in pairs_met:
        moment, tower = rng.randrange(int(whole.start[-1])), rng.choice(sorted(set(whole.cell.tolist())))
        for turn in range(3):
            for one in (a, b):
                start.append(moment + turn * 1200 + rng.randrange(600))
                who.append(one)
                cell.append(tower)
    rows: Columns = {
        "place": np.array(cell, dtype=np.int32),
        "start": np.array(start, dtype=np.int64) * US,
        "self": np.array(who, dtype=np.int32),
    }
    stand = _ground(rows, 15.0)
    found = companions(stand, pairs(stand.there, 15.0, stand.near), 15.0, 5, 4, 3.0)
    got = {(one.a, one.b) for one in found}
    pocket.add(set(want), got)
    for pair, cells in want.items():
        if pair not in got:
            few["times" if len(cells) < 5 else "places" if len(set(cells)) < 4 else "chance"] += 1
    whole_ground = _ground(rows, 0.0)
    likely = [
        one
        for one in meetings(whole_ground, pairs(whole_ground.there, 15.0, whole_ground.near), 15.0, 10)[0]
        if one.chance <= 0.05
    ]
    met.add(set(pairs_met), {(one.a, one.b) for one in likely})
    for at, one in enumerate(likely, 1):
        few["met in the first 20"] += at <= 20 and (one.a, one.b) in pairs_met


def _ground(rows: Columns, repeat_minutes: float) -> Ground:
    there = presence(rows, repeat_minutes)
    nowhere = Sites({})
    return Ground(there, rows, neighbours(there, nowhere, 0), there.place.astype(np.int64), nowhere, 0)
