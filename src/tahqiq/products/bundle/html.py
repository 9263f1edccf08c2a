"""The small parts that the pages of a bundle are made of: tables, paragraphs and values, in the direction of
their language."""

from collections.abc import Iterable, Sequence
from html import escape

from tahqiq.kit.exercise_mark import MARK
from tahqiq.kit.exercise_mark import band as exercise_band
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import visible

STYLE = """
@page{size:A4;margin:14mm 13mm 16mm}
*{box-sizing:border-box}
body{font:10.5pt/1.45 "Noto Sans Arabic","Noto Sans","Noto Naskh Arabic","Segoe UI",Tahoma,sans-serif;\
color:#000;background:#fff;max-width:190mm;margin:0 auto;padding:8mm 4mm}
h1{font-size:20pt;line-height:1.25;margin:0 0 3mm}h2{font-size:13.5pt;margin:9mm 0 2mm;\
border-block-end:1.5pt solid #000;padding-block-end:1mm;break-after:avoid}
h3{font-size:11.5pt;margin:5mm 0 1mm;break-after:avoid}p{margin:1.5mm 0}
table{border-collapse:collapse;inline-size:100%;margin:2mm 0;font-size:9pt}caption{text-align:start;\
font-weight:700}
th,td{border:.6pt solid #555;padding:1mm 1.5mm;text-align:start;vertical-align:top}th,\
td{overflow-wrap:break-word}.long{overflow-wrap:anywhere}th{background:#eee;\
-webkit-print-color-adjust:exact;print-color-adjust:exact}
tr{break-inside:avoid}thead{display:table-header-group}
.facts th{inline-size:32%;font-weight:600}.cover{min-block-size:230mm;border:1.5pt solid #000;padding:10mm}
.band{border:2pt solid #000;padding:2mm 4mm;font-weight:700;text-align:center;margin:4mm 0}\
.quiet{color:#333;font-size:9pt}
.code{font-family:"Noto Sans Mono","DejaVu Sans Mono",Consolas,monospace;font-size:8.5pt;direction:ltr;\
unicode-bidi:isolate;overflow-wrap:anywhere}
.code.whole{white-space:nowrap}
.key{font-size:12pt;font-weight:700;letter-spacing:.03em}
.chart svg{inline-size:100%;block-size:auto;max-block-size:235mm}.chart{border:.6pt solid #555;\
break-inside:avoid}
nav a{color:#000;display:inline-block;margin-inline-end:4mm}
@media screen and (min-width:60em){.chart{margin-inline:calc(50% - 47vw);inline-size:94vw}\
.chart svg{max-block-size:none}}
@media print{nav{display:none}body{padding:0}h2.new{break-before:page}}
"""


LONGEST = 20
"""Letters of a word that is never broken in a cell: a telephone number with its sign, a date."""


WHOLE = 8
"""Letters of a code that is never broken: the number of a value or exhibit."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: object) -> Html:
    """A value as it stands, its direction by its own letters."""
    return (
        value
        if isinstance(value, Html)
        else Html(f"<bdi>{escape(visible(str(value)))}</bdi>" if str(value) else "")
    )


def code(value: object) -> Html:
    """A code, hash or id: always from left to right."""
    told = str(value)
    return Html(
        f'<span class="code{" whole" if len(told) <= WHOLE else ""}" dir="ltr">{escape(told)}</span>'
        if told
        else ""
    )


def paragraph(value: object, kind: str = "") -> Html:
    """A paragraph."""
    return Html(
        f"<p{f' class={kind}' if kind else ''}>{value if isinstance(value, Html) else escape(str(value))}</p>"
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], kind: str = "") -> Html:
    """A table with a row of headings, its cells values or HTML; nothing where there are no rows."""
    body = "".join(
        "<tr>" + "".join(f"<td{_long(cell)}>{text(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in heads)
    said = f" class={kind}" if kind else ""
    return Html(f"<table{said}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else "")


def _long(cell: object) -> str:
    """The mark of a cell with a word that may be broken, since it would push the table beyond the paper."""
    return (
        " class=long"
        if not isinstance(cell, Html) and any(len(word) > LONGEST for word in str(cell).split())
        else ""
    )


def facts(pairs: Iterable[tuple[str, object]]) -> Html:
    """Names and what belongs to them, a row each; without those that have nothing."""
    body = "".join(
        f"<tr><th scope=row>{escape(name)}</th><td>{text(value)}</td></tr>"
        for name, value in pairs
        if str(value)
    )
    return Html(f"<table class=facts><tbody>{body}</tbody></table>")


def section(anchor: str, title: str, *parts: str, new: bool = False) -> Html:
    """A section with its heading."""
    return Html(
        "<section "
        f'id="{anchor}"><h2{" class=new" if new else ""}>{escape(title)}</h2>{"".join(parts)}</section>'
    )


def page(title: str, locale: str, body: str, band: str = "") -> str:
    """A page that is complete in itself; ``band`` stands above every sheet that is printed of it, with the
    number of the sheet below (browsers that know margins of pages, CSS Paged Media 3)."""
    known, exercise = locale_of(locale), exercise_band(locale_of(locale).tag)
    if exercise and exercise not in body:
        body = paragraph(exercise, "band") + body
    body += f"<!-- {MARK.decode()} -->" if exercise else ""
    band = band if exercise in band else " · ".join(filter(None, (exercise, band)))
    quoted = "".join(
        f"\\{ord(one):x} " for one in band
    )  # every sign escaped: nothing of it can end the text or the style
    margins = (
        (
            f'@page{{@top-center{{content:"{quoted}";font-size:8.5pt;'
            'font-weight:700}@bottom-center{content:counter(page) " / " counter(pages);'
            "font-size:8.5pt}}"
        )
        if band
        else ""
    )
    return (
        f'<!doctype html>\n<html lang="{known.tag}" dir="{known.direction}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'; img-src data:\">"
        '<meta name="viewport" '
        f'content="width=device-width"><title>{escape(title)}</title><style>{STYLE}{margins}</style></head><body>{body}</body></html>\n'
    )
