"""Seized, received and measured: in this order, whichever is entered last."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tahqiq.desks.lab.examinations.operations import ExhibitRequest, IntakeRequest, correct, open_
from tahqiq.desks.lab.findings.operations import FindingUptakeRequest, take_up
from tahqiq.desks.lab.synthetic_sequence import CAME
from tahqiq.desks.lab.worksheets.operations import WorksheetRequest, fill
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tests.desks.conftest import performed
from tests.seat import Seat

from .seats import seated, taken_in, unsealed

LATE = CAME + timedelta(days=2)
"""The day after the runs of the sequence were measured."""


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    with seated(tmp_path, "Order") as made:
        yield made


def came(at: Seat, **more: object) -> ExhibitRequest:
    return ExhibitRequest.model_validate({"case": at.home, "exhibit": "4/2", "seal": "S-1", **more})


def test_what_is_received_was_seized_before_and_neither_lies_ahead(at: Seat) -> None:
    for more, said in (
        (
            {"received": CAME, "seized_on": CAME.date() + timedelta(days=1)},
            "^Received .* is before Seized on",
        ),
        ({"received": clock.now() + timedelta(hours=1)}, r"^Received: .* has not come"),
        ({"seized_on": clock.now().date() + timedelta(days=2)}, r"^Seized on: .* has not come"),
    ):
        with pytest.raises(WrongUse, match=said):
            performed(at, "examine", came(at, **more))
    performed(at, "examine", came(at, received=CAME, seized_on=CAME.date()))


def test_the_day_of_the_seizure_is_not_corrected_to_one_after_the_receipt(at: Seat) -> None:
    told = open_(at, came(at, received=CAME), None)
    seized = IntakeRequest(case=at.home, examination="4/2", version=told.version, seized_on=CAME.date())
    assert correct(at, seized, None).intake.seized_on == CAME.date()
    later = seized.model_copy(update={"version": 2, "seized_on": CAME.date() + timedelta(days=1)})
    with pytest.raises(WrongUse, match="received before that"):
        correct(at, later, None)
    early = CAME.date() - timedelta(days=1)
    with pytest.raises(WrongUse, match="is wanted by"):
        correct(at, IntakeRequest(case=at.home, examination="4/2", version=2, due_on=early), None)
    with pytest.raises(WrongUse, match="is wanted by"):
        open_(at, came(at, exhibit="4/3", received=CAME, due_on=early), None)


def test_a_run_from_before_the_receipt_says_nothing_of_the_exhibit(at: Seat) -> None:
    sequence = taken_in(at).sequence
    unsealed(at, open_(at, came(at, received=LATE), None))
    named = {"case": at.home, "examination": "4/2", "sequence": sequence, "run": "14"}
    refusal = "run 14 was measured on 3 February 2026, and the exhibit was received on 4 February 2026"
    with pytest.raises(WrongUse, match=refusal):
        take_up(
            at, FindingUptakeRequest.model_validate(named | {"version": 2, "target": "amphetamine"}), None
        )
    with pytest.raises(WrongUse, match=refusal):
        fill(at, WorksheetRequest.model_validate(named | {"sheet": "propellant"}), None)
