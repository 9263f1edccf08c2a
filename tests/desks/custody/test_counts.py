"""A count that differs stands first on Today until a later count agrees and the incident is closed."""

from datetime import timedelta

from tahqiq.desk import ActingDesktop
from tahqiq.desks.custody.due_times.due import due
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.incidents.inquiry import OneIncidentRequest, incident_file
from tahqiq.desks.custody.incidents.operations import IncidentHandlingRequest, handle
from tahqiq.desks.custody.roll_checks.operations import RollCheckRequest, count
from tahqiq.kit import clock
from tests.desks.conftest import Turn
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat


def checked(at: ActingDesktop, counted: int, minutes: int, missing: tuple[str, ...] = ()) -> str:
    when = clock.now() - timedelta(minutes=minutes)
    asked = RollCheckRequest(place="F01/A/1", at=when, counted=counted, by="Officer 7", missing=list(missing))
    return count(at, asked, None).incident


def standing(at: ActingDesktop) -> list[str]:
    return [one.standing for one in clocks(at, ClocksRequest(), None).clocks if one.clock == "count-open"]


def test_a_count_that_differs_is_first_until_it_is_put_right(at: Seat, turn: Turn) -> None:
    turn("2026-05-20T19:00:00+03:00")
    imported(at, HOUSE)
    number = checked(at, 1, 30, ("P-2",))
    found = clocks(at, ClocksRequest(facility="F01"), None).clocks
    assert (found[0].clock, found[0].record, found[0].name) == ("count-open", number, "F01/A/1")
    assert (found[0].standing, found[1].standing) == ("overdue", "unlawful")
    assert next(due(at)).title == "F01/A/1"
    file = incident_file(at, OneIncidentRequest(number=number), None)
    assert [(one.person, one.name) for one in file.people] == [("P-2", "هيوا كريم رشيد")]
    assert file.text == "Counted 1, expected 2 in F01/A/1. Counted by: Officer 7."
    checked(at, 2, 10)
    assert standing(at) == ["due"]
    handle(at, IncidentHandlingRequest(number=number, closed=clock.now()), None)
    assert standing(at) == []
