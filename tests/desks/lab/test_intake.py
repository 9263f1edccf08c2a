"""How an exhibit came is shown as it was entered, and a report states nothing that nobody stated."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tahqiq.desks.lab.examinations.announced import apart, weighed
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.examinations.record import Examination, Intake, Weighing, Withdrawal
from tahqiq.desks.lab.exhibit_acts.unit_draws import UnitSamplingRequest, pick
from tahqiq.desks.lab.reports.words import Say
from tahqiq.kit.errors import WrongUse
from tests.seat import Seat

from .seats import seated


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    with seated(tmp_path, "Intake") as made:
        yield made


def test_an_exhibit_is_shown_as_received_at_the_moment_that_was_entered(at: Seat) -> None:
    received = datetime.fromisoformat("2026-02-02T17:00:00+03:00")
    told = open_(
        at,
        ExhibitRequest(case=at.home, exhibit="4/1", seal="S-1", brought_by="Courier", received=received),
        None,
    )
    assert [(one.what, one.happened, one.by) for one in told.steps] == [
        ("taken", "2026-02-02T14:00:00Z", "Courier"),
        ("sealed", "2026-02-02T14:00:00Z", "Courier"),
        ("handed", "2026-02-02T14:00:00Z", "Courier"),
    ]
    assert (told.holder, told.seals) == ("owner", ["S-1"])


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("", "not stated"),
        (" ", "not stated"),
        ("None.", "none"),
        ("لا يوجد", "none"),
        ("-", "none"),
        ("Injected twice", "Injected twice"),
    ],
)
def test_none_is_printed_only_where_somebody_stated_it(stated: str, shown: str) -> None:
    assert Say("en").none_or(stated) == shown


def test_no_more_units_are_drawn_from_than_the_exhibit_holds(at: Seat) -> None:
    made = open_(at, ExhibitRequest(case=at.home, exhibit="8/2", packages=1, announced="28,5"), None)
    assert made.intake.announced == "28.5"
    asked = UnitSamplingRequest(case=at.home, examination=made.examination, version=made.version, units=500)
    with pytest.raises(WrongUse, match="holds 1 units") as refused:
        pick(at, asked, None)
    assert refused.value.field == "units"
    assert pick(at, asked.model_copy(update={"units": 1}), None).picked[0].picks == [1]


def test_what_was_announced_stands_beside_what_was_weighed() -> None:
    reading = Weighing(grams="20", gross="27.25", tare="7.25", uncertainty="0.01", balance="B", by="a", at="")
    intake = Intake(announced="28.5")
    body = Examination(exhibit="8/3", intake=intake, weighings=[reading])
    assert (weighed(body), apart(body)) == (Decimal("27.25"), Decimal("-1.25"))
    off = reading.model_copy(update={"withdrawn": Withdrawal(reason="wet", by="a", at="")})
    assert apart(body.model_copy(update={"weighings": [off]})) is None
    assert apart(body.model_copy(update={"intake": Intake()})) is None
