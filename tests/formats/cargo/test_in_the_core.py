"""Papers about cargo as things of the core: the same box, bill, seal or telephone in two papers is one thing,
and leads to its parties."""

from collections import Counter
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.collect.collection_result import Collected
from tahqiq.formats.cargo.content import of_bytes
from tahqiq.formats.cargo.records import records_of
from tahqiq.workbench import Workbench
from tests.formats.cargo.samples import AWMDS, BOX, CUSCAR, FHL, FWB, SAD, XFFM


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    door = Door.found(tmp_path / "ws", owner="owner")
    return Workbench(door, door.people.get("owner"))


def taken(bench: Workbench, folder: Path, text: str, name: str) -> Collected:
    (folder / name).write_text(text, "utf-8")
    (result,) = bench.collect([folder / name], bench.deposit(zone="Asia/Baghdad"))
    return result


def kinds(bench: Workbench) -> Counter[str]:
    return Counter(str(row[0]) for row in bench.workspace.database.query("SELECT schema FROM node"))


def test_a_manifest_and_a_declaration_meet_in_their_bill_and_their_box(
    bench: Workbench, tmp_path: Path
) -> None:
    first = taken(bench, tmp_path, CUSCAR, "manifest.edi")
    assert (first.format, first.records, first.mapped) == ("cargo", 17, 17)
    alone = kinds(bench)
    assert (alone["Consignment"], alone["Container"], alone["Seal"], alone["Voyage"], alone["Vessel"]) == (
        3,
        2,
        1,
        1,
        1,
    )
    taken(bench, tmp_path, SAD, "declaration.xml")
    both = kinds(bench)
    assert both["Consignment"] == alone["Consignment"] + 1
    assert both["BillNumber"] == alone["BillNumber"]  # the declaration names the manifest's bill
    assert both["Container"] == alone["Container"]  # and its box


def test_a_telephone_of_a_waybill_is_that_of_a_case(bench: Workbench, tmp_path: Path) -> None:
    """A number in a table of a case and behind TE in a waybill is one thing, held by the consignee."""
    result = taken(bench, tmp_path, FWB.replace("441130000", "+9647430000001"), "waybill.txt")
    assert result.format == "cargo"
    assert kinds(bench)["PhoneNumber"] == 1
    (tmp_path / "contacts.csv").write_text("Name,Phone\nSara,+9647430000001\nOmar,+9647430000002\n", "utf-8")
    bench.collect([tmp_path / "contacts.csv"], bench.deposit(zone="Asia/Baghdad"))
    assert kinds(bench)["PhoneNumber"] == 2


@pytest.mark.parametrize("text", [CUSCAR, AWMDS, SAD, FWB, FHL, XFFM])
def test_no_row_of_a_paper_is_left_out(text: str) -> None:
    """Rows of every kind become records, and each value of them stands in one (the key of a bill too)."""
    papers = of_bytes(text.encode())
    made = dict(records_of(papers))
    for kind in ("bill", "container", "contents", "goods", "party", "seal"):
        assert len(made[kind]) == sum(len(paper.rows[kind]) for paper in papers)
    said = "\n".join(value for found in made.values() for _, cells in found for value in cells.values())
    for paper in papers:
        for kind, rows in paper.rows.items():
            for row in rows:
                for name, cell in row.items():
                    if (
                        kind != "consignment"
                        and name not in ("bill", "kind", "place", "item")
                        and not name.endswith("unit")
                    ):
                        assert cell.value in said, (kind, name)


def test_weights_are_kilograms_and_stay_as_written(bench: Workbench) -> None:
    (bill,) = dict(records_of(of_bytes(FWB.replace("K250.5", "L100").encode())))["bill"]
    assert bill[1]["gross_kg"] == "45.359"
    assert bill[1]["as_written"] == "gross 100 LBR"


def test_a_box_keeps_its_seal(bench: Workbench, tmp_path: Path) -> None:
    taken(bench, tmp_path, CUSCAR, "manifest.edi")
    found = bench.workspace.database.query("SELECT key FROM node WHERE schema = 'Container'")
    assert BOX[:10] in {str(row[0])[:10] for row in found}
