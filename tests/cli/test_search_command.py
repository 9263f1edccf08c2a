"""``tahqiq search``: the stable JSON, events found by their text, numbers that stand only in calls, exit
codes, the log."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app
from tahqiq.workbench import Workbench

CHAT = """1/2/26, 08:59 - Messages and calls are end-to-end encrypted.
1/3/26, 09:00 - Karwan: The lorry leaves on Thursday
1/3/26, 09:05 - Salim: متى تصل الشاحنة الحمراء
1/3/26, 09:22 - Karwan: Price stays the same
"""
CALLS = (
    "caller,callee,start time,duration\n07431110001,07431110002,2026-01-05 10:00:00,30\n07431110001,"
    "07431110003,2026-01-06 11:00:00,12\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    (folder / "people.csv").write_text(
        "name,phone\nمحمد جاسم كاظم,07901234567\nHiwa Karim,07905556677\n", "utf-8"
    )
    (folder / "WhatsApp Chat with Karwan.txt").write_text(CHAT, "utf-8")
    (folder / "calls.csv").write_text(CALLS, "utf-8")
    root = folder / "ws"
    assert CliRunner().invoke(app, ["init", str(root)]).exit_code == 0
    files = [str(folder / name) for name in ("people.csv", "WhatsApp Chat with Karwan.txt", "calls.csv")]
    assert CliRunner().invoke(app, ["collect", *files, "-w", str(root)]).exit_code in (0, 1)
    return root


def found(home: Path, *words: str) -> dict[str, object]:
    result = CliRunner().invoke(app, ["search", *words, "-w", str(home), "--json"])
    assert result.exit_code == 0, result.output
    loaded: dict[str, object] = json.loads(result.stdout)
    return loaded


def test_the_json_is_stable(home: Path) -> None:
    told = found(home, "Mohammed Jasim")
    assert list(told) == ["query", "total", "lines", "truncated", "complete", "behind", "facets", "hits"]
    assert (told["query"], told["total"], told["truncated"], told["complete"], told["facets"]) == (
        "Mohammed Jasim",
        1,
        False,
        True,
        {"Person": 1},
    )
    hits = told["hits"]
    assert isinstance(hits, list)
    assert list(hits[0]) == ["id", "schema", "caption", "why", "score", "rows", "same"]
    assert (hits[0]["schema"], hits[0]["caption"]) == ("Person", "محمد جاسم كاظم")
    why = hits[0]["why"][0]
    assert list(why) == [
        "field",
        "value",
        "kind",
        "source",
        "place",
        "part",
        "part_kind",
        "part_name",
        "row",
        "column",
    ]
    assert (why["part"], why["row"], why["column"]) == (0, 2, 1)
    assert (why["field"], why["value"], why["kind"], why["place"]) == (
        "name",
        "محمد جاسم كاظم",
        "name-spelled-alike",
        "line 2 · field 1",
    )
    assert len(why["source"]) == 16


@pytest.mark.parametrize(
    ("asked", "text", "kind"),
    [
        ("lorry thursday", "The lorry leaves on Thursday", "words"),
        ('"الشاحنه الحمراء"', "متى تصل الشاحنة الحمراء", "phrase"),
    ],
)
def test_a_message_is_found_by_its_words(home: Path, asked: str, text: str, kind: str) -> None:
    hits = found(home, asked, "--type", "Message")["hits"]
    assert isinstance(hits, list)
    assert [(hit["caption"], hit["why"][0]["value"], hit["why"][0]["kind"]) for hit in hits] == [
        (text, text, kind)
    ]
    shown = CliRunner().invoke(app, ["show", hits[0]["id"], "-w", str(home), "--json"])
    assert json.loads(shown.stdout)["schema"] == "Message"


def test_a_number_that_stands_only_in_calls_is_found(home: Path) -> None:
    whole, part = found(home, "٠٧٤٣ ١١١ ٠٠٠٢"), found(home, "0743111")
    assert whole["facets"] == {"PhoneNumber": 1}
    assert part["facets"] == {"PhoneNumber": 3}


def test_plain_lines_say_where(home: Path) -> None:
    result = CliRunner().invoke(app, ["search", "Hiwa", "-w", str(home), "--limit", "1"])
    assert result.exit_code == 0
    assert "Hiwa Karim" in result.output
    assert "line 3 · field 1" in result.output


def test_nothing_to_search_for_is_wrong_use(home: Path) -> None:
    result = CliRunner().invoke(app, ["search", "  ", "-w", str(home), "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["code"] == "search-empty"
    assert CliRunner().invoke(app, ["search", "x", "--type", "Nothing", "-w", str(home)]).exit_code == 2


def test_the_log_holds_a_salted_digest_and_never_the_text(home: Path) -> None:
    with Workbench.opened(home) as bench:
        bench.search("Hiwa")
        bench.search("Hiwa")
        leaves = [leaf for leaf in bench.log(10) if leaf.act == "search"][-2:]
    assert len({leaf.object for leaf in leaves}) == 2
    assert all("hiwa" not in leaf.object.lower() and leaf.phase == "read" for leaf in leaves)
