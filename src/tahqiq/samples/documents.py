"""Twenty reports in Arabic, English and Sorani (Word, PDF with text, one scan) and the order that covers the
call records."""

from io import BytesIO
from pathlib import Path
from random import Random

import docx
import numpy as np
import pypdfium2
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement

from tahqiq.samples.calls import Calls
from tahqiq.samples.network import Case
from tahqiq.samples.pdf import Document, picture_page
from tahqiq.samples.reserved_numbers import local
from tahqiq.samples.sheets import SAMPLE, WRITTEN, fixed_zip
from tahqiq.samples.talk import REPORT_AR, REPORT_CKB, REPORT_EN, Filler
from tahqiq.samples.truth import Truth

FOLDER = "08_reports"
TEXTS = {"ar": REPORT_AR, "en": REPORT_EN, "ckb": REPORT_CKB}
TITLES = {"ar": "تقرير معلومات", "en": "Information report", "ckb": "ڕاپۆرتی زانیاری"}
GRADES = {
    "ar": "تقييم المصدر: {0}   تقييم المعلومة: {1}",
    "en": "Source: {0}   Information: {1}",
    "ckb": "سەرچاوە: {0}   زانیاری: {1}",
}
PLAN = (
    "docx-ar",
    "docx-en",
    "pdf-ar",
    "docx-ar",
    "pdf-en",
    "docx-ckb",
    "docx-en",
    "pdf-ar",
    "docx-ar",
    "pdf-en",
    "scan-ar",
    "docx-en",
    "docx-ar",
    "pdf-ckb",
    "docx-en",
    "docx-ar",
    "pdf-en",
    "docx-ckb",
    "docx-en",
    "pdf-ar",
)
SCAN_DPI = 110


def documents(case: Case, calls: Calls, rng: Random, truth: Truth) -> None:
    """Write the order and the twenty reports. In each, row = paragraph, counted from 1 in the body without
    header and empty paragraphs."""
    order(case, truth)
    for number, plan in enumerate(PLAN, 1):
        form, language = plan.split("-")
        report(case, rng, truth, number, form, language)


def order(case: Case, truth: Truth) -> None:
    """The judge's order: number, numbers covered, period."""
    entry = truth.file("01_authority/قرار_قضائي_عينة_SAMPLE.docx", "authority", "docx")
    phones = [phone for key, phone in case.phones.items() if key.startswith("T")]
    lines = [
        f"قرار قضائي {SAMPLE}",
        "العدد: SMP-2026-117",
        f"الفترة: {case.period()}",
        "الأرقام المشمولة:",
    ]
    lines += [local(phone.e164) for phone in phones]
    entry.records, entry.note = (
        len(lines),
        "covers all ordered numbers; one delivery begins ten days earlier than the order",
    )
    _word(truth.evidence / entry.path, lines, rtl=True, title=lines[0])


def report(case: Case, rng: Random, truth: Truth, number: int, form: str, language: str) -> None:
    """One report of a title, a line of date and grade, and four to six sentences."""
    suffix = "docx" if form == "docx" else "pdf"
    entry = truth.file(
        f"{FOLDER}/SMP-R-{number:02d}_{language}.{suffix}", "report", "scan" if form == "scan" else suffix
    )
    filler, texts = Filler(case, rng, truth, entry), TEXTS[language]
    chosen = sorted(rng.sample(range(len(texts)), min(len(texts), rng.randrange(4, 7))))
    lines = [
        f"{TITLES[language]} SMP-R-{number:02d} {SAMPLE}",
        case.day(rng.randrange(3, 7), rng.randrange(1, 29)).isoformat(),
        GRADES[language].format(rng.choice("ABC"), rng.choice("123")),
    ]
    lines += [filler.fill(texts[at], row, "", "") for row, at in enumerate(chosen, 4)]
    entry.records = len(lines)
    rtl, path = language != "en", truth.evidence / entry.path
    if form == "docx":
        _word(path, lines, rtl=rtl, title=lines[0])
        return
    data = _pdf(lines, rtl)
    if form == "scan":
        entry.records, entry.note = 0, "a picture, no text layer: one page not read"
        entry.trouble("picture-not-read", 1, "", "", part="1", lost=True)
        data = _scan(data, rng)
        truth.forget(entry)
    path.write_bytes(data)


def _word(path: Path, lines: list[str], *, rtl: bool, title: str) -> None:
    document: WordDocument = docx.Document()
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, "SAMPLE", "SAMPLE", "Invented data"
    core.created = core.modified = WRITTEN
    document.sections[0].header.paragraphs[0].text = SAMPLE
    for at, line in enumerate(lines):
        paragraph = document.add_heading(line, 1) if at == 0 else document.add_paragraph(line)
        if rtl:
            paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    buffer = BytesIO()
    document.save(buffer)
    path.write_bytes(fixed_zip(buffer.getvalue()))


def _pdf(lines: list[str], rtl: bool) -> bytes:
    document = Document(lines[0])
    for at, line in enumerate(lines):
        document.paragraph(line, rtl=rtl, size=16 if at == 0 else 12)
    return document.save()


def _scan(data: bytes, rng: Random) -> bytes:
    """The page as a scanner would give it: black and white, with specks, no text."""
    page = pypdfium2.PdfDocument(data)[0]
    grey = np.asarray(page.render(scale=SCAN_DPI / 72, grayscale=True).to_numpy()).reshape(-1)
    height = round(page.get_height() * SCAN_DPI / 72 + 0.4999)
    width = grey.size // height
    white = grey.reshape(height, width) > 140
    for _ in range(400):
        white[rng.randrange(height), rng.randrange(width)] ^= True
    return picture_page(width, height, np.packbits(white, axis=1).tobytes(), f"Scan {SAMPLE}")
