"""Complaints that are handed in without being read."""

from datetime import datetime, timedelta

import pytest

from tahqiq.desk.records import one
from tahqiq.desks.custody.complaint_notices.operations import (
    ComplaintNoticeRequest,
    OneComplaintNoticeRequest,
    hand_in,
    take,
)
from tahqiq.desks.custody.complaint_notices.record import NOTICE
from tahqiq.desks.custody.complaints.operations import (
    ComplaintReplyRequest,
    ComplaintRequest,
    answer,
    complain,
)
from tahqiq.desks.custody.complaints.record import COMPLAINT
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.kit.errors import Conflict, Refused
from tests.desks.conftest import person
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

NOW = datetime.fromisoformat("2026-05-05T09:00:00+03:00")
_THEN = ClocksRequest(as_of=(NOW + timedelta(hours=30)).isoformat())


def test_who_may_not_read_complaints_hands_one_in_and_it_is_due_until_it_is_taken(at: Seat) -> None:
    imported(at, HOUSE)
    guard = person(at, "guard", "analyst")
    asked = ComplaintNoticeRequest(
        facility="F01", person="P-1", made=NOW, way="closed-letter", addressed="inspector"
    )
    number = hand_in(guard, asked, None).number
    hand_in(guard, asked.model_copy(update={"person": ""}), None)
    open_ = [one.record for one in clocks(guard, _THEN, None).clocks if one.clock == "complaint"]
    assert len(open_) == 2
    assert number in open_
    with pytest.raises(Refused):
        take(guard, OneComplaintNoticeRequest(number=number), None)
    take(at, OneComplaintNoticeRequest(number=number), None)
    assert one(at, NOTICE, number=number).body.taken is not None
    assert number not in [one.record for one in clocks(guard, _THEN, None).clocks]
    with pytest.raises(Conflict):
        take(at, OneComplaintNoticeRequest(number=number), None)


def test_the_authority_is_told_with_the_answer_where_it_was_not_before(at: Seat) -> None:
    imported(at, HOUSE)
    asked = ComplaintRequest(person="P-1", facility="F01", made=NOW, torture=True, text="ضُربت.")
    number = complain(at, asked, None).number
    told = NOW + timedelta(hours=5)
    reply = ComplaintReplyRequest(
        number=number, answered=NOW + timedelta(days=1), answer="أُحيلت.", told_authority=told
    )
    answer(at, reply, None)
    assert one(at, COMPLAINT, number=number).body.told_authority == told
