"""The holds of a signed list as a message: nothing before it is signed, nothing of what was deferred, no
reason leaves the unit, and what is written can be read."""

import json

import pytest

from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.selection_lists.customs_message import ListMessageRequest, message_of
from tahqiq.desks.cargo.selection_lists.record import LIST, LineDecision
from tahqiq.formats.edifact.messages import Reading
from tahqiq.kit.errors import WrongUse
from tests.seat import Seat


def kept(at: Seat, signed: bool) -> str:
    body = LIST.example
    line = body.lines[0]
    lines = [
        line.model_copy(update={"id": name, "place": no, "reasons": ["الأختام تختلف"]})
        for no, name in enumerate(("A+1", "B'2", "C3"), 1)
    ]
    later = LineDecision(id="C3", choice="defer", reason="السونار معطل", by="x", at=body.recorded)
    update: dict[str, object] = {"lines": lines, "decided": [later]}
    if signed:
        update |= {"signed_by": "second", "signed": body.recorded}
    at.records(ARRIVAL).save(
        ARRIVAL.example.model_copy(
            update={"key": "A1", "number": "A+1", "mode": "sea", "containers": ["CSQU3054383"], "tractor": ""}
        )
    )
    return at.records(LIST).save(body.model_copy(update=update)).id


def test_an_unsigned_list_holds_nothing(at: Seat) -> None:
    with pytest.raises(WrongUse, match="sign"):
        message_of(at, ListMessageRequest(shift_list=kept(at, signed=False)), None)


def test_the_message_holds_what_is_opened_and_says_no_reason(at: Seat) -> None:
    identity = kept(at, signed=True)
    told = message_of(at, ListMessageRequest(shift_list=identity), None)
    assert (told.holds, told.name) == (2, f"holds-{identity}.edi")
    assert "الأختام" not in told.text
    reading = Reading(told.text.encode())
    messages = list(reading.messages())
    assert [one.kind for one in messages] == ["CUSRES", "CUSRES"]
    assert (reading.wrong, [one.wrong for one in messages]) == ([], [[], []])  # every count holds
    assert "RFF+BM:A?+1'" in told.text
    assert "RFF+AAQ:CSQU3054383'" in told.text
    assert "B?'2'" in told.text
    assert told.text.count("GIS+HLD") == 2
    assert "C3" not in told.text
    plain = json.loads(message_of(at, ListMessageRequest(shift_list=identity, form="json"), None).text)
    assert [one["consignment"] for one in plain["holds"]] == ["A+1", "B'2"]
    assert plain["holds"][0]["containers"] == ["CSQU3054383"]
    assert plain["signed_by"] == "second"
