"""The board page by page, and what rules say without reading everything each time: the same as over
everything."""

from datetime import timedelta
from itertools import count

import pytest

from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival, ArrivalEvent
from tahqiq.desks.cargo.consignments import board as arrivals
from tahqiq.desks.cargo.consignments.board import ArrivalBoardRequest, board
from tahqiq.desks.cargo.consignments.operations import ConsignmentRequest, consignment
from tahqiq.desks.cargo.indicators.evaluation import RECENT, counted_pasts, judged_now
from tahqiq.desks.cargo.indicators.record import EXAMPLE
from tahqiq.desks.cargo.indicators.rule import read_rule
from tahqiq.desks.cargo.indicators.trial import named_by
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tests.desks.cargo.indicators.test_rules import AT, lorry
from tests.seat import Seat


def on(no: int, back: int, **more: object) -> Arrival:
    day = clock.now().date() - timedelta(days=back)
    return lorry(no, 1, **more).model_copy(update={"day": day.isoformat()})


def test_pages_follow_each_other_and_leave_nothing_out(at: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "MOST", 3)
    at.records(ARRIVAL).save_new([on(no, no % 5, goods="تفاح" if no % 2 else "رز") for no in range(8)])
    for asked in (
        ArrivalBoardRequest(),
        ArrivalBoardRequest(text="شركة المخازن"),
        ArrivalBoardRequest(mode="road", post="trebil"),
    ):
        seen, days, after = [], [], ""
        while True:
            told = board(at, asked.model_copy(update={"after": after}), None)
            assert (told.total, told.counts["road"], told.posts) == (None if asked.text else 8, 8, ["trebil"])
            assert len(told.lines) <= 3
            seen += [one.key for one in told.lines]
            days += [one.day for one in told.lines]
            after = told.after
            if not after:
                break
        assert sorted(seen) == sorted(f"K{no}" for no in range(8))
        assert days == sorted(days, reverse=True)
    monkeypatch.setattr(arrivals, "MOST", 100)
    assert board(at, ArrivalBoardRequest(text="تفاح"), None).total == 4


def test_a_search_reads_so_many_and_says_how_far_it_looked(at: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "LOOKED", 3)
    at.records(ARRIVAL).save_new([on(no, no, goods="رز" if no == 6 else "تفاح") for no in range(7)])
    found = [board(at, ArrivalBoardRequest(text="رز"), None)]
    while found[-1].after:
        found.append(board(at, ArrivalBoardRequest(text="رز", after=found[-1].after), None))
    assert [[line.key for line in told.lines] for told in found] == [[], [], ["K6"]]
    assert [told.back for told in found] == [
        (clock.now().date() - timedelta(days=back)).isoformat() for back in (2, 5)
    ] + [""]
    first = board(
        at, ArrivalBoardRequest(text="k6"), None
    )  # its own number leads to it at once, however old it is
    assert ([line.key for line in first.lines], first.total, bool(first.after)) == (["K6"], None, True)
    assert board(at, ArrivalBoardRequest(text="k6", after=first.after), None).lines == []


def test_pages_that_nobody_can_read_are_refused(at: Seat) -> None:
    with pytest.raises(WrongUse):
        board(at, ArrivalBoardRequest(after="nonsense"), None)
    with pytest.raises(WrongUse):
        board(at, ArrivalBoardRequest(after="nonsense", text="رز"), None)


def test_the_kept_past_says_the_same_as_everything(at: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, ticks = clock.now(), count()
    monkeypatch.setattr(clock, "_now", lambda: begin + timedelta(milliseconds=700 * next(ticks)))
    rule, today = read_rule(EXAMPLE), begin.date()
    records = at.records(ARRIVAL)
    records.save_new(
        [
            on(no, back, tractor=f"T{no % 4}", trailer=f"R{no % 3}")
            for no, back in enumerate([60, 45, RECENT + 1, RECENT, 3, 2, 1, 0])
        ]
    )
    records.save_new([on(20, 0, tractor="T1", trailer="R1").model_copy(update={"day": ""})])

    def agree() -> None:
        every = [one.body for one in records.every(order="recorded")]
        for wanted in (
            [one for one in every if one.day >= (today - timedelta(days=5)).isoformat()],
            [one for one in every if not one.day],
            every,
        ):
            whole = named_by([rule], every, [], {one.key for one in wanted}, today)
            assert judged_now(at, [rule], [], wanted, today) == whole
            assert whole

    agree()
    assert counted_pasts()
    agree()  # from what was kept
    old = next(one for one in records.every(order="recorded") if one.body.key == "K1")
    records.save(
        old.body.model_copy(update={"tractor": "T3", "trailer": "R1"}), "", old.id, old.version
    )  # a late paper
    agree()
    records.save_new([on(30, 50, tractor="T2", trailer="R2")])
    agree()
    assert judged_now(at, [rule], [], [], today) == {}


@pytest.mark.parametrize(
    ("second", "plate", "marked"),
    [("29750", "", True), ("30900", "", False), ("32100", "", True), ("29750", "T9", False)],
    ids=["lost", "fuel", "won", "another lorry"],
)
def test_weight_that_is_lost_between_two_scales_is_marked(
    at: Seat, second: str, plate: str, marked: bool
) -> None:
    scales = [
        ArrivalEvent(what="weighed", at=AT + timedelta(hours=hours), place=place, value=value, plate=given)
        for hours, place, value, given in ((1, "trebil", "31000", ""), (9, "rutba", second, plate))
    ]
    at.records(ARRIVAL).save(lorry(1, 1, events=scales))
    assert board(at, ArrivalBoardRequest(), None).lines[0].differs == (["scales"] if marked else [])
    shown = consignment(at, ConsignmentRequest(consignment="K1"), None)
    assert [one.what for one in shown.differences] == (["scales"] if marked else [])
    if marked:
        assert [one.value for one in shown.differences[0].said] == ["31000 kg", f"{second} kg"]
        assert "rutba" in shown.differences[0].sentence
