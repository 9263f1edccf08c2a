"""CAMT: batch bookings, balances, versions; beyond the golden sample."""

from pathlib import Path

import pytest

from tahqiq.formats.camt import READER
from tahqiq.formats.reader import Item, Records
from tahqiq.model.problem import Problem

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "formats" / "camt" / "sample.xml"


def _read(tmp_path: Path, text: str) -> list[Item]:
    path = tmp_path / "a.xml"
    path.write_text(text, "utf-8")
    return list(READER.read(path, "a.xml"))


def _problems(items: list[Item]) -> list[str]:
    return [item.code for item in items if isinstance(item, Problem)]


def _entries(items: list[Item]) -> list[dict[str, str | None]]:
    return [line for item in items if isinstance(item, Records) and item.kind == "camt.entry" for line in item.columns.to_pylist()]


def test_a_batch_is_one_record_for_each_transaction(tmp_path: Path) -> None:
    entries = _entries(_read(tmp_path, GOLDEN.read_text("utf-8")))
    assert [(entry["entry"], entry["entry_amount"], entry["amount"]) for entry in entries] == [
        ("1", "200.00", "150.00"), ("1", "200.00", "50.00"), ("2", "50.00", "50.00"),
    ]  # fmt: skip


def test_balance_that_does_not_agree(tmp_path: Path) -> None:
    assert _problems(_read(tmp_path, GOLDEN.read_text("utf-8"))) == []
    items = _read(tmp_path, GOLDEN.read_text("utf-8").replace(">850.00<", ">851.00<"))
    assert _problems(items) == ["statement-does-not-balance"]
    pending = GOLDEN.read_text("utf-8").replace("<Sts>BOOK</Sts>", "<Sts>PDNG</Sts>").replace(">850.00<", ">800.00<")
    assert _problems(_read(tmp_path, pending)) == []


@pytest.mark.parametrize("version", ["camt.052.001.02", "camt.053.001.02", "camt.054.001.08", "camt.053.001.13"])
def test_versions_and_kinds(tmp_path: Path, version: str) -> None:
    element = {"052": "Rpt", "053": "Stmt", "054": "Ntfctn"}[version[5:8]]
    text = GOLDEN.read_text("utf-8").replace("camt.053.001.08", version).replace("Stmt>", f"{element}>")
    assert READER.sniff(text.encode(), "x").score > 0.9
    items = _read(tmp_path, text)
    assert len(_entries(items)) == 3
    statements = [
        line for item in items if isinstance(item, Records) and item.kind == "camt.statement" for line in item.columns.to_pylist()
    ]
    assert [line["version"] for line in statements] == [version]


def test_cut_file_keeps_the_entries_before(tmp_path: Path) -> None:
    text = GOLDEN.read_text("utf-8")
    items = _read(tmp_path, text[: text.rindex("<Ntry>") + 30])
    assert len(_entries(items)) == 2
    assert _problems(items) == ["document-damaged"]


def test_entities_are_refused(tmp_path: Path) -> None:
    text = (
        GOLDEN.read_text("utf-8")
        .replace("<Document", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Document', 1)
        .replace("Rent<", "&a;<")
    )
    items = _read(tmp_path, text)
    assert _problems(items) == ["xml-refused"]
    assert not _entries(items)
