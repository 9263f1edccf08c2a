"""All records that meet the conditions, whatever the number of pages they stand on."""

import pytest

from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tahqiq.kit.errors import WrongUse
from tests.desks.conftest import at, opened_desk, turn  # noqa: F401 (fixtures)
from tests.seat import Seat


@pytest.fixture
def desk_name() -> str:
    return "passengers"


@pytest.mark.parametrize("page", [1, 2, 5, 6])
def test_no_record_is_left_out_or_told_twice(at: Seat, monkeypatch: pytest.MonkeyPatch, page: int) -> None:  # noqa: F811
    monkeypatch.setattr("tahqiq.casework.records.PAGE", page)
    records = at.records(WATCHLIST)
    ids = records.save_new(
        [WATCHLIST.example.model_copy(update={"name": f"List {number}"}) for number in range(5)]
    )
    assert [len(one) for one in records.pages()] == [min(page, 5 - start) for start in range(0, 5, page)]
    assert [one.body.name for one in records.every(order="name")] == [f"List {number}" for number in range(5)]
    records.put_away(ids[3], 1)
    assert {one.id for one in records.every()} == set(ids) - {ids[3]}
    assert [one.id for one in records.every(state="put-away")] == [ids[3]]
    assert [one.body.name for one in records.every({"name": "List 2"})] == ["List 2"]
    with pytest.raises(WrongUse):
        next(records.every({"no-such-key": "x"}))
