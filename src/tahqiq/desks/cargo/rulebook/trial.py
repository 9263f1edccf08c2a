"""Rules on consignments: who is named and why, and a rule tried on the stored past with what its hits turned
out to be."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tahqiq.casework.condition_result import decide
from tahqiq.casework.conditions import Truth
from tahqiq.desks.cargo.arrivals.arrival import Arrival
from tahqiq.desks.cargo.outcomes import figures
from tahqiq.desks.cargo.outcomes.outcome import Outcome
from tahqiq.desks.cargo.rulebook.features import of_arrival
from tahqiq.desks.cargo.rulebook.language import CargoRule
from tahqiq.desks.cargo.rulebook.past import CargoPast


@dataclass(frozen=True, slots=True)
class Met:
    """A rule that names a consignment; ``grounds`` are the features that decided it, each with its value."""

    rule: CargoRule
    grounds: dict[str, str]


Judged = tuple[list[Met], dict[str, object]]
"""Rules that name a consignment, and its features."""


@dataclass(slots=True)
class Tried:
    """A rule on the past: ``named`` of ``judged`` consignments on ``days`` days, ``unknown`` could not be
    judged, ``let_go`` were let go by *unless*. Of the named ``rate`` says how many were opened and had a
    find; ``base`` is the rate of what the lot drew, over everything."""

    judged: int = 0
    unknown: int = 0
    let_go: int = 0
    named: list[str] = field(default_factory=list)
    days: set[str] = field(default_factory=set)
    rate: figures.Rate = field(default_factory=lambda: figures.rate([]))
    base: figures.Rate = field(default_factory=lambda: figures.rate([]))

    @property
    def for_a_day(self) -> float:
        """Projected openings for a day on which something arrives."""
        return round(len(self.named) / len(self.days), 3) if self.days else 0.0

    @property
    def retire(self) -> bool:
        """Whether opening what it names finds less than drawing lots does: its best plausible rate lies below
        the mean of the drawn slice."""
        return bool(self.rate.opened) and self.base.rate is not None and self.rate.high < self.base.rate


def judged(rule: CargoRule, told: dict[str, object]) -> Met | Truth | None:
    """What a rule says of features: a :class:`Met`, that it is not known, that it was let go (``Truth.NO``),
    or nothing."""
    outcome = decide(rule.when, told)
    if outcome.truth is not Truth.YES:
        return Truth.UNKNOWN if outcome.truth is Truth.UNKNOWN else None
    if rule.unless is not None and decide(rule.unless, told).holds:
        return Truth.NO
    return Met(rule, {name: shown(told.get(name)) for name in sorted(outcome.decided)})


def in_order(bodies: Iterable[Arrival]) -> list[Arrival]:
    """Consignments in the order in which they came; those of no day last."""
    return sorted(bodies, key=lambda one: (one.day or "9999", one.recorded, one.key))


def tried(rule: CargoRule, bodies: Iterable[Arrival], outcomes: list[Outcome]) -> Tried:
    """Try a rule on consignments, each judged by those before it alone."""
    made, past, named = Tried(), CargoPast(), set[str]()
    past.learn(outcomes)
    for body in in_order(bodies):
        made.judged += 1
        made.days.add(body.day)
        found = judged(rule, of_arrival(body, past, body.day))
        made.unknown += found is Truth.UNKNOWN
        made.let_go += found is Truth.NO
        if isinstance(found, Met):
            made.named.append(body.key)
            named |= names_of(body)
        past.add(body)
    made.rate = figures.rate(one for one in outcomes if one.consignment in named or rule.name in one.rules)
    made.base = figures.rate(figures.drawn(outcomes))
    return made


def names_of(body: Arrival) -> set[str]:
    """What an outcome may call a consignment by."""
    return {name for name in (body.key, body.number) if name}


def named_by(
    rules: list[CargoRule], bodies: Iterable[Arrival], outcomes: list[Outcome], wanted: set[str], today: date
) -> dict[str, Judged]:
    """For each wanted consignment (by key) the rules that name it and its features; everything before it is
    its past."""
    past = CargoPast()
    past.learn(outcomes)
    return judged_in(past, rules, in_order(bodies), wanted, today)


def judged_in(
    past: CargoPast, rules: list[CargoRule], bodies: Iterable[Arrival], wanted: set[str], today: date
) -> dict[str, Judged]:
    """As :func:`named_by` for consignments in their order, after a past that is counted on here."""
    found = dict[str, Judged]()
    for body in bodies:
        if body.key in wanted:
            told = of_arrival(body, past, today.isoformat())
            met = [
                one for rule in rules if rule.until >= today and isinstance(one := judged(rule, told), Met)
            ]
            found[body.key] = (met, told)
        past.add(body)
    return found


def shown(value: object) -> str:
    """A feature's value as text."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else ("true" if value else "false") if isinstance(value, bool) else str(value)
