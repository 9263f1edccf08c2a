"""What a consignment is compared with: those before it, counted one by one in the order of time, so that no rule sees what came later."""

from bisect import insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from math import log
from statistics import median

from tahqiq.desks.cargo.arrivals.arrival import Arrival, bare
from tahqiq.desks.cargo.outcomes.outcome import Outcome

LEAST = 8
"""How many peers a comparison needs; fewer, and wider goods are taken (HS6, then 4, then 2 digits)."""
FLOOR = 0.1
"""The least spread of a logarithm that counts as one unit, so that goods of one fixed price do not make every other price strange."""


@dataclass(slots=True)
class CargoPast:
    """Consignments so far. Parties, boxes, seals and plates are counted by how they are written, without signs."""

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
        """Days since a party was first seen in a role; 0 for a new one, None where nobody is named or the day is not known."""
        if not name or not day:
            return None
        seen = self.first.get((what, bare(name)))
        return max((date.fromisoformat(day) - date.fromisoformat(seen)).days, 0) if seen else 0

    def against(self, kept: dict[str, list[float]], hs: str, value: float) -> float | None:
        """The robust z of a logarithm among the narrowest goods that have :data:`LEAST` peers; None where there are none."""
        for digits in (6, 4, 2):
            peers = kept.get(hs[:digits]) if len(hs) >= digits else None
            if peers is not None and len(peers) >= LEAST:
                middle = median(peers)
                spread = max(1.4826 * median(abs(one - middle) for one in peers), FLOOR)
                return (value - middle) / spread
        return None

    def add(self, body: Arrival) -> None:
        """Count a consignment, after it was judged."""
        for what, name in (("consignee", body.consignee), ("shipper", body.shipper), ("declarant", body.declarant)):
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
        for one, other in pairwise(found) if bare(one.place) != bare(other.place) and other.at > one.at
    ]  # fmt: skip


def log_value(body: Arrival) -> float | None:
    """The logarithm of the value of a kilogram."""
    return log(body.value / body.gross) if body.value and body.gross and body.value > 0 and body.gross > 0 else None


def log_mass(body: Arrival) -> float | None:
    """The logarithm of the kilograms of a package."""
    return log(body.gross / body.packages) if body.gross and body.packages and body.gross > 0 and body.packages > 0 else None
