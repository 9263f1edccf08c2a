"""DOCX: paragraphs, tables, headers, deleted text, pictures."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from tahqiq.formats.reader import Item, Limits, Member, Records
from tahqiq.formats.word import READER
from tahqiq.model.problem import Problem

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("محضر ضبط", 1)
    document.add_paragraph("Seized at the crossing on 1 May.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ["Item", "Weight", "captagon", "12 kg"], strict=True
    ):
        cell.text = text
    document.add_paragraph("")
    document.add_paragraph("End of report")
    document.sections[0].header.paragraphs[0].text = "SAMPLE"
    path = tmp_path / "report.docx"
    document.save(str(path))
    return path


def records(items: list[Item]) -> list[tuple[str, str, list[int], list[str | None]]]:
    found = [item for item in items if isinstance(item, Records)]
    return [
        (item.kind, item.part.name, item.rows.tolist(), next(iter(item.columns.to_pydict().values())))
        for item in found
    ]


def test_document_order_tables_and_header(sample: Path) -> None:
    items = list(READER.read(sample, sample.name))
    assert records(items) == [
        ("table", "Table 1", [1, 2], ["Item", "captagon"]),
        (
            "text.line",
            "",
            [1, 2, 3, 4, 6],
            [
                "محضر ضبط",
                "Seized at the crossing on 1 May.",
                "Item\tWeight",
                "captagon\t12 kg",
                "End of report",
            ],
        ),
        ("text.line", "header1", [1], ["SAMPLE"]),
    ]
    assert not [item for item in items if isinstance(item, Problem)]


def build(body: str, more: dict[str, bytes] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return target.getvalue()


def read(tmp_path: Path, data: bytes, limits: Limits | None = None) -> list[Item]:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    return list(READER.read(path, "a.docx", limits or Limits()))


def test_deleted_text_is_kept_apart_and_pictures_are_members(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>crossed out</w:delText></w:r></w:del></w:p>"
    items = read(tmp_path, build(body, {"word/media/image1.png": b"PNG"}))
    assert records(items) == [
        ("text.line", "", [1], ["kept"]),
        ("text.line", "deleted text of document", [1], ["crossed out"]),
    ]
    assert [(item.path, item.data) for item in items if isinstance(item, Member)] == [
        ("word/media/image1.png", b"PNG")
    ]


def test_a_text_box_is_read_once_and_a_nested_table_stays_in_its_cell(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    box = (
        "<w:p><w:r><mc:AlternateContent "
        "xmlns:mc='urn:mc'><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    items = read(
        tmp_path,
        build(f"{box}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>out</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>"),
    )
    assert records(items) == [
        ("table", "Table 1", [1], ["out\nin"]),
        ("text.line", "", [1, 2], ["box\n", "out\nin"]),
    ]


def test_damage_is_located_and_what_came_before_is_kept(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body><w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r>"
        )
        archive.writestr("word/footer1.xml", f"<w:ftr {W}><w:p><w:r><w:t>foot</w:t></w:r></w:p></w:ftr>")
    items = read(tmp_path, target.getvalue())
    assert [row[3] for row in records(items)] == [["one"], ["foot"]]
    assert [(item.code, item.records) for item in items if isinstance(item, Problem)] == [
        ("document-damaged", 1)
    ]


def test_entities_bombs_and_passwords_are_refused(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "x">]><d>&a;</d>')
    assert [item.code for item in read(tmp_path, target.getvalue()) if isinstance(item, Problem)] == [
        "xml-refused"
    ]
    bomb = build("<w:p><w:r><w:t>" + "0" * (40 << 20) + "</w:t></w:r></w:p>")
    assert [item.code for item in read(tmp_path, bomb) if isinstance(item, Problem)] == ["limit-reached"]
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert [item.code for item in read(tmp_path, locked) if isinstance(item, Problem)] == [
        "document-encrypted"
    ]


def test_sniff(sample: Path) -> None:
    assert READER.sniff(sample.read_bytes()[:65536], "anything").score > 0.9
    assert READER.sniff(b"PK\x03\x04" + bytes(40), "a.xlsx").score == 0


def test_cut_files_never_raise(sample: Path, tmp_path: Path) -> None:
    whole = sample.read_bytes()
    for cut in range(0, len(whole), len(whole) // 12):
        assert read(tmp_path, whole[:cut])
