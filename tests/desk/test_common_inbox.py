"""One inbox from every desk: in the order of time, only of desks at which the person works."""

from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.desk import Desk, desk
from tahqiq.desk import common_inbox as module
from tahqiq.desk.common_inbox import common_inbox
from tahqiq.desks.custody.sample import SAMPLE
from tahqiq.kit import clock
from tahqiq.workbench import Workbench
from tests.seat import Seat

DAY = "2024-03-22"
"""The day of the sample at the desk."""


@pytest.fixture
def chief(tmp_path: Path) -> Workbench:
    """Somebody who works at the custody desk, on its part of the invented case."""
    door = Door.found(tmp_path / "ws", owner="chief")
    bench = Workbench(door, door.people.get("chief"))
    bench.open_desk("custody")
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(bench, desk("custody"), "desk-custody", "work"), {"day": DAY})
    return bench


def test_what_is_due_comes_from_every_desk_in_the_order_of_time(chief: Workbench) -> None:
    found = common_inbox(chief, clock.now(), "en")
    assert found.counts["custody"] == len(found.items) > 1
    ends = [line.item.until for line in found.items]
    assert ends == sorted(ends, key=str)
    assert any(
        line.item.label.startswith("Detained beyond legal limit")
        and line.item.title == "سلام جاسم كاظم · P-000001"
        for line in found.items
    )
    assert found.unread == ()


def test_nobody_sees_what_is_due_at_a_desk_that_is_not_theirs(chief: Workbench) -> None:
    door = chief.door
    door.people.add("sara", "Sara", frozenset({"analyst"}), None, "chief")
    found = common_inbox(Workbench(door, door.people.get("sara")), clock.now(), "ar")
    assert (found.items, found.counts.get("custody", 0), found.later) == ((), 0, 0)


def test_a_desk_that_fails_does_not_take_the_others_with_it(
    chief: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(at: object) -> list[object]:
        raise RuntimeError("a stranger's desk")

    lab = Desk("broken", operations=(), due=broken)  # type: ignore[arg-type]
    monkeypatch.setattr(module, "desks", lambda: {"broken": lab, "custody": desk("custody")})
    chief.door.cases.open_desk("broken", chief.actor.id)
    found = common_inbox(chief, clock.now(), "en")
    assert found.unread == ("broken",)
    assert found.counts["custody"] == len(found.items) > 0


def test_the_look_at_each_desk_is_in_the_log(chief: Workbench) -> None:
    common_inbox(chief, clock.now(), "en")
    acts = {leaf.act for leaf in chief.door.audit.leaves(1)}
    assert "custody.inbox" in acts
