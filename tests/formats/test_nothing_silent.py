"""No value of a file is dropped in silence: taken away or changed, it changes a record, the account of what
was set aside, or a problem. An account made from parsed fields cannot see what the parser dropped, so the
values are found in the bytes."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.formats.reader import Reader, Records
from tahqiq.formats.registry import choose, reader

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "formats"
NAMES = (
    "anx camt cargo cellebrite delimited geojson gexf graphml html json kml mt940 ofac ofx passengers "
    "telegram text un_list values vcard whatsapp"
).split()
CASES = [
    path
    for name in NAMES
    for path in sorted((FOLDER / name).glob("sample*"))
    if not path.name.endswith(".expected.json")
    and path.suffix not in (".ufdr", ".xlsx", ".zip")
    and "1256" not in path.stem
]
MOST = 120
"""How many values of one file are tried; a fixed choice of them where it has more."""
XML = re.compile(
    r">([^<>]*[^<>\s][^<>]*)<|CDATA\[([^\]<>]+)\]|\s(?!xml|version=|encoding=|type=)[\w:.-]+=\"([^\"]+)\""
)
JSON = re.compile(r":\s*\"((?:[^\"\\]|\\.)+)\"|:\s*(-?\d[\d.]*)\s*[,}\]]")
SGML = re.compile(r"<[A-Z]+>([^<>\s][^<>\n]*)")
MARKS = re.compile(r"[^\s,;:+'/|<>=\"()\[\]{}]{2,}")
NOT_SAID: dict[str, frozenset[str]] = {
    "anx": frozenset(f"ID{no}" for no in range(30)),  # numbers of elements within the document
    "cellebrite": frozenset(["Name", "Role", "NetworkName"]),  # names of fields without a value
    "kml": frozenset(["x"]),  # a script inside a description
    "ofx": frozenset(["200", "211", "NONE"]),  # the processing instruction at the head
    "telegram": frozenset(["link"]),  # the type of a part of a text, whose words are kept
    "vcard": frozenset(["CHARSET", "ENCODING", "uri", "image", "UTF-8", "QUOTED-PRINTABLE"]),
    "un_list": frozenset(["Low"]),  # the list writes a quality beside aliases that it does not name
    "passengers": frozenset(["MEAL", "HK"]),  # meals are never read: they tell a religion
    "cargo": frozenset(["77"]),  # the number of the interchange again, at its end
}


def values(text: str, path: Path) -> Iterator[tuple[int, int]]:
    """Where the values of a file stand in its text, told without its reader."""
    if path.parent.name == "ofx" and "<?xml" not in text:
        found = SGML
    elif text.lstrip("\ufeff \n").startswith("<"):
        found = XML
    elif path.suffix in (".json", ".geojson", ".ndjson"):
        found = JSON
    else:
        found = MARKS
    for match in found.finditer(text):
        if match.lastindex or found is MARKS:
            yield match.span(match.lastindex or 0)


def account(by: Reader, path: Path) -> list[object]:
    """All that is told of a file: records, what was set aside, problems."""
    told: list[object] = []
    for item in by.read(path, path.name):
        if isinstance(item, Records):
            told.append((item.kind, item.rows.tolist(), item.columns.to_pylist()))
        else:
            told.append(item)
    return told


def other(text: str) -> str:
    """A value of the same shape that is another one."""
    return re.sub(r"[A-Za-z]", lambda one: "q" if one[0] != "q" else "z", re.sub(r"\d", "3", text)) + "7"


@pytest.mark.parametrize("path", CASES, ids=[f"{path.parent.name}-{path.name}" for path in CASES])
def test_no_value_goes_without_a_word(path: Path, tmp_path: Path) -> None:
    original = path.read_bytes()
    encoding = "utf-16" if original.startswith(b"\xff\xfe") else "utf-8"
    text = original.decode(encoding)
    chosen = choose(path, path.name)
    assert chosen is not None
    by = reader(chosen[0].name)
    told = account(by, path)
    spans = sorted(set(values(text, path)))
    assert spans
    copy = tmp_path / path.name
    silent = []
    for begin, end in random.Random(7).sample(spans, min(MOST, len(spans))):
        value = text[begin:end]
        changes = ("", other(value))
        for change in changes:
            copy.write_bytes((text[:begin] + change + text[end:]).encode(encoding))
            if account(by, copy) != told:
                break
        else:
            silent.append(value)
    assert set(silent) <= NOT_SAID.get(path.parent.name, frozenset())
