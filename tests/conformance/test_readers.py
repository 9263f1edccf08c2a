"""What every reader promises (docs/decisions/0001), ours and a stranger's: run for each installed format and
for the tutorial's reader."""

import re
import types
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.formats.reader import BATCH, HEAD, Item, Limits, Member, Reader, Records
from tahqiq.formats.registry import readers
from tahqiq.kit.messages import catalogue
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "own-reader.md"
SMALL = Limits(max_bytes=1 << 20, max_member_bytes=1 << 18, max_members=50, max_cell=1_000, max_columns=64)
STARTS = (
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"<?xml version='1.0'?><a>",
    b"<html><table><tr><td>x",
    b'{"a": [',
    b"From a@b\n",
    b"GATELOG 1\n",
    b":20:X\n:25:Y\n",
    b"PAR1",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"BEGIN:VCARD\n",
    b"a;b;c\n1;2;3\n",
    b"OFXHEADER:100\n",
    b"[1/2/24, 10:00:00] A: b\n",
    "الاسم،الرقم\n".encode(),
    "الاسم;الرقم\n".encode("cp1256"),
    b"=cmd|' /C calc'!A0\n",
    b"../../x\x00\n",
)


def tutorial() -> Reader:
    """The reader of the tutorial, as it stands on the page."""
    module = types.ModuleType("tutorial")
    block = re.search(r"^```python\n(.*?)^```", TUTORIAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert block
    exec(block[1], module.__dict__)  # our own documentation
    reader = module.__dict__["READER"]
    assert isinstance(reader, Reader)
    return reader


ALL = [tutorial(), *readers()]
every_reader = pytest.mark.parametrize("reader", ALL, ids=lambda reader: reader.name)


def check(items: list[Item]) -> None:
    """Each item keeps the contract."""
    for item in items:
        if isinstance(item, Records):
            assert 0 < len(item) <= BATCH
            assert len(item.rows) == len(item)
            assert item.rows.dtype == np.int64
            assert int(item.rows.min()) >= 1
            assert all(field.type == pa.string() for field in item.columns.schema)
            assert len(set(item.columns.schema.names)) == item.columns.num_columns
            if item.kind == "table":
                assert item.columns.schema.names == [
                    f"c{number + 1}" for number in range(item.columns.num_columns)
                ]
            else:
                assert re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_]+", item.kind)
            item.columns.validate(full=True)
        elif isinstance(item, Problem):
            assert item.code in catalogue()
            assert item.records >= 0
            assert item.fields >= 0
            assert "{" not in item.say("en").sentence
        elif isinstance(item, Aside):
            assert item.field.strip()
            assert item.count >= 1
            assert item.why in catalogue()
            assert "{" not in item.say("en").sentence
            item.field.encode()
        else:
            assert isinstance(item, Member)
            assert len(item.data) <= SMALL.max_member_bytes


@every_reader
def test_it_says_who_it_is(reader: Reader) -> None:
    assert isinstance(reader, Reader)
    assert re.fullmatch(r"[a-z0-9_]+", reader.name)
    assert reader.version >= 1
    assert reader.title.strip()
    assert all(re.fullmatch(r"\.[a-z0-9.]+", suffix) for suffix in reader.suffixes)


def test_names_are_unique() -> None:
    names = [reader.name for reader in ALL]
    assert len(names) == len(set(names))


@every_reader
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300), name=st.text(max_size=12))
def test_it_never_raises_and_says_the_same_twice(
    reader: Reader, tmp_path: Path, start: bytes, rest: bytes, name: str
) -> None:
    data = start + rest
    assert 0 <= reader.sniff(data[:HEAD], name).score <= 1
    path = tmp_path / "original"
    path.write_bytes(data)
    first, second = (list(reader.read(path, name, SMALL)) for _ in range(2))
    check(first)
    assert [str(item) for item in first] == [str(item) for item in second]
    assert path.read_bytes() == data
    assert [other.name for other in tmp_path.iterdir()] == ["original"]


@every_reader
def test_an_empty_file_has_no_records(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "original"
    path.write_bytes(b"")
    items = list(reader.read(path, "empty", SMALL))
    check(items)
    assert not [item for item in items if isinstance(item, Records | Member)]
    assert reader.sniff(b"", "empty").score == 0


@every_reader
def test_a_name_alone_decides_nothing(reader: Reader) -> None:
    noise = bytes((index * 73 + 41) % 256 for index in range(2_000))
    for suffix in reader.suffixes:
        assert reader.sniff(noise, f"file{suffix}").score < 0.5
