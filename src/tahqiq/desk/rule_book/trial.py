"""Rules on cases: whom or what a rule names and why, and a rule tried on the stored past before anybody
approves it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from tahqiq.casework.condition_result import decide
from tahqiq.casework.conditions import Condition, Truth

C = TypeVar("C")
R = TypeVar("R", bound="WrittenRule")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRule:
    """A rule that was read. ``basis`` is the law that it rests on, ``until`` its last day and
    ``since`` its first (None: that of its approval); where ``unless``
    is known to hold, it names nothing. A desk adds its title and what else its rules say."""

    name: str
    basis: str
    until: date
    when: Condition
    unless: Condition | None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Case(Generic[C]):
    """What a rule is asked about: ``day`` is when it came (ISO), ``features`` what is known of it."""

    subject: C
    day: str
    features: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Match(Generic[R]):
    """A rule that names a case; ``grounds`` are the features that decided it, each with its value."""

    rule: R
    grounds: dict[str, str]


def judge(rule: R, features: Mapping[str, object]) -> Match[R] | Truth | None:
    """What a rule says of a case: a match; ``UNKNOWN``, too little is known; ``NO``, *unless* holds; None, it
    does not fit."""
    outcome = decide(rule.when, features)
    if outcome.truth is not Truth.YES:
        return Truth.UNKNOWN if outcome.truth is Truth.UNKNOWN else None
    if rule.unless is not None and decide(rule.unless, features).holds:
        return Truth.NO
    return Match(rule, shown(features, outcome.decided))


def shown(features: Mapping[str, object], names: Iterable[str]) -> dict[str, str]:
    """The values of some features as text; "" for what is not known."""
    return {name: as_text(features.get(name)) for name in sorted(names)}


def as_text(value: object) -> str:
    """A feature's value as text.

    >>> as_text(True), as_text(["a", "b"]), as_text(None)
    ('true', 'a, b', '')
    """
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else ("true" if value else "false") if isinstance(value, bool) else str(value)


@dataclass(slots=True)
class Trial(Generic[C]):
    """A rule on the past: ``named`` of ``judged`` cases on ``days`` days; ``unknown`` could not be judged,
    ``let_go`` by *unless*."""

    judged: int = 0
    unknown: int = 0
    let_go: int = 0
    named: list[C] = field(default_factory=list)
    days: set[str] = field(default_factory=set)

    @property
    def for_a_day(self) -> float:
        """How many it names on a day on which something comes."""
        return round(len(self.named) / len(self.days), 3) if self.days else 0.0

    def run(self, rule: WrittenRule, cases: Iterable[Case[C]]) -> None:
        """Try a rule on cases, which may be made one after the other."""
        for case in cases:
            self.count(case, judge(rule, case.features))

    def count(self, case: Case[C], verdict: Match[WrittenRule] | Truth | None) -> None:
        """Count what a rule says of a case."""
        self.judged += 1
        self.days.add(case.day)
        self.unknown += verdict is Truth.UNKNOWN
        self.let_go += verdict is Truth.NO
        if isinstance(verdict, Match):
            self.named.append(case.subject)
