"""The inspector's view: a sample by a seed that can be drawn again, and findings that the register alone
shows. Nobody is named."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from pydantic import Field

from tahqiq.casework.forms.declaration import say
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, WRITE_UP, Authorisation
from tahqiq.desks.covert.authorisations.repeated_reasons import Reasons, copied, reasons
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.risks.record import RISK, RiskAssessment
from tahqiq.desks.covert.sources.record import EARLY
from tahqiq.desks.covert.uses.record import USE, Use, covered
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.locale import format_date
from tahqiq.kit.messages import message, wanted
from tahqiq.kit.office import office_zone
from tahqiq.model.kind import day_of

Grade = Literal["critical", "priority", "action", "observation"]
DUE: dict[Grade, int | None] = {"critical": 7, "priority": 30, "action": 90, "observation": None}
"""Days in which a finding is answered (configurable practice of inspectorates, not law)."""
LATE = timedelta(days=1)
"""What is typed in later than this after it was done is said."""
BARRED = frozenset({"suspended", "cancelled", "refused", "blacklisted"})
"""States of a source in which nothing is paid."""


class InspectionRequest(Strict):
    """A sample."""

    seed: int = Field(ge=0, description="The seed of the sample: the same one draws the same.")
    sample: int = Field(ge=1, le=10_000, description="How many authorisations to look at.")


class FindingView(Strict):
    """One finding, by the number of the authorisation ("" : what was done under none). ``due`` is the day by
    which it is answered, null for an observation."""

    number: str
    code: str
    grade: Grade
    due: str | None
    at: str | None
    sentence: str
    next_step: str


class InspectionView(Strict):
    """What was looked at and found. ``acts`` are the acts of the sample and all that were done under no
    authorisation. Findings are computed, nobody's judgement."""

    seed: int
    of: int
    sample: list[str]
    acts: int
    findings: list[FindingView]
    grades: dict[str, int]


Found = tuple[str, str, Grade, datetime | None, dict[str, str | int]]


def inspect(at: Desktop, asked: InspectionRequest, _progress: Progress | None) -> InspectionView:
    """Draw the sample and look. Authorisations are drawn by their numbers in order, so that neither time nor
    person decides."""
    now = clock.now()
    register = {one.body.number: one.body for one in at.records(AUTHORISATION).every()}
    numbers = sorted(register)
    chosen = sorted(Random(asked.seed).sample(numbers, min(asked.sample, len(numbers))))  # noqa: S311 - a sample to draw again, no secret
    texts = sorted(
        (reasons(body) for body in register.values() if not _spoken(body)),
        key=lambda one: (register[one.number].applied_at, one.number),
    )
    acts = list(at.records(USE).every(order="done"))
    by_number: dict[str, list[Use]] = {}
    for act in acts:
        by_number.setdefault(act.body.authorisation, []).append(act.body)
    risks = [one.body for one in at.records(RISK).every(order="assessed")]
    found: list[Found] = []
    for number in chosen:
        found += _of(register[number], by_number.get(number, []), _before(texts, register, number), now)
        found += _risks(
            number, by_number.get(number, []), [one for one in risks if one.authorisation == number], now
        )
    stray = _stray(by_number.get("", []))
    found += [("", "covert-found-no-authorisation", "critical", act.at, {"what": act.what}) for act in stray]
    found += [item for act in stray for item in _money("", act)]
    lines = [_finding(at, one, now) for one in found]
    grades: dict[str, int] = {name: sum(one.grade == name for one in lines) for name in DUE}
    return InspectionView(
        seed=asked.seed,
        of=len(numbers),
        sample=chosen,
        acts=sum(len(by_number.get(one, [])) for one in chosen) + len(stray),
        findings=lines,
        grades=grades,
    )


def _stray(acts: Sequence[Use]) -> list[Use]:
    """Acts under no authorisation; the first contact with somebody whom nobody has authorised yet needs
    none."""
    met: set[str] = set()
    found = []
    for act in acts:
        if act.what == "contact" and act.state in EARLY and act.of and act.of not in met:
            met.add(act.of)
        else:
            found.append(act)
    return found


def _before(texts: Sequence[Reasons], register: dict[str, Authorisation], number: str) -> list[Reasons]:
    return [
        one
        for one in texts
        if (register[one.number].applied_at, one.number) < (register[number].applied_at, number)
    ]


def _spoken(body: Authorisation) -> bool:
    return body.decision is not None and body.decision.received


def _of(
    body: Authorisation, acts: Sequence[Use], earlier: Sequence[Reasons], now: datetime
) -> Iterator[Found]:
    decision = body.decision
    for act in acts:
        if act.what != "product" and not covered(
            body, act.at
        ):  # product is taken in after its order as well; what lies outside it is held
            early = decision is None or act.at < decision.at
            code = "covert-found-before" if early else "covert-found-outside"
            yield (
                body.number,
                code,
                "critical",
                act.at,
                {"what": act.what, "decided": stamp(decision.at) if decision else "–"},
            )
        if act.entered_at - act.at > LATE:
            yield (
                body.number,
                "covert-found-late",
                "action",
                act.at,
                {"what": act.what, "entered": stamp(act.entered_at)},
            )
        yield from _money(body.number, act)
    if not _spoken(body):
        for other, how in copied(reasons(body), earlier)[:3]:
            yield (
                body.number,
                "covert-found-copied",
                "priority",
                body.applied_at,
                {"other": other.number, "percent": int(how * 100)},
            )
    yield from _clocks(body, now)


def _money(number: str, act: Use) -> Iterator[Found]:
    if act.what == "payment" and act.state in BARRED:
        yield number, "covert-found-paid", "critical", act.at, {"state": act.state}


def _risks(number: str, acts: Sequence[Use], own: Sequence[RiskAssessment], now: datetime) -> Iterator[Found]:
    for act in acts:
        if (
            act.what == "tasking"
            and act.state
            and not any(one.code == act.of and one.standing(act.at) for one in own)
        ):
            yield number, "covert-found-no-risk", "priority", act.at, {}
    for one in own:
        if one.until is not None and not one.standing(now):
            yield number, "covert-found-risk-stale", "priority", one.at, {}


def _clocks(body: Authorisation, now: datetime) -> Iterator[Found]:
    decision, due, ended = body.decision, body.review_due(), body.cancellation
    if decision is not None and decision.oral and (body.written_up_at or now) > decision.at + WRITE_UP:
        yield body.number, "covert-found-write-up", "priority", decision.at, {}
    if decision is not None and decision.granted and not decision.received and not body.verified:
        yield body.number, "covert-found-unverified", "critical", decision.at, {}
    if due is not None and due < now:
        yield body.number, "covert-found-review", "priority", due, {}
    if (
        ended is not None
        and ended.needless_since is not None
        and day_of(ended.decided_at) > day_of(ended.needless_since)
    ):
        yield body.number, "covert-found-cancelled-late", "action", ended.decided_at, {}


_CHOICES = {"what": ("uses", "what"), "state": ("sources", "states")}
"""Register and column whose words name what a finding is told with."""


def _worded(at: Desktop, name: str, value: str | int) -> str | int:
    """What a sentence is told with, as the page says it: words of a register for acts and states, dates in
    the language, all else as it is."""
    if not isinstance(value, str):
        return value
    if name not in _CHOICES:
        return format_date(value, wanted(), office_zone()) if name in ("decided", "entered") else value
    register, column = _CHOICES[name]
    options = next(one.options for one in at.desk.registers[register].columns if one.name == column)
    words = say(options[value], wanted()) if value in options else value
    return words[:1].lower() + words[1:]


def _finding(at: Desktop, found: Found, now: datetime) -> FindingView:
    number, code, grade, moment, given = found
    days, words = (
        DUE[grade],
        message(code, wanted(), {name: _worded(at, name, value) for name, value in given.items()}),
    )
    return FindingView(
        number=number,
        code=code,
        grade=grade,
        due=day_of(now + timedelta(days=days)).isoformat() if days is not None else None,
        at=stamp(moment) if moment else None,
        sentence=words.sentence,
        next_step=words.next_step,
    )


def _example(at: ActingDesktop) -> InspectionRequest:
    granted(at)
    return InspectionRequest(seed=7, sample=5)


OPERATIONS = (
    Operation("inspect", InspectionRequest, InspectionView, "look", "read-case", inspect, _example),
)
