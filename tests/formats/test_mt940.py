"""MT940 and MT942: the habits of banks, and all real files against their table of right figures."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.mt940 import READER
from tahqiq.formats.mt940_information import structured
from tahqiq.formats.reader import Item, Records
from tahqiq.model.problem import Problem

FIGURES = """betterplace/amount_formats 1 0
betterplace/currency_in_25 1 0
betterplace/empty_86 1 0
betterplace/empty_entry_date 1 1
betterplace/empty_line 1 0
betterplace/missing_crlf_at_end 1 0
betterplace/sepa_mt9401 26 97
betterplace/sepa_snippet 2 11 -300.08
betterplace/sepa_snippet_broken 1 1 -307603.86
betterplace/with_binary_character 2 4
cmxl/account_balance_credit 1 0
cmxl/account_balance_debit 1 0
cmxl/account_identification_iban 1 0
cmxl/account_identification_legacy 1 0
cmxl/available_balance 1 0
cmxl/closing_balance 1 0
cmxl/mt940 3 16
cmxl/reference 1 0
cmxl/statement_details 1 1
cmxl/statement_line 1 1
cmxl/statement_number 1 0
jejik/abnamro 2 10 2038.00 1002.60
jejik/generic 2 2
jejik/ing 1 7 -49.06
jejik/knab 2 3 -4500.00""".splitlines()


def _read(path: Path, text: str) -> list[Item]:
    path.write_bytes(text.encode())
    return list(READER.read(path, path.name))


def _rows(items: list[Item], kind: str) -> list[dict[str, str | None]]:
    return [
        line
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for line in item.columns.to_pylist()
    ]


def _problems(items: list[Item]) -> list[tuple[str, int, int]]:
    return [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)]


@pytest.mark.parametrize("line", FIGURES, ids=lambda line: line.split()[0])
def test_real_files(shared_data: Callable[[str], Path], line: str) -> None:
    name, statements, entries, *differences = line.split()
    path = shared_data(f"bank/mt940/{name}.sta")
    items = list(READER.read(path, path.name))
    counts = Counter({item.kind: 0 for item in items if isinstance(item, Records)})
    for item in items:
        if isinstance(item, Records):
            counts[item.kind] += len(item)
    assert (counts["mt940.statement"], counts["mt940.entry"]) == (int(statements), int(entries))
    assert [
        item.params["difference"]
        for item in items
        if isinstance(item, Problem) and item.records == 0 and "difference" in item.params
    ] == differences
    assert not [item for item in items if isinstance(item, Problem) and item.records]
    assert READER.sniff(path.read_bytes()[:65_536], "x").score >= 0.8


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "070904CR300,NTRFA//B",
            {
                "value_date": "070904",
                "entry_date": None,
                "mark": "C",
                "funds": "R",
                "amount": "300,",
                "reference": "A",
                "bank_reference": "B",
            },
        ),
        (
            "0709040904RCR204,88NRTINONREF",
            {
                "entry_date": "0904",
                "mark": "RC",
                "funds": "R",
                "amount": "204,88",
                "type": "NRTI",
                "reference": "NONREF",
            },
        ),
        ("110701CN50,00NZ10NONREF", {"mark": "C", "funds": "N", "amount": "50,00", "type": "NZ10"}),
        (
            "1407290729C500NTRF29-07-2014 10:05//X",
            {"amount": "500", "reference": "29-07-2014 10:05", "bank_reference": "X"},
        ),
        ("0310201020RD10,FTRFREF\nmore words", {"mark": "RD", "supplementary": "more words"}),
        (
            "160108    DD,50NDEFNONREF//",
            {
                "entry_date": None,
                "mark": "D",
                "funds": "D",
                "amount": ",50",
                "type": "NDEF",
                "reference": "NONREF",
            },
        ),
        ("160108D12,34NOV NONREF", {"amount": "12,34", "type": "NOV", "reference": "NONREF"}),
        (
            "2006080608D12,35 NTRIKREF+//2016",
            {"amount": "12,35", "type": "NTRI", "reference": "KREF+", "bank_reference": "2016"},
        ),
        ("160108D1.234,56NTRFX", {"amount": "1.234,56", "type": "NTRF"}),
        (
            "1601080108C500,00NTRFA/B-C 12//7788990011//2\n/TRCD/00110/",
            {"reference": "A/B-C 12", "bank_reference": "7788990011//2", "supplementary": "/TRCD/00110/"},
        ),
        (
            "1601080108C500,00NTRFNONREF\n//0815",
            {"reference": "NONREF", "bank_reference": "0815", "supplementary": None},
        ),
        (
            "160108D000000000030,00N102P000000000      A. Shop 100 Town       ",
            {"reference": "P000000000", "supplementary": "A. Shop 100 Town"},
        ),
    ],
)
def test_entry_forms(text: str, wanted: dict[str, str | None], tmp_path: Path) -> None:
    (entry,) = _rows(_read(tmp_path / "a", f":20:X\n:61:{text}\n-\n"), "mt940.entry")
    assert {name: entry[name] for name in wanted} == wanted


def test_structured_information() -> None:
    cells = structured(
        "171?00SEPA?20EREF+TRX-0A4A47C3-F846-4729?21-8A1B?22MREF+M1?23SVWZ+Rent for "
        "?24May?30BANKBB?31IQ1\n2?32ALI?33HASAN"
    )
    assert cells["code"] == "171"
    assert (cells["end_to_end"], cells["mandate"], cells["purpose"]) == (
        "TRX-0A4A47C3-F846-4729-8A1B",
        "M1",
        "Rent for May",
    )
    assert (cells["counter_bank"], cells["counter_account"], cells["name"]) == ("BANKBB", "IQ12", "ALI HASAN")
    assert structured("GIRO 428428 KPN 20?") == {}
    without_code = structured("?00TRANSFER?20SAMPLE GOODS\n?31IQ95SMPL015007741135263?32NAKHEEL")
    assert (without_code["code"], without_code["counter_account"], without_code["name"]) == (
        None,
        "IQ95SMPL015007741135263",
        "NAKHEEL",
    )


def test_words_between_slashes() -> None:
    cells = structured(
        "/TRTP/SEPA OVERBOEKING/IBAN/IQ95TEST/BIC/TESTIQBA/NAME/A. HASAN/REMI/rent\n of May/EREF/E1"
    )
    assert (cells["counter_account"], cells["counter_bank"], cells["name"]) == (
        "IQ95TEST",
        "TESTIQBA",
        "A. HASAN",
    )
    assert (cells["remittance"], cells["end_to_end"], cells["booking"]) == (
        "rent of May",
        "E1",
        "SEPA OVERBOEKING",
    )
    assert structured("/CNTP/IQ95TEST/TESTIQBA/A. HASAN///REMI/USTD//rent/")["name"] == "A. HASAN"
    assert structured("paid/NAME/only") == {}


WHOLE_STATEMENT = """{1:F01TESTIQBA0000000000}{2:I940X}{4:
:20:A
:25:1
:28C:1
:60F:D240101IQD5,50
:34F:IQDD100,
:13D:2401011200+0300
:61:2401010101C1,000NTRFX
:86:one
:NS:seen
:62F:D240101IQD4,500
:64:C240101IQD1,
:65:C240102IQD2,
:90D:0IQD0,
:90C:1IQD1,000
:86:letter
-}{5:{CHK:12}}
between the statements
:20:B
:61:bad
:86:belongs to the bad one
"""


def test_every_tag_and_every_line_outside_of_tags_is_delivered(tmp_path: Path) -> None:
    items = _read(tmp_path / "a", WHOLE_STATEMENT)
    first, second = _rows(items, "mt940.statement")
    assert (first["floor"], first["created"], first["available"]) == (
        "IQDD100,",
        "2401011200+0300",
        "C240101IQD1,",
    )
    assert (first["forward"], first["debits"], first["credits"]) == ("C240102IQD2,", "0IQD0,", "1IQD1,000")
    assert (first["closing_balance"], first["information"], first["other"]) == (
        "-4,500",
        "letter",
        ":NS:seen",
    )
    assert first["envelope"] == "{1:F01TESTIQBA0000000000}{2:I940X}{4:\n-}{5:{CHK:12}}"
    assert (second["envelope"], second["other"]) == ("between the statements", ":86:belongs to the bad one")
    assert [row["information"] for row in _rows(items, "mt940.entry")] == ["one"]
    assert [code for code, _, _ in _problems(items)] == ["record-unreadable"]


def test_an_entry_stands_at_its_line_in_the_part_that_is_the_file(tmp_path: Path) -> None:
    (entry,) = [
        item
        for item in _read(tmp_path / "a", WHOLE_STATEMENT)
        if isinstance(item, Records) and item.kind == "mt940.entry"
    ]
    line = int(entry.rows[0])
    assert entry.part.no == 0
    assert WHOLE_STATEMENT.splitlines()[line - 1].startswith(":61:240101")


def test_unreadable_entry_and_entry_before_its_statement(tmp_path: Path) -> None:
    items = _read(tmp_path / "a", ":61:240101C1,NTRFX\n:20:A\n:25:1\n:61:nonsense\n:61:240102D1,NTRFY\n")
    assert len(_rows(items, "mt940.statement")) == 2
    assert [row["statement"] for row in _rows(items, "mt940.entry")] == ["1", "2"]
    assert sorted(_problems(items)) == [("entry-before-statement", 1, 0), ("record-unreadable", 4, 1)]


def test_arabic_text_in_the_windows_code_page(tmp_path: Path) -> None:
    path = tmp_path / "a.sta"
    path.write_bytes(
        ":20:A\n:25:1\n:61:240101C1,NTRFX\n:86:إيداع نقدي من قبل محمد علي حسن\n-\n".encode("cp1256")
    )
    (entry,) = _rows(list(READER.read(path, "a")), "mt940.entry")
    assert entry["information"] == "إيداع نقدي من قبل محمد علي حسن"


MONEY = st.tuples(st.sampled_from(["C", "D", "RC", "RD"]), st.integers(1, 10**9))


@settings(max_examples=60, deadline=None)
@given(st.integers(-(10**9), 10**9), st.lists(MONEY, max_size=8), st.integers(-5, 5))
def test_balance_is_checked(
    tmp_path_factory: pytest.TempPathFactory, opening: int, moves: list[tuple[str, int]], error: int
) -> None:
    def written(cents: int) -> str:
        return f"{abs(cents) // 100},{abs(cents) % 100:02}"

    def balance(tag: str, cents: int) -> str:
        return f":{tag}:{'D' if cents < 0 else 'C'}240101IQD{written(cents)}\n"

    closing = opening + sum(amount if mark in ("C", "RD") else -amount for mark, amount in moves) + error
    lines = "".join(f":61:240101{mark}{written(amount)}NTRFX\n" for mark, amount in moves)
    items = _read(
        tmp_path_factory.getbasetemp() / "balance.sta",
        ":20:A\n:25:1\n" + balance("60F", opening) + lines + balance("62F", closing),
    )
    assert len(_rows(items, "mt940.entry")) == len(moves)
    assert [code for code, _, _ in _problems(items)] == (["statement-does-not-balance"] if error else [])


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("\n:-?{}0126459FCDRN,/AB ü"), max_size=120))
def test_entries_in_are_entries_out(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    whole = f":20:A\n{text}"
    items = _read(tmp_path_factory.getbasetemp() / "any.sta", whole)
    entries = len(re.findall(r"(?m)^:61:", whole))
    lost = sum(count for _, _, count in _problems(items))
    assert len(_rows(items, "mt940.entry")) + lost == entries
