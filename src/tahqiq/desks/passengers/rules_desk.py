"""Risk rules at the desk: written, tried, approved by a second person, and suspended by the clock where
officers say they are wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ARGUMENT, WRITTEN, ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.hits.statistics import RIGHT, WRONG
from tahqiq.desks.passengers.rulebook.language import RiskRule, read_rule
from tahqiq.desks.passengers.rulebook.past import Past, gathered
from tahqiq.desks.passengers.rulebook.trial import tried
from tahqiq.desks.passengers.travels.digests import digest, key_of
from tahqiq.desks.passengers.travels.record import TRAVEL, Travel
from tahqiq.desks.passengers.watchlists.entries import contacts_of_cases
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import Key, Kind

REVIEWS, LEAST = 200, 0.02
"""After so many reviews, a rule of which a smaller share was right is suspended."""
EXAMPLE = """rule: cash-and-fresh-agency
title: Booked late, in cash, by an agency seen for the first time
basis: Sample law 50, article 27
offence: trafficking-drugs
until: 2099-01-01
when: {all: [{le: [lead-days, 3]}, {eq: [paid-cash, true]}, {le: [agency-days, 30]}]}
unless: {any: [{eq: [frequent-flyer, true]}, {ge: [earlier-travels, 3]}]}
"""


class Trial(Strict):
    """A rule on the stored past: ``hits`` among ``travellers`` on ``days``, ``for_a_day`` projected,
    ``exonerated`` let go, ``unknown`` not to be judged; of its hits so far ``right`` and ``wrong`` as
    officers said, ``precision`` their share (null: nobody said); ``disparity`` by sex, nationality and age:
    how many times as often the group struck most is struck as all are."""

    on: date
    travellers: int
    days: int
    hits: int
    for_a_day: float
    exonerated: int
    unknown: int
    right: int
    wrong: int
    precision: float | None
    disparity: dict[str, float]


class RuleRecord(Strict):
    """A rule as somebody wrote it. ``tested`` is the trial of this very text; without one nobody can approve
    it."""

    name: str
    title: str
    titles: dict[str, str] = Field(
        default={}, description="Its title by language; empty where it has only one."
    )
    text: str = Field(max_length=20_000)
    basis: str
    offence: str
    author: str
    until: date
    tested: Trial | None = None


_MADE = read_rule(EXAMPLE)
_EXAMPLE = RuleRecord(
    name=_MADE.name,
    title=_MADE.title,
    text=EXAMPLE,
    basis=_MADE.basis,
    offence=_MADE.offence,
    author="somebody",
    until=_MADE.until,
)
RULE = Kind(
    "passenger-rule",
    RuleRecord,
    lambda body: body.title,
    "passengers",
    _EXAMPLE,
    home="desk",
    keys=(
        Key("name", "text", lambda body: body.name),
        Key("offence", "text", lambda body: body.offence),
        Key("ends", "day", lambda body: body.until),
    ),
)


class NewRule(Strict):
    """A rule, as text."""

    text: Annotated[str, WRITTEN] = Field(
        min_length=10,
        max_length=20_000,
        description="The rule in YAML, as docs/how-to/write-a-risk-rule.md says.",
    )


class NamedRule(Strict):
    """A rule of the desk, or one that is still being written."""

    rule: Annotated[str, ARGUMENT, WRITTEN] = Field(
        max_length=20_000,
        description=(
            "The rule, by its name or the id of its record; or a rule in YAML, which is tried and not kept."
        ),
    )


class RuleView(Strict):
    """A rule and where it stands: draft, asked, active, suspended or ended; ``in_use`` while it is active and
    not over."""

    id: str
    version: int
    name: str
    title: str
    titles: dict[str, str] = Field(
        default={}, description="Its title by language; empty where it has only one."
    )
    basis: str
    offence: str
    until: date
    state: str
    in_use: bool
    text: str
    tested: Trial | None


class RulesView(Strict):
    """Every rule on the shelf."""

    rules: list[RuleView]


def add(at: ActingDesktop, asked: NewRule, _progress: Progress | None) -> RuleView:
    """Write a rule down; one of the same name gets a further version, and must be tried and approved again.
    Raises what is wrong with it, by line and key."""
    rule = read_rule(asked.text)
    body = RuleRecord(
        name=rule.name,
        title=rule.title,
        titles=rule.titles,
        text=asked.text,
        basis=rule.basis,
        offence=rule.offence,
        author=at.actor.id,
        until=rule.until,
    )
    found = at.shelf(RULE).find({"name": rule.name}, limit=1).records
    kept = at.shelf(RULE).save(body, "", found[0].id if found else "", found[0].version if found else 0)
    return _told(at, kept)


def test(at: ActingDesktop, asked: NamedRule, _progress: Progress | None) -> RuleView:
    """Try a rule on everything that is stored and not masked, and write the trial down beside it; a text is
    only tried."""
    if "\n" in asked.rule.strip():
        rule = read_rule(asked.rule)
        return RuleView(
            id="",
            version=0,
            name=rule.name,
            title=rule.title,
            titles=rule.titles,
            basis=rule.basis,
            offence=rule.offence,
            until=rule.until,
            state="",
            in_use=False,
            text=asked.rule,
            tested=_trial(at, rule, (0, 0)),
        )
    kept = named(at, asked.rule)
    trial = _trial(at, read_rule(kept.body.text), verdicts(at, kept.id))
    made = kept.body.model_copy(update={"tested": trial})
    if (
        Lives(at, RULE).of(kept).standing.state == "active"
    ):  # what was approved is not changed by looking again
        return _told(at, replace(kept, body=made))
    return _told(at, at.shelf(RULE).save(made, "", kept.id, kept.version))


def _trial(at: Desktop, rule: RiskRule, said: tuple[int, int]) -> Trial:
    """A rule on the stored past; ``said`` is how many of its hits so far officers found right and wrong."""
    bodies = list(stored(at))
    found = tried(rule, bodies, past_of(at, bodies))
    right, wrong = said
    return Trial(
        on=clock.now().date(),
        travellers=found.travellers,
        days=len(found.days),
        hits=len(found.met),
        for_a_day=found.for_a_day,
        exonerated=found.exonerated,
        unknown=found.unknown,
        right=right,
        wrong=wrong,
        precision=round(right / (right + wrong), 4) if right + wrong else None,
        disparity=found.uneven(),
    )


def show(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> RulesView:
    """Every rule."""
    return RulesView(rules=[_told(at, one) for one in at.shelf(RULE).find(order="name", limit=500).records])


def active(at: Desktop) -> list[tuple[Kept[RuleRecord], RiskRule]]:
    """The rules in use today."""
    found = at.shelf(RULE).find(order="name", limit=500).records
    states = Lives(at, RULE).states(found)
    return [
        (one, read_rule(one.body.text))
        for one in found
        if states[one.id][1].state == "active" and one.body.until >= clock.now().date()
    ]


def suspend(at: Desktop) -> int:
    """Suspend every active rule of whose hits, once 200 were decided, fewer than two in a hundred were right;
    how many."""
    lives, done = Lives(at, RULE), 0
    for kept, _ in active(at):
        right, wrong = verdicts(at, kept.id)
        if right + wrong >= REVIEWS and right / (right + wrong) < LEAST:
            lives.act(kept.id, "suspend", lives.of(kept).sha256, f"{right} / {right + wrong}")
            done += 1
    return done


def verdicts(at: Desktop, rule: str) -> tuple[int, int]:
    """Of the hits of a rule, how many officers found right and wrong."""
    right = wrong = 0
    for page in at.shelf(HIT).pages({"list_id": rule}, "came"):
        for _, standing in Lives(at, HIT).states(page).values():
            right += standing.state in RIGHT
            wrong += standing.state in WRONG
    return right, wrong


def stored(at: Desktop) -> Iterator[Travel]:
    """Every booking and traveller that is not masked."""
    return (one.body for one in at.shelf(TRAVEL).every({"masked": None}))


def past_of(at: Desktop, bodies: list[Travel]) -> Past:
    """The stored past, counted, and what is known in open cases of which a list was made."""
    key = key_of(at)
    past = gathered(bodies, lambda what, value: digest(key, what, value))
    for case, what, value in contacts_of_cases(at):
        past.known(case, what, value)
    return past


def named(at: Desktop, name: str) -> Kept[RuleRecord]:
    """A rule by its name or id. Raises ``NotFound`` (``no-such-record``)."""
    for one in at.shelf(RULE).find(order="name", limit=500).records:
        if name in (one.id, one.body.name):
            return one
    raise NotFound("no-such-record", id=name[:40])


def _told(at: Desktop, kept: Kept[RuleRecord]) -> RuleView:
    body, state = kept.body, Lives(at, RULE).states([kept])[kept.id][1].state
    return RuleView(
        id=kept.id,
        version=kept.version,
        name=body.name,
        title=body.title,
        titles=body.titles,
        basis=body.basis,
        offence=body.offence,
        until=body.until,
        state=state,
        in_use=state == "active" and body.until >= clock.now().date(),
        text=body.text,
        tested=body.tested,
    )


def _asked_rule(at: ActingDesktop) -> NamedRule:
    return NamedRule(rule=add(at, NewRule(text=EXAMPLE), None).name)


OPERATIONS = (
    Operation(
        "rules-add",
        NewRule,
        RuleView,
        "act",
        "write-case",
        add,
        lambda _at: NewRule(text=EXAMPLE),
        group="rules",
    ),
    Operation("rules-test", NamedRule, RuleView, "act", "write-case", test, _asked_rule, group="rules"),
    Operation(
        "rules-list",
        NoQuestion,
        RulesView,
        "look",
        "read-case",
        show,
        lambda _at: NoQuestion(),
        group="rules",
    ),
)
