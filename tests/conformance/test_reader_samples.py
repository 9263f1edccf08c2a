"""What every reader promises for real content: its golden samples whole, cut anywhere, with a spoiled byte,
under a wrong name, in a wrong encoding."""

import re
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.formats.reader import HEAD, Item, Limits, Member, Reader, Records
from tahqiq.formats.registry import choose, readers, recognise
from tahqiq.kit.messages import catalogue
from tahqiq.model.problem import Problem

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "formats"
WITHOUT = {
    "anb": "a closed binary format that is answered with how to save as .anx, so there is nothing to read"
}
SAMPLES = [
    (one, path)
    for one in readers()
    for path in sorted((FOLDER / one.name).glob("sample*"))
    if not path.name.endswith(".expected.json")
]
every_sample = pytest.mark.parametrize(
    ("reader", "path"), SAMPLES, ids=[f"{one.name}-{path.name}" for one, path in SAMPLES]
)
LIMITS = Limits(max_bytes=1 << 24, max_member_bytes=1 << 22, max_members=100)


def check(items: list[Item]) -> None:
    """Text only, known problems, rows in order within each kind and part, no row of a grid twice."""
    last: dict[tuple[str, object], int] = defaultdict(int)
    for item in items:
        if isinstance(item, Records):
            assert {field.type for field in item.columns.schema} == {pa.string()}
            numbers = item.rows.tolist()
            assert numbers == sorted(numbers)
            assert numbers[0] > last[item.kind, item.part] or (
                item.kind != "table" and numbers[0] == last[item.kind, item.part]
            )
            assert item.kind != "table" or len(set(numbers)) == len(numbers)
            last[item.kind, item.part] = numbers[-1]
        elif isinstance(item, Problem):
            assert item.code in catalogue()
            assert not re.search(r"\{[a-z_]+\}", item.say("ar").sentence)


def counted(items: list[Item]) -> int:
    """Records delivered and lost, members included."""
    delivered = sum(
        len(item) if isinstance(item, Records) else 1 for item in items if isinstance(item, Records | Member)
    )
    return delivered + sum(item.records for item in items if isinstance(item, Problem))


def told(items: list[Item]) -> list[object]:
    """Everything that was delivered, comparable."""
    return [
        (item.kind, item.part, item.rows.tolist(), item.columns.to_pylist())
        if isinstance(item, Records)
        else item
        for item in items
    ]


def _read(reader: Reader, path: Path, data: bytes, name: str) -> list[Item]:
    path.write_bytes(data)
    items = list(reader.read(path, name, LIMITS))
    check(items)
    return items


def test_every_reader_has_a_sample_or_a_reason() -> None:
    with_sample = {one.name for one, _ in SAMPLES}
    assert {one.name for one in readers()} - with_sample == set(WITHOUT)


@every_sample
def test_the_sample_is_read_the_same_twice(reader: Reader, path: Path) -> None:
    first, second = (list(reader.read(path, path.name, LIMITS)) for _ in range(2))
    check(first)
    assert counted(first) > 0
    assert told(first) == told(second)


@every_sample
def test_content_decides_whatever_the_ending(reader: Reader, path: Path) -> None:
    scores = {
        item.reader.name: item.confidence.score for item in recognise(path.read_bytes()[:HEAD], "file.xyz")
    }
    assert scores[reader.name] == max(scores.values())
    for ending in (".pdf", ".csv", ".xlsx", ".txt", ".json", ""):
        if reader.name == "text" and ending == ".csv":
            continue  # lines of text called .csv are taken as a table of one column
        chosen = choose(path, f"file{ending}")
        assert chosen is not None
        assert chosen[0].name == reader.name


@every_sample
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cut=st.floats(0, 1), place=st.floats(0, 0.999), byte=st.integers(0, 255))
def test_cut_and_spoiled(
    reader: Reader, path: Path, tmp_path: Path, cut: float, place: float, byte: int
) -> None:
    data = path.read_bytes()
    kept = data[: int(len(data) * cut)]
    assert told(_read(reader, tmp_path / "original", kept, path.name)) == told(
        _read(reader, tmp_path / "original", kept, path.name)
    )
    spoiled = bytearray(data)
    spoiled[int(len(data) * place)] = byte
    _read(reader, tmp_path / "original", bytes(spoiled), path.name)


@every_sample
def test_wrong_encoding_and_foreign_content(reader: Reader, path: Path, tmp_path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace")
    for codec in ("utf-16", "cp1256", "utf-8-sig"):
        _read(reader, tmp_path / "original", text.encode(codec, errors="replace"), path.name)
    for _, other in SAMPLES:
        _read(reader, tmp_path / "original", other.read_bytes(), path.name)
