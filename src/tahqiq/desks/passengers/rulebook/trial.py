"""A rule tried on the stored past, before anybody approves it: hits for a day, what officers said of its hits
so far, and whether it strikes groups unevenly."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tahqiq.casework.condition_result import decide
from tahqiq.casework.conditions import Truth, fields
from tahqiq.desks.passengers.rulebook.features import of_traveller
from tahqiq.desks.passengers.rulebook.language import RiskRule
from tahqiq.desks.passengers.rulebook.past import Past, Row
from tahqiq.desks.passengers.travels.record import Travel

GROUPS = ("sex", "nationality", "age")
LEAST = 5
"""Groups with fewer travellers are counted together: small ones say nothing and name people."""


@dataclass(frozen=True, slots=True)
class Met:
    """A traveller whom a rule names: ``grounds`` are the features that decided it, ``exonerating`` those that
    would have spoken for them, each with its value ("" for not known)."""

    body: Travel
    person: Row
    grounds: dict[str, str]
    exonerating: dict[str, str]


@dataclass(slots=True)
class Tried:
    """What came of a trial. ``exonerated`` met the rule and were let go by what exonerates; ``unknown`` could
    not be judged, for want of what the messages do not say."""

    travellers: int = 0
    exonerated: int = 0
    unknown: int = 0
    met: list[Met] = field(default_factory=list)
    days: set[str] = field(default_factory=set)
    groups: dict[str, dict[str, list[int]]] = field(default_factory=lambda: {name: {} for name in GROUPS})

    @property
    def for_a_day(self) -> float:
        """Hits for a day on which somebody travelled."""
        return round(len(self.met) / len(self.days), 3) if self.days else 0.0

    def uneven(self) -> dict[str, float]:
        """For each of sex, nationality and age, how many times as often the group that is struck most is
        struck as all travellers are; groups of fewer than five, and the unknown, are one. 1.0 is even."""
        rate = len(self.met) / self.travellers if self.travellers else 0.0
        found: dict[str, float] = {}
        for name, groups in self.groups.items():
            told = Counter[str](), Counter[str]()
            for group, (every, struck) in groups.items():
                shown = group if every >= LEAST else "others"
                told[0][shown] += every
                told[1][shown] += struck
            rates = [told[1][group] / every for group, every in told[0].items() if every >= LEAST]
            found[name] = round(max(rates) / rate, 2) if rates and rate else 1.0
        return found


def judged(rule: RiskRule, body: Travel, person: Row, past: Past) -> Met | Truth | None:
    """What a rule says of a traveller: a :class:`Met`, that it is not known, that it was exonerated
    (``Truth.NO``), or nothing."""
    told = of_traveller(body, person, past)
    outcome = decide(rule.when, told)
    if outcome.truth is not Truth.YES:
        return Truth.UNKNOWN if outcome.truth is Truth.UNKNOWN else None
    if decide(rule.unless, told).holds:
        return Truth.NO
    return Met(
        body,
        person,
        {name: _shown(told.get(name)) for name in sorted(outcome.decided)},
        {name: _shown(told.get(name)) for name in sorted(fields(rule.unless))},
    )


def tried(rule: RiskRule, bodies: Iterable[Travel], past: Past) -> Tried:
    """Try a rule on bookings."""
    made = Tried()
    for body, person in travellers(bodies):
        made.travellers += 1
        made.days.add(body.departs[:10])
        found = judged(rule, body, person, past)
        made.unknown += found is Truth.UNKNOWN
        made.exonerated += found is Truth.NO
        if isinstance(found, Met):
            made.met.append(found)
        told = of_traveller(body, person, past)
        for name in GROUPS:
            counted = made.groups[name].setdefault(_group(name, told.get(name)), [0, 0])
            counted[0] += 1
            counted[1] += isinstance(found, Met)
    return made


def travellers(bodies: Iterable[Travel]) -> Iterator[tuple[Travel, Row]]:
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


def _shown(value: object) -> str:
    return "" if value is None else ("true" if value else "false") if isinstance(value, bool) else str(value)
