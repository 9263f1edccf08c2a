"""The receipt as a PDF, set by Typst: one page A4, figures and words, lines for signatures or a mark."""

from dataclasses import dataclass
from datetime import datetime

from tahqiq.desks.covert.moments import stamp
from tahqiq.kit.amount_words import dinars
from tahqiq.kit.exercise_mark import band
from tahqiq.kit.locale import format_date, format_number
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.messages import message
from tahqiq.kit.office import office_zone
from tahqiq.products.briefing.typeset import FONTS, q
from tahqiq.products.paper.typst_pdf import pdf_of

PAGE = """#set document(title: {title}, date: none)
#set text(font: {fonts}, fallback: false, size: 11.5pt, lang: {lang}, dir: {dir})
#let b(body) = text(stroke: 0.028em + black, body)
#set page(paper: "a4", margin: 22mm, header: text(size: 9pt, b({band})))
#block(below: 1.2em, text(size: 19pt, b({title})))
#table(columns: (34%, 1fr), stroke: 0.4pt + luma(120), inset: 6pt, align: start + horizon, {rows})
#v(6mm)
#par(text({says}))
#v(8mm)
#grid(columns: (1fr, 1fr), gutter: 9mm, {boxes})
"""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says: the ``number`` of the payment, the ``code`` of the source, ``amount`` in IQD, who
    paid and who saw it ("" : a line is left to write on)."""

    number: str
    code: str
    amount: int
    paid_at: datetime
    payer: str
    witness: str


def pdf(receipt: Receipt, language: str) -> bytes:
    """The bytes of the file."""
    return pdf_of(text_of(receipt, language))


def text_of(receipt: Receipt, language: str) -> str:
    """The receipt as Typst's text."""

    def say(name: str) -> str:
        return message(f"covert-receipt-{name}", language, {}).sentence

    known = locale_of(language)
    blank = "…………………………"
    amount = f"{format_number(receipt.amount, language, 'latn')} {say('currency')}"
    rows = (
        ("number", _code(receipt.number)),
        ("source", _code(receipt.code)),
        ("amount", f"text({q(amount)})"),
        ("words", f"text({q(dinars(receipt.amount, language))})"),
        ("paid-at", f"text({q(format_date(stamp(receipt.paid_at), language, office_zone(), 'latn'))})"),
        ("payer", f"text({q(receipt.payer or blank)})"),
        ("witness", f"text({q(receipt.witness or blank)})"),
    )
    cells = ", ".join(f"[#b({q(say(name))})], [#{value}]" for name, value in rows)
    boxes = ", ".join(
        f"box(width: 100%, height: 26mm, stroke: 0.5pt, inset: 4pt, text(size: 9pt, {q(say(name))}))"
        for name in ("sign-source", "sign-payer", "sign-witness", "sign-date")
    )
    return PAGE.format(
        title=q(say("title")),
        fonts=FONTS,
        lang=q("ar" if language == "ar" else "en"),
        dir=known.direction,
        band=q(band(known.tag)),
        rows=cells,
        says=q(say("says")),
        boxes=boxes,
    )


def _code(text: str) -> str:
    return f"box(text(dir: ltr, {q(text)}))"
