"""Files that once took the server down: each is a located problem, and the program goes on."""

import zipfile
import zlib
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.reader import Limits
from tahqiq.formats.registry import reader
from tahqiq.model.problem import Problem
from tahqiq.workbench import Workbench

BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet '
    'name="s" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="xml" ContentType="application/xml"/></Types>'
)
SHEET = (
    "<worksheet "
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
ROWS = {
    "far cell": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
    "single quotes": "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",  # noqa: E501
    "no row number": '<row><c r="A1"><v>1</v></c><c r="ZZZ1048576"><v>1</v></c></row>',
    "spaces": '<row r = "1"><c r = "A1"><v>1</v></c><c r = "XFD1048576"><v>1</v></c></row>',
    "small letters": '<row r="1"><c r="a1"><v>1</v></c><c r="xfd1048576"><v>1</v></c></row>',
    "prefix": (
        '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1"><x:c '
        'r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
    ),
}


def book(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("xl/workbook.xml", BOOK)
        made.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        made.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows))
    assert path.stat().st_size < 3_000
    return path


@pytest.mark.parametrize("kind", ROWS)
def test_a_sheet_that_spans_everything_is_refused(tmp_path: Path, kind: str) -> None:
    path = book(tmp_path / "bomb.xlsx", ROWS[kind])
    items = list(reader("spreadsheet").read(path, path.name, Limits()))
    assert [item.code for item in items if isinstance(item, Problem) and item.records]


def test_the_program_survives_a_sheet_that_no_check_foresaw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check is taken away in the reader's process by a smaller memory: the process ends, the intake tells
    it and goes on."""
    root, folder = tmp_path / "ws", tmp_path / "in"
    folder.mkdir()
    book(
        folder / "a.xlsx",
        "".join(
            f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="Z{row}"><v>2</v></c></row>'
            for row in (1, 900_000)
        ),
    )
    (folder / "b.csv").write_text("name,phone\nSara Omar,07430000002\n", "utf-8")
    Door.found(root).close()
    with Workbench.opened(root) as bench:
        from tahqiq.collect import intake

        monkeypatch.setattr(intake, "DEFAULT_LIMITS", Limits(max_memory=64 << 20))
        one, two = intake.Intake(bench.door, bench.actor, Limits(max_memory=64 << 20)).collect(
            [folder], bench.deposit(zone="Asia/Baghdad")
        )
        assert (one.status, one.problems >= 1) == ("published", True)
        assert (two.status, two.mapped) == ("published", 1)
        assert bench.verify().holds


def test_a_small_pdf_that_unfolds_to_gigabytes_ends_nothing_but_its_reader(tmp_path: Path) -> None:
    """Files of 1 to 3 kB took more than 6 GiB: a page whose content is packed twice."""
    once = zlib.compressobj(9)
    inner = b"".join(once.compress(b"0 0 m 1 1 l S " * (1 << 16)) for _ in range(220)) + once.flush()
    content = zlib.compress(inner, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
        % (len(content), content),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += (
        b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(data))
    )
    path = tmp_path / "bomb.pdf"
    path.write_bytes(data)
    assert len(data) < 8_000
    items = list(read_confined(reader("pdf"), path, path.name, Limits(max_memory=96 << 20)))
    assert {item.code for item in items if isinstance(item, Problem)} & {
        "reader-stopped",
        "limit-reached",
        "pdf-broken",
        "page-too-large",
    }
