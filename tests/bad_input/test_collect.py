"""A folder of broken and hostile files through the real intake: nothing raises, nothing is lost, nothing
runs, the good file is there."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.collect.collection_result import Collected
from tahqiq.collect.intake import Intake
from tahqiq.formats.reader import Limits
from tahqiq.kit.messages import LOCALES, catalogue
from tahqiq.workbench import Workbench

from .hostile import GOOD, MANY_MEMBERS, folder, many_members
from .hostile import contents as hostile_contents

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "formats"
SECRET = "planted-secret-text"
STATUS = {"published", "known", "needs-mapping", "unrecognised", "unreadable"}


@dataclass
class Came:
    """What came of the folder."""

    bench: Workbench
    files: dict[str, bytes]
    results: list[Collected]
    base: Path


def balanced(bench: Workbench, results: list[Collected], verify: bool = True) -> None:
    """Counts of every source against its problems, the sentences of the problems in four languages, and the
    whole workspace."""
    database = bench.workspace.database
    for item in results:
        if not item.source:
            continue
        source = bench.source(item.source)
        lost = database.query(
            "SELECT COALESCE(SUM(records), 0), COUNT(*) FROM problem WHERE source=?", (source.no,)
        )[0]
        assert item.records == item.mapped + int(str(lost[0])), item
        assert source.problems == int(str(lost[1])), item
        for problem in bench.problems(item.source, 10_000):
            assert set(catalogue()[problem.code]) >= set(LOCALES)
            for locale in LOCALES:
                told = catalogue()[problem.code][locale]
                known = {"field": "", "value": "", **problem.params}
                for text in told:
                    text.format(**known)  # raises KeyError for a placeholder that nothing fills
    if verify:
        verdict = bench.verify()
        assert verdict.holds, [finding.say("en").sentence for finding in verdict.findings]


@pytest.fixture(scope="module")
def came(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Came]:
    base = tmp_path_factory.mktemp("hostile")
    planted = base / "planted.csv"
    planted.write_text(f"name\n{SECRET}\n", "utf-8")
    files = folder(base / "in", GOLDEN, planted)
    Door.found(base / "ws").close()
    before = {path for path in base.rglob("*") if not path.is_relative_to(base / "ws")}
    with Workbench.opened(base / "ws") as bench:
        results = bench.collect([base / "in"], bench.deposit(zone="Asia/Baghdad"))
        assert {path for path in base.rglob("*") if not path.is_relative_to(base / "ws")} == before
        yield Came(bench, files, results, base)


def test_every_file_is_told_and_sealed_unchanged(came: Came) -> None:
    top = {item.path: item for item in came.results if item.sha256}
    for name, data in came.files.items():
        shown = os.fsencode(name).decode("utf-8", "replace")
        assert shown in top, name
        assert top[shown].sha256 == hashlib.sha256(data).hexdigest()
        assert came.bench.workspace.originals.path(top[shown].sha256).read_bytes() == data
    assert {item.status for item in came.results} <= STATUS, [
        item for item in came.results if item.status not in STATUS
    ]


def test_counts_balance_sentences_are_whole_and_all_verifies(came: Came) -> None:
    balanced(came.bench, came.results)


def test_links_and_pipes_are_left_alone(came: Came) -> None:
    assert not {item.path for item in came.results} & {"link.csv", "dangling.csv", "pipe.csv"}
    assert not any(item.path.startswith("loop") for item in came.results)


def test_nothing_from_outside_came_in_and_nothing_got_out(came: Came) -> None:
    texts = came.bench.workspace.database.query(
        "SELECT COUNT(*) FROM value WHERE text LIKE ?", (f"%{SECRET}%",)
    )
    assert texts[0][0] == 0
    assert not list(came.base.parent.glob("**/*escaped*"))
    assert not Path("/tahqiq-escaped.csv").exists()


def test_the_good_file_and_what_was_good_in_others_is_published(came: Came) -> None:
    good = next(item for item in came.results if item.path == "good.csv")
    assert (good.status, good.records, good.mapped, good.problems) == ("published", 2, 2, 0)
    for text in (
        "Salma Idris",
        "كريم جواد",
        "Wrong Ending",
        "Beside Bomb",
        "After Huge",
        "Newline Name",
        "Bytes Name",
        "Utf Sixteen",
    ):
        assert came.bench.search(text).hits, text


def problem_codes(came: Came, name: str) -> set[str]:
    return {
        problem.code
        for item in came.results
        if item.path == name
        for problem in came.bench.problems(item.source)
    }


@pytest.mark.parametrize(
    "name",
    [
        "empty.csv",
        "noise.bin",
        "cut.xlsx",
        "cut.pdf",
        "cut.docx",
        "cut.zip",
        "locked.zip",
        "locked.xlsx",
        "locked.docx",
        "bomb.zip",
        "bomb.csv.gz",
        "huge-cell.csv",
        "wide.csv",
        "deep.json",
        "deep-object.json",
        "open.json",
        "mixed.csv",
        "sci.csv",
        "dates.csv",
        "bad.parquet",
        "laughs.kml",
        "laughs.graphml",
        "laughs.camt.xml",
        "laughs.un.xml",
        "laughs.gexf",
        "outside.kml",
        "outside.un.xml",
        "outside.camt.xml",
        "bad.geojson",
        "nul.csv",
    ],
)
def test_what_is_wrong_is_said(came: Came, name: str) -> None:
    assert problem_codes(came, name), name
    assert "unexpected" not in problem_codes(came, name)


def test_a_locked_file_is_called_locked(came: Came) -> None:
    for name in ("locked.zip", "locked.xlsx", "locked.docx"):
        assert any(
            "password" in code or "encrypted" in code or "locked" in code
            for code in problem_codes(came, name)
        ), (
            name,
            problem_codes(came, name),
        )


def test_a_number_that_a_spreadsheet_has_spoiled_is_never_a_value(came: Came) -> None:
    rows = came.bench.workspace.database.query(
        "SELECT key FROM node WHERE key LIKE '%964771000000%' OR key LIKE '%E+11%'"
    )
    assert rows == []


def test_nothing_deeper_than_three_is_opened(came: Came) -> None:
    inside = [item.path for item in came.results if item.path.startswith("level")]
    assert len(inside) == 3
    codes = {
        problem.code
        for item in came.results
        if item.path in inside
        for problem in came.bench.problems(item.source)
    }
    assert "nested-too-deep" in codes


def test_again_it_is_all_known_or_told_again(came: Came) -> None:
    again = came.bench.collect([came.base / "in"], came.bench.deposit(zone="Asia/Baghdad"))
    assert {item.status for item in again} <= {"known"}


def test_a_file_that_cannot_be_opened_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a-closed.csv").write_bytes(GOOD + b"x,\n")
    (inside / "b-good.csv").write_bytes(GOOD)
    opening = Path.open

    def refuse(path: Path, *args: str, **more: str) -> object:
        if path.name == "a-closed.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return opening(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    Door.found(tmp_path / "ws").close()
    with Workbench.opened(tmp_path / "ws") as bench:
        results = bench.collect([inside], bench.deposit())
        assert [(item.path, item.status, item.problems) for item in results] == [
            ("a-closed.csv", "unreadable", 1),
            ("b-good.csv", "published", 0),
        ]
        assert bench.verify().holds


def test_more_members_than_allowed(tmp_path: Path) -> None:
    few = Limits(max_members=12)
    (tmp_path / "many.zip").write_bytes(many_members(13))
    Door.found(tmp_path / "ws").close()
    with Workbench.opened(tmp_path / "ws") as bench:
        results = Intake(bench.door, bench.actor, few).collect([tmp_path / "many.zip"], bench.deposit())
        assert len(results) <= 13
        assert results[0].problems >= 1
        balanced(bench, results)


@pytest.mark.slow
def test_ten_thousand_members(tmp_path: Path) -> None:
    (tmp_path / "many.zip").write_bytes(many_members(MANY_MEMBERS))
    Door.found(tmp_path / "ws").close()
    with Workbench.opened(tmp_path / "ws") as bench:
        results = bench.collect([tmp_path / "many.zip"], bench.deposit())
        assert results[0].problems >= 1
        balanced(bench, results)


def test_the_folder_holds_what_it_says(tmp_path: Path) -> None:
    assert len(hostile_contents(GOLDEN, tmp_path / "x")) > 60
