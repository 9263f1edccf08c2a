"""A risk rule on travellers, and one tried on the stored past before anybody approves it: also whether it
strikes groups unevenly."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tahqiq.casework.conditions import Truth, fields
from tahqiq.desk.rule_book.trial import Case, Match, Trial, WrittenRule, judge, shown
from tahqiq.desks.passengers.risk_rules.features import of_traveller
from tahqiq.desks.passengers.risk_rules.language import RiskRule
from tahqiq.desks.passengers.risk_rules.past import Past, Row
from tahqiq.desks.passengers.travels.record import Travel

GROUPS = ("sex", "nationality", "age")
LEAST = 5
"""Groups with fewer travellers are counted together: small ones say nothing and name people."""
Traveller = tuple[Travel, Row]
"""Somebody in a booking."""


@dataclass(frozen=True, slots=True)
class Met(Match[RiskRule]):
    """A rule that names a traveller; ``exonerating`` are the features that would have spoken for them, each
    with its value ("" for not known)."""

    exonerating: dict[str, str]


@dataclass(slots=True)
class Tried(Trial[Traveller]):
    """What came of a trial: for each of :data:`GROUPS` how many there are of each group, and how many of them
    the rule names."""

    groups: dict[str, dict[str, list[int]]] = field(default_factory=lambda: {name: {} for name in GROUPS})

    def count(self, case: Case[Traveller], verdict: Match[WrittenRule] | Truth | None) -> None:
        """Count a traveller, and in each of their groups."""
        Trial.count(self, case, verdict)
        for name in GROUPS:
            counted = self.groups[name].setdefault(_group(name, case.features.get(name)), [0, 0])
            counted[0] += 1
            counted[1] += isinstance(verdict, Match)

    def uneven(self) -> dict[str, float]:
        """For each of sex, nationality and age, how many times as often the group that is struck most is
        struck as all travellers are; groups of fewer than five, and the unknown, are one. 1.0 is even."""
        rate = len(self.named) / self.judged if self.judged else 0.0
        found: dict[str, float] = {}
        for name, groups in self.groups.items():
            everybody, struck = Counter[str](), Counter[str]()
            for group, (count, hits) in groups.items():
                together = group if count >= LEAST else "others"
                everybody[together] += count
                struck[together] += hits
            rates = [struck[group] / count for group, count in everybody.items() if count >= LEAST]
            found[name] = round(max(rates) / rate, 2) if rates and rate else 1.0
        return found


def judged(rule: RiskRule, body: Travel, person: Row, past: Past) -> Met | Truth | None:
    """What a rule says of a traveller: a :class:`Met`, that it is not known, that it was exonerated
    (``Truth.NO``), or nothing."""
    features = of_traveller(body, person, past)
    verdict = judge(rule, features)
    if not isinstance(verdict, Match):
        return verdict
    return Met(rule, verdict.grounds, shown(features, fields(rule.unless)))


def tried(rule: RiskRule, bodies: Iterable[Travel], past: Past) -> Tried:
    """Try a rule on bookings."""
    made = Tried()
    made.run(
        rule,
        (
            Case((body, person), body.departs[:10], of_traveller(body, person, past))
            for body, person in travellers(bodies)
        ),
    )
    return made


def travellers(bodies: Iterable[Travel]) -> Iterator[Traveller]:
    """Everybody who flies, with their booking; nobody of one that was cancelled, no crew."""
    for body in bodies:
        for person in body.rows.get("person", []) if not body.cancelled else []:
            if "crew" not in person.get("role", ""):
                yield body, person


def _group(name: str, value: object) -> str:
    if value is None:
        return "unknown"
    if name == "age" and isinstance(value, int):
        return (
            "under 18"
            if value < 18
            else f"{min(value, 69) // 10 * 10} and over"
            if value >= 60
            else f"{value // 10 * 10} to {value // 10 * 10 + 9}"
        )
    return str(value)
