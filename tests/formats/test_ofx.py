"""OFX in both writings gives the same; cut and untidy files lose nothing that was whole."""

from pathlib import Path

from tahqiq.formats.ofx import READER
from tahqiq.formats.reader import Item, Records
from tahqiq.model.problem import Problem

ENTRY = (
    "<STMTTRN><TRNTYPE>DEBIT{0}<DTPOSTED>20240102{1}<TRNAMT>-5.00{2}<FITID>1{3}<NAME>A &amp; B{4}</STMTTRN>"
)
BODY = "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>IQD{5}<BANKACCTFROM><BANKID>T{6}<ACCTID>007{7}</BANKACCTFROM><BANKTRANLIST>"  # noqa: E501
TAIL = "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
ENDS = [
    "</TRNTYPE>",
    "</DTPOSTED>",
    "</TRNAMT>",
    "</FITID>",
    "</NAME>",
    "</CURDEF>",
    "</BANKID>",
    "</ACCTID>",
]


def _text(closed: bool, entries: int = 2) -> str:
    ends = ENDS if closed else [""] * len(ENDS)
    head = (
        '<?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="211"?>'
        if closed
        else "OFXHEADER:100\nDATA:OFXSGML\n\n"
    )
    return head + (BODY + ENTRY * entries + TAIL).format(*ends)


def _read(tmp_path: Path, data: bytes) -> list[Item]:
    path = tmp_path / "a.ofx"
    path.write_bytes(data)
    return list(READER.read(path, "a.ofx"))


def _all(items: list[Item]) -> list[tuple[str, list[dict[str, str | None]]]]:
    return [(item.kind, item.columns.to_pylist()) for item in items if isinstance(item, Records)]


def test_both_writings_agree(tmp_path: Path) -> None:
    sgml, xml = _all(_read(tmp_path, _text(False).encode())), _all(_read(tmp_path, _text(True).encode()))
    assert sgml == xml
    entries = dict(sgml)["ofx.entry"]
    assert [(entry["account"], entry["amount"], entry["name"], entry["currency"]) for entry in entries] == [
        ("007", "-5.00", "A & B", "IQD")
    ] * 2


def test_cut_file_keeps_whole_entries(tmp_path: Path) -> None:
    text = _text(False, 3)
    items = _read(tmp_path, text[: text.rindex("<TRNAMT>")].encode())
    assert len(dict(_all(items))["ofx.entry"]) == 2
    problems = [(item.code, item.records) for item in items if isinstance(item, Problem)]
    assert problems == [("record-unreadable", 1), ("document-damaged", 0)]
    cut_xml = _text(True, 3)
    items = _read(tmp_path, cut_xml[: cut_xml.rindex("<TRNAMT>")].encode())
    assert len(dict(_all(items))["ofx.entry"]) == 2
    assert sum(item.records for item in items if isinstance(item, Problem)) >= 1


def test_entries_without_their_closing_tag(tmp_path: Path) -> None:
    items = _read(tmp_path, _text(False, 3).replace("</STMTTRN>", "").encode())
    assert len(dict(_all(items))["ofx.entry"]) == 3


def test_arabic_names_in_the_declared_code_page(tmp_path: Path) -> None:
    text = (
        _text(False, 1)
        .replace("A &amp; B", "محمد علي حسن")
        .replace("DATA:OFXSGML", "DATA:OFXSGML\nCHARSET:1256")
    )
    assert dict(_all(_read(tmp_path, text.encode("cp1256"))))["ofx.entry"][0]["name"] == "محمد علي حسن"


def test_a_file_without_a_statement_says_so(tmp_path: Path) -> None:
    assert [
        item.code for item in _read(tmp_path, b"OFXHEADER:100\n<OFX></OFX>") if isinstance(item, Problem)
    ] == ["record-unreadable"]


INVESTMENT = """OFXHEADER:100
DATA:OFXSGML

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><FI><ORG>TEST BROKER<FID>77</FI></SONRS></SIGNONMSGSRSV1>
<INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><DTASOF>20240131<CURDEF>USD<INVACCTFROM><BROKERID>B1<ACCTID>900</INVACCTFROM>
<INVTRANLIST><DTSTART>20240101<DTEND>20240131
<BUYSTOCK><INVBUY><INVTRAN><FITID>T1<DTTRADE>20110331120000.000<MEMO>first</INVTRAN><SECID><UNIQUEID>IQ01<UNIQUEIDTYPE>ISIN</SECID><UNITS>3<UNITPRICE>2.3456789<COMMISSION>1.5<TOTAL>-8.5370367</INVBUY><BUYTYPE>BUY</BUYSTOCK>
<INCOME><INVTRAN><FITID>T2<DTTRADE>20240105</INVTRAN><INCOMETYPE>DIV<TOTAL>5.00</INCOME>
<INVBANKTRAN><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240106<TRNAMT>100.125<FITID>T3<CURRENCY><CURRATE>1310<CURSYM>IQD</CURRENCY></STMTTRN><SUBACCTFUND>CASH</INVBANKTRAN></INVTRANLIST>
<INVPOSLIST><POSSTOCK><INVPOS><SECID><UNIQUEID>IQ01</SECID><UNITS>3<MKTVAL>9.99</INVPOS></POSSTOCK></INVPOSLIST><INVBAL><AVAILCASH>42.5</INVBAL>
</INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1><SECLISTMSGSRSV1><SECLIST><STOCKINFO><SECINFO><SECID><UNIQUEID>IQ01</SECID><SECNAME>Oil of Test<TICKER>OIL</SECINFO></STOCKINFO></SECLIST></SECLISTMSGSRSV1></OFX>
"""  # noqa: E501


def test_investment_statements(tmp_path: Path) -> None:
    found = dict(_all(_read(tmp_path, INVESTMENT.encode())))
    (statement,) = found["ofx.statement"]
    assert (
        statement["account"],
        statement["bank"],
        statement["institution"],
        statement["available_amount"],
    ) == (
        "900",
        "B1",
        "TEST BROKER",
        "42.5",
    )
    bought, paid = found["ofx.trade"]
    assert (bought["type"], bought["date"], bought["total"], bought["security"], bought["id"]) == (
        "BUYSTOCK",
        "20110331120000.000",
        "-8.5370367",
        "IQ01",
        "T1",
    )
    assert (bought["INVBUY/COMMISSION"], bought["BUYTYPE"], paid["INCOMETYPE"], paid["account"]) == (
        "1.5",
        "BUY",
        "DIV",
        "900",
    )
    (entry,) = found["ofx.entry"]
    assert (entry["amount"], entry["id"], entry["CURRENCY/CURSYM"], entry["account"]) == (
        "100.125",
        "T3",
        "IQD",
        "900",
    )
    assert (
        found["ofx.position"][0]["value"],
        found["ofx.security"][0]["name"],
        found["ofx.security"][0]["ticker"],
    ) == (
        "9.99",
        "Oil of Test",
        "OIL",
    )


def test_an_amount_that_is_no_number_is_a_problem_with_all_it_says(tmp_path: Path) -> None:
    items = _read(tmp_path, _text(False, 2).replace("<TRNAMT>-5.00", "<TRNAMT>$5", 1).encode())
    (problem,) = [item for item in items if isinstance(item, Problem)]
    assert (problem.code, problem.records, problem.fields) == ("record-unreadable", 1, 5)
    assert "A & B" in (problem.value or "")
    assert [entry["amount"] for entry in dict(_all(items))["ofx.entry"]] == ["-5.00"]


def test_a_sign_against_its_kind_is_told_and_kept(tmp_path: Path) -> None:
    items = _read(tmp_path, _text(False, 1).replace("-5.00", "5.00").encode())
    assert [item.code for item in items if isinstance(item, Problem)] == ["sign-against-kind"]
    assert dict(_all(items))["ofx.entry"][0]["amount"] == "5.00"


def test_whatever_stands_in_an_entry_is_delivered(tmp_path: Path) -> None:
    text = (
        _text(True, 1)
        .replace("<FITID>", "<EXTDNAME>more</EXTDNAME><FITID>")
        .replace("<NAME>A &amp; B", "<NAME><![CDATA[A & B]]>")
    )
    (entry,) = dict(_all(_read(tmp_path, text.encode())))["ofx.entry"]
    assert (entry["EXTDNAME"], entry["name"]) == ("more", "A & B")


def test_a_list_of_accounts_gives_the_accounts(tmp_path: Path) -> None:
    text = (
        "OFXHEADER:100\n\n"
        "<OFX><SIGNUPMSGSRSV1><ACCTINFO><DESC>Main<BANKACCTINFO><BANKACCTFROM><BANKID>T<ACCTID>1</BANKACCTFROM><SVCSTATUS>ACTIVE</BANKACCTINFO></ACCTINFO>"
    )
    text += "<ACCTINFO><CCACCTINFO><CCACCTFROM><ACCTID>2</CCACCTFROM></CCACCTINFO></ACCTINFO></SIGNUPMSGSRSV1></OFX>"  # noqa: E501
    statements = dict(_all(_read(tmp_path, text.encode())))["ofx.statement"]
    assert [(one["account"], one.get("SVCSTATUS")) for one in statements] == [("1", "ACTIVE"), ("2", None)]
