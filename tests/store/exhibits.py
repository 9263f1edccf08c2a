"""A kind of record for the tests of records, and records of it."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest
from pydantic import BaseModel, ConfigDict

from tahqiq.kit import clock
from tahqiq.model import kinds
from tahqiq.model.kind import Key, Kind, written
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Scope
from tahqiq.store.stored_record import Record

from .conftest import TESTER

HOME, OTHER = "a" * 12, "b" * 12
SEEN, HIDDEN = frozenset({1, 2}), 3


class Exhibit(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: str = ""
    weight: int | None = None
    sealed: bool | None = None
    seized: date | None = None
    due: datetime | None = None


EXHIBIT = Kind(
    "exhibit",
    Exhibit,
    lambda body: body.number,
    "laboratory",
    Exhibit(),
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("weight", "integer", lambda body: body.weight),
        Key("sealed", "flag", lambda body: body.sealed),
        Key("seized", "day", lambda body: body.seized),
        Key("due", "time", lambda body: body.due),
    ),
    together=(("sealed", "number", "due"),),
    until=lambda body: body.seized,
)
PLAIN = cast("AnyKind", EXHIBIT)
SCOPE = Scope(TESTER, "work", SEEN)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "kinds", lambda: {"exhibit": PLAIN})
    monkeypatch.setattr("tahqiq.store.record_store.kinds", lambda: {"exhibit": PLAIN})


def record(
    number: int,
    body: Exhibit,
    home: str = HOME,
    classes: frozenset[int] = frozenset({1}),
    version: int = 1,
    **more: Any,  # noqa: ANN401
) -> Record:
    at = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)).isoformat()
    return Record(
        f"{number:016x}",
        version,
        "exhibit",
        1,
        home,
        classes,
        more.get("state", "open"),
        at,
        "tester",
        written(body),
    )


def invented(seed: int, count: int) -> list[Record]:
    draw = random.Random(seed)
    made = []
    for number in range(count):
        body = Exhibit(
            number=draw.choice(["", "A-1", "A-2", "ب-7", "z"]),
            weight=draw.choice([None, -5, 0, 12, 2**40]),
            sealed=draw.choice([None, True, False]),
            seized=draw.choice([None, date(2025, 12, 31), date(2026, 2, 1)]),
            due=draw.choice([None, datetime(2026, 5, 1, 12, tzinfo=UTC), datetime(1960, 1, 1, tzinfo=UTC)]),
        )
        classes = draw.choice([frozenset({1}), frozenset({1, 2}), frozenset({1, HIDDEN})])
        made.append(
            record(
                number,
                body,
                draw.choice([HOME, HOME, OTHER]),
                classes,
                state=draw.choice(["open", "open", "put-away"]),
            )
        )
    return made


def read(item: Record) -> Exhibit:
    return Exhibit.model_validate_json(item.body)


@pytest.fixture(autouse=True)
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is over yet."""
    monkeypatch.setattr(clock, "_now", lambda: datetime(2025, 1, 1, tzinfo=UTC))
