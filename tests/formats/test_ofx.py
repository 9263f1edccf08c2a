"""OFX in both writings gives the same; cut and untidy files lose nothing that was whole."""

from pathlib import Path

from tahqiq.formats.ofx import READER
from tahqiq.formats.reader import Item, Records
from tahqiq.model.problem import Problem

ENTRY = "<STMTTRN><TRNTYPE>DEBIT{0}<DTPOSTED>20240102{1}<TRNAMT>-5.00{2}<FITID>1{3}<NAME>A &amp; B{4}</STMTTRN>"
BODY = "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>IQD{5}<BANKACCTFROM><BANKID>T{6}<ACCTID>007{7}</BANKACCTFROM><BANKTRANLIST>"
TAIL = "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
ENDS = ["</TRNTYPE>", "</DTPOSTED>", "</TRNAMT>", "</FITID>", "</NAME>", "</CURDEF>", "</BANKID>", "</ACCTID>"]


def _text(closed: bool, entries: int = 2) -> str:
    ends = ENDS if closed else [""] * len(ENDS)
    head = '<?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="211"?>' if closed else "OFXHEADER:100\nDATA:OFXSGML\n\n"
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
    assert [(item.code, item.records) for item in items if isinstance(item, Problem)] == [("record-unreadable", 1)]
    cut_xml = _text(True, 3)
    items = _read(tmp_path, cut_xml[: cut_xml.rindex("<TRNAMT>")].encode())
    assert len(dict(_all(items))["ofx.entry"]) == 2
    assert sum(item.records for item in items if isinstance(item, Problem)) >= 1


def test_entries_without_their_closing_tag(tmp_path: Path) -> None:
    items = _read(tmp_path, _text(False, 3).replace("</STMTTRN>", "").encode())
    assert len(dict(_all(items))["ofx.entry"]) == 3


def test_arabic_names_in_the_declared_code_page(tmp_path: Path) -> None:
    text = _text(False, 1).replace("A &amp; B", "محمد علي حسن").replace("DATA:OFXSGML", "DATA:OFXSGML\nCHARSET:1256")
    assert dict(_all(_read(tmp_path, text.encode("cp1256"))))["ofx.entry"][0]["name"] == "محمد علي حسن"


def test_a_file_without_a_statement_says_so(tmp_path: Path) -> None:
    assert [item.code for item in _read(tmp_path, b"OFXHEADER:100\n<OFX></OFX>") if isinstance(item, Problem)] == ["record-unreadable"]
