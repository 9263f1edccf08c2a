"""Whether rules hold over records: each answer with the records and fields that made it so, or those that are
missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from tahqiq.casework.clocks import ZONE, Calendar, Caveat, Jurisdiction
from tahqiq.casework.condition_result import decide, span
from tahqiq.casework.conditions import Condition, Gap, Outcome, Truth, values_at
from tahqiq.casework.rules.declaration import Apart, Rule, Until
from tahqiq.casework.rules.derivations import Derivation, apart, unbroken, until
from tahqiq.casework.rules.evidence import Cited, Evidence, Lacking, highest
from tahqiq.casework.rules.records import Known, Record, World
from tahqiq.kit.messages import message


class Verdict(StrEnum):
    """What is known of a rule about one record. ``UNKNOWN`` is never compliant."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNKNOWN = "unknown"


_VERDICTS = {Truth.YES: Verdict.HOLDS, Truth.NO: Verdict.BROKEN, Truth.UNKNOWN: Verdict.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule about one record. ``cited`` made it hold or be broken; ``lacking`` is what would have to be
    known (only where it is unknown).

    ``caveats`` are doubts of the deadlines it rests on.
    """

    rule: Rule
    record: Record
    verdict: Verdict
    cited: tuple[Cited, ...]
    lacking: tuple[Lacking, ...]
    caveats: tuple[Caveat, ...] = ()

    def say(self, locale: str) -> str:
        """The verdict, the rule's text, its article, and that counsel has not verified it where that is so,
        in ``locale``."""
        word = message(f"rule-{self.verdict.value}", locale, {}).sentence
        return f"{word}: {self.rule.say(locale)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that was found. ``outside`` counts, by version of a rule, the records that it does not apply
    to (not findings, never compliance); ``unlinked``, by kind and field, the records that could not be given
    to anybody because that field is empty.
    """

    as_of: datetime
    findings: tuple[Finding, ...]
    outside: Mapping[str, int]
    unlinked: Mapping[tuple[str, str], int]


def judge(
    rules: Iterable[Rule],
    world: World,
    as_of: datetime,
    jurisdiction: Jurisdiction,
    *,
    zone: str = ZONE,
    calendar: Calendar | None = None,
    holding: bool = True,
) -> Answer:
    """Asks every rule that is law in ``jurisdiction`` on the day of ``as_of`` (aware), over the records as
    they were known then.

    A rule that names a ``dated`` field is asked in the version of that day; where the day is not known well
    enough to choose one, the answer is unknown. ``calendar`` gives the open days (the jurisdiction's without
    announced feasts where None). ``holding`` False: what holds is found without its evidence, for a board
    over everything that shows only how often.
    """
    known = world.at(as_of)
    asking = _Asking(known, zone, calendar or Calendar(jurisdiction), holding)
    day = as_of.astimezone(ZoneInfo(zone)).date()
    findings: list[Finding] = []
    outside: dict[str, int] = {}
    unlinked: dict[tuple[str, str], int] = {}
    for versions in _by_id(rule for rule in rules if jurisdiction in rule.jurisdictions):
        first = versions[0]
        if not first.dated:
            versions = [rule for rule in versions if rule.valid(day)]
        for rule in versions:
            for beside in rule.beside.values():
                for theirs, _ in beside.match:
                    unlinked[beside.kind, theirs] = known.unlinked(beside.kind, theirs)
        for record in known.of(first.about) if versions else ():
            chosen = asking.version(versions, record) if first.dated else versions[0]
            finding = asking.one(chosen, record) if isinstance(chosen, Rule) else chosen
            if finding is not None:
                findings.append(finding)
            elif isinstance(chosen, Rule):
                outside[chosen.version] = outside.get(chosen.version, 0) + 1
    return Answer(as_of, tuple(findings), outside, {key: count for key, count in unlinked.items() if count})


def _by_id(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.id, []).append(rule)
    yield from found.values()


class _Asking:
    """One moment, one set of known records."""

    def __init__(self, known: Known, zone: str, calendar: Calendar, holding: bool) -> None:
        self._known, self._zone, self._calendar, self._holding = known, zone, calendar, holding
        self._unsure: dict[str, int] = {}
        """So many possible further items, by the version of a rule, that no comparison of it can be sure of
        their absence."""

    def version(self, versions: Sequence[Rule], record: Record) -> Rule | Finding | None:
        """The version that was law on the record's own day; None where none was, an unknown finding where the
        day does not decide it."""
        name = versions[0].dated
        found = span(values_at(record.values, name), self._zone)
        if found is None:
            return Finding(versions[0], record, Verdict.UNKNOWN, (), (Lacking.of(record, name),))
        days: list[date] = [moment.astimezone(ZoneInfo(self._zone)).date() for moment in found]
        touched = [
            rule
            for rule in versions
            if rule.valid_from <= days[1] and (rule.valid_to is None or days[0] <= rule.valid_to)
        ]
        if len(touched) == 1 and touched[0].valid(days[0]) and touched[0].valid(days[1]):
            return touched[0]
        return (
            Finding(touched[0], record, Verdict.UNKNOWN, (), (Lacking.of(record, name),)) if touched else None
        )

    def one(self, rule: Rule, record: Record) -> Finding | None:
        """The finding of one version about one record; None where it does not apply."""
        view, lists, derived = self._view(rule, record)
        evidence = Evidence(record, view, lists, derived, rule, self._known.moment, self._zone)
        caveats = tuple(dict.fromkeys(caveat for made in derived.values() for caveat in made.caveats))
        if rule.when is not None:
            applies = self._decide(rule.when, view)
            if applies.truth is Truth.NO:
                return None
            if applies.truth is Truth.UNKNOWN:
                return Finding(
                    rule, record, Verdict.UNKNOWN, (), evidence.lacking(rule.when, applies), caveats
                )
        outcome = self._decide(rule.must, view)
        return Finding(
            rule,
            record,
            _VERDICTS[outcome.truth],
            evidence.cited(rule.must, outcome) if self._holding or outcome.truth is not Truth.YES else (),
            evidence.lacking(rule.must, outcome) if outcome.truth is Truth.UNKNOWN else (),
            caveats,
        )

    def _decide(self, condition: Condition, view: Mapping[str, object]) -> Outcome:
        return decide(condition, view, self._known.moment, self._zone)

    def _view(
        self, rule: Rule, record: Record
    ) -> tuple[dict[str, object], dict[str, list[Record]], dict[str, Derivation]]:
        view: dict[str, object] = dict(record.values)
        lists: dict[str, list[Record]] = {}
        unsure = self._unsure.get(rule.version) or self._unsure.setdefault(rule.version, highest(rule) + 1)
        for name, beside in rule.beside.items():
            ours = [values_at(record.values, our) for _, our in beside.match]
            if any(value is None or value == "" or isinstance(value, Gap) for value in ours):
                view[name] = Gap("no-link")
                continue
            lists[name] = self._known.linked(
                beside.kind, [(theirs, value) for (theirs, _), value in zip(beside.match, ours, strict=True)]
            )
            items: list[object] = [item.values for item in lists[name]]
            view[name] = (
                items if beside.kind in self._known.complete else items + [Gap("not-complete")] * unsure
            )
        derived: dict[str, Derivation] = {}
        for name, spec in rule.derived.items():
            if isinstance(spec, Until):
                derived[name] = until(spec, record, view, self._calendar, self._zone)
            elif spec.of in lists:
                complete = rule.beside[spec.of].kind in self._known.complete
                made = lists[spec.of]
                if isinstance(spec, Apart):
                    derived[name] = apart(spec, record, view, made, complete, self._known.moment, self._zone)
                else:
                    derived[name] = unbroken(spec, made, complete, self._known.moment, self._zone)
            else:
                derived[name] = Derivation(Gap("no-link"), lacks=((record, spec.of),))
            view[name] = derived[name].value
        return view, lists, derived
