"""What stands in a source's cell stands on the screen and in exports: a cell's name, an IMEI, an account."""

from pathlib import Path

from tests.collected import collected

CALLS = (
    "Calling number,Called number,Start time,Duration,IMEI,Cell ID\n"
    "9647431110001,9647431110002,2026-03-01 10:00:00,30,490154203237518,BGD-0307\n"
    "9647431110001,9647431110003,2026-03-02 10:00:00,31,490154203237518,bgd-0307\n"
)


def test_things_that_only_calls_name_are_called_as_the_file_writes_them(tmp_path: Path) -> None:
    with collected(tmp_path, {"calls.csv": CALLS}) as bench:
        for typed, schema, called in (
            ("bgd-307", "Cell", "BGD-0307"),
            ("BGD-0307", "Cell", "BGD-0307"),
            ("490154203237518", "Handset", "490154203237518"),
            ("49015420323751", "Handset", "490154203237518"),
        ):
            hits = [hit for hit in bench.search(typed).hits if hit.schema == schema]
            assert [hit.caption for hit in hits] == [called], typed
            (value,) = [one for one in bench.show(hits[0].id.hex()).statements if one.value == called]
            assert (value.source_name, value.place.row) == ("calls.csv", 2)
