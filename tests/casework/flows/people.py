"""People and matters for tests of flows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tahqiq.casework.flows.history import Act, Certificate, Matter, Person
from tahqiq.casework.flows.parser import load
from tahqiq.kit.declarations import yaml_files
from tahqiq.kit.ids import sha256

FLOW = load(yaml_files(Path(__file__).with_name("declared")))["order"][1]
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
TRAINED = Certificate("authoriser", START - timedelta(days=300), START + timedelta(days=30))
WHOLE: dict[str, object] = {"necessity": "why", "begins": "2026-03-02", "ends": "2026-06-01"}

OFFICER = Person("officer", frozenset({"officer"}))
CHIEF = Person("chief", frozenset({"chief"}), (TRAINED,))
JUDGE = Person("judge", frozenset({"judge"}), (TRAINED,))
ALL_RANKS = frozenset({"officer", "chief", "judge"})


def matter(
    text: str = "one",
    record: dict[str, object] | None = None,
    authors: str = "officer",
    subjects: str = "subject",
) -> Matter:
    return Matter(
        sha256(text.encode()),
        WHOLE if record is None else record,
        frozenset(authors.split()),
        frozenset(subjects.split()),
    )


def act(
    transition: str, person: Person, what: Matter | None = None, hours: float = 0, reason: str = "because"
) -> Act:
    return Act(transition, person, what or matter(), START + timedelta(hours=hours), reason)
