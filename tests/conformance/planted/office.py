"""Workbooks and Word documents: cells and paragraphs, and everything that stands beside them in the file."""

import io
import zipfile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from . import Planter, Tokens

HEAD = ("Name", "Phone", "Shoe")


def workbook(tokens: Tokens) -> tuple[str, bytes]:
    """Two sheets, one hidden; comments, links, names, headers of pages, properties."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(tokens("sheet name"))
    for row in (
        HEAD,
        (tokens("Name", "Karim Zaki Plum"), tokens("Phone", "+9647431110001"), tokens("Shoe")),
        ("Sara Omar", "07431110002", "38"),
    ):
        sheet.append(list(row))
    sheet["A2"].comment = Comment(tokens("xl/comments/comment1.xml"), "somebody")
    sheet["B2"].hyperlink = f"https://plum.example/{tokens('hyperlink')}"
    sheet["D3"] = "=1+1"
    header = sheet.oddHeader
    assert header is not None
    assert header.center is not None
    header.center.text = tokens("header and footer")
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    for row in (
        HEAD,
        (tokens("Name", "Nour Zaki Plum"), "07431110003", tokens("Shoe")),
        ("Ali Omar", "07431110004", "40"),
    ):
        hidden.append(list(row))
    book.properties.creator, book.properties.title = tokens("creator"), tokens("title")
    book.properties.keywords, book.properties.description = tokens("keywords"), tokens("description")
    name = tokens("xl/workbook.xml")
    book.defined_names[name] = DefinedName(name, attr_text="'Hidden'!$A$1")
    out = io.BytesIO()
    book.save(out)
    return "book.xlsx", out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(tokens: Tokens) -> tuple[str, bytes]:
    """Text, a table, deleted text, header, footer, notes, comments, properties, a part of custom XML."""

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    cells = "".join(f"<w:tc>{paragraph(tokens('cell'))}</w:tc>" for _ in range(2))
    deleted = f"<w:p><w:del><w:r><w:delText>{tokens('deleted')}</w:delText></w:r></w:del></w:p>"
    body = paragraph(tokens("text")) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + deleted
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {W}>{paragraph(tokens('header'))}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {W}>{paragraph(tokens('footer'))}</w:ftr>",
        "word/footnotes.xml": f"<w:footnotes {W}><w:footnote>{paragraph(tokens('footnote'))}</w:footnote></w:footnotes>",  # noqa: E501
        "word/comments.xml": f"<w:comments {W}><w:comment>{paragraph(tokens('comment'))}</w:comment></w:comments>",  # noqa: E501
        "docProps/core.xml": f"<p><creator>{tokens('creator')}</creator><lastModifiedBy>{tokens('lastModifiedBy')}</lastModifiedBy></p>",  # noqa: E501
        "docProps/custom.xml": f"<p><property name='Case'><v>{tokens('v')}</v></property></p>",
        "customXml/item1.xml": f"<x>{tokens('customXml/item1.xml')}</x>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return "letter.docx", out.getvalue()


PLANTERS: dict[str, Planter] = {"spreadsheet": workbook, "docx": word}
