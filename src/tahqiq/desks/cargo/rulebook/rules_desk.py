"""Indicators at the desk: written, tried on the past, approved by a second person, measured by what they
opened, ended by their day or by a person."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ARGUMENT, WRITTEN, ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.cargo.arrivals.arrival import ARRIVAL
from tahqiq.desks.cargo.outcomes.outcome import OUTCOME, Outcome
from tahqiq.desks.cargo.rulebook.language import CargoRule, read_rule
from tahqiq.desks.cargo.rulebook.trial import tried
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Key, Kind

EXAMPLE = """rule: unseen-pair-and-cover
title: [A lorry and trailer not seen together before carry a cover load, \
شاحنة ومقطورة لم تُشاهدا معاً سابقاً تحملان بضاعة تستّر, \
بارهەڵگر و تریلەیەک کە پێشتر پێکەوە نەبینراون کاڵای پەردە هەڵدەگرن, \
بارهەلگر و ترێلەیەک کو بەرێ پێکڤە نەهاتینە دیتن کالایێ پەردە هەلدگرن]
threat: narcotics
owner: Border police
basis: Sample law 50, article 27
until: 2099-01-01
weight: 0.2
when: {all: [{eq: [pair-unseen, true]}, {eq: [cover-load, true]}]}
"""


class CargoTrial(Strict):
    """A rule on the stored past: ``hits`` among ``judged`` consignments on ``days``, ``for_a_day`` projected,
    ``unknown`` not to be judged, ``let_go`` by *unless*. ``opened`` of the hits so far had ``found`` finds,
    the true share lies between ``low`` and ``high`` (95 %); ``base`` is that of what the lot drew (null:
    nothing drawn); ``retire``: it finds less than lots do."""

    on: date
    judged: int
    days: int
    hits: int
    for_a_day: float
    unknown: int
    let_go: int
    opened: int
    found: int
    low: float
    high: float
    base: float | None
    retire: bool


class CargoRuleRecord(Strict):
    """A rule as somebody wrote it. ``tested`` is the trial of this very text; without one nobody can approve
    it."""

    name: str
    title: dict[str, str]
    text: str = Field(max_length=20_000)
    threat: str
    owner: str
    basis: str
    weight: float
    author: str
    until: date
    tested: CargoTrial | None = None


def _record(rule: CargoRule, text: str, author: str) -> CargoRuleRecord:
    return CargoRuleRecord(
        name=rule.name,
        title=dict(rule.title),
        text=text,
        threat=rule.threat,
        owner=rule.owner,
        basis=rule.basis,
        weight=rule.weight,
        author=author,
        until=rule.until,
    )


RULE = Kind(
    "cargo-rule",
    CargoRuleRecord,
    lambda body: body.title.get("ar") or body.name,
    "cargo",
    _record(read_rule(EXAMPLE), EXAMPLE, "somebody"),
    home="desk",
    keys=(
        Key("name", "text", lambda body: body.name),
        Key("threat", "text", lambda body: body.threat),
        Key("owner", "text", lambda body: body.owner),
        Key("ends", "day", lambda body: body.until),
    ),
)


class NewCargoRule(Strict):
    """A rule, as text."""

    text: Annotated[str, WRITTEN] = Field(
        min_length=10,
        max_length=20_000,
        description="The rule in YAML, as docs/how-to/write-a-cargo-rule.md says.",
    )


class NamedCargoRule(Strict):
    """A rule of the desk, or one that is still being written."""

    rule: Annotated[str, ARGUMENT, WRITTEN] = Field(
        max_length=20_000,
        description=(
            "The rule, by its name or the id of its record; or a rule in YAML, which is tried and not kept."
        ),
    )


class CargoRuleView(Strict):
    """A rule and where it stands: draft, asked, active, suspended or ended; ``in_use`` while it is active and
    not over."""

    id: str
    version: int
    name: str
    title: str
    threat: str
    owner: str
    basis: str
    until: date
    weight: float
    state: str
    in_use: bool
    text: str
    tested: CargoTrial | None


class CargoRulesView(Strict):
    """Every rule on the shelf."""

    rules: list[CargoRuleView]


def add(at: ActingDesktop, asked: NewCargoRule, _progress: Progress | None) -> CargoRuleView:
    """Write a rule down; one of the same name gets a further version, and must be tried and approved again.
    Raises what is wrong with it, by line and key."""
    body = _record(read_rule(asked.text), asked.text, at.actor.id)
    found = at.shelf(RULE).find({"name": body.name}, limit=1).records
    kept = at.shelf(RULE).save(body, "", found[0].id if found else "", found[0].version if found else 0)
    return _told(at, kept)


def test(at: ActingDesktop, asked: NamedCargoRule, _progress: Progress | None) -> CargoRuleView:
    """Try a rule on everything that is stored, and write the trial down beside it; a text is only tried."""
    if "\n" in asked.rule.strip():
        rule = read_rule(asked.rule)
        return _shape(_record(rule, asked.rule, at.actor.id), "", 0, "", _trial(at, rule))
    kept = named(at, asked.rule)
    made = kept.body.model_copy(update={"tested": _trial(at, read_rule(kept.body.text))})
    if (
        Lives(at, RULE).of(kept).standing.state == "active"
    ):  # what was approved is not changed by looking again
        return _told(at, replace(kept, body=made))
    return _told(at, at.shelf(RULE).save(made, "", kept.id, kept.version))


def show(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> CargoRulesView:
    """Every rule."""
    return CargoRulesView(
        rules=[_told(at, one) for one in at.shelf(RULE).find(order="name", limit=500).records]
    )


def active(at: Desktop) -> list[CargoRule]:
    """The rules in use today."""
    found = at.shelf(RULE).find(order="name", limit=500).records
    states = Lives(at, RULE).states(found)
    return [
        read_rule(one.body.text)
        for one in found
        if states[one.id][1].state == "active" and one.body.until >= clock.now().date()
    ]


def outcomes_of(at: Desktop) -> list[Outcome]:
    """Every opening that was written down."""
    return [one.body for one in at.shelf(OUTCOME).every(order="began")]


def named(at: Desktop, name: str) -> Kept[CargoRuleRecord]:
    """A rule by its name or id. Raises ``NotFound`` (``no-such-record``)."""
    for one in at.shelf(RULE).find(order="name", limit=500).records:
        if name in (one.id, one.body.name):
            return one
    raise NotFound("no-such-record", id=name[:40])


def _trial(at: Desktop, rule: CargoRule) -> CargoTrial:
    found = tried(rule, (one.body for one in at.shelf(ARRIVAL).every(order="recorded")), outcomes_of(at))
    base = found.base.rate
    return CargoTrial(
        on=clock.now().date(),
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


def _told(at: Desktop, kept: Kept[CargoRuleRecord]) -> CargoRuleView:
    return _shape(
        kept.body, kept.id, kept.version, Lives(at, RULE).states([kept])[kept.id][1].state, kept.body.tested
    )


def _shape(
    body: CargoRuleRecord, identity: str, version: int, state: str, tested: CargoTrial | None
) -> CargoRuleView:
    return CargoRuleView(
        id=identity,
        version=version,
        name=body.name,
        title=body.title.get(wanted()) or body.name,
        threat=body.threat,
        owner=body.owner,
        basis=body.basis,
        until=body.until,
        weight=body.weight,
        state=state,
        text=body.text,
        in_use=state == "active" and body.until >= clock.now().date(),
        tested=tested,
    )


def _asked_rule(at: ActingDesktop) -> NamedCargoRule:
    return NamedCargoRule(rule=add(at, NewCargoRule(text=EXAMPLE), None).name)


OPERATIONS = (
    Operation(
        "rules-add",
        NewCargoRule,
        CargoRuleView,
        "act",
        "write-case",
        add,
        lambda _at: NewCargoRule(text=EXAMPLE),
        group="rules",
    ),
    Operation(
        "rules-test", NamedCargoRule, CargoRuleView, "act", "write-case", test, _asked_rule, group="rules"
    ),
    Operation(
        "rules-list",
        NoQuestion,
        CargoRulesView,
        "look",
        "read-case",
        show,
        lambda _at: NoQuestion(),
        group="rules",
    ),
)
