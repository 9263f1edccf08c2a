"""Indicators on consignments: which ones name it and why, and an indicator tried on the stored past with what
its examinations found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tahqiq.desk.rule_book.trial import Case, Match, Trial, judge
from tahqiq.desks.cargo.arrivals.record import Arrival
from tahqiq.desks.cargo.indicators.features import of_arrival
from tahqiq.desks.cargo.indicators.past import CargoPast
from tahqiq.desks.cargo.indicators.rule import CargoRule
from tahqiq.desks.cargo.outcomes import statistics
from tahqiq.desks.cargo.outcomes.record import Outcome

Met = Match[CargoRule]
Judged = tuple[list[Met], dict[str, object]]
"""Rules that name a consignment, and its features."""


@dataclass(slots=True)
class Tried(Trial[Arrival]):
    """A trial with what became of what was named: ``rate`` says how many were examined and had a find;
    ``base`` is the rate of the random selection, over everything."""

    rate: statistics.Rate = field(default_factory=lambda: statistics.rate([]))
    base: statistics.Rate = field(default_factory=lambda: statistics.rate([]))

    @property
    def retire(self) -> bool:
        """Whether examining what it names finds less than random selection does: its best plausible rate lies
        below the mean of the random selection."""
        return bool(self.rate.opened) and self.base.rate is not None and self.rate.high < self.base.rate


def in_order(bodies: Iterable[Arrival]) -> list[Arrival]:
    """Consignments in the order in which they came; those of no day last."""
    return sorted(bodies, key=lambda one: (one.day or "9999", one.recorded, one.key))


def tried(rule: CargoRule, bodies: Iterable[Arrival], outcomes: list[Outcome]) -> Tried:
    """Try a rule on consignments, each judged by those before it alone."""
    made, past = Tried(), CargoPast()
    past.learn(outcomes)
    made.run(rule, _cases(past, bodies))
    named = {name for body in made.named for name in names_of(body)}
    made.rate = statistics.rate(one for one in outcomes if one.consignment in named or rule.name in one.rules)
    made.base = statistics.rate(statistics.drawn(outcomes))
    return made


def _cases(past: CargoPast, bodies: Iterable[Arrival]) -> Iterator[Case[Arrival]]:
    for body in in_order(bodies):
        yield Case(body, body.day, of_arrival(body, past, body.day))
        past.add(body)


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
    in_use = [rule for rule in rules if (rule.since or today) <= today <= rule.until]
    found = dict[str, Judged]()
    for body in bodies:
        if body.key in wanted:
            features = of_arrival(body, past, today.isoformat())
            met = [one for rule in in_use if isinstance(one := judge(rule, features), Match)]
            found[body.key] = (met, features)
        past.add(body)
    return found
