"""A small prison of invented records and its rules, for the tests of rules."""

from collections.abc import Mapping
from datetime import UTC, datetime

from tahqiq.casework.rules import FieldInfo, KindFields, Record

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
"""

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
