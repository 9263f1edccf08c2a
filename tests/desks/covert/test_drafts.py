"""Drafts of contact reports and the reports that they become: a report is filed once."""

from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.contacts.reports import ContactReportRequest, report
from tahqiq.desks.covert.drafts.operations import DraftRequest, keep
from tahqiq.desks.covert.my_sources.operations import mine
from tests.desks.covert.conftest import moment
from tests.desks.covert.test_authorisations import refusal
from tests.desks.covert.test_screens import source
from tests.seat import Seat

TYPING = "5f0c1a52-0000-4000-8000-000000000001"


def met(code: str, **more: object) -> ContactReportRequest:
    asked: dict[str, object] = {
        "code": code,
        "started": moment("2026-03-05T10:00+03:00"),
        "ended": moment("2026-03-05T10:40+03:00"),
    }
    return ContactReportRequest.model_validate(asked | more)


def test_no_draft_is_kept_after_its_report_was_filed(handler: Seat) -> None:
    code = source(handler)
    report(handler, met(code, typing=TYPING), None)
    late = DraftRequest(code=code, typed="{}", typing=TYPING)
    refusal("covert-draft-over", keep, handler, late, None)
    assert mine(handler, NoQuestion(), None).drafts == []


def test_a_report_is_filed_once_and_the_second_leaves_no_contact(handler: Seat) -> None:
    code = source(handler)
    draft = keep(handler, DraftRequest(code=code, typed="{}", typing=TYPING), None).draft
    again = keep(handler, DraftRequest(code=code, typed="{ }", typing=TYPING), None).draft
    assert again == draft
    report(handler, met(code, typing=TYPING), None)
    before = mine(handler, NoQuestion(), None).sources
    refusal("covert-draft-over", report, handler, met(code, typing=TYPING), None)
    refusal("covert-draft-over", report, handler, met(code, draft=draft), None)
    assert (mine(handler, NoQuestion(), None).sources, mine(handler, NoQuestion(), None).drafts) == (
        before,
        [],
    )
