"""A handset of a call record is a thing: found as it is written, with and without its check digit, and opened
(issue: handsets from call records are dead ends)."""

from pathlib import Path

import pytest

from tahqiq.kit.errors import NotFound
from tests.collected import collected

SHEET = (
    "Calling number,Called number,Start time,Duration,IMEI,IMSI\n"
    "9647431110001,9647431110002,2026-03-01 10:00:00,30,490154203237518,418051234567890\n"
    "9647431110001,9647431110003,2026-03-02 10:00:00,31,490154203237518,418051234567890\n"
    "9647431110003,9647431110001,2026-03-02 11:00:00,32,356938035643809,418051234567891\n"
)


@pytest.mark.parametrize("typed", ["490154203237518", "49015420323751", "49-015420-323751-8"])
def test_a_handset_is_found_as_written_and_opened(typed: str, tmp_path: Path) -> None:
    with collected(tmp_path, {"calls.csv": SHEET}) as bench:
        found = bench.search(typed)
        ids = {hit.id for hit in found.hits if hit.schema == "Handset"}
        assert len(ids) == 1
        (identity,) = ids
        opened = bench.show(identity.hex())
        number, _ = bench.workspace.reading.entity(bench.scope(), identity.hex())
        assert (opened.schema, opened.key) == ("Handset", "49015420323751")
        scope = bench.scope()
        assert bench.workspace.facts.holding(scope, [number, 10_000_000]) == {number}
        with pytest.raises(NotFound):
            bench.workspace.reading.entity(scope, "00" * 16)
