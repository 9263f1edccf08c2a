"""Records that are entered at the tutorial's desk and at the one of these tests."""

from datetime import UTC, datetime
from typing import Any

from tahqiq.desk import desks
from tests.seat import Seat
from tests.web.conftest import Served

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def at(served: Served, login: str, name: str, case: str = "") -> Seat:
    declared = desks()[name]
    return Seat(served.bench(login), declared, case or declared.file, "work")


def finding(
    served: Served,
    words: str,
    weight: int | None = None,
    kind: str = "finding",
    login: str = "chief",
    **more: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    declared = desks()["findings"]
    found = declared.kind(kind)
    return (
        at(served, login, "findings", served.case)
        .records(found)
        .save(found.body(words=words, weight=weight, **more), served.case)
    )


def visit(served: Served, visitor: str, arrived: datetime = NOON, left: datetime | None = None) -> Any:  # noqa: ANN401
    kind = desks()["visitors"].kind("visit")
    return (
        at(served, "insider", "visitors")
        .records(kind)
        .save(kind.body(visitor=visitor, arrived=arrived, left=left))
    )
