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
    return [
        line
        for item in items
        if isinstance(item, Records) and item.kind == "camt.entry"
        for line in item.columns.to_pylist()
    ]


def test_a_batch_is_one_record_for_each_transaction(tmp_path: Path) -> None:
    entries = _entries(_read(tmp_path, GOLDEN.read_text("utf-8")))
    assert [(entry["entry"], entry["entry_amount"], entry["amount"]) for entry in entries] == [
        ("1", "200.00", "150.00"),
        ("1", "200.00", "50.00"),
        ("2", "50.00", "50.00"),
    ]


def test_balance_that_does_not_agree(tmp_path: Path) -> None:
    assert _problems(_read(tmp_path, GOLDEN.read_text("utf-8"))) == []
    items = _read(tmp_path, GOLDEN.read_text("utf-8").replace(">850.00<", ">851.00<"))
    assert _problems(items) == ["statement-does-not-balance"]
    pending = (
        GOLDEN.read_text("utf-8")
        .replace("<Sts>BOOK</Sts>", "<Sts>PDNG</Sts>")
        .replace(">850.00<", ">800.00<")
    )
    assert _problems(_read(tmp_path, pending)) == []


@pytest.mark.parametrize(
    "version", ["camt.052.001.02", "camt.053.001.02", "camt.054.001.08", "camt.053.001.13"]
)
def test_versions_and_kinds(tmp_path: Path, version: str) -> None:
    element = {"052": "Rpt", "053": "Stmt", "054": "Ntfctn"}[version[5:8]]
    text = GOLDEN.read_text("utf-8").replace("camt.053.001.08", version).replace("Stmt>", f"{element}>")
    assert READER.sniff(text.encode(), "x").score > 0.9
    items = _read(tmp_path, text)
    assert len(_entries(items)) == 3
    statements = [
        line
        for item in items
        if isinstance(item, Records) and item.kind == "camt.statement"
        for line in item.columns.to_pylist()
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


HEAD = """<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>M7</MsgId></GrpHdr><Stmt><Id>S1</Id>
<Acct><Id><IBAN>IQ01TEST</IBAN></Id><Svcr><FinInstnId><BIC>TESTIQBA</BIC><Nm>Bank of Test</Nm></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="IQD">12.345</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2024-01-31</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLAV</Cd></CdOrPrtry></Tp><Amt Ccy="IQD">7.5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-01-31</Dt></Dt></Bal>"""  # noqa: E501
TAIL = "</Stmt></BkToCstmrStmt></Document>"


def _one(detail: str, entry: str = "", mark: str = "DBIT") -> str:
    dates = "<Sts>BOOK</Sts><ValDt><Dt>2024-01-02</Dt></ValDt>"
    return (
        f"{HEAD}<Ntry><Amt "
        f'Ccy="IQD">100.125</Amt><CdtDbtInd>{mark}</CdtDbtInd>{dates}{entry}<NtryDtls>{detail}</NtryDtls></Ntry>{TAIL}'
    )


def test_the_amount_of_the_entry_where_its_only_transaction_has_none(tmp_path: Path) -> None:
    detail = "<TxDtls><RltdPties><Cdtr><Nm>Ali</Nm></Cdtr><CdtrAcct><Id><IBAN>IQ02</IBAN></Id></CdtrAcct></RltdPties><RltdDts><TxDtTm>2024-01-02T09:00:00</TxDtTm></RltdDts></TxDtls>"  # noqa: E501
    (entry,) = _entries(_read(tmp_path, _one(detail)))
    assert (entry["amount"], entry["amount_currency"], entry["counter"], entry["counter_account"]) == (
        "100.125",
        "IQD",
        "Ali",
        "IQ02",
    )
    assert (entry["date"], entry["booking_date"], entry["RltdDts/TxDtTm"]) == (
        "2024-01-02",
        None,
        "2024-01-02T09:00:00",
    )


def test_several_transactions_without_amounts_are_one_payment_of_the_entry(tmp_path: Path) -> None:
    one = (
        "<TxDtls><Refs><EndToEndId>E{0}</EndToEndId></Refs><RltdPties><Cdtr><Nm>Party "
        "{0}</Nm></Cdtr></RltdPties><RmtInf><Ustrd>rent {0}</Ustrd></RmtInf></TxDtls>"
    )
    (entry,) = _entries(_read(tmp_path, _one(one.format(1) + one.format(2))))
    assert (entry["amount"], entry["creditor"], entry["creditor of each"]) == (
        "100.125",
        None,
        "Party 1\nParty 2",
    )
    assert (entry["remittance"], entry["Refs/EndToEndId"]) == ("rent 1\nrent 2", "E1\nE2")
    with_amount = one.format(1).replace("<Refs>", '<Amt Ccy="IQD">1</Amt><Refs>') + one.format(2)
    items = _read(tmp_path, _one(with_amount))
    assert [entry["amount"] for entry in _entries(items)] == ["1", None]
    assert _problems(items) == ["record-unreadable"]


def test_the_account_moves_by_the_entry_and_other_amounts_stand_beside(tmp_path: Path) -> None:
    nothing = '<TxDtls><AmtDtls><TxAmt><Amt Ccy="IQD">0.00</Amt></TxAmt></AmtDtls></TxDtls>'
    (entry,) = _entries(_read(tmp_path, _one(nothing)))
    assert (entry["amount"], entry["amount_currency"], entry["transaction_amount"]) == (
        "100.125",
        "IQD",
        "0.00 IQD",
    )
    foreign = '<TxDtls><Amt Ccy="USD">4.10</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>'
    (entry,) = _entries(_read(tmp_path, _one(foreign)))
    assert (entry["amount"], entry["amount_currency"], entry["mark"]) == ("100.125", "IQD", "DBIT")
    assert (entry["transaction_amount"], entry["CdtDbtInd"]) == ("4.10 USD", "CRDT")
    (entry,) = _entries(_read(tmp_path, _one(foreign * 2)))
    assert (entry["amount"], entry["amount_currency"], entry["Amt"]) == ("100.125", "IQD", "4.10\n4.10")


def test_transactions_that_do_not_make_their_entry_are_said(tmp_path: Path) -> None:
    detail = '<TxDtls><Amt Ccy="IQD">{}</Amt></TxDtls>'
    items = _read(tmp_path, _one(detail.format("60.125") + detail.format("39")))
    assert [entry["amount"] for entry in _entries(items)] == ["60.125", "39"]
    assert _problems(items) == ["entry-does-not-add-up"]
    assert _problems(_read(tmp_path, _one(detail.format("60.125") + detail.format("40")))) == []


def test_a_reversal_names_the_party_of_the_payment_that_came_back(tmp_path: Path) -> None:
    parties = "<RltdPties><Dbtr><Nm>Self</Nm></Dbtr><DbtrAcct><Id><IBAN>IQ01TEST</IBAN></Id></DbtrAcct><Cdtr><Nm>Ali</Nm></Cdtr><CdtrAcct><Id><IBAN>IQ02</IBAN></Id></CdtrAcct></RltdPties>"  # noqa: E501
    (entry,) = _entries(
        _read(tmp_path, _one(f"<TxDtls>{parties}</TxDtls>", "<RvslInd>true</RvslInd>", "CRDT"))
    )
    assert (entry["mark"], entry["counter"], entry["counter_account"]) == ("CRDT", "Ali", "IQ02")
    (entry,) = _entries(_read(tmp_path, _one(f"<TxDtls>{parties}</TxDtls>", "", "CRDT")))
    assert entry["counter_account"] == "IQ02"


def test_each_transaction_goes_its_own_way(tmp_path: Path) -> None:
    detail = '<TxDtls><Amt Ccy="IQD">{}</Amt><CdtDbtInd>{}</CdtDbtInd></TxDtls>'
    entries = _entries(_read(tmp_path, _one(detail.format("101.125", "DBIT") + detail.format("1", "CRDT"))))
    assert [(entry["amount"], entry["mark"], entry["entry_mark"]) for entry in entries] == [
        ("101.125", "DBIT", "DBIT"),
        ("1", "CRDT", "DBIT"),
    ]


def test_balances_keep_their_sign_and_everything_else_of_a_statement_is_there(tmp_path: Path) -> None:
    items = _read(tmp_path, HEAD + TAIL)
    (statement,) = [line for item in items if isinstance(item, Records) for line in item.columns.to_pylist()]
    assert (statement["closing_balance"], statement["balances"]) == (
        "-12.345",
        "CLAV CRDT 7.5 IQD 2024-01-31",
    )
    assert (statement["GrpHdr/MsgId"], statement["Acct/Svcr/FinInstnId/Nm"]) == ("M7", "Bank of Test")


def test_a_document_without_a_statement_says_so(tmp_path: Path) -> None:
    text = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.03"></Document>'
    assert _problems(_read(tmp_path, text)) == ["record-unreadable"]
