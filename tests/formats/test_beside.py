"""What documents and workbooks hold beside paragraphs and cells: comments, text boxes, headers, links,
properties, inserted documents; encrypted ones said so."""

import io
import struct
import zipfile
from pathlib import Path
from typing import cast

import xlsxwriter
from olefile import OleFileIO  # type: ignore[import-untyped]

from tahqiq.formats.biff import biff_texts
from tahqiq.formats.reader import Item, Member, Records
from tahqiq.formats.spreadsheet import READER as SHEETS
from tahqiq.formats.word import READER as WORD
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem

from .test_word import build, read

ODS = "mimetype", "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:spreadsheet><table:table table:name="S"><table:shapes><draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box></draw:frame></table:shapes>
<table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>Ali</dc:creator><text:p>a note &amp; more</text:p></office:annotation><text:p>cell <text:a xlink:href="https://example.org/x">there</text:a></text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""  # noqa: E501


def _lines(items: list[Item]) -> list[tuple[str, str | None, str | None, str | None]]:
    found = []
    for item in items:
        if isinstance(item, Records) and item.kind == "text.line" and item.part.no:
            found += [
                (item.part.name, row["text"], row.get("at"), row.get("author"))
                for row in item.columns.to_pylist()
            ]
    return found


def _ods(path: Path, members: dict[str, str]) -> list[Item]:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(*ODS)
        archive.writestr("META-INF/manifest.xml", members.pop("META-INF/manifest.xml", "<manifest/>"))
        for name, text in members.items():
            archive.writestr(name, text)
    return list(SHEETS.read(path, path.name))


def test_a_workbook_with_text_boxes_comments_links_and_page_headers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Calls")
        sheet.write(1, 1, "cell")
        sheet.insert_textbox(3, 3, "words in a box")
        sheet.write_comment("B2", "ask him", {"author": "Layla"})
        sheet.write_url("B5", "https://example.org/x", string="link", tip="open it")
        sheet.set_header("&Lsecret copy")
        sheet.data_validation(
            "C3",
            {
                "validate": "list",
                "source": ["one", "two"],
                "input_title": "Choose",
                "input_message": "one of two",
            },
        )
        book.set_properties({"author": "Karim", "title": "List of May", "company": "Nakheel"})
    lines = _lines(list(SHEETS.read(path, path.name)))
    assert ("drawing1 of Calls", "words in a box", None, None) in lines
    assert ("comments1 of Calls", "ask him", "B2", "Layla") in lines
    assert ("links of Calls", "https://example.org/x", "hyperlink", None) in lines
    assert {
        ("&Lsecret copy", "oddHeader"),
        ("Choose", "promptTitle"),
        ("one of two", "prompt"),
        ('"one,two"', "formula1"),
        ("open it", "tooltip"),
    } <= {(text, at) for _, text, at, _ in lines}
    assert {("Karim", "creator"), ("List of May", "title"), ("Nakheel", "Company")} <= {
        (text, at) for _, text, at, _ in lines
    }


def test_an_open_document_sheet_with_notes_boxes_links_and_properties(tmp_path: Path) -> None:
    items = _ods(
        tmp_path / "a.ods",
        {
            "content.xml": CONTENT,
            "meta.xml": (
                "<m><dc:creator>Karim</dc:creator><meta:user-defined "
                "meta:name='Case'>7</meta:user-defined></m>"
            ),
        },
    )
    lines = _lines(items)
    assert ("comments", "a note & more", None, "Ali") in lines
    assert ("text boxes", "in the box", None, None) in lines
    assert ("links", "https://example.org/x", "hyperlink", None) in lines
    assert ("properties", "Karim", "dc:creator", None) in lines


def test_encrypted_sheets_are_called_encrypted(tmp_path: Path) -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    items = _ods(tmp_path / "a.ods", {"content.xml": "\x07 not XML", "META-INF/manifest.xml": manifest})
    assert [item.code for item in items if isinstance(item, Problem)] == ["document-encrypted"]


class _Stream:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def exists(self, name: str) -> bool:
        return name == "Workbook"

    def openstream(self, name: str) -> io.BytesIO:
        return io.BytesIO(self.data)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def test_comments_and_boxes_of_the_old_binary_workbook() -> None:
    box = _record(0x5D, struct.pack("<HHHH", 0x15, 18, 25, 7)) + _record(
        0x1B6, struct.pack("<HHHHHH", 0, 0, 0, 0, 0, 6)
    )
    wide = _record(0x3C, b"\x01" + "ملاحظة"[:6].encode("utf-16-le"))
    free = (
        _record(0x5D, struct.pack("<HHHH", 0x15, 18, 6, 8))
        + _record(0x1B6, struct.pack("<HHHHHH", 0, 0, 0, 0, 0, 3))
        + _record(0x3C, b"\x00box")
    )
    note = _record(0x1C, struct.pack("<HHHH", 4, 27, 0, 7) + struct.pack("<HB", 3, 0) + b"Ali\0")
    head = _record(0x14, struct.pack("<HB", 6, 0) + b"&Ldraft")
    found = biff_texts(cast(OleFileIO, _Stream(head + box + wide + free + note)))
    assert found == [("oddHeader", None, "&Ldraf"), ("AB5", "Ali", "ملاحظة"), (None, None, "box")]


def test_a_document_with_an_inserted_one_comments_links_and_pictures_described(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>kept</w:t></w:r><w:r><w:instrText> HYPERLINK "https://example.org/x" '
        '</w:instrText></w:r></w:p><w:altChunk r:id="r1" xmlns:r="urn:r"/>'
        '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="p" descr="a red '
        'car"/></w:drawing></w:r></w:p>'
    )
    comments = (
        '<w:comments xmlns:w="urn:w"><w:comment w:id="0" w:author="Layla"><w:p><w:r><w:t>check '
        "this</w:t></w:r></w:p></w:comment></w:comments>"
    )
    relations = (
        '<r><Relationship Id="r2" Type="x/hyperlink" Target="https://example.org/y" '
        'TargetMode="External"/></r>'
    )
    more = {
        "word/afchunk.mht": b"MIME-Version: 1.0\n\ninside",
        "word/comments.xml": comments.encode(),
        "word/_rels/document.xml.rels": relations.encode(),
        "docProps/core.xml": b"<c><creator>Karim</creator><created>2024-01-01</created></c>",
        "word/styles.xml": b"<w:styles xmlns:w='urn:w'/>",
        "word/diagrams/data1.xml": b"<d xmlns:a='urn:a'><a:p><a:r><a:t>box of a diagram</a:t></a:r></a:p></d>",  # noqa: E501
    }
    items = read(tmp_path, build(body, more))
    lines = _lines(items)
    assert ("comments", "check this", None, "Layla") in lines
    assert ("links of document", "https://example.org/y", "hyperlink", None) in lines
    assert {('HYPERLINK "https://example.org/x"', "field"), ("a red car", "descr"), ("Karim", "creator")} <= {
        (text, at) for _, text, at, _ in lines
    }
    assert ("data1", "box of a diagram", None, None) in lines
    assert [item.path for item in items if isinstance(item, Member)] == ["word/afchunk.mht"]
    assert {item.field for item in items if isinstance(item, Aside)} == {
        "docProps/core.xml",
        "word/styles.xml",
    }
    assert WORD.version == 2


def test_a_workbook_whose_members_have_backslashes_is_a_workbook() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[content_types].xml", "<Types/>")
        archive.writestr(zipfile.ZipInfo("wtf/workbook.xml"), "<workbook/>")
    assert SHEETS.sniff(target.getvalue(), "x").score > 0.9
    assert SHEETS.sniff(target.getvalue().replace(b"wtf/workbook.xml", b"xl\\worksheets.xm"), "x").score > 0.9
