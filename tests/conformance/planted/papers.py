"""Workbooks, documents, pages, pictures, archives: a text of its own in every place that each may hold."""

import io
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from PIL import ExifTags, Image
from reportlab.pdfgen.canvas import Canvas

from . import Planter, Tokens

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def xlsx(tokens: Tokens) -> tuple[str, bytes]:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Page one")
    for row in range(4):
        sheet.write_row(
            row, 0, ["Name", "Note", "Sum"] if row == 0 else [tokens("Name"), tokens("Note"), 4000 + row]
        )
    sheet.write_formula(4, 2, "=SUM(C2:C4)", None, tokens("#3", "12006"))
    sheet.insert_textbox(6, 3, tokens("drawing1 of Page one"))
    sheet.write_comment("B2", tokens("comments1 of Page one"), {"author": tokens("author")})
    sheet.write_url(
        "E7", f"https://example.org/{tokens('links of Page one')}", string="link", tip=tokens("tooltip")
    )
    sheet.set_header(f"&L{tokens('oddHeader')}")
    sheet.set_footer(f"&C{tokens('oddFooter')}")
    sheet.data_validation(
        "C8",
        {
            "validate": "list",
            "source": [tokens("formula1"), "b"],
            "input_title": tokens("promptTitle"),
            "input_message": tokens("prompt"),
        },
    )
    hidden = book.add_worksheet("Kept back")
    hidden.write(0, 0, tokens("#1"))
    hidden.hide()
    sheet.write(9, 0, tokens("Name"))
    sheet.set_row(9, None, None, {"hidden": True})
    book.set_properties(
        {
            name: tokens(name)
            for name in (
                "title",
                "subject",
                "author",
                "manager",
                "company",
                "category",
                "keywords",
                "comments",
            )
        }
    )
    book.set_custom_property("Case file", tokens("Case file"))
    book.close()
    return "book.xlsx", out.getvalue()


def xlsx_of_another_writer(tokens: Tokens) -> tuple[str, bytes]:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Name", "Note"], [tokens("Name"), tokens("Note")], [tokens("Name"), tokens("Note")]):
        sheet.append(row)
    sheet["A2"].comment = Comment(tokens("comment1 of Sheet"), tokens("author"))
    book.properties.creator = tokens("creator")
    book.save(out)
    return "book.xlsx", out.getvalue()


def ods(tokens: Tokens) -> tuple[str, bytes]:
    t = tokens
    cells = "".join(
        (
            "<table:table-row><table:table-cell "
            f'office:value-type="string"><text:p>{a}</text:p></table:table-cell><table:table-cell '
            f'office:value-type="string"><text:p>{b}</text:p></table:table-cell></table:table-row>'
        )
        for a, b in (("Name", "Note"), (t("Name"), t("Note")), (t("Name"), t("Note")))
    )
    content = f"""<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink">
<office:body><office:spreadsheet><table:table table:name="S"><table:shapes><draw:frame><draw:text-box><text:p>{t("text boxes")}</text:p></draw:text-box></draw:frame></table:shapes>{cells}
<table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>{t("author")}</dc:creator><text:p>{t("comments")}</text:p></office:annotation><text:p>x <text:a xlink:href="https://example.org/{t("links")}">y</text:a></text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""  # noqa: E501
    styles = f"<office:document-styles><style:header><text:p>{t('page headers')}</text:p></style:header></office:document-styles>"  # noqa: E501
    meta = (
        f"<m><dc:title>{t('dc:title')}</dc:title><meta:user-defined "
        f'meta:name="Case">{t("Case")}</meta:user-defined></m>'
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": content,
        "styles.xml": styles,
        "meta.xml": meta,
        "settings.xml": f"<s>{t('settings.xml')}</s>",
    }
    return "book.ods", _zip({name: text.encode() for name, text in members.items()})


def docx(tokens: Tokens) -> tuple[str, bytes]:
    t = tokens

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    def story(kind: str, inner: str) -> bytes:
        return f'<w:{kind} xmlns:w="{W}">{inner}</w:{kind}>'.encode()

    table = f"<w:tbl><w:tr><w:tc>{paragraph(t('Table 1'))}</w:tc><w:tc>{paragraph(t('Table 1'))}</w:tc></w:tr></w:tbl>"  # noqa: E501
    box = (
        "<w:p><w:r><mc:AlternateContent "
        f'xmlns:mc="urn:mc"><mc:Choice><w:txbxContent>{paragraph(t("text box"))}</w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>'  # noqa: E501
    )
    body = f"""{paragraph(t("text"))}{table}{box}<w:p><w:del w:author="{t("del author")}"><w:r><w:delText>{t("deleted text of document")}</w:delText></w:r></w:del>
<w:r><w:instrText> HYPERLINK "{t("field")}" </w:instrText></w:r><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" descr="{t("descr")}" title="{t("title")}"/></w:drawing></w:r>
<w:hyperlink w:tooltip="{t("tooltip")}"><w:r><w:t>{t("text")}</w:t></w:r></w:hyperlink></w:p><w:sdt><w:sdtContent>{paragraph(t("content control"))}</w:sdtContent></w:sdt><w:altChunk/>"""  # noqa: E501
    members = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": story("document", f"<w:body>{body}</w:body>"),
        "word/header1.xml": story("hdr", paragraph(t("header1"))),
        "word/footer1.xml": story("ftr", paragraph(t("footer1"))),
        "word/footnotes.xml": story("footnotes", f"<w:footnote>{paragraph(t('footnotes'))}</w:footnote>"),
        "word/endnotes.xml": story("endnotes", f"<w:endnote>{paragraph(t('endnotes'))}</w:endnote>"),
        "word/comments.xml": story(
            "comments", f'<w:comment w:author="{t("author")}">{paragraph(t("comments"))}</w:comment>'
        ),
        "word/afchunk.txt": f"{t('inserted document')} and more".encode(),
        "word/diagrams/data1.xml": f"<d xmlns:a='urn:a'><a:p><a:r><a:t>{t('data1')}</a:t></a:r></a:p></d>".encode(),  # noqa: E501
        "word/charts/chart1.xml": (
            "<c "
            f"xmlns:a='urn:a'><a:p><a:r><a:t>{t('chart1')}</a:t></a:r></a:p><v>{t('values of a chart')}</v></c>"  # noqa: E501
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<r><Relationship Type="x/hyperlink" Target="https://example.org/{t("links of document")}" '
            'TargetMode="External"/></r>'
        ).encode(),
        "word/styles.xml": story("styles", f"<w:style>{t('word/styles.xml')}</w:style>"),
        "word/settings.xml": story("settings", t("word/settings.xml")),
        "customXml/item1.xml": f"<i>{t('customXml/item1.xml')}</i>".encode(),
        "docProps/core.xml": f"<c><creator>{t('creator')}</creator><title>{t('title')}</title><created>{t('docProps/core.xml')}</created></c>".encode(),  # noqa: E501
        "docProps/app.xml": f"<c><Company>{t('Company')}</Company><Application>{t('docProps/app.xml')}</Application></c>".encode(),  # noqa: E501
    }
    return "paper.docx", _zip(members)


def html(tokens: Tokens) -> tuple[str, bytes]:
    t = tokens
    page = f"""<!doctype html><html lang="{t("lang")}"><head><title>{t("title")}</title><meta name="author" content="{t("meta author")}"><style>p {{ color: {t("style")} }}</style></head>
<body class="{t("class")}"><!-- {t("remark")} --><p>{t("text")} <a href="https://example.org/{t("a href")}" title="{t("a title")}">{t("text")}</a></p>
<table><tr><td>{t("Table 1")}<td>{t("Table 1")}</table><img src="{t("img src")}.png" alt="{t("img alt")}" data-x="{t("data-x")}"><form action="{t("form action")}"><input value="{t("input value")}"><textarea>{t("text")}</textarea></form>
<div hidden>{t("hidden div")}</div><noscript>{t("hidden noscript")}</noscript><script>var a = "{t("script")}"</script></body></html>"""  # noqa: E501
    return "page.html", page.encode()


def pdf(tokens: Tokens) -> tuple[str, bytes]:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setTitle(tokens("Title"))
    canvas.setAuthor(tokens("Author"))
    canvas.setSubject(tokens("Subject"))
    canvas.setKeywords(tokens("Keywords"))
    canvas.setCreator(tokens("Creator"))
    canvas.drawString(72, 700, tokens("text"))
    canvas.textAnnotation(tokens("annotation Contents"), Rect=[72, 600, 100, 620])
    canvas.linkURL(f"https://example.org/{tokens('link')}", (72, 690, 200, 712))
    canvas.acroForm.textfield(
        name=tokens("annotation T"),
        value=tokens("annotation V"),
        tooltip=tokens("annotation TU"),
        x=72,
        y=500,
    )
    canvas.bookmarkPage("p")
    canvas.addOutlineEntry(tokens("bookmark"), "p")
    canvas.showPage()
    canvas.drawString(72, 700, tokens("text"))
    canvas.save()
    return "paper.pdf", out.getvalue()


def media(tokens: Tokens) -> tuple[str, bytes]:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0110], exif[0x010F], exif[0x013B] = (
        tokens("exif Model"),
        tokens("exif Make"),
        tokens("exif Artist"),
    )
    exif.get_ifd(ExifTags.IFD.Exif).update(
        {
            0x9003: tokens("exif DateTimeOriginal", "2024:05:01 10:17:43"),
            0xA430: tokens("exif CameraOwnerName"),
        }
    )
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            1: "N",
            2: (33.0, 18.0, 55.5),
            3: "E",
            4: (44.0, 21.0, 0.0),
            27: tokens("exif GPSProcessingMethod").encode(),
        }
    )
    Image.new("RGB", (4, 3)).save(out, "JPEG", exif=exif, comment=tokens("comment"))
    return "seen.jpg", out.getvalue()


def archive(tokens: Tokens) -> tuple[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.comment = tokens("archive").encode()
        info = zipfile.ZipInfo(f"{tokens('name of a file')}.txt")
        info.comment = tokens("comment of a file").encode()
        packed.writestr(info, f"{tokens('text')} in the file")
    return "pack.zip", out.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


PLANTERS: dict[str, Planter] = {
    "spreadsheet-beside": xlsx,
    "spreadsheet-openpyxl": xlsx_of_another_writer,
    "spreadsheet-ods": ods,
    "docx-beside": docx,
    "html": html,
    "pdf": pdf,
    "media-exif": media,
    "archive-remarks": archive,
}
