"""Papers that are cut, that lie, that attack: told in place, nothing lost, never a traceback."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.formats.cargo.content import of_bytes
from tahqiq.model.types.container import check_digit
from tests.formats.cargo.samples import ALL, AWMDS, BAPLIE_PLACE_FIRST, BOX, CUSCAR, FWB, OTHER, SAD, XFWB
from tests.formats.cargo.test_papers import codes, one, said


def test_counts_that_lie() -> None:
    paper = one(CUSCAR.replace("CNT+16:2", "CNT+16:7").replace("UNT+29", "UNT+99"))
    assert codes(paper) == ["cargo-claim", "cargo-claim"]
    assert {(problem.value, problem.params["found"]) for problem in paper.problems} == {
        ("99", "29"),
        ("7", "2"),
    }
    assert paper.count("bill") == 3


def test_lines_without_any_sign_that_ends_a_segment() -> None:
    """As some programs write them and as people paste them (seen in public code); nothing of it was read
    before."""
    lines = [line for line in CUSCAR.replace("\n", "").split("'") if line and not line.startswith("UNA")]
    paper = one("\r\n".join(lines) + "\r\n")
    assert "cargo-lines-end-segments" in codes(paper)
    assert said(paper, "bill", "number") == said(one(CUSCAR), "bill", "number")
    assert said(paper, "container", "number") == said(one(CUSCAR), "container", "number")


def test_totals_that_lie() -> None:
    paper = one(AWMDS.replace("bols>2<", "bols>9<").replace("ctn_for_this_bol>1<", "ctn_for_this_bol>4<"))
    assert [problem.value for problem in paper.problems] == ["4", "9"]


def test_cut_in_the_middle() -> None:
    paper = one(CUSCAR[: CUSCAR.index("RFF+BM:HOUSE-1")])
    assert codes(paper) == ["cargo-cut"]
    assert said(paper, "bill", "number") == [("BL-A",), ("MASTER-B",)]
    paper = one(AWMDS[: AWMDS.index("<Goods_segment>", AWMDS.index("BL-B"))])
    assert "cargo-xml-cut" in codes(paper)
    assert said(paper, "bill", "number") == [("BL-A",), ("BL-B",)]
    assert one(SAD[: SAD.index("<Taxation>")]).count("goods") == 1
    assert one(XFWB[: XFWB.index("<ram:ApplicableRating>")]).count("bill") == 1


@pytest.mark.parametrize("text", [AWMDS, SAD, XFWB])
def test_entities_are_refused(text: str) -> None:
    body = text.partition("?>")[2]
    hostile = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>{body}'
    assert codes(one(hostile)) == ["cargo-xml-refused"]


def test_the_same_box_twice() -> None:
    paper = one(BAPLIE_PLACE_FIRST.replace(OTHER, BOX))
    assert codes(paper) == ["cargo-box-twice"]
    assert (paper.count("container"), len(paper.rows["container"])) == (1, 2)


def test_numbers_that_cannot_be_are_flagged_and_kept() -> None:
    wrong = BOX[:-1] + str((int(BOX[-1]) + 1) % 10)
    for written, code in (
        (wrong, "cargo-box-digit"),
        ("TSTX1234560", "cargo-box-prefix"),
        ("SHED-7", "cargo-box-shape"),
    ):
        paper = one(BAPLIE_PLACE_FIRST.replace(BOX, written))
        assert codes(paper) == [code]
        assert paper.count("container") == 2
    assert codes(one(CUSCAR.replace("9074729", "9074728"))) == ["cargo-imo"]
    assert "cargo-awb-digit" in codes(one(FWB.replace("12345675", "12345674")))


def test_a_bill_that_names_a_box_nobody_lists() -> None:
    paper = one(CUSCAR.replace(f"SGP+{BOX}+5'", "SGP+TSTU0000006+5'"))
    assert "cargo-box-not-listed" in codes(paper)
    assert paper.count("container") == 3


def test_bills_without_numbers_appear() -> None:
    paper = one(CUSCAR.replace("RFF+BM:HOUSE-2", "RFF+BM::2"))
    assert codes(paper) == ["cargo-bill-without-number"]
    assert paper.count("bill") == 3
    paper = one(
        AWMDS.replace("<Bol_reference>BL-A</Bol_reference>", "<Bol_reference><null/></Bol_reference>")
    )
    assert (codes(paper), paper.count("bill")) == (["cargo-bill-without-number"], 2)
    (paper, *_) = of_bytes(b"FWB/16\nrubbish\nSHP\n/A\n")
    assert ("cargo-bill-without-number" in codes(paper), paper.count("bill")) == (True, 1)


def test_weights_in_pounds_and_in_nothing() -> None:
    assert codes(one(CUSCAR.replace("KGM:12000", "LBR:12000"))) == []
    assert codes(one(CUSCAR.replace("KGM:12000", "XXX:12000"))) == ["cargo-weight"]


def test_what_is_no_paper() -> None:
    for data, code in (
        (b"", "cargo-empty"),
        (b"  \n", "cargo-empty"),
        (b"name,age\n", "cargo-no-document"),
        (b"<a><b/></a>", "cargo-unknown-document"),
    ):
        (paper,) = of_bytes(data)
        assert codes(paper) == [code]
    assert codes(one("UNB+UNOA:2+A+B+1:1+1'UNH+1+ORDERS:D:96A:UN'BGM+220'UNT+3+1'UNZ+1+1'")) == [
        "cargo-unknown-document"
    ]


def test_deep_nesting_ends_reading() -> None:
    assert codes(one("<Awmds>" + "<a>" * 500)) == ["cargo-no-bill", "cargo-xml-deep"]


def test_one_very_long_line() -> None:
    size = 3_000_000
    assert codes(one(CUSCAR.replace("CERAMIC TILES", "X" * size))) == [
        "text-too-long"
    ]  # what is behind the longest that is read is told
    assert (
        one(
            f"<Awmds><Bol_segment><Bol_id><Bol_reference>{'X' * size}</Bol_reference></Bol_id></Bol_segment></Awmds>"  # noqa: E501
        ).count("bill")
        == 1
    )
    for head in ("UNB+UNOA:2+A+B+1:1+1'UNH+1+CUSCAR:D:95B:UN'", "FWB/16\n", "<Awmds>", ""):
        of_bytes(head.encode() + b"Z" * size)


def test_a_byte_order_mark_and_groups() -> None:
    grouped = CUSCAR.replace("UNH+1", "UNG+CUSCAR+A+B+260301:0900+1+UN+D:95B'UNH+1").replace(
        "UNZ+1", "UNE+1+1'UNZ+1"
    )
    paper = one("\ufeff" + grouped)
    assert (codes(paper), paper.count("bill")) == ([], 3)


def test_problems_of_one_kind_are_told_once_too_often() -> None:
    boxes = "".join(f"EQD+CN+TSTU{no:07d}+22G1+++5'LOC+147+{no:07d}'" for no in range(3_000))
    paper = one(f"UNB+UNOA:2+A+B+1:1+1'UNH+1+BAPLIE:D:13B:UN'{boxes}UNT+6002+1'UNZ+1+1'")
    assert paper.count("container") == 3_000
    assert codes(paper).count("cargo-box-digit") == 100
    assert paper.problems[-1].code == "cargo-more-of-it"


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(sorted(ALL)),
    flips=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=12),
    cut=st.integers(0, 1 << 20),
    data=st.data(),
)
def test_flipped_bytes_never_raise(
    name: str, flips: list[tuple[int, int]], cut: int, data: st.DataObject
) -> None:
    raw = bytearray(ALL[name].encode())
    for at, value in flips:
        raw[at % len(raw)] = value
    if data.draw(st.booleans()):
        raw = raw[: cut % len(raw)]
    for paper in of_bytes(bytes(raw)):
        for problem in paper.problems:
            assert problem.say("ar").sentence
        for rows in paper.rows.values():
            for row in rows:
                for cell in row.values():
                    assert -1 <= paper.byte(cell) <= len(raw)


_TEXT = (
    st.text(alphabet="ABCXYZ 019+:'?/,-", min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text.strip() and any(c.isalnum() for c in text))
)


def _freed(text: str) -> str:
    return "".join(f"?{sign}" if sign in "+:'?" else sign for sign in text)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    bills=st.lists(
        st.tuples(_TEXT, _TEXT, st.integers(1, 9_999), st.integers(0, 999_999)),
        min_size=1,
        max_size=8,
        unique_by=lambda bill: bill[0],
    )
)
def test_generated_manifests_come_back(bills: list[tuple[str, str, int, int]]) -> None:
    boxes = {serial: f"TSTU{serial:06d}{check_digit(f'TSTU{serial:06d}')}" for *_, serial in bills}
    segments = ["BGM+85+M+9", *(f"EQD+CN+{box}+22G1+++5" for box in boxes.values())]
    for no, (number, consignee, packages, serial) in enumerate(bills, 1):
        segments += [
            f"CNI+{no}+{_freed(number)}",
            f"RFF+BM:{_freed(number)}",
            f"NAD+CN+++{_freed(consignee)}",
            f"GID+1+{packages}:CT",
            f"SGP+{boxes[serial]}+{packages}",
        ]
    segments.append(f"CNT+10:{len(bills)}")
    text = f"UNB+UNOA:2+A+B+1:1+1'UNH+1+CUSCAR:D:20B:UN'{''.join(f'{one}{chr(39)}' for one in segments)}UNT+{len(segments) + 2}+1'UNZ+1+1'"  # noqa: E501
    paper = one(text)
    assert codes(paper) == []
    assert said(paper, "bill", "number") == [(number,) for number, *_ in bills]
    assert said(paper, "party", "name") == [(consignee,) for _, consignee, *_ in bills]
    assert said(paper, "contents", "bill", "container", "packages") == [
        (number, boxes[serial], str(packages)) for number, _, packages, serial in bills
    ]


def test_a_weight_without_what_was_measured_is_read_and_one_without_a_number_is_told() -> None:
    assert ("20000",) in said(
        one(CUSCAR.replace("MEA+AAE+G+KGM:12000'", "MEA+WT+KGM+20000'")), "container", "gross"
    )
    assert codes(one(CUSCAR.replace("MEA+AAE+G+KGM:12000'", "MEA+AAE+G+KGM'"))) == ["cargo-weight"]
