"""Each person of a message appears, or an alarm does."""

from pathlib import Path

import pytest

from .test_samples import Rows, read

HEAD = [
    "UNB+IATA:1+ZZ+PIU+260401:0600+7",
    "UNH+1+PNRGOV:13:1:IA",
    "MSG+:22",
    "ORG+ZZ:IST",
    "TVL+010426:0930:010426:1215+IST+BGW+ZZ+410",
]
LEG = "TVL+010426:0930:010426:1215+IST+BGW+ZZ+410:Y"
DOCS = "SSR+DOCS:HK:1:ZZ:::::/P/IRQ/X9/IRQ/14FEB88/M/01JAN30/ALSAMPLE/KAREEM"
TIF = "TIF+ALSAMPLE+KAREEMMR:A:1.1"


def booked(tmp_path: Path, *lines: str, eqn: str = "1") -> tuple[Rows, list[str]]:
    body = [*HEAD, f"EQN+{eqn}", "SRC", "RCI+ZZ:ABC123::250326:1010", *lines]
    path = tmp_path / "a.edi"
    path.write_text("'\n".join([*body, f"UNT+{len(body)}+1", "UNZ+1+7"]) + "'\n", "utf-8")
    rows, problems = read(path)
    return rows, [one.code for one in problems]


@pytest.mark.parametrize(
    "lines",
    [
        (TIF, LEG),
        (TIF, DOCS, LEG),
        (DOCS, TIF, LEG),
        (TIF, LEG, DOCS),
        (TIF, DOCS + "+::1.1", LEG),
        (DOCS, LEG),
        (TIF, "TKT+99:T:1", DOCS, LEG),
    ],
)
def test_one_traveller_wherever_the_document_stands(tmp_path: Path, lines: tuple[str, ...]) -> None:
    rows, problems = booked(tmp_path, *lines)
    (one,) = rows["person"]
    assert one["surname"] == "ALSAMPLE"
    assert one["birth"] == ("1988-02-14" if DOCS in " ".join(lines) else None)
    assert problems == (["passengers-only-document"] if TIF not in lines else [])
    assert all(document["person"] == one["person"] for document in rows.get("document", []))


def test_nobody_is_an_alarm(tmp_path: Path) -> None:
    assert booked(tmp_path, LEG)[1] == ["passengers-nobody"]


def test_a_document_of_another_name_is_a_further_person(tmp_path: Path) -> None:
    rows, _ = booked(
        tmp_path,
        "TIF+ALSAMPLE+SARA:A:1.1",
        "SSR+DOCS:HK:1:ZZ:::::/P/IRQ/X8/IRQ/02MAR25/FI/01JAN30/ALSAMPLE/LEILA+::1.1",
        LEG,
    )
    assert [(one["given"], one["sort"]) for one in rows["person"]] == [("SARA", "adult"), ("LEILA", "infant")]


def test_an_infant_that_only_a_note_names(tmp_path: Path) -> None:
    rows, problems = booked(tmp_path, TIF, "SSR+INFT:HK:1:ZZ:::::ALSAMPLE/LEILA/02MAR25+::1.1", LEG)
    assert [(one["given"], one["birth"]) for one in rows["person"]] == [
        ("KAREEM", None),
        ("LEILA", "2025-03-02"),
    ]
    assert not problems


def test_somebody_whom_only_a_check_in_names(tmp_path: Path) -> None:
    rows, _ = booked(
        tmp_path, TIF, LEG, "DAT+2:010426:0700", "TRI++22:::1", "TIF+OTHER+NORA:A:1.2", "SSD+14C++++Y"
    )
    assert [one["surname"] for one in rows["person"]] == ["ALSAMPLE", "OTHER"]


def test_history_makes_no_travellers_and_is_kept(tmp_path: Path) -> None:
    rows, _ = booked(
        tmp_path,
        TIF,
        LEG,
        "EQN+1",
        "RCI+ZZ:SPLIT1",
        "ABI+1+:BSR",
        "DAT+ZT:250326:1010",
        "SAC+++X",
        "TIF+GONE+NAME:A:2.1",
        "SAC+++A",
        TIF,
    )
    assert [one["surname"] for one in rows["person"]] == ["ALSAMPLE"]
    assert [(one["what"], one["text"]) for one in rows["history"]] == [
        ("cancelled", "TIF+GONE+NAME:A:2.1"),
        ("added", TIF),
    ]
    assert rows["booking"][0]["split"] == "ZZ SPLIT1"


@pytest.mark.parametrize("eqn", ["2", "99999999999999999999", "0", "x"])
def test_the_count_of_bookings_is_not_believed(tmp_path: Path, eqn: str) -> None:
    rows, problems = booked(tmp_path, TIF, LEG, eqn=eqn)
    assert len(rows["person"]) == 1
    assert problems == ["edifact-count"]


def test_a_card_number_never_leaves_the_reader(tmp_path: Path) -> None:
    rows, _ = booked(tmp_path, TIF, "TKT+99:T:1", "FOP+CC::10:VI:4111111111111111:0128", LEG)
    assert [(one["last_four"], one["form"]) for one in rows["payment"]] == [("1111", "card")]
    assert "41111111" not in str(rows)


def test_a_flight_under_two_numbers_is_one(tmp_path: Path) -> None:
    rows, _ = booked(
        tmp_path, TIF, "TVL+010426:0930:010426:1215+IST+BGW+YY:ZZ+9099:Y", "RPI+1+HK", "TVL+++++410:Y"
    )
    assert [(one["flight"], one["marketed_as"]) for one in rows["flight"]] == [
        ("ZZ410/2026-04-01/IST", "YY9099")
    ]


def test_parts_of_a_list_are_one_message(tmp_path: Path) -> None:
    def part(no: int, mark: str, name: str) -> list[str]:
        return [
            f"UNH+{no}+PAXLST:D:05B:UN+R1+{no:02d}:{mark}",
            "BGM+745",
            "TDT+20+ZZ410",
            f"NAD+FL+++{name}",
            "CNT+42:2",
            f"UNT+6+{no}",
        ]

    path = tmp_path / "a.edi"
    path.write_text(
        "'".join(["UNB+UNOA:4+A+B+260401:0810+9", *part(1, "C", "A:B"), *part(2, "F", "C:D"), "UNZ+2+9"])
        + "'",
        "utf-8",
    )
    rows, problems = read(path)
    assert (len(rows["message"]), len(rows["person"]), problems) == (1, 2, [])
    path.write_text(
        "'".join(["UNB+UNOA:4+A+B+260401:0810+9", *part(2, "F", "C:D"), "UNZ+1+9"]) + "'", "utf-8"
    )
    assert [one.code for one in read(path)[1]] == ["edifact-parts-missing"]


def test_a_traveller_sent_twice_is_kept_twice_and_told(tmp_path: Path) -> None:
    rows, problems = booked(tmp_path, TIF, TIF, LEG)
    assert [one["given"] for one in rows["person"]] == ["KAREEM", "KAREEM"]
    assert problems == ["passengers-same-twice"]


@pytest.mark.parametrize(
    ("version", "told"),
    [("13:1", []), ("21:1", []), ("99:9", ["passengers-version"]), ("D:05B", ["passengers-version"])],
)
def test_a_version_that_nobody_knows_is_read_and_told(tmp_path: Path, version: str, told: list[str]) -> None:
    path = tmp_path / "a.edi"
    body = [one.replace("PNRGOV:13:1", f"PNRGOV:{version}") for one in HEAD] + [
        "EQN+1",
        "SRC",
        "RCI+ZZ:ABC123::250326:1010",
        TIF,
        LEG,
    ]
    path.write_text("'\n".join([*body, f"UNT+{len(body)}+1", "UNZ+1+7"]) + "'\n", "utf-8")
    rows, problems = read(path)
    assert [one["surname"] for one in rows["person"]] == ["ALSAMPLE"]
    assert [one.code for one in problems] == told
