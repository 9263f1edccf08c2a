"""Golden samples of documents, messages, extractions, places and charts: the same records for ever, the right
reader, and no exception for a cut.

Each folder of tests/golden/formats that holds ``sample.*`` and ``expected.json`` is one case.
``TAHQIQ_GOLDEN=write`` writes the expectation anew.
"""

import hashlib
import json
import os
from pathlib import Path

import pytest

from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Member, Reader, Records
from tahqiq.formats.registry import choose, reader
from tahqiq.model.account import Aside

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "formats"
NAMES = {
    *(
        "text",
        "html",
        "pdf",
        "docx",
        "mail",
        "mbox",
        "msg",
        "whatsapp",
        "telegram",
        "cellebrite",
        "vcard",
        "kml",
        "geojson",
    ),
    *("graphml", "gexf", "anx", "ftm", "filled_form", "passengers", "cargo"),
}
CASES = [
    (name, path)
    for name in sorted(NAMES)
    for path in sorted((FOLDER / name).glob("sample*"))
    if not path.name.endswith(".expected.json")
]


def plain(item: Item) -> dict[str, object]:
    """An item as JSON, in full."""
    if isinstance(item, Records):
        part = [item.part.no, item.part.kind, item.part.name]
        rows = [
            {name: value for name, value in row.items() if value is not None}
            for row in item.columns.to_pylist()
        ]
        return {
            "kind": item.kind,
            "part": part,
            "columns": item.columns.schema.names,
            "rows": item.rows.tolist(),
            "records": rows,
        }
    if isinstance(item, Member):
        return {"member": item.path, "sha256": hashlib.sha256(item.data).hexdigest(), "row": item.place.row}
    if isinstance(item, Aside):
        return {"aside": item.field, "count": item.count, "why": item.why, "place": item.place.label()}
    return {
        "problem": item.code,
        "place": item.place.label(),
        "field": item.field,
        "value": item.value,
        "records": item.records,
    }


def test_every_reader_has_a_sample() -> None:
    assert {name for name, _ in CASES} == NAMES


@pytest.mark.parametrize(
    ("name", "path"), CASES, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_sample(name: str, path: Path) -> None:
    one: Reader = reader(name)
    found = [plain(item) for item in one.read(path, path.name)]
    expected = path.with_name(path.name + ".expected.json")
    if os.environ.get("TAHQIQ_GOLDEN") == "write":
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))
    chosen = choose(path, path.name)
    assert chosen is not None
    assert chosen[0].name == name


@pytest.mark.parametrize(
    ("name", "path"), CASES, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_cut_and_soiled_samples_never_raise(name: str, path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    target = tmp_path / path.name
    for step in range(1, 13):
        target.write_bytes(whole[: len(whole) * step // 13])
        list(reader(name).read(target, path.name, DEFAULT_LIMITS))
        soiled = bytearray(whole)
        soiled[len(whole) * step // 13] ^= 0xA5
        target.write_bytes(bytes(soiled))
        list(reader(name).read(target, path.name, DEFAULT_LIMITS))
