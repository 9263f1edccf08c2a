"""How many records a rule holds, is broken or is unknown for. There is no percentage: one number would hide
what is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tahqiq.casework.rules.declaration import Rule
from tahqiq.casework.rules.judgement import Answer, Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one version of a rule. ``outside``: records it does not apply to. ``rows``: the keys of the
    broken and the unknown records."""

    rule: Rule
    holds: int
    broken: int
    unknown: int
    outside: int
    broken_rows: tuple[str, ...]
    unknown_rows: tuple[str, ...]

    @property
    def compliant(self) -> bool:
        """Whether the rule holds wherever it applies and nothing is unknown; False too where it was asked of
        no record."""
        return self.holds > 0 and not self.broken and not self.unknown


def tally(answer: Answer, rules: Iterable[Rule]) -> tuple[Tally, ...]:
    """One line for each rule, in the order given, also for those that found nothing."""
    rows: dict[tuple[str, Verdict], list[str]] = {}
    for one in answer.findings:
        rows.setdefault((one.rule.version, one.verdict), []).append(one.record.key)
    return tuple(_line(rule, rows, answer.outside.get(rule.version, 0)) for rule in rules)


def _line(rule: Rule, rows: Mapping[tuple[str, Verdict], list[str]], outside: int) -> Tally:
    holds, broken, unknown = (
        tuple(rows.get((rule.version, verdict), ()))
        for verdict in (Verdict.HOLDS, Verdict.BROKEN, Verdict.UNKNOWN)
    )
    return Tally(rule, len(holds), len(broken), len(unknown), outside, broken, unknown)
