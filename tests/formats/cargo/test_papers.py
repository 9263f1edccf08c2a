"""What each kind of paper becomes."""

import pytest

from tahqiq.formats.cargo.content import of_bytes
from tahqiq.formats.cargo.paper import Paper
from tests.formats.cargo.samples import (
    ALL,
    AWMDS,
    BAPLIE_BOX_FIRST,
    BAPLIE_PLACE_FIRST,
    BOX,
    CUSCAR,
    FHL,
    FWB,
    OTHER,
    SAD,
    XFFM,
    XFWB,
    XFZB,
)


def one(text: str) -> Paper:
    (paper, *rest) = of_bytes(text.encode())
    assert not rest
    return paper


def said(paper: Paper, kind: str, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name].value if name in row else "" for name in names) for row in paper.rows[kind]]


def codes(paper: Paper) -> list[str]:
    return [problem.code for problem in paper.problems]


@pytest.mark.parametrize(
    ("name", "kind", "bills", "containers", "consignments", "goods", "parties", "seals", "problems"),
    [
        ("CUSCAR", "CUSCAR", 3, 2, 2, 3, 3, 1, []),
        ("BAPLIE", "BAPLIE", 0, 2, 0, 0, 0, 0, []),
        ("BAPLIE 2", "BAPLIE", 0, 2, 0, 0, 0, 0, []),
        ("AWMDS", "AWMDS", 2, 1, 2, 0, 4, 3, []),
        ("SAD", "SAD", 1, 1, 1, 1, 3, 0, []),
        ("FWB", "FWB", 1, 0, 1, 1, 3, 0, []),
        ("FHL", "FHL", 2, 0, 2, 1, 2, 0, []),
        ("XFWB", "XFWB", 1, 0, 1, 1, 2, 0, []),
        ("XFZB", "XFZB", 1, 0, 1, 0, 1, 0, []),
        ("XFFM", "XFFM", 1, 2, 1, 0, 0, 0, []),
    ],
)
def test_counts(
    name: str,
    kind: str,
    bills: int,
    containers: int,
    consignments: int,
    goods: int,
    parties: int,
    seals: int,
    problems: list[str],
) -> None:
    paper = one(ALL[name])
    found = [paper.count(sort) for sort in ("bill", "container", "consignment", "goods", "party", "seal")]
    assert (paper.kind, found, codes(paper)) == (
        kind,
        [bills, containers, consignments, goods, parties, seals],
        problems,
    )


def test_a_manifest_of_edifact() -> None:
    paper = one(CUSCAR)
    assert said(paper, "bill", "number", "master", "load", "nature") == [
        ("BL-A", "", "CNSHA", "23"),
        ("HOUSE-1", "MASTER-B", "", ""),
        ("HOUSE-2", "MASTER-B", "", ""),
    ]
    assert said(paper, "container", "number", "size", "loaded", "gross") == [
        (BOX, "22G1", "full", "12000"),
        (OTHER, "42G1", "empty", ""),
    ]
    assert said(paper, "contents", "bill", "container", "packages") == [
        ("BL-A", BOX, "40"),
        ("HOUSE-1", BOX, "5"),
    ]
    assert said(paper, "goods", "bill", "packages", "description", "hs", "gross") == [
        ("BL-A", "40", "CERAMIC TILES", "690721", "9800"),
        ("HOUSE-1", "5", "", "", ""),
        ("HOUSE-2", "6", "", "", ""),
    ]
    assert said(paper, "party", "role", "bill", "name", "city", "country")[1:] == [
        ("consignor", "BL-A", "EAST TRADING", "SHANGHAI", "CN"),
        ("consignee", "BL-A", "BASRA STORES", "BASRA", "IQ"),
    ]
    assert said(paper, "seal", "number", "container") == [("S100", BOX)]
    assert (paper.head["imo"].value, paper.head["vessel"].value, paper.head["discharge"].value) == (
        "9074729",
        "TEST STAR",
        "IQUQR",
    )


def test_each_value_knows_its_byte() -> None:
    for text in (CUSCAR, BAPLIE_PLACE_FIRST, FWB, FHL):
        paper = one(text)
        for kind in ("bill", "container", "goods"):
            for row in paper.rows[kind]:
                for name, cell in row.items():
                    if name in ("number", "packages", "gross") and cell.value in text:
                        assert text.encode()[paper.byte(cell) :].startswith(cell.value.encode()), (
                            kind,
                            name,
                            cell.value,
                        )


def test_bay_plans_in_both_orders_say_the_same() -> None:
    first, second = (one(text) for text in (BAPLIE_PLACE_FIRST, BAPLIE_BOX_FIRST))
    assert said(first, "container", "number", "stow", "loaded") == said(
        second, "container", "number", "stow", "loaded"
    )
    assert said(first, "container", "gross", "vgm", "load", "discharge", "carrier") == [
        ("14000", "", "CNSHA", "IQUQR", "LINE"),
        ("", "4000", "", "", ""),
    ]
    assert said(second, "container", "vgm") == [("14000",), ("",)]


def test_a_place_without_a_box_is_kept() -> None:
    paper = one(BAPLIE_PLACE_FIRST.replace("UNT+16", "LOC+147+0020182::5'FTX+AGW++LOST'UNT+18"))
    assert said(paper, "spot", "stow", "text AGW") == [("0020182", "LOST")]
    assert codes(paper) == []


def test_a_manifest_of_asycuda() -> None:
    paper = one(AWMDS)
    assert said(paper, "bill", "number", "nature", "packages", "gross", "description") == [
        ("BL-A", "23", "40", "9800", "CERAMIC TILES"),
        ("BL-B", "28", "5", "500", ""),
    ]
    assert said(paper, "contents", "bill", "container", "packages") == [
        ("BL-A", BOX, "40"),
        ("BL-B", BOX, "5"),
    ]
    assert said(paper, "seal", "number", "bill") == [("S100", "BL-A"), ("S101", "BL-A"), ("S100", "BL-B")]
    assert {row["role"].value for row in paper.rows["party"]} == {
        "exporter",
        "notify",
        "consignee",
        "carrier",
    }
    assert paper.aside == {"Bol_segment/Bol_id/Odd_field": 1}
    assert paper.rows["bill"][1]["number"].row == AWMDS[: AWMDS.index("BL-B")].count("\n") + 1


def test_degroupage() -> None:
    inner = AWMDS[AWMDS.index(" <Bol_segment>") : AWMDS.index("</Awmds>")]
    paper = one(
        f"<Awbolds><Master_bol><Customs_office_code>UQR1</Customs_office_code><Reference_number>BL-A</Reference_number></Master_bol>{inner}</Awbolds>"
    )
    assert (paper.kind, paper.count("bill"), paper.head["master"].value) == ("AWBOLDS", 2, "BL-A")


def test_a_declaration() -> None:
    paper = one(SAD)
    assert said(paper, "goods", "hs", "packages", "gross", "net", "origin", "description", "bill") == [
        ("690721", "40", "9800", "9500", "CN", "TILES", "BL-A")
    ]
    assert said(paper, "party", "role", "code", "name") == [
        ("exporter", "", "EAST TRADING"),
        ("consignee", "77", "BASRA STORES"),
        ("declarant", "D9", "GULF BROKERS"),
    ]
    assert said(paper, "tax", "code", "amount") == [("DDI", "90")]
    assert said(paper, "container", "number", "loaded") == [(BOX, "full")]


def test_waybills_of_text() -> None:
    paper = one(FWB)
    assert said(paper, "bill", "number", "load", "destination", "packages", "gross") == [
        ("777-12345675", "LHR", "BGW", "10", "250.5")
    ]
    assert said(paper, "party", "role", "name", "address", "city", "country", "phone")[:2] == [
        ("consignor", "NORTH TOOLS LTD", "5 MILL LANE", "LEEDS", "GB", "441130000"),
        ("consignee", "RIVER IMPORTS", "6 AIRPORT ROAD", "BAGHDAD", "IQ", ""),
    ]
    assert said(paper, "goods", "description", "hs", "packages") == [("HAND TOOLS", "820559", "10")]
    assert (paper.aside["ZZX"], paper.aside["Type B"]) == (1, 2)
    assert codes(one(f"noise before\n{FWB}")) == ["cargo-outside"]
    cut = one(FWB[: FWB.index("CNE/ACC7") + 8])
    assert [(problem.code, problem.place.row, problem.field) for problem in cut.problems] == [
        ("cargo-section-missing", 11, "CNE, RTD")
    ]


def test_waybills_of_xml() -> None:
    assert said(one(XFWB), "bill", "number", "packages", "gross", "gross unit", "load", "destination") == [
        ("777-12345675", "10", "250.5", "KGM", "LHR", "BGW")
    ]
    assert said(one(XFWB), "party", "role", "name", "phone") == [
        ("consignor", "NORTH TOOLS LTD", "441130000"),
        ("consignee", "RIVER IMPORTS", ""),
    ]
    assert said(one(XFZB), "bill", "number", "master", "packages") == [("H100", "777-12345675", "4")]
    flight = one(XFFM)
    assert said(flight, "container", "number") == [("PMC12345XX",), ("PMC12346XX",)]
    assert said(flight, "bill", "number", "packages", "gross", "gross 2") == [
        ("777-12345675", "5", "125", "125.5")
    ]


def test_several_documents_in_one_file() -> None:
    assert [paper.kind for paper in of_bytes((XFFM + XFWB + XFZB).encode())] == ["XFFM", "XFWB", "XFZB"]
    assert [paper.kind for paper in of_bytes((FWB + FHL).encode())] == ["FWB", "FHL"]
    assert [paper.kind for paper in of_bytes((CUSCAR + BAPLIE_BOX_FIRST).encode())] == ["CUSCAR", "BAPLIE"]


def test_a_dialect_that_says_first_what_is_done_with_a_box() -> None:
    paper = one(BAPLIE_PLACE_FIRST.replace("EQD+CN", "EQD+3+CN"))
    assert said(paper, "container", "number", "size", "loaded", "action") == [
        (BOX, "22G1", "full", "3"),
        (OTHER, "42G1", "empty", "3"),
    ]


def test_people_to_ask_stand_with_their_party() -> None:
    paper = one(
        CUSCAR.replace("BASRA+++IQ'", "BASRA+++IQ'CTA+IC+:A CLERK'COM+96470000:TE'").replace(
            "UNT+29", "UNT+31"
        )
    )
    assert said(paper, "party", "name", "person", "phone")[-1] == ("BASRA STORES", "A CLERK", "96470000")


def test_houses_with_the_name_beside_the_tag() -> None:
    beside = (
        FHL.replace("SHP\n/NORTH", "SHP/NORTH").replace("CNE\n/RIVER", "CNE/RIVER")
        + "CVD/GBP/PP/NVD/120.5/XXX\n"
    )
    paper = one(beside)
    assert said(paper, "party", "role", "name", "address", "city", "country") == said(
        one(FHL), "party", "role", "name", "address", "city", "country"
    )
    assert said(paper, "bill", "declared value", "customs value")[-1] == ("NVD", "120.5")


def test_a_consignment_counts_its_own_boxes() -> None:
    counted = CUSCAR.replace("CNI+1+BL-A'", "CNI+1+BL-A'CNT+16:1'").replace("UNT+29", "UNT+30")
    assert codes(one(counted)) == []
    assert codes(one(counted.replace("CNI+1+BL-A'CNT+16:1'", "CNI+1+BL-A'CNT+16:3'"))) == ["cargo-claim"]


def test_a_tariff_code_of_another_edition_is_flagged_and_kept() -> None:
    for code, told in (("690721", []), ("851712", ["cargo-hs-old"]), ("690790", ["cargo-hs-unknown"])):
        paper = one(CUSCAR.replace("690721", code))
        assert (codes(paper), [cell.value for cell in paper.values("goods", "hs")]) == (told, [code])
