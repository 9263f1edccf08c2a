"""Answers to passenger lists: as written, read back by the reader of messages, and never 1Z."""

from datetime import UTC, datetime
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.edifact.messages import Reading
from tahqiq.formats.passengers.cusres import ANSWERS, Answer, Answered, Reply, cusres

FLIGHT = ("ZZ410", "IST", "BGW", "2026-04-01T09:30", "2026-04-01T12:15")


def reply(*travellers: Answered, reference: str = "TRX1") -> Reply:
    return Reply("PIU", "ZZ", datetime(2026, 4, 1, 8, 11, tzinfo=UTC), "7", reference, *FLIGHT, travellers)


def test_each_traveller_is_named_as_the_airline_named_them() -> None:
    text = cusres(
        reply(Answered("0Z", "SMP4L1", "1001"), Answered("2Z", unique="1002"), Answered("4Z", "SMP4L2"))
    )
    assert text.split("'\r\n")[:-1] == [
        "UNA:+.? ",
        "UNB+UNOA:4+PIU+ZZ+260401:0811+7++CUSRES",
        "UNH+1+CUSRES:D:05B:UN:IATA",
        "BGM+962",
        "RFF+TN:TRX1",
        "RFF+AF:ZZ410",
        "DTM+189:2604010930:201",
        "LOC+125+IST",
        "DTM+232:2604011215:201",
        "LOC+87+BGW",
        "ERP+2",
        "RFF+AVF:SMP4L1",
        "RFF+ABO:1001",
        "ERC+0Z",
        "FTX+AAP+++OK TO BOARD",
        "ERP+2",
        "RFF+ABO:1002",
        "ERC+2Z",
        "FTX+AAP+++FURTHER CHECK ON ARRIVAL",
        "ERP+2",
        "RFF+AVF:SMP4L2",
        "ERC+4Z",
        "FTX+AAP+++INSUFFICIENT DATA",
        "UNT+22+1",
        "UNZ+1+7",
    ]


def test_no_program_says_that_somebody_does_not_board() -> None:
    with pytest.raises(ValueError, match="1Z"):
        cusres(reply(Answered(cast("Answer", "1Z"), "SMP4L1")))


@given(
    st.lists(st.tuples(st.sampled_from(sorted(ANSWERS)), st.text("AB12+:'?ا\n", max_size=8)), max_size=4),
    st.text(max_size=12),
)
def test_what_is_written_is_read_back(told: list[tuple[Answer, str]], reference: str) -> None:
    text = cusres(reply(*(Answered(answer, locator) for answer, locator in told), reference=reference))
    (message,) = Reading(text.encode()).messages()
    codes = [segment.get(0) for segment in message.body if segment.tag == "ERC"]
    assert codes == [answer for answer, _ in told]
    assert message.tail is not None
    assert int(message.tail.get(0)) == text.count("'\r\n") - 3  # without UNA, UNB, UNZ
