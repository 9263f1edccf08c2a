"""Many new records at once: each has its own entries in the log, and none is kept where one is refused."""

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.casework import record_writer
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tahqiq.kit.errors import WrongUse
from tests.desks.conftest import at, opened_desk, turn  # noqa: F401 (fixtures)
from tests.seat import Seat


@pytest.fixture
def desk_name() -> str:
    return "passengers"


def test_each_has_its_own_entries(at: Seat, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(record_writer, "AT_ONCE", 2)
    bodies = [WATCHLIST.example.model_copy(update={"name": f"List {number}"}) for number in range(5)]
    ids = at.records(WATCHLIST).save_new(bodies)
    assert [at.records(WATCHLIST).get(one).body for one in ids] == bodies
    logged = [(leaf.phase, leaf.object) for leaf in at.bench.door.audit.leaves() if leaf.act == "save-record"]
    assert logged == [(phase, f"{one}.1") for phase in ("intent", "outcome") for one in ids]
    assert Verifier(at.bench.door).verify().holds


def test_one_that_is_too_large_keeps_all_out(at: Seat) -> None:  # noqa: F811
    large = WATCHLIST.example.model_copy(update={"basis": "x" * (record_writer.MAX_BODY + 1)})
    with pytest.raises(WrongUse, match="large"):
        at.records(WATCHLIST).save_new([WATCHLIST.example, large])
    assert at.records(WATCHLIST).count({})[None] == 0
    assert at.records(WATCHLIST).save_new([]) == []
