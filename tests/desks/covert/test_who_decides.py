"""Who asked, who leads, who may decide is said by name; what a suspended source is not offered."""

from tahqiq.access.people import PROGRAM
from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.approvals.operations import waiting
from tahqiq.desks.covert.authorisations.applications import apply
from tahqiq.desks.covert.authorisations.decisions import DecisionRequest, decide
from tahqiq.desks.covert.authorisations.matters import MATTERS
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.colleagues.lookup import COLLEAGUES
from tahqiq.desks.covert.meetings.operations import MeetingRequest, WeekRequest, plan, week
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.risks.operations import assess
from tahqiq.desks.covert.second_codes.operations import mine as second_codes
from tahqiq.desks.covert.sources.operations import SourceStateRequest, move
from tahqiq.desks.covert.timeline.operations import TimelineRequest, timeline
from tahqiq.kit.messages import speaking
from tests.desks.conftest import Turn
from tests.desks.covert.conftest import application, law, now
from tests.desks.covert.test_authorisations import refusal
from tests.desks.covert.test_risk import active, asked
from tests.seat import Seat


def test_who_decides_reads_who_asked_leads_and_handles(at: Seat, handler: Seat) -> None:
    apply(handler, application("source", officers=["handler"], handlers=["handler"]), None)
    [found] = waiting(at, NoQuestion(), None).applications
    name = handler.actor.name or "handler"
    assert (found.asked_by, found.leads, found.handlers, found.unnamed) == (name, [name], [name], 0)


def test_a_second_code_says_who_may_decide(at: Seat, handler: Seat) -> None:
    same = SourceRequest(name="سلمان جبار الدراجي", phone="+9647700000111", handlers=["handler"])
    register(handler, same, None)
    register(handler, same, None)
    [found] = second_codes(handler, NoQuestion(), None).requests
    assert (found.state, found.able) == ("waiting", [at.actor.name])


def test_a_suspended_source_gets_no_task_and_its_plans_are_marked(
    at: Seat, handler: Seat, turn: Turn
) -> None:
    code, number = active(at, handler)
    assess(handler, asked(code, number), None)
    turn("2026-03-02T08:00")
    later = now().replace(hour=20)
    plan(handler, MeetingRequest(code=code, what="task", at=later), None)
    move(handler, SourceStateRequest(code=code, state="suspended", reason="خطر"), None)
    refusal("covert-source-not-tasked", assess, handler, asked(code, number), None)
    again = MeetingRequest(code=code, what="task", at=later.replace(hour=23))
    refusal("covert-source-not-tasked", plan, handler, again, None)
    days = week(handler, WeekRequest(day=later.date()), None).days
    assert [one.suspended for day in days for one in day.planned] == [True]


def test_the_account_of_a_program_is_nobodys_colleague(at: Seat) -> None:
    roles = frozenset({"analyst"})
    at.bench.door.people.add("covert-clock", "Covert work: clock", roles, None, PROGRAM)
    assert "covert-clock" not in [one.value for one in COLLEAGUES.like(at, "cov")]
    assert COLLEAGUES.called(at, "covert-clock") == []


def test_the_sample_case_is_found_by_what_the_page_calls_it(at: Seat) -> None:
    at.bench.open_case("Sample case")
    with speaking("ar"):
        for words in ("القضية", "النموذجية", "sample"):
            [found] = [one for one in MATTERS.like(at, words) if one.value == "Sample case"]
            assert found.name == "القضية النموذجية"


def test_the_register_says_what_became_of_an_application(at: Seat, handler: Seat) -> None:
    law(at)
    for granted in (True, False):
        number = apply(handler, application(), None).number
        decide(at, DecisionRequest(number=number, granted=granted, reason="الأسباب محددة"), None)
    apply(handler, application(), None)
    outcomes = sorted(one.body.outcome for one in at.records(AUTHORISATION).every())
    assert outcomes == ["granted", "refused", "submitted"]
    assert at.records(AUTHORISATION).count({"outcome": "refused"})[None] == 1


def test_what_ends_soonest_is_on_top_and_what_is_over_below(at: Seat, handler: Seat, turn: Turn) -> None:
    law(at)
    for months in (1, 3, 2):
        number = apply(handler, application(), None).number
        asked_for = DecisionRequest(number=number, granted=True, reason="الأسباب محددة", months=months)
        decide(at, asked_for, None)
    turn("2026-04-10T08:00")
    bars = timeline(at, TimelineRequest(), None).bars
    assert [one.state for one in bars] == ["in-force", "in-force", "expired"]
    assert bars[0].until < bars[1].until
