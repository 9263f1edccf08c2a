"""A small prison of invented records and its rules, for the tests of rules."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from tahqiq.casework.conditions import Condition
from tahqiq.casework.rules import (
    Answer,
    FieldInfo,
    Finding,
    KindFields,
    Record,
    Rule,
    Source,
    Verdict,
    World,
    judge,
    read_all,
)
from tahqiq.casework.rules.declaration import Beside
from tahqiq.kit.messages import LOCALES

KINDS = {
    "Prisoner": KindFields(
        True,
        {
            "number": FieldInfo("text"),
            "admitted": FieldInfo("moment"),
            "released": FieldInfo("moment"),
            "sex": FieldInfo("choice", "sex", options=frozenset({"female", "male"})),
            "born": FieldInfo("date", "age"),
            "nationality": FieldInfo("text", "nationality"),
            "faith": FieldInfo("text", "religion"),
            "surname": FieldInfo("text", "identity", proxy_for="tribe"),
            "tribal_name": FieldInfo("text", "identity"),
            "illness": FieldInfo("text", "health"),
            "injuries_asked": FieldInfo("flag"),
            "languages": FieldInfo("list"),
            "family": FieldInfo(
                "list", items={"born": FieldInfo("date", "age"), "creed": FieldInfo("text", "religion")}
            ),
        },
    ),
    "HealthVisit": KindFields(
        True, {"person": FieldInfo("reference"), "at": FieldInfo("moment"), "by": FieldInfo("text")}
    ),
    "Stay": KindFields(
        True,
        {
            "person": FieldInfo("reference"),
            "since": FieldInfo("moment"),
            "until": FieldInfo("moment"),
            "hours_alone": FieldInfo("number"),
            "called": FieldInfo("text"),
        },
    ),
    "Box": KindFields(
        False, {"number": FieldInfo("text"), "empty": FieldInfo("flag"), "mass": FieldInfo("number")}
    ),
}

WORDS = "text: [Rule, قاعدة, ڕێسا, رێسا]"
HEAD = f"""
    {WORDS}
    source: {{law: Prison rules, article: "30"}}
    jurisdiction: [federal, kurdistan-region]
    verified: false
    valid: {{from: 2015-12-17}}
"""

SEEN = f"""
rules:
  - id: SEEN{HEAD}
    aim: duty
    about: Prisoner
    with:
      visits: {{kind: HealthVisit, match: {{person: number}}}}
    derived:
      limit: {{until: {{from: admitted, period: 24 hours, convention: to-the-time}}}}
    must:
      any:
        - some: {{of: visits, where: {{exists: at}}}}
        - ge: [{{field: limit}}, {{now: true}}]
"""

ALONE = f"""
rules:
  - id: SOLITARY{HEAD}
    aim: duty
    about: Prisoner
    with:
      stays: {{kind: Stay, match: {{person: number}}}}
    derived:
      prolonged:
        unbroken: {{of: stays, from: since, to: until, where: {{ge: [hours_alone, 22]}}, bridge: 3 hours, longer-than: 15 days}}
    must: {{eq: [prolonged, false]}}
"""  # noqa: E501

START = datetime(2026, 1, 1, tzinfo=UTC)


def moment(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in March 2026, UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def record(
    kind: str, key: str, /, recorded: datetime = START, replaced: datetime | None = None, **values: object
) -> Record:
    """A record known from January 2026 on."""
    return Record(kind, key, values, recorded, replaced)


def values(**given: object) -> Mapping[str, object]:
    """A mapping of values."""
    return given


NOW = moment(20)
COMPLETE = ("Prisoner", "HealthVisit", "Stay")


def rules(text: str) -> tuple[Rule, ...]:
    found = read_all([(text, "rules.yaml")], KINDS)
    assert not found.mistakes, [str(one) for one in found.mistakes]
    return found.rules


def ask(text: str, *records: Record, complete: tuple[str, ...] = COMPLETE, now: datetime = NOW) -> Answer:
    return judge(rules(text), World(records, complete), now, "federal")


def one(text: str, *records: Record, complete: tuple[str, ...] = COMPLETE, now: datetime = NOW) -> Finding:
    [finding] = ask(text, *records, complete=complete, now=now).findings
    return finding


PRISONER = record("Prisoner", "p1", number="1001", admitted=moment(1, 9))


def stay(key: str, since: object, until: object, hours: object = 23, called: str = "separation") -> Record:
    return record("Stay", key, person="1001", since=since, until=until, hours_alone=hours, called=called)


def solitary(*stays: Record, complete: tuple[str, ...] = COMPLETE, now: datetime = NOW) -> Finding:
    return one(ALONE, PRISONER, *stays, complete=complete, now=now)


def verdict(
    must: Condition,
    when: Condition | None,
    own: dict[str, object],
    others: list[dict[str, object]],
    complete: bool,
) -> Verdict | None:
    rule = Rule(
        id="R",
        text=dict.fromkeys(LOCALES, "x"),
        source=Source("l", "1"),
        jurisdictions=frozenset({"federal"}),
        verified=False,
        valid_from=date(2020, 1, 1),
        valid_to=None,
        aim="duty",
        about="Own",
        must=must,
        when=when,
        beside={"others": Beside("Other", (("of", "id"),))},
    )
    records = [
        Record("Own", "o", {"id": 1, **own}, START),
        *(Record("Other", str(n), {"of": 1, **body}, START) for n, body in enumerate(others)),
    ]
    found = judge([rule], World(records, ("Other",) if complete else ()), NOW, "federal").findings
    return found[0].verdict if found else None
