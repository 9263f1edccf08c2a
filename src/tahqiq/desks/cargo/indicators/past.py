"""What a consignment is compared with: those before it, counted one by one in the order of time, so that no
rule sees what came later."""

from bisect import insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from math import log, log2, log10
from statistics import median

from tahqiq.desks.cargo.arrivals.record import Arrival, bare
from tahqiq.desks.cargo.indicators.rule import vocabulary
from tahqiq.desks.cargo.outcomes.record import Outcome

LEAST = 8
"""How many peers a comparison needs; fewer, and wider goods are taken (HS6, then 4, then 2 digits)."""
FLOOR = 0.1
"""The least spread of a logarithm that counts as one unit, so that goods of one fixed price do not make every
other price strange."""


@dataclass(slots=True)
class CargoPast:
    """Consignments so far. Parties, boxes, seals and plates are counted by how they are written, without
    signs."""

    first: dict[tuple[str, str], str] = field(default_factory=dict)
    phones: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    goods: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    routes: Counter[str] = field(default_factory=Counter)
    boxes: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    seals: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pairs: set[str] = field(default_factory=set)
    crews: set[str] = field(default_factory=set)
    tractors: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lorries: set[str] = field(default_factory=set)
    drivers: set[str] = field(default_factory=set)
    empties: dict[str, str] = field(default_factory=dict)
    legs: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    ways: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    weeks: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    begin: int | None = None
    ended: int = 0
    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    masses: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    finds: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, outcomes: list[Outcome]) -> None:
        """Finds by declarant, with the day on which they were made."""
        for one in outcomes:
            if one.declarant and one.found():
                insort(self.finds[bare(one.declarant)], one.ended)

    def found_before(self, declarant: str, day: str) -> int:
        """How many finds with a declarant were made before a day."""
        return sum(one.date().isoformat() < day for one in self.finds.get(bare(declarant), []))

    def days(self, what: str, name: str, day: str) -> int | None:
        """Days since a party was first seen in a role; 0 for a new one, None where nobody is named or the day
        is not known."""
        if not name or not day:
            return None
        seen = self.first.get((what, bare(name)))
        return max((date.fromisoformat(day) - date.fromisoformat(seen)).days, 0) if seen else 0

    def against(self, kept: dict[str, list[float]], hs: str, value: float) -> float | None:
        """The robust z of a logarithm among the narrowest goods that have :data:`LEAST` peers; None where
        there are none."""
        for digits in (6, 4, 2):
            peers = kept.get(hs[:digits]) if len(hs) >= digits else None
            if peers is not None and len(peers) >= LEAST:
                middle = median(peers)
                spread = max(1.4826 * median(abs(one - middle) for one in peers), FLOOR)
                return (value - middle) / spread
        return None

    def surprise(self, body: Arrival) -> float | None:
        """How many bits of surprise lie in the place of loading, given the origin (or where that is not
        named, anything that came to this place of unloading); None with fewer than :data:`LEAST` consignments
        to compare with."""
        known = next(
            (
                ways
                for given in _givens(body)
                if (ways := self.ways.get(given)) is not None and ways.total() >= LEAST
            ),
            None,
        )
        if not body.load or known is None:
            return None
        return log2((known.total() + len(known) + 1) / (known[bare(body.load)] + 1))

    def surge(self, body: Arrival) -> float | None:
        """Whether such goods of such an origin (and for such a party) come oftener than before: minus the
        decimal logarithm of the chance of so many in four weeks at the rate of up to 26 weeks before them
        (Poisson); 0 for no surge, None without :data:`LEAST` weeks to compare with."""
        from scipy.special import gammainc  # 0.1 s to load, which no start of the program should take

        if not body.day or not body.hs or self.begin is None:
            return None
        week = week_of(body.day)
        before = range(max(self.begin, week - 29), week - 3)
        if len(before) < LEAST:
            return None
        found = []
        for cell in cells_of(body):
            counts = self.weeks.get(cell, Counter())
            rate = (sum(counts[one] for one in before) + 0.5) / len(before)
            seen = 1 + sum(counts[one] for one in range(week - 3, week + 1))
            chance = float(gammainc(seen, 4 * rate))  # P(X >= seen)
            found.append(min(-log10(chance), 30.0) if chance > 0 else 30.0)
        return round(max(found), 2)

    def add(self, body: Arrival) -> None:
        """Count a consignment, after it was judged."""
        for what, name in (
            ("consignee", body.consignee),
            ("shipper", body.shipper),
            ("declarant", body.declarant),
        ):
            if name and body.day:
                self.first.setdefault((what, bare(name)), body.day)
        for phone in body.phones:
            self.phones[bare(phone)].add(bare(body.consignee))
        for code in body.hs:
            self.goods[bare(body.consignee)].add(code[:4])
            for kept, value in ((self.values, log_value(body)), (self.masses, log_mass(body))):
                if value is not None:
                    for digits in (6, 4, 2):
                        insort(kept[code[:digits]], value)
        self.routes[route(body)] += 1
        if body.load:
            for given in _givens(body):
                self.ways[given][bare(body.load)] += 1
        if body.day:
            week = week_of(body.day)
            self.begin = week if self.begin is None else min(self.begin, week)
            for cell in cells_of(body):
                self.weeks[cell][week] += 1
        self.ended += is_ended(body)
        for box in body.containers:
            self.boxes[bare(box)].add((body.key, body.day))
        for said in body.said:
            for seal in said.seals:
                self.seals[bare(seal)].add(body.key)
        self._road(body)

    def _road(self, body: Arrival) -> None:
        tractor, trailer, driver = bare(body.tractor), bare(body.trailer), bare(body.driver)
        if tractor:
            self.lorries.add(tractor)
            self.pairs.add(f"{tractor}/{trailer}")
            self.crews.add(f"{tractor}/{driver}")
            if is_empty(body):
                self.empties[tractor] = body.day
        if trailer and tractor:
            self.tractors[trailer].add(tractor)
        for leg, hours in legs_of(body):
            insort(self.legs[leg], hours)


def route(body: Arrival) -> str:
    """From where to where."""
    return f"{bare(body.load)}>{bare(body.discharge)}"


def _givens(body: Arrival) -> list[str]:
    """What a place of loading is surprising against, the narrowest first."""
    return [
        *([f"origin:{bare(body.origin)}"] if body.origin else []),
        f"to:{body.mode}:{bare(body.discharge)}",
    ]


def week_of(day: str) -> int:
    """The number of the week of an ISO day."""
    return date.fromisoformat(day).toordinal() // 7


def cells_of(body: Arrival) -> list[str]:
    """Goods (HS4), origin, and the same with the party, in which a surge is looked for."""
    origin, party = bare(body.origin or body.load[:2]), bare(body.consignee or body.declarant)
    heads = dict.fromkeys(code[:4] for code in body.hs)
    return [
        text
        for head in heads
        for text in (f"{head}/{origin}", *([f"{head}/{origin}/{party}"] if party else []))
    ]


def is_ended(body: Arrival) -> bool:
    """Whether somebody told that the carnet or transit was terminated."""
    return any(
        word in one.value.casefold()
        for one in body.events
        if one.what in ("seal", "exit")
        for word in vocabulary().words["ended"]
    )


def is_empty(body: Arrival) -> bool:
    """Whether a lorry or all its boxes are said to be empty."""
    told = [one.loaded for one in body.said if one.loaded]
    return (bool(told) and set(told) == {"empty"}) or (
        body.mode == "road" and bare(body.goods) in ("empty", "فارغة", "فارغ", "بەتاڵ", "ڤالا")
    )


def legs_of(body: Arrival) -> list[tuple[str, float]]:
    """Ways between two places with the hours they took."""
    found = sorted((one for one in body.events if one.place and one.what != "seal"), key=lambda one: one.at)
    return [
        (f"{bare(one.place)}>{bare(other.place)}", (other.at - one.at).total_seconds() / 3600)
        for one, other in pairwise(found)
        if bare(one.place) != bare(other.place) and other.at > one.at
    ]


def log_value(body: Arrival) -> float | None:
    """The logarithm of the value of a kilogram."""
    return (
        log(body.value / body.gross)
        if body.value and body.gross and body.value > 0 and body.gross > 0
        else None
    )


def log_mass(body: Arrival) -> float | None:
    """The logarithm of the kilograms of a package."""
    return (
        log(body.gross / body.packages)
        if body.gross and body.packages and body.gross > 0 and body.packages > 0
        else None
    )
