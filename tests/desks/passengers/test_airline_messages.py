"""``tahqiq passengers read``."""

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from tahqiq.cli.start import program
from tahqiq.desks.passengers.airline_messages.messages import read_messages

SAMPLE = Path(__file__).resolve().parents[2] / "golden" / "formats" / "passengers"
COUNTS = ("flights", "pnrs", "passengers", "crew", "documents", "bags", "problems")


def asked(*words: str) -> str:
    done = CliRunner().invoke(program("desks"), ["passengers", "read", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_counts() -> None:
    told = json.loads(asked(str(SAMPLE / "sample.edi"), str(SAMPLE / "sample.xml"), "--json"))
    assert [(one["kind"], one["version"], *(one[name] for name in COUNTS)) for one in told["messages"]] == [
        ("PAXLST", "D.05B", 1, 0, 2, 0, 2, 2, 0),
        ("PNRGOV", "13.1", 1, 1, 2, 0, 2, 2, 0),
        ("PNRGOV", "5.0", 1, 1, 1, 0, 1, 0, 0),
    ]
    assert told["dropped"] == {"SSR MOML": 2}
    assert told["problems"] == []


def test_in_full_and_in_a_terminal() -> None:
    told = json.loads(asked("--full", "--json", str(SAMPLE / "sample.edi")))
    (first, *_) = told["messages"][1]["values"]["person"]
    assert (first["name"], first["birth"], first["row"]) == ("KAREEM ALSAMPLE", "1988-02-14", "63")
    assert "PAXLST D.05B" in asked(str(SAMPLE / "sample.edi"))


def test_problems_stand_with_their_message(tmp_path: Path) -> None:
    path = tmp_path / "a.edi"
    path.write_bytes((SAMPLE / "sample.edi").read_bytes().replace(b"EQN+1'\nSRC", b"EQN+9000000000'\nSRC"))
    told = json.loads(asked("--full", "--json", str(path)))
    assert [one["problems"] for one in told["messages"]] == [0, 1]
    assert told["messages"][1]["told"][0]["value"] == "9000000000"


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("nothing of the kind")
    told = json.loads(asked("--json", str(tmp_path / "a.txt")))
    assert [one["code"] for one in told["problems"]] == ["passengers-no-message"]
    done = CliRunner().invoke(program("desks"), ["passengers", "read", str(tmp_path / "none.edi")])
    assert done.exit_code != 0


def test_every_shared_file_is_read(shared_data: Callable[[str], Path]) -> None:
    files = sorted(path for path in shared_data("passengers").rglob("*.*") if path.is_file())
    told = json.loads(asked("--json", *map(str, files)))
    assert len(told["messages"]) == len(files) == 26
    assert sum(one["passengers"] for one in told["messages"]) == 62


def test_a_count_needs_no_records_and_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "some.edi"
    head = "UNB+IATA:1+ZZ+PIU+260401:0810+1'"
    path.write_text(
        head
        + "".join(
            f"UNH+{no}+PAXLST:D:05B:UN'BGM+745'TDT+20+ZZ1'NAD+FL+++A{no}:B'DOC+P+X{no}'NAD+FM+++C:D'UNT+9+{no}'"
            for no in range(1, 40)
        )
        + "UNZ+39+1'"
    )
    counted, full = read_messages(path, rows=False), read_messages(path)
    assert [(one.counts, one.crew, len(one.problems)) for one in counted.messages] == [
        (one.counts, one.crew, len(one.problems)) for one in full.messages
    ]
    assert (counted.messages[38].counts, counted.messages[38].crew) == (
        {"message": 1, "flight": 1, "person": 2, "document": 1},
        1,
    )
    assert not counted.messages[0].rows
    assert [len(one.of("person")) for one in full.messages] == [2] * 39
    assert [problem.value for problem in full.messages[7].problems] == ["9"], "the wrong count of its own UNT"


def test_elements_without_end_share_a_name(tmp_path: Path) -> None:
    path = tmp_path / "long.edi"
    path.write_text(
        "UNB+IATA:1+ZZ+PIU+260401:0810+1'UNH+1+PNRGOV:13:1:IA'MSG+:22'IFT+4:28+"
        + "A+" * 5_000
        + "'UNT+4+1'UNZ+1+1'"
    )
    aside = read_messages(path).aside
    assert len(aside) < 120
    assert aside["IFT.100+"] == 5_000 - 98, "the 99 before it are named one by one"
