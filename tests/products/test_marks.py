"""The number that a source itself gives a record (FITID, call reference): twice the same is one event, and an
exchange file carries it."""

from pathlib import Path

import pytest

from tahqiq.workbench import Workbench

from .conftest import Make, restored

ENTRY = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240102<TRNAMT>-5.00<FITID>{}<NAME>SHOP<BANKACCTTO><BANKID>T<ACCTID>0099122</BANKACCTTO></STMTTRN>"  # noqa: E501
OFX = (
    (
        "OFXHEADER:100\nDATA:OFXSGML\n\n"
        "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>IQD<BANKACCTFROM><BANKID>T<ACCTID>0074411</BANKACCTFROM><BANKTRANLIST>"
    )
    + "".join(ENTRY.format(number) for number in ("F1", "F2", "F2", "F3"))
    + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
)
CALLS = "Calling number,Called number,Start time,Duration,Call reference\n" + "".join(
    f"07901234567,07907654321,2024-03-08 10:00:00,30,{reference}\n"
    for reference in ("1A2B3C01", "1A2B3C01", "1A2B3C02", "1A2B3C03")
)


def events(bench: Workbench, text: str, schema: str) -> tuple[int, int]:
    """How many distinct events a number or account has, and how many records tell of them."""
    counts = bench.workspace.facts.counts(
        bench.scope(),
        bench.workspace.reading.entity(bench.scope(), bench.search(text, schema=schema).hits[0].id.hex())[0],
    )
    return counts.occasions, counts.records


@pytest.mark.parametrize(
    ("name", "text", "about"),
    [("bank.ofx", OFX, ("0074411", "BankAccount")), ("calls.csv", CALLS, ("07901234567", "PhoneNumber"))],
)
@pytest.mark.parametrize("form", ["out.csv", "out.ftm.json"])
def test_a_mark_makes_one_event_here_and_where_the_exchange_file_is_read(
    make: Make, tmp_path: Path, name: str, text: str, about: tuple[str, str], form: str
) -> None:
    bench = make("first")
    (tmp_path / name).write_text(text, "utf-8")
    bench.collect([tmp_path / name], bench.deposit(zone="Asia/Baghdad"))
    assert events(bench, *about) == (3, 4)
    bench.export("ftm", tmp_path / form)
    assert events(restored(make, "second", tmp_path / form), *about) == (3, 4)


def test_equal_rows_without_a_mark_stay_events_of_their_own(make: Make, tmp_path: Path) -> None:
    bench = make("first")
    (tmp_path / "calls.csv").write_text(
        "\n".join(line.rpartition(",")[0] for line in CALLS.splitlines()), "utf-8"
    )
    bench.collect([tmp_path / "calls.csv"], bench.deposit(zone="Asia/Baghdad"))
    assert events(bench, "07901234567", "PhoneNumber") == (4, 4)
    bench.export("ftm", tmp_path / "out.csv")
    assert events(restored(make, "second", tmp_path / "out.csv"), "07901234567", "PhoneNumber") == (4, 4)
