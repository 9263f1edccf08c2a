"""Golden samples of tables, bank statements, lists and archives: the same items for ever, and the right
reader chosen.

Each ``sample*`` of a folder of tests/golden/formats is one case. ``TAHQIQ_GOLDEN=write`` writes the
expectations anew.
"""

import hashlib
import json
import os
from pathlib import Path

import pytest

from tahqiq.formats.reader import Item, Member, Records
from tahqiq.formats.registry import choose, reader
from tahqiq.model.account import Aside

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "formats"
NAMES = ("archive", "camt", "delimited", "json", "mt940", "ofac", "ofx", "parquet", "spreadsheet", "un_list")
CASES = [
    (name, path)
    for name in NAMES
    for path in sorted((FOLDER / name).glob("sample*"))
    if not path.name.endswith(".expected.json")
]


def plain(item: Item) -> dict[str, object]:
    """An item as JSON, in full, without what is empty."""
    if isinstance(item, Records):
        rows = [
            {name: value for name, value in row.items() if value is not None}
            for row in item.columns.to_pylist()
        ]
        return {
            "kind": item.kind,
            "part": [item.part.no, item.part.kind, item.part.name],
            "rows": item.rows.tolist(),
            "records": rows,
        }
    if isinstance(item, Member):
        return {"member": item.path, "sha256": hashlib.sha256(item.data).hexdigest(), "row": item.place.row}
    if isinstance(item, Aside):
        return {"aside": item.field, "count": item.count, "why": item.why, "place": item.place.label()}
    place = [item.place.part.no, item.place.row, item.place.column]
    return {
        "problem": item.code,
        "place": place,
        "value": item.value,
        "records": item.records,
        "params": item.params,
    }


def test_every_reader_has_a_sample() -> None:
    assert {name for name, _ in CASES} == set(NAMES)


@pytest.mark.parametrize(("name", "path"), CASES, ids=[f"{name}-{path.name}" for name, path in CASES])
def test_sample(name: str, path: Path) -> None:
    found = [plain(item) for item in reader(name).read(path, path.name)]
    expected = path.with_name(path.name + ".expected.json")
    if os.environ.get("TAHQIQ_GOLDEN") == "write":
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))
    chosen = choose(path, "nameless")
    assert chosen is not None
    assert chosen[0].name == name
