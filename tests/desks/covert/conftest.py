"""The desk open, with the people of a small unit, and a clock that tests turn."""

from datetime import UTC, datetime

import pytest

from tahqiq.desks.covert.application import ApplicationRequest, apply, verify
from tahqiq.desks.covert.decision import DecisionRequest, decide
from tahqiq.desks.covert.involved import SOURCE_ID
from tahqiq.desks.covert.techniques import LAW
from tahqiq.kit import clock
from tests.desks.conftest import person
from tests.seat import Seat


@pytest.fixture
def desk_name() -> str:
    return "covert"


@pytest.fixture
def handler(at: Seat) -> Seat:
    """An officer who is admitted to what is known of sources."""
    at.bench.team.open_compartment(SOURCE_ID, "Identities of sources")
    found = person(at, "handler", "analyst")
    at.bench.door.cases.admit(SOURCE_ID, found.actor.id, at.actor.id)
    return found


def moment(text: str) -> datetime:
    """A moment; UTC where no zone stands."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def now() -> datetime:
    return clock.now()


def law(at: Seat, technique: str = "directed-surveillance", months: int = 12) -> None:
    verify(at, LAW.example.model_copy(update={"technique": technique, "months": months}), None)


def application(technique: str = "directed-surveillance", **more: object) -> ApplicationRequest:
    told: dict[str, object] = {
        "technique": technique,
        "purpose": "منع جريمة",
        "necessity": "لا دليل آخر على مسار الشحنة المتوقعة",
        "proportionality": "ثلاثة أيام في مكان واحد",
    }
    return ApplicationRequest.model_validate(told | more)


def granted(
    applicant: Seat, decider: Seat, months: int = 3, technique: str = "directed-surveillance", **more: object
) -> str:
    """The number of an authorisation that one person asked for and another granted."""
    law(decider, technique)
    number = apply(applicant, application(technique, **more), None).number
    return decide(
        decider, DecisionRequest(number=number, granted=True, reason="الأسباب محددة", months=months), None
    ).number
