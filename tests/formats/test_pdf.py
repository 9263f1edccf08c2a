"""PDF: text per page, pictures told, Arabic repaired. The documents are built here, byte by byte."""

from pathlib import Path

import pytest

from tahqiq.formats.pdf import READER
from tahqiq.formats.reader import Item, Member, Records
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem


def pdf(pages: list[list[str] | None]) -> bytes:
    """A PDF whose pages hold lines of any Unicode letters through a ToUnicode map; None makes a page with
    only a picture."""
    letters = sorted({letter for lines in pages if lines for line in lines for letter in line})
    codes = {letter: index + 1 for index, letter in enumerate(letters)}
    pairs = "\n".join(f"<{code:02X}> <{ord(letter):04X}>" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\n"
        "endbfchar endcmap end end"
    )
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", stream("", cmap)]
    objects.append(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 3 0 R /FirstChar 0 /LastChar 255 >>"
    )
    objects.append(
        stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            "x",
        )
    )
    kids = []
    for lines in pages:
        if lines is None:
            content = "q 100 0 0 100 50 50 cm /I Do Q"
        else:
            shown = [
                f"1 0 0 1 50 {700 - 20 * at} Tm <{''.join(f'{codes[c]:02X}' for c in line)}> Tj"
                for at, line in enumerate(lines)
            ]
            content = "BT /F 12 Tf " + " ".join(shown) + " ET"
        objects.append(stream("", content))
        resources = "<< /Font << /F 4 0 R >> /XObject << /I 5 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {resources} /Contents "
            f"{len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assemble(objects)


def stream(entries: str, content: str) -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def assemble(objects: list[str]) -> bytes:
    body = "%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} "
        f"/Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    )
    return (body + tail).encode("latin-1")


def read(tmp_path: Path, data: bytes) -> list[Item]:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return list(READER.read(path, "a.pdf"))


def texts(items: list[Item]) -> list[tuple[str, list[int], list[str]]]:
    return [
        (item.part.name, item.rows.tolist(), item.columns.to_pydict()["text"])
        for item in items
        if isinstance(item, Records)
    ]


def codes(items: list[Item]) -> list[str]:
    return [item.code for item in items if isinstance(item, Problem)]


def test_pages_and_lines(tmp_path: Path) -> None:
    items = read(tmp_path, pdf([["First line", "Second line 12"], ["Other page"]]))
    assert texts(items) == [("1", [1, 2], ["First line", "Second line 12"]), ("2", [1], ["Other page"])]
    assert codes(items) == []


def test_a_picture_is_told_with_its_page_and_costs_no_record(tmp_path: Path) -> None:
    items = read(tmp_path, pdf([["Readable text"], None]))
    problems = [item for item in items if isinstance(item, Problem)]
    assert [(problem.code, problem.place.label(), problem.records) for problem in problems] == [
        ("page-is-picture", "page 2", 0)
    ]
    assert problems[0].say("en").sentence == "Page 2 is a picture, not read."


LOGICAL = [
    "ورد تقرير من المصدر عن شحنة كبيرة",
    "في مدينة البصرة بتاريخ 2024/05/01",
    "على متن شاحنة من نوع Volvo",
]


def drawn(line: str) -> str:
    return " ".join(word if word.isascii() else word[::-1] for word in reversed(line.split(" ")))


def test_both_orders_of_an_arabic_page_come_out_in_reading_order(tmp_path: Path) -> None:
    for lines in (LOGICAL, [drawn(line) for line in LOGICAL]):
        items = read(tmp_path, pdf([lines]))
        assert texts(items)[0][2] == LOGICAL


def test_one_of_the_two_orders_needed_repair_and_says_so(tmp_path: Path) -> None:
    found = [codes(read(tmp_path, pdf([lines]))) for lines in (LOGICAL, [drawn(line) for line in LOGICAL])]
    assert sorted(found) == [[], ["text-order-repaired"]]


def test_encrypted_damaged_and_cut(tmp_path: Path) -> None:
    whole = pdf([["Some text here"]])
    assert codes(read(tmp_path, b"%PDF-1.4 nothing")) == ["document-damaged"]
    for cut in range(20, len(whole), 150):
        assert read(tmp_path, whole[:cut])


def test_a_password_is_named(tmp_path: Path) -> None:
    reportlab = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab is part of the test tools")
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    path = tmp_path / "locked.pdf"
    canvas = reportlab.Canvas(str(path), encrypt=encryption.StandardEncryption("secret", "owner"))
    canvas.drawString(100, 100, "hidden")
    canvas.save()
    items = list(READER.read(path, "locked.pdf"))
    assert codes(items) == ["document-encrypted"]
    assert not [item for item in items if isinstance(item, Member)]


def test_remarks_forms_links_bookmarks_and_description_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    reportlab = pytest.importorskip("reportlab.pdfgen.canvas")
    canvas = reportlab.Canvas(str(path))
    canvas.setTitle("List of May")
    canvas.setAuthor("Karim")
    canvas.drawString(72, 700, "seen on the page")
    canvas.textAnnotation("ask him again", Rect=[72, 600, 100, 620])
    canvas.linkURL("https://example.org/x", (72, 690, 200, 712))
    canvas.acroForm.textfield(name="plate", value="KRK 12345", x=72, y=500)
    canvas.bookmarkPage("p")
    canvas.addOutlineEntry("Chapter of the crossing", "p")
    canvas.save()
    items = list(READER.read(path, "a.pdf"))
    found = {
        (row.get("at"), row["text"])
        for item in items
        if isinstance(item, Records)
        for row in item.columns.to_pylist()
    }
    assert found >= {
        (None, "seen on the page"),
        ("annotation Contents", "ask him again"),
        ("annotation T", "plate"),
        ("annotation V", "KRK 12345"),
    }
    assert found >= {
        ("link", "https://example.org/x"),
        ("Title", "List of May"),
        ("Author", "Karim"),
        ("bookmark", "Chapter of the crossing"),
    }
    assert {item.field for item in items if isinstance(item, Aside)} >= {"Producer", "CreationDate"}
