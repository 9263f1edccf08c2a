"""An indicator as a record, and the trial that is saved beside it."""

from datetime import date

from tahqiq.desk.answers import Strict
from tahqiq.desk.rule_book.book import RuleBody, RuleState, rule_body
from tahqiq.desks.cargo.indicators.rule import read_rule
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
    the true share lies between ``low`` and ``high`` (95 %); ``base`` is that of the random selection (null:
    nothing drawn); ``retire``: it finds less than random selection does."""

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


class CargoRuleRecord(RuleBody):
    """An indicator as somebody wrote it."""

    title: dict[str, str]
    threat: str
    owner: str
    weight: float
    tested: CargoTrial | None = None


class CargoRuleView(RuleState):
    """An indicator and its state."""

    title: str
    threat: str
    owner: str
    weight: float
    tested: CargoTrial | None


class CargoRulesView(Strict):
    """Every indicator."""

    rules: list[CargoRuleView]


RULE = Kind(
    "cargo-rule",
    CargoRuleRecord,
    lambda body: body.title.get("ar") or body.name,
    "cargo",
    rule_body(CargoRuleRecord, read_rule(EXAMPLE), EXAMPLE, "somebody"),
    home="desk",
    keys=(
        Key("name", "text", lambda body: body.name),
        Key("threat", "text", lambda body: body.threat),
        Key("owner", "text", lambda body: body.owner),
        Key("ends", "day", lambda body: body.until),
    ),
)
