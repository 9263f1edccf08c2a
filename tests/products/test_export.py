"""What an export holds, what stays out of it and why, that it is committed to in the log, and that it is the
same twice."""

import csv
import hashlib
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tahqiq.access.log_writer import commitment
from tahqiq.formats import anx, gexf, graphml
from tahqiq.formats.chart import Chart, from_records
from tahqiq.formats.neutral import plain
from tahqiq.kit.errors import NotFound, Refused, WrongUse
from tahqiq.model.source import Authority
from tahqiq.products.export import FORMATS
from tahqiq.products.selection import Selection
from tahqiq.workbench import Workbench

from .conftest import CALLS, Make

ENDING = {
    "ftm": ".json",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "anx": ".anx",
}
READERS = {"graphml": graphml.READER, "gexf": gexf.READER, "anx": anx.READER}


def rows(path: Path) -> list[dict[str, str]]:
    return [
        {name: plain(value) for name, value in row.items()}
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    ]


def chart(path: Path, name: str) -> Chart:
    return from_records(READERS[name].read(path, path.name))


def entity(bench: Workbench, caption: str) -> str:
    return next(
        one.entity.id.hex()
        for one in Selection(bench.workspace, bench.scope()).entities()
        if caption in one.entity.values("name")
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_workspace_gives_the_same_bytes_and_the_log_commits_to_them(
    bench: Workbench, tmp_path: Path, name: str
) -> None:
    paths = [tmp_path / f"{number}{ENDING[name]}" for number in (1, 2)]
    made = [bench.export(name, path) for path in paths]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert made[0].sha256 == hashlib.sha256(paths[0].read_bytes()).hexdigest()
    assert (made[0].entities, made[0].events, made[0].sources, made[0].held) == (4, 3, 2, 0)
    leaf = list(bench.door.audit.leaves())[-1]
    assert (leaf.act, leaf.phase, leaf.result, leaf.object) == ("export", "outcome", "done", name)
    counts = {
        key: getattr(made[1], key)
        for key in ("sha256", "size", "entities", "events", "values", "sources", "items", "links")
    }
    assert (
        commitment(bench.door.audit.salt(leaf.no), {"format": name, "held": 0, **counts}).hex()
        == leaf.commitment
    )


def test_one_row_per_recorded_value_with_its_source(bench: Workbench, tmp_path: Path) -> None:
    made = bench.export("csv", tmp_path / "out.csv")
    found = rows(tmp_path / "out.csv")
    assert len(found) == made.values
    (ali,) = [row for row in found if row["property"] == "name" and row["value"] == "علي حسن كاظم"]
    assert {
        name: ali[name]
        for name in ("type", "source", "row", "column", "grade", "handling", "case", "caption")
    } == {
        "type": "Person",
        "source": "people.csv",
        "row": "2",
        "column": "1",
        "grade": "admiralty:B1",
        "handling": "open",
        "case": "Inbox",
        "caption": "علي حسن كاظم",
    }
    assert {row["statement_id"] for row in found} == {
        one.id.hex()
        for item in Selection(bench.workspace, bench.scope()).chosen()
        for one in item.entity.statements
    }
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_cell_of_either_table_is_a_formula(bench: Workbench, tmp_path: Path) -> None:
    bench.export("csv", tmp_path / "out.csv")
    raw = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"), newline="")))
    assert not [cell for line in raw for cell in line if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert any(cell.startswith("'=cmd") for line in raw for cell in line)
    bench.export("xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Things", "Values", "Lines", "Events", "Documents"]
    cells = [cell for sheet in book for line in sheet.iter_rows(min_row=2) for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    numbers = {cell.value for cell in cells if str(cell.value).endswith("7901234567")}
    assert numbers
    assert all(isinstance(value, str) for value in numbers)


def test_the_workbook_holds_what_the_counts_say(bench: Workbench, tmp_path: Path) -> None:
    made = bench.export("xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert made.links == len(list(book["Lines"].values)) - 1
    assert made.items == bench.export("graphml", tmp_path / "out.graphml").items > 0
    assert [book[name].max_row - 1 for name in ("Things", "Events", "Documents")] == [
        made.entities,
        made.events,
        made.sources,
    ]
    heads = [cell.value for cell in book["Events"][1]]
    events = [
        dict(zip(heads, (cell.value for cell in line), strict=True))
        for line in book["Events"].iter_rows(min_row=2)
    ]
    assert {(row["Time (Baghdad time)"], row["Seconds"], row["Place in the document"]) for row in events} == {
        (datetime(2024, 3, 1, 10), 60, "line 2"),
        (datetime(2024, 3, 2, 11, 30, 5), 5, "line 3"),
        (datetime(2024, 3, 3, 23, 59, 59), 0, "line 4"),
    }


def test_the_workbook_is_read_in_the_language_from_its_side_ids_last(
    bench: Workbench, tmp_path: Path
) -> None:
    bench.export("xlsx", tmp_path / "out.xlsx", language="ar")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["العناصر", "القيم", "الصلات", "الأحداث", "المستندات"]
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    heads = [cell.value for cell in book["القيم"][1]]
    assert heads[:4] == ["الاسم", "النوع", "الخاصية", "القيمة"]
    assert heads[-1] == "بصمة المستند SHA-256"
    assert "شخص" in {line[1].value for line in book["العناصر"].iter_rows(min_row=2)}


@pytest.mark.parametrize("name", ["graphml", "gexf", "anx"])
def test_a_chart_holds_items_and_links_with_their_sources(
    bench: Workbench, tmp_path: Path, name: str
) -> None:
    made = bench.export(name, tmp_path / f"out.{name}")
    drawn = chart(tmp_path / f"out.{name}", name)
    assert (len(drawn.items), len(drawn.links)) == (made.items, made.links)
    labels = {item.id: item.label for item in drawn.items}
    lines = {
        (frozenset((labels.get(link.source), labels.get(link.target))), link.type): link
        for link in drawn.links
    }
    calls = [link for (_, kind), link in lines.items() if kind == "Call" or kind == "call"]
    assert [link.label.partition(" ×")[2] for link in calls if "×" in link.label] == ["1 →, ×1 ←"]
    assert {link.strength for link in calls} == {"unconfirmed"}
    assert {link.source_reference for link in calls} == {"calls.csv"}
    owned = [link for link in drawn.links if link.source_reference == "people.csv"]
    assert owned
    assert {link.strength for link in owned} == {"confirmed"}


def test_cards_of_anx_say_where_each_value_stands(bench: Workbench, tmp_path: Path) -> None:
    bench.export("anx", tmp_path / "out.anx")
    drawn = chart(tmp_path / "out.anx", "anx")
    (ali,) = [item for item in drawn.items if item.label == "علي حسن كاظم"]
    assert ("people.csv · line 2 · field 1", ("admiralty:B1", "", "open")) in [
        (card.source_reference, card.grades) for card in ali.cards
    ]


def test_some_entities_and_what_lies_between_them(bench: Workbench, tmp_path: Path) -> None:
    ali = entity(bench, "علي حسن كاظم")
    made = bench.export("csv", tmp_path / "one.csv", ids=[ali[:12]])
    assert (made.entities, made.events) == (1, 0)
    assert {row["entity_id"] for row in rows(tmp_path / "one.csv")} == {ali}
    phones = [link["value"] for link in rows(tmp_path / "one.csv") if link["property"] == "phone"]
    ids = [
        node.id.hex()
        for item in Selection(bench.workspace, bench.scope()).chosen()
        for node in item.nodes.values()
        if node.schema == "PhoneNumber"
    ]
    both = bench.export("csv", tmp_path / "all.csv", ids=sorted(set(ids)))
    assert both.events == 3
    assert phones
    event = next(row["entity_id"] for row in rows(tmp_path / "all.csv") if row["type"] == "Call")
    assert bench.export("csv", tmp_path / "event.csv", ids=[event]).events == 1
    with pytest.raises(NotFound):
        bench.export("csv", tmp_path / "none.csv", ids=["ab" * 16])


def test_a_handling_code_that_forbids_export_refuses_and_says_which_how_many_and_where(
    bench: Workbench, tmp_path: Path
) -> None:
    for name, code in (("a.csv", "originator"), ("b.csv", "no-copy"), ("c.csv", "no-court")):
        (tmp_path / name).write_text(f"name,phone\nPerson of {name},0790555{ord(name[0]):04}\n", "utf-8")
        bench.collect([tmp_path / name], bench.deposit(handling_code=code))
    for name in FORMATS:
        path = tmp_path / f"out.{name}"
        with pytest.raises(Refused) as told:
            bench.export(name, path)
        assert (told.value.code, told.value.exit_code, told.value.params["count"]) == (
            "export-forbidden",
            3,
            4,
        )
        assert told.value.params["what"] == "no-copy: 2 (b.csv); originator: 2 (a.csv)"
        assert not path.exists()
    assert list(bench.door.audit.leaves())[-1].result == "refused:handling"
    assert not list(tmp_path.glob(".export-*"))
    made = bench.export("csv", tmp_path / "out.csv", leave_out=True)
    assert made.left_out == {"no-copy": 2, "originator": 2}
    assert {row["source"] for row in rows(tmp_path / "out.csv")} == {"people.csv", "calls.csv", "c.csv"}
    assert bench.export("csv", tmp_path / "one.csv", ids=[entity(bench, "علي حسن كاظم")]).left_out == {}
    with pytest.raises(Refused):
        bench.export("csv", tmp_path / "two.csv", ids=[entity(bench, "Person of a.csv")])


def test_rows_outside_the_order_stay_out_and_are_counted(make: Make, tmp_path: Path) -> None:
    bench = make("held")
    (tmp_path / "calls.csv").write_text(CALLS, "utf-8")
    order = Authority("No. 7", start="2024-03-01", end="2024-03-02")
    bench.collect([tmp_path / "calls.csv"], bench.deposit(zone="Asia/Baghdad", authority=order))
    assert bench.workspace.facts.records(bench.scope()) == {"Call": 3}
    made = bench.export("csv", tmp_path / "out.csv")
    assert made.events == 2
    told = [row["type"] for row in rows(tmp_path / "out.csv") if row["source"] == "calls.csv"]
    assert made.held == told.count("Call") / 2
    assert set(told) == {"Call", "Handset"}
    assert not [row for row in rows(tmp_path / "out.csv") if row["value"].startswith("2024-03-03")]


def test_another_case_stays_out_when_one_is_named(bench: Workbench, tmp_path: Path) -> None:
    bench.open_case("Second")
    (tmp_path / "other.csv").write_text("name,phone\nSomebody Else,07905550000\n", "utf-8")
    bench.collect([tmp_path / "other.csv"], bench.deposit("Second"))
    bench.export("csv", tmp_path / "out.csv", case="Second")
    assert {row["source"] for row in rows(tmp_path / "out.csv")} == {"other.csv"}
    assert bench.export("csv", tmp_path / "all.csv").sources == 3
    with pytest.raises(NotFound):
        bench.export("csv", tmp_path / "none.csv", case="Third")


def test_wrong_use_is_said_and_a_failed_export_leaves_the_old_file(bench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(WrongUse) as told:
        bench.export("pdf", tmp_path / "x")
    assert told.value.code == "export-format-unknown"
    with pytest.raises(WrongUse) as told:
        bench.export("csv", tmp_path / "not" / "there.csv")
    assert told.value.code == "export-no-folder"
    old = tmp_path / "old.csv"
    old.write_text("kept", "utf-8")
    with pytest.raises(NotFound):
        bench.export("csv", old, ids=["ab" * 16])
    assert old.read_text("utf-8") == "kept"
