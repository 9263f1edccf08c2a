"""A sheet as one HTML page for A4, black on white: no script, no address outside, every value isolated from
the direction around it."""

import io
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import segno

from tahqiq.casework.forms.paper import Block, Box, Row, Sheet
from tahqiq.kit.exercise_mark import MARK, band


class Font(NamedTuple):
    """A font that the page may use: the family and where it comes from (an address of this server, or a
    ``data:`` address)."""

    family: str
    source: str


_STYLE = """
@page { size: A4; margin: 16mm 15mm 18mm }
* { box-sizing: border-box }
body { font: 11pt/1.5 FAMILIES; color: #000; background: #fff; margin: 0 auto; max-inline-size: 180mm }
header { display: flex; gap: 6mm; align-items: flex-start; border-block-end: 1.5pt solid #000; \
padding-block-end: 3mm }
header div { flex: 1 }
header svg { inline-size: 24mm; block-size: 24mm }
h1 { font-size: 16pt; line-height: 1.3; margin: 0 }
h2 { font-size: 12.5pt; margin-block: 6mm 1mm; border-block-end: .5pt solid #000; break-after: avoid }
.help, .basis, .number { font-size: 9pt; margin: 0 }
dl { display: flex; flex-wrap: wrap; gap: 1mm 8mm; margin-block: 2mm; font-size: 9.5pt }
dl div { display: flex; gap: 2mm; align-items: baseline }
dt { font-weight: 700 }
dd { margin: 0; min-inline-size: 34mm; min-block-size: 1.5em }
.blank dd { border-block-end: .5pt dotted #000 }
.row { break-inside: avoid; padding-block: 1.2mm; display: grid; grid-template-columns: 52mm 1fr; gap: 0 5mm }
.label { font-weight: 700 }
.answer { overflow-wrap: anywhere; white-space: pre-wrap }
.answer p { margin: 0; white-space: normal }
.state { font-style: normal; border: .75pt solid #000; padding: 0 2mm; border-radius: 2pt; font-size: 9.5pt }
.line { block-size: 9mm; border-block-end: .5pt dotted #000 }
.boxes { display: flex; flex-wrap: wrap; gap: .5mm 6mm; white-space: normal }
.boxes span { display: inline-flex; align-items: center; gap: 2mm }
.boxes.states { font-size: 8.5pt; margin-block-start: 1mm }
.box { inline-size: 3.6mm; block-size: 3.6mm; border: .9pt solid #000; display: inline-block; \
position: relative }
.ticked::after { content: ""; position: absolute; inset: -.2mm .9mm .8mm; border: solid #000; \
border-width: 0 1.6pt 1.6pt 0; transform: rotate(40deg); inset-inline: 1mm }
table { inline-size: 100%; border-collapse: collapse; font-size: 9pt }
th, td { border: .5pt solid #000; padding: .6mm 1.2mm; text-align: start; vertical-align: top; \
overflow-wrap: anywhere }
th { font-weight: 700 }
tr { break-inside: avoid }
td p { margin: 0 }
.signature { display: flex; gap: 10mm; margin-block-start: 12mm; break-inside: avoid }
.signature div { flex: 1; border-block-start: .75pt solid #000; padding-block-start: 1mm; font-size: 9pt }
.exercise { border: 1.5pt solid #000; padding: 1mm 3mm; font-weight: 700; text-align: center }
footer { margin-block-start: 6mm; font-size: 8.5pt; text-align: end }
"""


def page(sheet: Sheet, fonts: Sequence[Font] = ()) -> str:
    """The whole HTML document. ``fonts`` come before what the reader's machine has; the same sheet and fonts
    give the same text."""
    faces = "".join(
        f"@font-face{{font-family:{_quoted(font.family)};src:url({_quoted(font.source)})}}" for font in fonts
    )
    families = ", ".join(
        [
            *(_quoted(font.family) for font in fonts),
            "'Noto Sans Arabic Variable'",
            "'Noto Naskh Arabic'",
            "sans-serif",
        ]
    )
    style = faces + _STYLE.replace("FAMILIES", families)
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>"
        f"{' · '.join(f'<bdi>{escape(part)}</bdi>' for part in parts)}</dd></div>"
        for label, *parts in sheet.facts
    )
    blank = "" if any(part for _, *parts in sheet.facts for part in parts) else ' class="blank"'
    basis = (
        f'<p class="basis">{escape(sheet.words["basis"])}: {escape(sheet.basis)}</p>' if sheet.basis else ""
    )
    said = band(sheet.locale)
    exercise = f'<p class="exercise">{escape(said)}</p><!-- {MARK.decode()} -->' if said else ""
    return (
        f'<!doctype html><html lang="{escape(sheet.locale)}" dir="{sheet.direction}"><head><meta '
        'charset="utf-8">'
        f"<title>{escape(sheet.title)} · {escape(sheet.mark)}</title><style>{style}</style></head><body>"
        f"{exercise}<header><div><h1>{escape(sheet.title)}</h1>"
        f"{basis}"
        f'<p class="number">{escape(sheet.words["number"])} <bdi '
        f'dir="ltr">{escape(sheet.mark)}</bdi></p></div>{_code(sheet.mark)}</header>'
        f"<dl{blank}>{facts}</dl><main>{''.join(_block(sheet, block) for block in sheet.blocks)}</main>"
        f"{_signatures(sheet.signatures)}"
        f'<footer><bdi dir="ltr">{escape(sheet.mark)}</bdi></footer></body></html>\n'
    )


def _quoted(text: str) -> str:
    return "'" + "".join(sign for sign in text if sign not in "'\"\\()<>\n\r") + "'"


def _code(mark: str) -> str:
    out = io.BytesIO()
    segno.make(mark, error="m", micro=False).save(
        out, kind="svg", border=1, omitsize=True, xmldecl=False, svgns=True, nl=False
    )
    return out.getvalue().decode()


def _block(sheet: Sheet, block: Block) -> str:
    number = f' <bdi dir="ltr">{block.number}</bdi>' if block.number else ""
    help_ = f'<p class="help">{escape(block.help)}</p>' if block.help else ""
    told = _table(block.lines) if block.lines else "".join(_row(sheet, row) for row in block.rows)
    head = f"<h2>{escape(block.title)}{number}</h2>" if block.title else ""
    return f"<section>{head}{help_}{told}</section>"


def _table(lines: Sequence[Sequence[Row]]) -> str:
    """Fillings of a section below one another, under one head that stands again on every page."""
    head = "".join(f'<th scope="col">{escape(row.label)}</th>' for row in lines[0])
    body = "".join(f"<tr>{''.join(_cell(row) for row in line)}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(row: Row) -> str:
    return "<td>" + "".join(f'<p><bdi dir="auto">{escape(value)}</bdi></p>' for value in row.values) + "</td>"


def _row(sheet: Sheet, row: Row) -> str:
    star = ' <span aria-hidden="true">*</span>' if row.required else ""
    help_ = f'<p class="help">{escape(row.help)}</p>' if row.help else ""
    told = "".join(f'<p><bdi dir="auto">{escape(value)}</bdi></p>' for value in row.values)
    if row.closed:
        told = f'<em class="state">{escape(sheet.words["closed"])}</em>'
    elif row.state:
        told = f'<em class="state">{escape(row.state)}</em>'
    note = f'<p class="help"><bdi dir="auto">{escape(row.note)}</bdi></p>' if row.note else ""
    lines = '<div class="line"></div>' * row.lines
    return (
        f'<div class="row"><div><span class="label">{escape(row.label)}</span>{star}{help_}</div>'
        "<div "
        f'class="answer">{told}{_boxes(row.boxes)}{note}{lines}{_boxes(row.states, " states")}</div></div>'
    )


def _signatures(lines: Sequence[str]) -> str:
    return (
        f'<section class="signature">{"".join(f"<div>{escape(line)}</div>" for line in lines)}</section>'
        if lines
        else ""
    )


def _boxes(boxes: tuple[Box, ...], more: str = "") -> str:
    if not boxes:
        return ""
    told = "".join(
        f'<span><i class="box{" ticked" if box.ticked else ""}"></i>{escape(box.label)}</span>'
        for box in boxes
    )
    return f'<div class="boxes{more}">{told}</div>'
