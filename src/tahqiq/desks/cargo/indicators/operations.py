"""Indicators at the desk: written, tried on the past, approved by a second person, measured by what their
examinations found."""

from tahqiq.desk import Desktop
from tahqiq.desk.rule_book.book import RuleBook
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.indicators.record import (
    EXAMPLE,
    RULE,
    CargoRulesView,
    CargoRuleView,
    CargoTrial,
)
from tahqiq.desks.cargo.indicators.rule import CargoRule, read_rule
from tahqiq.desks.cargo.indicators.trial import tried
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Outcome
from tahqiq.kit import clock
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import day_of


def active(at: Desktop) -> list[CargoRule]:
    """The rules in use today."""
    return [rule for _, rule in BOOK.active(at)]


def outcomes_of(at: Desktop) -> list[Outcome]:
    """Every examination that was recorded."""
    return [one.body for one in at.records(OUTCOME).every(order="began")]


def _trial(at: Desktop, rule: CargoRule, _identity: str) -> CargoTrial:
    found = tried(rule, (one.body for one in at.records(ARRIVAL).every(order="recorded")), outcomes_of(at))
    base = found.base.rate
    return CargoTrial(
        on=day_of(clock.now()),
        judged=found.judged,
        days=len(found.days),
        hits=len(found.named),
        for_a_day=found.for_a_day,
        unknown=found.unknown,
        let_go=found.let_go,
        opened=found.rate.opened,
        found=found.rate.found,
        low=round(found.rate.low, 4),
        high=round(found.rate.high, 4),
        base=None if base is None else round(base, 4),
        retire=found.retire,
    )


BOOK = RuleBook(
    RULE,
    read_rule,
    _trial,
    lambda body: body.title.get(wanted()) or body.name,
    CargoRuleView,
    CargoRulesView,
    EXAMPLE,
)
OPERATIONS = BOOK.operations()
