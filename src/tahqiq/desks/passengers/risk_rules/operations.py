"""Risk rules at the desk: written, tried, approved by a second person, and suspended by the clock where
officers say they are wrong."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.rule_book.book import RuleBody, RuleBook, RuleState, rule_body
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.hits.statistics import RIGHT, WRONG
from tahqiq.desks.passengers.risk_rules.language import RiskRule, read_rule
from tahqiq.desks.passengers.risk_rules.past import Past, gathered
from tahqiq.desks.passengers.risk_rules.trial import tried
from tahqiq.desks.passengers.travels.digests import digest, key_of
from tahqiq.desks.passengers.travels.record import TRAVEL, Travel
from tahqiq.desks.passengers.watchlists.entries import contacts_of_cases
from tahqiq.kit import clock
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Key, Kind, day_of

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


class RuleRecord(RuleBody):
    """A risk rule as somebody wrote it."""

    title: str
    titles: dict[str, str] = Field(
        default={}, description="Its title by language; empty where it has only one."
    )
    offence: str
    tested: Trial | None = None


class RuleView(RuleState):
    """A risk rule and its state."""

    title: str
    titles: dict[str, str] = Field(
        default={}, description="Its title by language; empty where it has only one."
    )
    offence: str
    tested: Trial | None


class RulesView(Strict):
    """Every risk rule."""

    rules: list[RuleView]


def _called(body: RuleRecord) -> str:
    """The name of a rule in the language of whoever asks; its only one where it has no other."""
    return body.titles.get(wanted(), body.title)


RULE = Kind(
    "passenger-rule",
    RuleRecord,
    _called,
    "passengers",
    rule_body(RuleRecord, read_rule(EXAMPLE), EXAMPLE, "somebody"),
    home="desk",
    keys=(
        Key("name", "text", lambda body: body.name),
        Key("offence", "text", lambda body: body.offence),
        Key("ends", "day", lambda body: body.until),
    ),
)


def suspend(at: Desktop) -> int:
    """Suspend every active rule of whose hits, once 200 were decided, fewer than two in a hundred were right;
    how many."""
    lives, done = Lives(at, RULE), 0
    for kept, _ in BOOK.active(at):
        right, wrong = verdicts(at, kept.id)
        if right + wrong >= REVIEWS and right / (right + wrong) < LEAST:
            lives.act(kept.id, "suspend", lives.of(kept).sha256, f"{right} / {right + wrong}")
            done += 1
    return done


def verdicts(at: Desktop, rule: str) -> tuple[int, int]:
    """Of the hits of a rule, how many officers found right and wrong."""
    right = wrong = 0
    for page in at.records(HIT).pages({"list_id": rule}, "came"):
        for _, standing in Lives(at, HIT).states(page).values():
            right += standing.state in RIGHT
            wrong += standing.state in WRONG
    return right, wrong


def stored(at: Desktop) -> Iterator[Travel]:
    """Every booking and traveller that is not masked."""
    return (one.body for one in at.records(TRAVEL).every({"masked": None}))


def past_of(at: Desktop, bodies: list[Travel]) -> Past:
    """The stored past, counted, and what is known in open cases of which a list was made."""
    key = key_of(at)
    past = gathered(bodies, lambda what, value: digest(key, what, value))
    for case, what, value in contacts_of_cases(at):
        past.known(case, what, value)
    return past


def _trial(at: Desktop, rule: RiskRule, identity: str) -> Trial:
    """A rule on what is stored and not masked, with what officers said of its hits so far."""
    bodies = list(stored(at))
    found = tried(rule, bodies, past_of(at, bodies))
    right, wrong = verdicts(at, identity) if identity else (0, 0)
    return Trial(
        on=day_of(clock.now()),
        travellers=found.judged,
        days=len(found.days),
        hits=len(found.named),
        for_a_day=found.for_a_day,
        exonerated=found.let_go,
        unknown=found.unknown,
        right=right,
        wrong=wrong,
        precision=round(right / (right + wrong), 4) if right + wrong else None,
        disparity=found.uneven(),
    )


BOOK = RuleBook(RULE, read_rule, _trial, _called, RuleView, RulesView, EXAMPLE)
OPERATIONS = BOOK.operations()
