"""The printed list of a shift shows what its screen counts."""

from tahqiq.desk.record_print import printed
from tahqiq.desks.cargo.selection_lists.operations import (
    LineDecisionRequest,
    SavedListRequest,
    SaveListRequest,
    decide,
    save,
    show,
)
from tahqiq.desks.cargo.selection_lists.record import EXAMPLE, EXAMPLE_LINE
from tests.seat import Seat


def test_what_an_officer_leaves_closed_is_not_printed_as_opened(at: Seat) -> None:
    second = EXAMPLE_LINE.model_copy(update={"id": "IQTRB-2026-000418", "place": 2, "line": 3})
    made = save(at, SaveListRequest(made=EXAMPLE.model_copy(update={"lines": [EXAMPLE_LINE, second]})), None)
    for choice, reason in (("accept", ""), ("defer", "The scanner is broken")):
        asked = LineDecisionRequest(
            shift_list=made.shift_list,
            version=made.version,
            consignment=EXAMPLE_LINE.id,
            choice=choice,  # type: ignore[arg-type]
            reason=reason,
        )
        made = decide(at, asked, None)
    told = show(at, SavedListRequest(shift_list=made.shift_list), None)
    assert told.opened == 1
    sheet = printed(at, "list", made.shift_list, "en")
    titles = [block.title for block in sheet.blocks]
    assert (titles.count("Opened"), titles.count("Decided by officers")) == (1, 1)
    opened, decided = (next(one for one in sheet.blocks if one.title == name) for name in titles[1:3])
    assert [row.values for row in opened.rows][:1] == [(second.id,)]
    assert [row.values for row in decided.rows][:1] == [(EXAMPLE_LINE.id,)]
    hands = at.records(at.desk.kind("cargo-list")).get(made.shift_list).body.hands
    assert hands == told.hands
